"""Mobjects' points as cairo paths: built once, kept, and laid again under every pose."""

import cairo
import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.canvas import Context

_CURVE = 4
# Manim's own rule for when two points are the same one.
_NEAR, _NEAR_SHARE = 1e-6, 1e-5


def lay_points(context: Context, points: Points) -> None:
    """Put cubic curves on the context as its path, with subpaths split and closed as Manim's camera does.

    Args:
        points: ``(4 n, 3)``: start, two handles and end of each curve; z is not used.
    """
    count = len(points) // _CURVE
    if count == 0:
        return
    curves = points[: count * _CURVE, :2].reshape(count, _CURVE, 2)
    starts, ends = curves[:, 0], curves[:, 3]
    opens = np.ones(count, dtype=bool)
    opens[1:] = ~_same(ends[:-1], starts[1:])
    firsts = np.flatnonzero(opens)
    lasts = np.append(firsts[1:], count) - 1
    closes = _same(starts[firsts], ends[lasts])
    flat = curves.reshape(count, 2 * _CURVE).tolist()
    for first, last, closed in zip(firsts.tolist(), lasts.tolist(), closes.tolist(), strict=True):
        context.move_to(flat[first][0], flat[first][1])
        for curve in flat[first : last + 1]:
            context.curve_to(*curve[2:])
        if closed:
            context.close_path()


def _same(one: Points, other: Points) -> NDArray[np.bool_]:
    return np.all(np.abs(one - other) <= _NEAR + _NEAR_SHARE * np.abs(other), axis=1)


class Outlines:
    """The paths of mobjects that keep their points.

    Poses are affine, so a path is built once for the whole scene; cairo copies it in one call a frame.
    """

    def __init__(self, units_to_pixels: float) -> None:
        # Cairo keeps paths at 1/256 of a pixel of the context they were made on.
        self._drawing_board: Context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))
        self._drawing_board.scale(4 * units_to_pixels, 4 * units_to_pixels)
        self._paths: dict[int, cairo.Path] = {}

    def lay(self, context: Context, part: VMobject) -> None:
        """Put a part's kept path on the context."""
        path = self._paths.get(id(part))
        if path is None:
            self._drawing_board.new_path()
            lay_points(self._drawing_board, part.points)
            path = self._paths[id(part)] = self._drawing_board.copy_path()
        context.append_path(path)


def partial_points(points: Points, share: float) -> Points:
    """The first part of a line's curves, the last of them cut where the share ends."""
    count = len(points) // _CURVE
    whole, rest = divmod(share * count, 1.0)
    kept = int(whole)
    if kept >= count:
        return points
    curve = points[kept * _CURVE : (kept + 1) * _CURVE]
    return np.vstack([points[: kept * _CURVE], _first_part(curve, rest)])


def _first_part(curve: Points, share: float) -> Points:
    rows, level = [curve[0]], curve
    while len(level) > 1:
        level = level[:-1] + (level[1:] - level[:-1]) * share
        rows.append(level[0])
    return np.array(rows)
