"""The language that a stage is written in, while it is being laid: fonts, own words, numbers, direction.

A template is laid out as a Latin one is read, from left to right. Where its layout follows the way of
reading, it is laid ``mirrored``: then, in a language that is read from right to left, the stage turns every
place over, and only letters, signs and pictures keep their sides.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Literal

from picturelock.domain.picture_language import PictureLanguage, picture_language
from picturelock.providers.render.script_fonts import script_family

FAMILY = "Inter"
# Arabic letters are drawn smaller than Latin ones at the same size: their lines are set so much larger.
_LARGER = {"Noto Sans Arabic": 1.14, "Noto Sans Hebrew": 1.06, "Noto Sans Devanagari": 1.08}
# From one line to the next, as shares of the size: for texts, and for large words.
_LEADINGS = {
    "Noto Sans Arabic": (1.56, 1.42),
    "Noto Sans Devanagari": (1.5, 1.36),
    "Noto Sans CJK": (1.54, 1.34),
}
_LATIN_LEADING = (1.3, 1.16)


@dataclass(frozen=True)
class Writing:
    """A language, and whether what is put on the stage now is turned over.

    ``axis`` is the upright line at which; the body's middle where there is none.
    """

    language: PictureLanguage
    turned: bool = False
    axis: float | None = None

    @property
    def right_to_left(self) -> bool:
        return self.language.direction == "rtl"

    @property
    def family(self) -> str:
        """The font for what Inter lacks; empty where it lacks nothing."""
        return script_family(self.language.tag)

    @property
    def families(self) -> str:
        """The fonts, best first, as Pango wants them."""
        return f"{FAMILY}, {self.family}" if self.family else FAMILY

    @property
    def larger(self) -> float:
        """How much larger a line is drawn than a Latin one, to look as large."""
        return _LARGER.get(self.family, 1.0)

    @property
    def leading(self) -> tuple[float, float]:
        """From one line to the next, as shares of the size: for texts, and for large words."""
        return _LEADINGS.get(self.family[:13] if "CJK" in self.family else self.family, _LATIN_LEADING)


_NOW: ContextVar[Writing] = ContextVar("writing", default=Writing(picture_language("en")))  # noqa: B039 - frozen


def now() -> Writing:
    """The writing of the stage that is being laid; English outside of one."""
    return _NOW.get()


@contextmanager
def written_in(tag: str) -> Generator[None, None, None]:
    """Lay everything inside in a language (BCP 47)."""
    token = _NOW.set(Writing(picture_language(tag)))
    try:
        yield
    finally:
        _NOW.reset(token)


@contextmanager
def mirrored(about: float | None = None) -> Generator[None, None, None]:
    """Turn over whatever is put on the stage inside, where the language is read from right to left.

    Args:
        about: the upright line at which, for a part that stays in its place; the body's middle without it.
    """
    writing = _NOW.get()
    token = _NOW.set(replace(writing, turned=writing.right_to_left, axis=about))
    try:
        yield
    finally:
        _NOW.reset(token)


def say(english: str, *values: str) -> str:
    """A template's own words, in the language of the stage."""
    return now().language.say(english, *values)


def start() -> Literal["left", "right"]:
    """The side from which a line is read, as the template sees it."""
    writing = now()
    return "right" if writing.right_to_left and not writing.turned else "left"
