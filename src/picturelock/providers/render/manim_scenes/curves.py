"""Lines of a chart that draw themselves as they are spoken of, and their names where they end."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.render.manim_scenes.actor import Actor, Points
from picturelock.providers.render.manim_scenes.axes import Plot
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.clock import Clock, Span
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.lettering import outlines
from picturelock.providers.render.manim_scenes.shapes import circles, plate, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.tracks import IN_OUT, Place
from picturelock.providers.render.manim_scenes.typesetting import set_text

NAME, UPRIGHT_NAME = 0.27, 0.33
# How wide the column of names is beside a plot, and how high the row above one in an upright frame.
NAMES_ASIDE, NAMES_ABOVE = 2.6, 0.46
_SLOWEST, _FASTEST = 5.0, 1.2
_LEAD = 0.35
_KEY = 0.5  # from a key's left end to its name


@dataclass(frozen=True)
class Named:
    """A line's name, its colour, where it ends, when its name is read, and a note that comes in later."""

    name: str
    color: str
    end: Place
    cue: float
    note: str = ""
    note_cue: float = 0.0


def drawing_time(clock: Clock, beat: int) -> Span:
    """When the line of a beat is drawn: while the beat is heard, neither in a hurry nor for ever."""
    span = clock.beat(beat)
    start = max(span.start, _LEAD)
    length = min(max(0.75 * span.length, _FASTEST), _SLOWEST, max(0.5, clock.length - start - 1.0))
    return Span(start, start + length)


def trace(stage: Stage, places: Sequence[Place], color: str, span: Span, *, width: float = 4.2) -> Actor:
    """Draw a line from left to right over a span of time, with a dot at its tip that beats afterwards."""
    way: NDArray[np.float64] = np.array(places, dtype=np.float64)

    xs = [x for x, _ in places]

    def until(time: float) -> list[Place]:
        share = IN_OUT(min(1.0, max(0.0, (time - span.start) / max(span.length, 1e-6))))
        reach = way[0, 0] + share * (way[-1, 0] - way[0, 0])
        if share >= 1.0:
            return [(x, y) for x, y in way.tolist()]
        count = max(1, bisect_right(xs, reach))
        before, after = way[count - 1], way[min(count, len(way) - 1)]
        gone = (reach - before[0]) / max(after[0] - before[0], 1e-9)
        here = before + (after - before) * min(1.0, max(0.0, gone))
        return [*((x, y) for x, y in way[:count].tolist()), (float(here[0]), float(here[1]))]

    def line(time: float) -> Points:
        drawn = until(time)
        return segments(list(pairwise(drawn if len(drawn) > 1 else drawn * 2)))

    def tip(time: float) -> Points:
        swell = 0.018 * (1 + np.sin(2.6 * (time - span.end))) if time > span.end else 0.0
        return circles([until(time)[-1]], 0.1 + swell)

    stroke = shape_of(line(span.end), edge=color, width=width)
    dot = shape_of(tip(span.end), color)
    actor = stage.show(stroke, dot, layer=SCENE + 2)
    actor.starts(opacity=0.0).fades(1.0, at=span.start, length=0.2)
    return actor.reshapes(stroke, line).reshapes(dot, tip)


def reached(span: Span, share: float) -> float:
    """When a line that is drawn over a span has come a share (0 to 1) of its way to the right."""
    # The inverse of the ease with which it is drawn, half a wave of a cosine.
    return span.at(math.acos(1 - 2 * min(1.0, max(0.0, share))) / math.pi)


def dashes(pairs: Sequence[tuple[Place, Place]], *, dash: float = 0.13) -> Points:
    """Straight lines in dashes, as points."""
    pieces: list[tuple[Place, Place]] = []
    for (x0, y0), (x1, y1) in pairs:
        count = max(1, round(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / (2 * dash)))
        shares = [(k / count, (k + 0.55) / count) for k in range(count)]
        pieces += [
            ((x0 + (x1 - x0) * a, y0 + (y1 - y0) * a), (x0 + (x1 - x0) * b, y0 + (y1 - y0) * b))
            for a, b in shares
        ]
    return segments(pieces)


def room_for_names(box: Box, stage: Stage, names: Sequence[str], *, noted: bool = False) -> tuple[Box, Box]:
    """The chart's part of a box and that of the names: beside it, or above it in an upright frame."""
    if stage.portrait:
        in_pairs = 1 if _in_a_row(names, box) else (len(names) + 1) // 2
        cut = box.top - NAMES_ABOVE * (len(names) if noted else in_pairs)
        return Box(box.left, box.bottom, box.right, cut - 0.1), Box(box.left, cut, box.right, box.top)
    cut = box.right - NAMES_ASIDE
    return Box(box.left, box.bottom, cut, box.top), Box(cut + 0.12, box.bottom, box.right, box.top)


def lay_names(stage: Stage, names: Sequence[Named], room: Box) -> None:
    """Put each line's name where the line ends; in an upright frame, in rows above the plot."""
    noted = any(one.note for one in names)
    if stage.portrait:
        cells = None if noted else _in_a_row([one.name for one in names], room)
        if cells:
            for one, cell in zip(names, cells, strict=True):
                _key(stage, one, cell, noted=False)
            return
        rows = room.rows(len(names) if noted else (len(names) + 1) // 2, 0.0)
        for place, one in enumerate(names):
            alone = noted or len(names) == 1
            cell = rows[place] if alone else rows[place // 2].columns(2, 0.2)[place % 2]
            _key(stage, one, cell, noted=noted)
        return
    apart, down = (0.72, 0.33) if noted else (0.42, 0.0)
    middles = spread([one.end[1] for one in names], apart, room.bottom + 0.2 + down, room.top - 0.2)
    for one, middle in zip(names, middles, strict=True):
        place = Box(room.left, middle - 0.2, room.right, middle + 0.2)
        _name(stage, one.name, one.color, place, NAME).appears(one.cue, rise=0)
        if one.note:
            _name(stage, one.note, one.color, place.moved(0, -down), NAME * 0.88, weight=500).appears(
                one.note_cue, rise=0
            )


def _in_a_row(names: Sequence[str], room: Box) -> list[Box] | None:
    """Three names side by side, each as wide as it is, where there is room for all; None where not."""
    widths = [_KEY + outline.width * UPRIGHT_NAME * 1.02 for outline in outlines(list(names), 600)]
    gap = (room.width - sum(widths)) / max(1, len(names) - 1)
    if len(names) < 3 or gap < 0.25:
        return None
    lefts = [room.left + sum(widths[:place]) + min(gap, 0.6) * place for place in range(len(names))]
    return [Box(left, room.bottom, left + width, room.top) for left, width in zip(lefts, widths, strict=True)]


def _key(stage: Stage, one: Named, cell: Box, *, noted: bool) -> None:
    middle = (cell.bottom + cell.top) / 2
    key = plate((cell.left + 0.19, middle), (0.38, 0.12), one.color, corner=0.06)
    stage.show(key, layer=LABELS)
    split = cell.right - cell.width * 0.45 if noted else cell.right
    _name(stage, one.name, one.color, Box(cell.left + _KEY, cell.bottom, split, cell.top), UPRIGHT_NAME)
    if one.note:
        place = Box(split + 0.15, cell.bottom, cell.right, cell.top)
        _name(stage, one.note, one.color, place, UPRIGHT_NAME * 0.9, weight=500).appears(one.note_cue, rise=0)


def _name(stage: Stage, text: str, color: str, room: Box, em: float, weight: int = 600) -> Actor:
    shown = readable(color, stage.palette)
    words = set_text(text, room, em=em, color=shown, weight=weight, align="left", most_lines=1)
    return stage.show(words, layer=WORDS)


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Heights as near as can be to the wanted ones, no two of them nearer than ``apart``, in their order."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = [min(max(height, low), high) for height in wanted]
    for one, other in pairwise(order):
        found[other] = max(found[other], found[one] + apart)
    if order and found[order[-1]] > high:
        found[order[-1]] = high
        for one, other in reversed(list(pairwise(order))):
            found[one] = min(found[one], found[other] - apart)
    return found


def along(plot: Plot, readings: Sequence[tuple[float, float]]) -> list[Place]:
    """Pairs of values as places in a plot."""
    return [plot.at(x, y) for x, y in readings]


def free_corner(plot: Box, sizes: Sequence[Place], taken: Sequence[Place], by: float = 0.12) -> Box | None:
    """A place inside a plot that no line comes near: the corners, then the middle of top and bottom.

    Args:
        sizes: widths and heights that what is to lie there can have, the best first.
        taken: places on the lines, close enough together that nothing fits between them.
    """
    for width, height in sizes:
        lefts = (plot.right - 0.1 - width, plot.left + 0.14, plot.center[0] - width / 2)
        bottoms = (plot.top - 0.06 - height, plot.bottom + 0.16)
        for place in (
            Box(left, bottom, left + width, bottom + height) for left in lefts for bottom in bottoms
        ):
            wide = place.inset(-by)
            inside = place.left >= plot.left and place.right <= plot.right and place.top <= plot.top
            if inside and not any(
                wide.left < x < wide.right and wide.bottom < y < wide.top for x, y in taken
            ):
                return place
    return None


def dense(places: Sequence[Place], step: float = 0.08) -> list[Place]:
    """A line with places on it at least every ``step``."""
    found: list[Place] = []
    for (x0, y0), (x1, y1) in pairwise(places):
        count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / step))
        found += [(x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count) for k in range(count)]
    return [*found, *places[-1:]]
