"""Mobjects that several scenes use, each kept to as few outlines as can be."""

import math
from collections.abc import Sequence

import numpy as np
from manim import Circle, Line, RegularPolygon, RoundedRectangle, VGroup, VMobject

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.tracks import Place

_CIRCLE: Points = np.asarray(Circle(radius=1.0).points, dtype=np.float64)


class Glow(VMobject):
    """A disc of light that fades to nothing at its edge."""

    def __init__(self, center: Place, radius: float, color: str, *, strength: float = 0.5) -> None:
        super().__init__(stroke_width=0, fill_color=color, fill_opacity=strength)
        self.radius = radius
        self.points = circles([center], radius)


def circles(centers: Sequence[Place] | Points, radius: float | Sequence[float] | Points) -> Points:
    """The outlines of circles, one after another.

    Args:
        centers: ``(n, 2)``.
        radius: one for all, or ``(n,)``.
    """
    places = np.asarray(centers, dtype=np.float64)[:, :2]
    sizes = np.broadcast_to(np.asarray(radius, dtype=np.float64), (len(places),))
    outlines = _CIRCLE[None] * sizes[:, None, None]
    outlines[:, :, :2] += places[:, None, :]
    return outlines.reshape(-1, 3)


def segments(pairs: Sequence[tuple[Place, Place]]) -> Points:
    """Straight lines as cubic curves, ``(4 n, 3)``."""
    ends = np.asarray(pairs, dtype=np.float64)
    shares = np.array([0, 1 / 3, 2 / 3, 1])[None, :, None]
    flat = ends[:, :1] * (1 - shares) + ends[:, 1:] * shares
    return np.concatenate([flat, np.zeros((*flat.shape[:2], 1))], axis=2).reshape(-1, 3)


def point(place: Place) -> Points:
    """A place as Manim wants it: x, y, z."""
    return np.array([place[0], place[1], 0.0])


def shade(shape: VMobject, colors: Sequence[str], *, toward: Place, opacity: float = 1.0) -> VMobject:
    """Fill a shape with colours that change into each other in a direction."""
    shape.set_fill(list(colors), opacity=opacity)  # pyright: ignore[reportArgumentType] - takes several, typed for one
    shape.set_sheen_direction(point(toward))
    return shape


def disc(
    center: Place, radius: float, color: str | Sequence[str], *, edge: str = "", edge_width: float = 2.0
) -> VMobject:
    """A filled circle; two colours make a gradient from bottom to top."""
    shape = VMobject(stroke_width=edge_width if edge else 0)
    shape.points = circles([center], radius)
    return _inked(shape, color, edge)


def shape_of(
    points: Points,
    color: str | Sequence[str] = (),
    *,
    edge: str = "",
    width: float = 2.0,
    opacity: float = 1.0,
) -> VMobject:
    """A mobject of ready points, filled, with an edge, or both."""
    shape = VMobject(stroke_width=width if edge else 0)
    shape.points = points
    return _inked(shape, color, edge, opacity)


def smooth_outline(corners: Sequence[Place]) -> Points:
    """A closed, smooth outline through the corners."""
    shape = VMobject()
    shape.set_points_smoothly(np.array([[x, y, 0.0] for x, y in [*corners, corners[0]]]))
    return np.asarray(shape.points, dtype=np.float64)


def plate(
    center: Place,
    size: Place,
    color: str,
    *,
    opacity: float = 1.0,
    edge: str = "",
    edge_width: float = 1.6,
    corner: float = 0.16,
) -> VMobject:
    """A rectangle with round corners."""
    width, height = size
    shape = RoundedRectangle(
        width=width, height=height, corner_radius=min(corner, width / 2, height / 2), stroke_width=0
    )
    shape.set_fill(color, opacity=opacity)
    if edge:
        shape.set_stroke(edge, width=edge_width, opacity=1)
    shape.move_to(point(center))
    return shape


def rounded_box(left: float, bottom: float, right: float, top: float, corner: float = 0.12) -> Points:
    """The outline of a rectangle with round corners, as points."""
    corner = max(0.0, min(corner, (right - left) / 2, (top - bottom) / 2))
    reach = corner * (1 - 0.5523)
    corners = [
        ((left, top), (0, -1), (1, 0)),
        ((right, top), (-1, 0), (0, -1)),
        ((right, bottom), (0, 1), (-1, 0)),
        ((left, bottom), (1, 0), (0, 1)),
    ]
    points: list[list[float]] = []
    first: Place | None = None
    last: Place | None = None
    for (x, y), (ax, ay), (bx, by) in corners:
        start, end = (x + ax * corner, y + ay * corner), (x + bx * corner, y + by * corner)
        if last is not None:
            points += segments([(last, start)]).tolist()
        points += [
            [*start, 0.0],
            [x + ax * reach, y + ay * reach, 0.0],
            [x + bx * reach, y + by * reach, 0.0],
            [*end, 0.0],
        ]
        first, last = first or start, end
    assert first is not None and last is not None
    return np.array(points + segments([(last, first)]).tolist())


def line(start: Place, end: Place, color: str, *, width: float = 3.0, opacity: float = 1.0) -> VMobject:
    shape = Line(point(start), point(end))
    shape.set_stroke(color, width=width, opacity=opacity)
    return shape


def arrow_head(tip: Place, angle: float, color: str, *, size: float = 0.2) -> VMobject:
    """A small filled triangle whose tip points along ``angle`` (radians)."""
    back, half = math.pi * 0.84, size
    corners = [tip] + [
        (tip[0] + half * math.cos(angle + turn), tip[1] + half * math.sin(angle + turn))
        for turn in (back, -back)
    ]
    return shape_of(segments(list(zip(corners, [*corners[1:], corners[0]], strict=True))), color)


def hexagon(center: Place, radius: float, *, turn: float = math.pi / 6) -> Points:
    """The outline of a regular hexagon, standing on a corner."""
    shape = RegularPolygon(6, start_angle=turn)
    shape.scale(radius).move_to(point(center))
    return np.asarray(shape.points, dtype=np.float64)


def group(*parts: VMobject) -> VGroup:
    return VGroup(*parts)


def _inked(shape: VMobject, color: str | Sequence[str], edge: str, opacity: float = 1.0) -> VMobject:
    if color:
        shade(shape, [color] if isinstance(color, str) else color, toward=(0.0, 1.0), opacity=opacity)
    else:
        shape.set_fill(opacity=0)
    if edge:
        shape.set_stroke(edge, opacity=1)
    return shape
