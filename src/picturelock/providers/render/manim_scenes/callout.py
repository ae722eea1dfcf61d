"""The one thing said about a bar chart, and the place for it where it covers nothing."""

from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.box import Box, around
from picturelock.providers.render.manim_scenes.shapes import plate, point
from picturelock.providers.render.manim_scenes.stage import WORDS, Stage
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, set_text

# The height that a value takes above its bar, and the share of a slot that half a bar takes.
VALUE, HALF_BAR = 0.55, 0.31


@dataclass(frozen=True)
class Bars:
    """The bars' heights as shares of the plot, and the place of the one the callout is about."""

    shares: tuple[float, ...]
    stressed: int


@dataclass(frozen=True)
class Callout:
    """The words and their pill's rectangle."""

    words: Paragraph
    pill: Box

    def show(self, stage: Stage, cue: float) -> None:
        """Bring it in at ``cue``; then it swells a little now and again."""
        size = (self.pill.width, self.pill.height)
        shape = plate(self.pill.center, size, stage.palette.second, corner=0.28)
        actor = stage.show(shape, self.words, layer=WORDS).appears(cue, grow=0.85)
        beat = cue + 1.5
        while beat < stage.clock.length - 1:
            actor.swells(beat, by=1.04, length=1.2)
            beat += 2.8


def slots_of(plot: Box, count: int) -> list[Box]:
    """The column of each bar."""
    return plot.columns(count, 0.12)


def place_callout(text: str, bars: Bars, room: Box, stage: Stage) -> tuple[Box, Callout | None]:
    """The highest plot in ``room`` in which all values and the callout have their place, and that place."""
    if not text:
        return Box(room.left, room.bottom, room.right, room.top - VALUE), None
    words = set_text(text, Box(-2.4, -0.4, 2.4, 0.4), em=0.27, color=stage.palette.second_ink, weight=600)
    size = (words.ink.width + 0.6, max(0.56, words.ink.height + 0.3))
    for less in (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.1, 1.3):
        plot = Box(room.left, room.bottom, room.right, room.top - VALUE - less)
        pill = _free_place(bars, plot, room.top, size)
        if pill is not None:
            words.shift(point((pill.center[0], pill.center[1] - words.ink.center[1])))
            return plot, Callout(words, pill)
    raise AssertionError("a callout fits above bars that leave it its height")


def _free_place(bars: Bars, plot: Box, ceiling: float, size: Place) -> Box | None:
    """Above the stressed bar's value, beside the bar's end, or above all bars."""
    slots = slots_of(plot, len(bars.shares))
    ends = [plot.bottom + share * plot.height for share in bars.shares]
    end, slot = ends[bars.stressed], slots[bars.stressed]
    away = slot.width * HALF_BAR + 0.3 + size[0] / 2
    x = min(max(slot.center[0], plot.left + size[0] / 2), plot.right - size[0] / 2)
    above = VALUE + 0.14 + size[1] / 2
    beside = max(end - 0.35, plot.bottom + size[1] / 2 + 0.1)
    for center in (
        (x, end + above),
        (slot.center[0] - away, beside),
        (slot.center[0] + away, beside),
        (x, max(ends) + above),
    ):
        pill = around(center, *size)
        taken = [
            Box(other.left, plot.bottom, other.right, top + VALUE)
            for number, (other, top) in enumerate(zip(slots, ends, strict=True))
            if number != bars.stressed or center[1] > end
        ]
        inside = plot.left - 0.01 <= pill.left and pill.right <= plot.right + 0.01 and pill.top <= ceiling
        if inside and not any(pill.overlaps(box, by=-0.05) for box in taken):
            return pill
    return None
