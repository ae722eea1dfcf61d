"""Which characters the browser can draw with the fonts that are installed, read once from fontconfig."""

import unicodedata
from bisect import bisect_right
from functools import cache

from picturelock.providers.installed_fonts import code_span, listed_fonts

# Nothing is drawn for these: control and format characters, spaces, and what the shapes of others depend on.
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_VARIATIONS = range(0xFE00, 0xFE10)


def missing_characters(text: str) -> str:
    """The characters of a text that no installed font has, each once, in order.

    Blocks for a moment at the first call: ask from a thread.

    Raises:
        MissingToolError: fontconfig is not installed.
    """
    seen = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(character for character in seen if _drawn(character) and not _covered(ord(character)))


def _drawn(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and ord(character) not in _VARIATIONS


def _covered(code: int) -> bool:
    firsts, lasts = _coverage()
    place = bisect_right(firsts, code) - 1
    return place >= 0 and code <= lasts[place]


@cache
def _coverage() -> tuple[list[int], list[int]]:
    """The first and last characters of all ranges that some font has, sorted and apart."""
    charsets = listed_fonts("%{charset}", needed_for="text in pictures")
    spans = sorted(code_span(part) for charset in charsets for part in charset.split())
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in spans:
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(lasts[-1], last)
        else:
            firsts.append(first)
            lasts.append(last)
    return firsts, lasts
