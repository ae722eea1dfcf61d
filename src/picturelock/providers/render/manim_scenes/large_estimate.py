"""One or two estimates drawn large: a name over each interval, and numerals that are seen first."""

from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.stage import WORDS, Stage
from picturelock.providers.render.manim_scenes.typesetting import set_text

# Of a row's height, what the interval takes below the words.
UNDER = 0.46
# The widest that the numerals' column becomes, and the room at the foot for the axis and its sides.
_ASIDE, _FOOT, _UPRIGHT_FOOT = 4.3, 0.92, 1.05
_HEAD = 0.5
_TALLEST, _UPRIGHT_TALLEST = 2.9, 3.3


@dataclass(frozen=True)
class Estimate:
    """What one row says: its name, its estimate, and the interval with what it is."""

    label: str
    value: str
    interval: str
    color: str


def large_columns(body: Box, stage: Stage) -> tuple[Box, Box]:
    """The plot's box and the numerals' column; in an upright frame the numerals stand over the interval."""
    if stage.portrait:
        plot = Box(body.left + 0.25, body.bottom + _UPRIGHT_FOOT, body.right - 0.35, body.top - _HEAD)
        return plot, Box(body.center[0] + 0.15, plot.bottom, body.right, plot.top)
    plot = Box(body.left + 0.4, body.bottom + _FOOT, body.right - _ASIDE - 0.5, body.top - _HEAD)
    return plot, Box(body.right - _ASIDE, plot.bottom, body.right, plot.top)


def large_rows(plot: Box, count: int, stage: Stage) -> list[Box]:
    """A row for each estimate, in the middle of the plot."""
    tall = min(plot.height / count, _UPRIGHT_TALLEST if stage.portrait else _TALLEST)
    spare = (plot.height - tall * count) / 2
    return Box(plot.left, plot.bottom + spare, plot.right, plot.top - spare).rows(count, 0.3)


def lay_measure(text: str, rows: list[Box], numbers: Box, stage: Stage) -> None:
    """Say once, over the numerals, what they are."""
    top = rows[0].top
    words = set_text(
        text,
        Box(numbers.left, top + 0.05, numbers.right, top + _HEAD),
        em=0.32,
        color=stage.palette.muted,
        weight=500,
        align="right" if stage.portrait else "left",
        most_lines=1,
    )
    stage.show(words, layer=WORDS)


def lay_estimate(one: Estimate, line: Box, numbers: Box, cue: float, stage: Stage) -> None:
    """Put the words of one row on the stage: its name with the interval, its numerals a moment later."""
    palette, upright = stage.palette, stage.portrait
    floor = line.bottom + UNDER * line.height
    right = numbers.left - 0.2 if upright else line.right
    name = set_text(
        one.label,
        Box(line.left - 0.2, floor + 0.04, right, line.top),
        em=0.44 if upright else 0.46,
        color=palette.ink,
        weight=600,
        align="left",
        upright="bottom",
        most_lines=2,
    )
    stage.show(name, layer=WORDS).appears(cue, rise=0)
    room = Box(numbers.left, floor if upright else line.bottom, numbers.right, line.top)
    cut = room.bottom + 0.3 * room.height
    rows = (
        (one.value, Box(room.left, cut, room.right, room.top), 1.4, one.color, 700),
        (one.interval, Box(room.left, room.bottom, room.right, cut), 0.32, palette.muted, 500),
    )
    for text, place, em, color, weight in rows:
        words = set_text(
            text,
            place.inset(0, 0.05 if weight == 700 else 0.02),
            em=em,
            color=readable(color, palette),
            weight=weight,
            align="right" if upright else "left",
            most_lines=1,
        )
        stage.show(words, layer=WORDS).appears(cue + 0.5, rise=0.1 if weight == 700 else 0)
