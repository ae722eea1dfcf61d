"""Japanese in kana, for espeak-ng, which cannot read kanji and counts as in Chinese."""

import re
from functools import cache
from typing import Any

_ONES = ("", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
# Hundreds and thousands that are not their parts.
_HUNDREDS = {1: "ヒャク", 3: "サンビャク", 6: "ロッピャク", 8: "ハッピャク"}
_THOUSANDS = {1: "セン", 3: "サンゼン", 8: "ハッセン"}
_GREAT = ("", "マン", "オク", "チョー")
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")


def kana(text: str) -> str:
    """Text with each word and number as it is heard; what the dictionary does not know stays as it is.

    Takes about half a second the first time, while the dictionary is opened.
    """
    heard = "".join(_heard(word) for word in _tokenizer().tokenize(text))
    return _NUMBER.sub(lambda found: _number(found[1].replace(",", ""), found[2] or ""), heard)


def _heard(word: Any) -> str:
    """A word's sounds in katakana: the particle は is said ワ."""
    return word.surface if word.phonetic == "*" else word.phonetic


def _number(whole: str, fraction: str) -> str:
    groups: list[str] = []
    rest = int(whole)
    for great in _GREAT:
        rest, group = divmod(rest, 10_000)
        if group:
            groups.append(_group(group, alone=not great) + great)
    said = "".join(reversed(groups)) or ("レー" if fraction else "ゼロ")
    digits = "".join(_ONES[int(digit)] or "ゼロ" for digit in fraction)
    return f"{said}テン{digits}" if fraction else said


def _group(number: int, *, alone: bool) -> str:
    """A number below ten thousand; 1000 is said with its one before the greater units."""
    thousand, hundred, ten, one = (number // place % 10 for place in (1_000, 100, 10, 1))
    said = ""
    if thousand:
        said += (
            "イッセン" if thousand == 1 and not alone else _THOUSANDS.get(thousand, f"{_ONES[thousand]}セン")
        )
    if hundred:
        said += _HUNDREDS.get(hundred, f"{_ONES[hundred]}ヒャク")
    if ten:
        said += ("" if ten == 1 else _ONES[ten]) + "ジュー"
    return said + _ONES[one]


@cache
def _tokenizer() -> Any:
    from janome.tokenizer import Tokenizer  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    # Mapped from the file: the dictionary is not held in memory as a whole.
    return Tokenizer(mmap=True)  # pyright: ignore[reportUnknownVariableType]
