"""Bars that lie, one under another: where a frame is upright, names and values have their room so."""

from collections.abc import Sequence
from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import darker, lighter, mixed, readable
from picturelock.providers.render.manim_scenes.shapes import plate, rounded_box, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.tracks import OUT
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import mirrored

_GROWTH = 1.4
_CALLOUT = 0.95
_LABEL = 0.46  # the share of a row that its name takes; its bar takes the rest
_VALUE = 1.35


# Rows lower than this have their names beside the bars, not above them.
_LOW = 0.7
_BESIDE = 2.25


@dataclass(frozen=True)
class LyingBar:
    """A bar as it is laid; its share is that of the longest one, it grows from ``start`` at the earliest."""

    label: str
    value: str
    share: float
    stressed: bool
    start: float = 0.0


@dataclass(frozen=True)
class Said:
    """What is said about the bars: the measure above them, with room left at its end, and the callout."""

    measure: str
    measure_room: float
    callout: str
    cue: float


def lay_bars(bars: Sequence[LyingBar], said: Said, stage: Stage) -> None:
    """Put the bars on the stage, one under another, with what they measure above and the callout below."""
    measure, callout = said.measure, said.callout
    palette, body = stage.palette, stage.body
    top = body.top
    if measure:
        room = Box(body.left, body.top - 0.66, body.right - said.measure_room, body.top)
        words = set_text(measure, room, em=0.3, color=palette.muted, align="left", upright="top")
        with mirrored():
            stage.show(words, layer=LABELS)
        top = words.ink.bottom - 0.25
    elif said.measure_room:
        top -= 0.7
    floor = body.bottom + (_CALLOUT if callout else 0.0)
    gap = 0.18 if len(bars) < 6 else 0.12
    tall = min(1.25, (top - floor - gap * (len(bars) - 1)) / len(bars))
    used = tall * len(bars) + gap * (len(bars) - 1)
    middle = (top + floor) / 2
    rows = Box(body.left, middle - used / 2, body.right, middle + used / 2).rows(len(bars), gap)
    for place, (bar, row) in enumerate(zip(bars, rows, strict=True)):
        _lay(bar, row, max(0.35 + 0.22 * place, bar.start), stage)
    if callout:
        _say(callout, Box(body.left, body.bottom, body.right, body.bottom + _CALLOUT - 0.2), said.cue, stage)


def _lay(bar: LyingBar, row: Box, start: float, stage: Stage) -> None:
    palette = stage.palette
    color = palette.accent if bar.stressed else mixed(palette.muted, palette.background, 0.4)
    if row.height < _LOW:
        name, field = Box(row.left, row.bottom, row.left + _BESIDE, row.top), row
        field = Box(row.left + _BESIDE + 0.12, row.bottom + 0.02, row.right, row.top - 0.02)
    else:
        cut = row.top - _LABEL * row.height
        name = Box(row.left, cut + 0.03, row.right, row.top)
        field = Box(row.left, row.bottom, row.right, cut - 0.05)
    ink = palette.ink if bar.stressed else palette.muted
    label = set_text(
        bar.label,
        name,
        em=0.34,
        color=ink,
        weight=600 if bar.stressed else 500,
        align="left",
        upright="bottom" if field.left == row.left else "middle",
        most_lines=1,
    )
    stage.show(label, layer=LABELS)
    _grow(bar, field, color, start, stage)


def _grow(bar: LyingBar, field: Box, color: str, start: float, stage: Stage) -> None:
    """The bar from nothing to its length, its value ahead of it."""
    palette = stage.palette
    longest = field.width - _VALUE - 0.15
    length = max(0.04, longest * bar.share)

    def outline(time: float) -> Points:
        share = OUT(min(1.0, max(0.0, (time - start) / _GROWTH)))
        now = max(length * share, 0.03)
        return rounded_box(field.left, field.bottom, field.left + now, field.top, min(0.12, now / 2))

    shape = shape_of(outline(start + _GROWTH), [darker(color, 0.12), lighter(color, 0.08)])
    stage.show(shape).reshapes(shape, outline)
    end = field.left + length + 0.15
    room = Box(end, field.bottom, end + _VALUE, field.top)
    shown = readable(palette.accent, palette) if bar.stressed else palette.ink
    value = set_text(bar.value, room, em=0.44, color=shown, weight=700, align="left", most_lines=1)
    x, y, _ = value.get_center()
    stage.show(value, layer=LABELS).starts(place=(x - length, y), opacity=0.0).fades(
        1.0, at=start + 0.15, length=0.3
    ).goes((x, y), at=start, length=_GROWTH, ease=OUT)


def _say(text: str, room: Box, cue: float, stage: Stage) -> None:
    words = set_text(
        text, room.inset(0.3, 0.1), em=0.34, color=stage.palette.second_ink, weight=600, most_lines=2
    )
    size = (words.ink.width + 0.6, room.height)
    pill = plate(room.center, size, stage.palette.second, corner=0.28)
    actor = stage.show(pill, words, layer=WORDS).appears(cue, grow=0.85)
    beat = cue + 1.5
    while beat < stage.clock.length - 1:
        actor.swells(beat, by=1.04, length=1.2)
        beat += 2.8
