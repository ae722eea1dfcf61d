"""Japanese in kana, for espeak-ng, which cannot read kanji."""

from functools import cache
from typing import Any


def kana(text: str) -> str:
    """Text with each word as it is heard; what the dictionary does not know stays as it is.

    Takes about half a second the first time, while the dictionary is opened.
    """
    return "".join(_heard(word) for word in _tokenizer().tokenize(text))


def _heard(word: Any) -> str:
    """A word's sounds in katakana: the particle は is said ワ."""
    return word.surface if word.phonetic == "*" else word.phonetic


@cache
def _tokenizer() -> Any:
    from janome.tokenizer import Tokenizer  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    # Mapped from the file: the dictionary is not held in memory as a whole.
    return Tokenizer(mmap=True)  # pyright: ignore[reportUnknownVariableType]
