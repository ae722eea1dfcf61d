"""The words of a spoken text, as they are timed, lit and broken into captions."""

from collections.abc import Callable
from functools import cache

import budoux

from picturelock.domain.languages import language_of

_LOADERS: dict[str, Callable[[], budoux.Parser]] = {
    "ja": budoux.load_default_japanese_parser,
    "th": budoux.load_default_thai_parser,
    "zh": budoux.load_default_simplified_chinese_parser,
    "zh-hant": budoux.load_default_traditional_chinese_parser,
}
# Regions and scripts that write Chinese in traditional characters.
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
# Signs that no word and no line begins with, and those that none ends on (JIS X 4051 and its Chinese kin).
_NEVER_FIRST = frozenset(
    "、。，．,.！？!?：；・…‥ー～〜）)］]｝}」』】〉》〕”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々%％℃°"
)
_NEVER_LAST = frozenset("（([［{｛「『【〈《〔“‘")


def spoken_words(text: str, language: str) -> list[str]:
    """A text's words with their punctuation, in order; each is timed as one.

    They are what stands between white space. Japanese and Chinese have none: there they are phrases, Thai
    ones are words. No Latin word or number is cut, no word begins with a mark that no line begins with.

    Args:
        text: what is spoken.
        language: its language (BCP 47).
    """
    parser = _parser(language)
    if parser is None:
        return text.split()
    return [word for chunk in text.split() for word in _kept_together(parser.parse(chunk))]


def joined(words: list[str], language: str) -> str:
    """Words of ``spoken_words`` as a line of text."""
    told = ""
    for word in words:
        told += word if not told or glued(told[-1], word[:1], language) else f" {word}"
    return told


def glued(before: str, after: str, language: str) -> bool:
    """Whether no space stands between two words.

    Args:
        before: the last sign of the one.
        after: the first sign of the other.
        language: their language (BCP 47).
    """
    if language_of(language).spaced:
        return False
    # "5 mg" within a Japanese sentence stays two words.
    return not (_narrow(before) and _narrow(after))


def _narrow(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _kept_together(parts: list[str]) -> list[str]:
    kept: list[str] = []
    for part in parts:
        before = kept[-1][-1] if kept else ""
        torn = before and (
            part[0] in _NEVER_FIRST
            or before in _NEVER_LAST
            or (_narrow(before) and _narrow(part[0]))
            or (before.isascii() and before in "-/" and _narrow(part[0]))
        )
        if torn:
            kept[-1] += part
        else:
            kept.append(part)
    return kept


def _parser(language: str) -> budoux.Parser | None:
    code, *subtags = language.lower().split("-")
    name = "zh-hant" if code == "zh" and _TRADITIONAL.intersection(subtags) else code
    return _loaded(name) if name in _LOADERS else None


@cache
def _loaded(name: str) -> budoux.Parser:
    return _LOADERS[name]()
