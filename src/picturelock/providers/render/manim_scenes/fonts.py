"""Which characters the installed fonts can draw as outlines, read once from fontconfig."""

import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from picturelock.domain.errors import MissingToolError
from picturelock.providers.render.manim_scenes.writing import FAMILY

# Outlines for what is otherwise drawn from a colour font, which has none.
SYMBOLS = "Symbola"

_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_NO_MEANING = {"Co", "Cn"}  # private use, unassigned: what a font has there is its own
# The first two decide shapes in Arabic and Indic scripts, the others the order of what is beside them.
_JOINERS = "\u200c\u200d\u200e\u200f"
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Coverage:
    """A set of characters as ranges, in order and apart."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def __contains__(self, character: object) -> bool:
        code = ord(str(character))
        place = bisect_right(self.firsts, code) - 1
        return place >= 0 and code <= self.lasts[place]


@dataclass(frozen=True)
class Inventory:
    """What the film's own font, the symbols font, colour fonts and all outline fonts together can draw."""

    own: Coverage
    symbols: Coverage
    coloured: Coverage
    outlines: Coverage


@cache
def inventory() -> Inventory:
    """The installed fonts. Raises ``MissingToolError`` without fontconfig or without the film's font."""
    try:
        listed = subprocess.run(
            ["fc-list", "--format", "%{family}|%{color}|%{outline}|%{charset}\n"],
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingToolError(
            "fontconfig (fc-list)", needed_for="text in pictures", install="apt-get install fontconfig"
        ) from error
    fonts = [row.split("|", 3) for row in listed.splitlines() if row.count("|") >= 3]
    outlined = [font for font in fonts if font[1] != "True" and font[2] == "True"]
    if not any(FAMILY in font[0].split(",") for font in outlined):
        raise MissingToolError(
            f"the font {FAMILY}", needed_for="text in pictures", install="apt-get install fonts-inter"
        )
    return Inventory(
        own=_together(font[3] for font in outlined if FAMILY in font[0].split(",")),
        symbols=_together(font[3] for font in outlined if SYMBOLS in font[0].split(",")),
        coloured=_together(font[3] for font in fonts if font[1] == "True"),
        outlines=_together(font[3] for font in outlined),
    )


def clean(text: str) -> str:
    """Text as it is set: composed, with single spaces and without what no outline shows."""
    kept = "".join(
        " " if character.isspace() and character != _NO_BREAK else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or character in _JOINERS or not _unseen(character)
    )
    return " ".join(word for word in kept.split(" ") if word)


def _unseen(character: str) -> bool:
    """Control characters, the choice between text and emoji, and skin tones, which outlines have not."""
    return (
        unicodedata.category(character) in {"Cc", "Cf"}
        or "\ufe00" <= character <= "\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def missing_characters(text: str) -> list[str]:
    """The characters that no installed font has as outlines, each once, in order."""
    fonts = inventory()
    return list(
        dict.fromkeys(
            character
            for character in clean(text)
            if unicodedata.category(character) not in _INVISIBLE
            and (unicodedata.category(character) in _NO_MEANING or character not in fonts.outlines)
        )
    )


def wants_symbols(character: str) -> bool:
    """Whether a character would be taken from a colour font unless the symbols font is named."""
    fonts = inventory()
    return (
        not character.isascii()
        and character in fonts.coloured
        and character not in fonts.own
        and character in fonts.symbols
    )


def _together(charsets: Iterable[str]) -> Coverage:
    spans: list[tuple[int, int]] = []
    for charset in charsets:
        for part in charset.split():
            first, _, last = part.partition("-")
            spans.append((int(first, 16), int(last or first, 16)))
    spans.sort()
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in spans:
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(lasts[-1], last)
        else:
            firsts.append(first)
            lasts.append(last)
    return Coverage(tuple(firsts), tuple(lasts))
