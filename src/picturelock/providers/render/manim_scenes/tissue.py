"""What a tissue looks like close up: its cells, as many as fit into a round window."""

import math
from collections.abc import Callable

import numpy as np
from manim import VGroup, VMobject

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.cell_body import blob, closed_curve
from picturelock.providers.render.manim_scenes.colors import darker, lighter
from picturelock.providers.render.manim_scenes.organ_outlines import Organ
from picturelock.providers.render.manim_scenes.shapes import (
    circles,
    group,
    hexagon,
    rounded_box,
    segments,
    shape_of,
)
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.vessel_bore import ellipses

COLORS: dict[Organ, str] = {
    "heart": "#d9606e",
    "lung": "#e9a3a6",
    "airway": "#d9967c",
    "liver": "#c0705c",
    "kidney": "#d98a80",
    "stomach": "#eaa690",
    "brain": "#c9a4e6",
    "gut": "#eaa690",
    "joint": "#7cc4d8",
    "skin": "#e2a77c",
    "eye": "#e6b066",
    "bladder": "#dd8f85",
    "bone": "#e6d3a6",
    "vessel": "#d5727c",
}
Builder = Callable[[float, str], list[VMobject]]
"""Parts of a tissue around (0, 0), in a window of a radius and in a colour."""


def tissue(kind: Organ, center: Place, radius: float, rim: str) -> VGroup:
    """The window with its cells and a ``rim`` of that colour; nothing reaches out of it."""
    color = COLORS[kind]
    ground = shape_of(circles([(0.0, 0.0)], radius), [darker(color, 0.58), darker(color, 0.46)])
    ring = shape_of(circles([(0.0, 0.0)], radius), edge=rim, width=5)
    whole = group(ground, *_BUILDERS[kind](radius * 0.96, color), ring)
    return whole.shift(np.array([center[0], center[1], 0.0]))


def _cell(outline: Points, color: str) -> VMobject:
    return shape_of(outline, [darker(color, 0.12), lighter(color, 0.12)], edge=darker(color, 0.4), width=1.8)


def _nuclei(places: list[Place], size: float, color: str) -> VMobject:
    return shape_of(ellipses(np.array(places), size * 1.2, size), darker(color, 0.5))


def _fibres(radius: float, color: str) -> list[VMobject]:
    """Long muscle cells side by side, striped."""
    parts: list[VMobject] = []
    nuclei: list[Place] = []
    stripes: list[tuple[Place, Place]] = []
    high = radius * 0.3
    for row in range(-3, 4):
        y = row * high * 0.98
        half = math.sqrt(max(0.0, radius**2 - (abs(y) + high * 0.45) ** 2))
        if half < 0.3:
            continue
        cut = half * (0.25 if row % 2 else -0.3)
        for left, right in ((-half, cut - 0.03), (cut + 0.03, half)):
            parts.append(_cell(rounded_box(left, y - high * 0.44, right, y + high * 0.44, 0.1), color))
            nuclei.append(((left + right) / 2, y))
            xs = np.arange(left + 0.14, right - 0.1, 0.13).tolist()
            stripes += [((x, y - high * 0.36), (x, y + high * 0.36)) for x in xs]
    lines = shape_of(segments(stripes), edge=darker(color, 0.25), width=1.6)
    return [*parts, lines, _nuclei(nuclei, high * 0.2, color)]


def _spindles(radius: float, color: str) -> list[VMobject]:
    """Smooth muscle: spindles that lie in the gaps of their neighbours."""
    long, high = radius * 0.48, radius * 0.135
    places = [
        (x * long * 1.02 + (long * 0.51 if row % 2 else 0.0), row * high * 1.25)
        for row in range(-6, 7)
        for x in (-2, -1, 0, 1, 2)
    ]
    kept = [(x, y) for x, y in places if math.hypot(abs(x) + long * 0.5, abs(y) + high * 0.4) < radius]
    return [
        _cell(ellipses(np.array(kept), long * 0.5, high * 0.62), color),
        _nuclei(kept, high * 0.25, color),
    ]


def _hexagons(radius: float, color: str) -> list[VMobject]:
    """Cells in plates with round nuclei, as in the liver."""
    size = radius * 0.235
    places = [
        (x * size * 1.74 + (size * 0.87 if row % 2 else 0.0), row * size * 1.51)
        for row in range(-4, 5)
        for x in range(-4, 5)
    ]
    kept = [(x, y) for x, y in places if math.hypot(x, y) + size < radius]
    cells = [_cell(hexagon(place, size * 0.96), color) for place in kept]
    grains = [
        (x + 0.5 * size * math.cos(k * 2.1 + x), y + 0.5 * size * math.sin(k * 2.1 + x))
        for x, y in kept
        for k in range(3)
    ]
    dots = shape_of(circles(grains, size * 0.07), lighter(color, 0.45))
    return [*cells, dots, shape_of(circles(kept, size * 0.3), darker(color, 0.5))]


def _columns(radius: float, color: str) -> list[VMobject]:
    """Tall cells side by side on their floor, with a brush of villi; glands under them."""
    wide, parts, nuclei, villi = radius * 0.2, list[VMobject](), list[Place](), list[tuple[Place, Place]]()
    floor, top = -0.28 * radius, 0.42 * radius
    for k in range(-4, 5):
        x = k * wide * 1.02
        if math.hypot(abs(x) + wide / 2, top + 0.14 * radius) > radius:
            continue
        parts.append(_cell(rounded_box(x - wide * 0.48, floor, x + wide * 0.48, top, 0.06), color))
        nuclei.append((x, floor + 0.2 * radius))
        villi += [((x + d * wide, top), (x + d * wide, top + 0.1 * radius)) for d in (-0.3, -0.1, 0.1, 0.3)]
    reach = math.sqrt(radius**2 - floor**2) * 0.97
    base = shape_of(
        segments([((-reach, floor - 0.05), (reach, floor - 0.05))]), edge=lighter(color, 0.5), width=5
    )
    under = [(x * radius * 0.3, -0.56 * radius - 0.08 * radius * abs(x % 2)) for x in (-2, -1, 0, 1, 2)]
    kept = [place for place in under if math.hypot(*place) + 0.14 * radius < radius]
    brush = shape_of(segments(villi), edge=lighter(color, 0.35), width=3)
    deep = shape_of(
        ellipses(np.array(kept), radius * 0.13, radius * 0.08), darker(color, 0.25), edge=darker(color, 0.45)
    )
    return [base, brush, *parts, _nuclei(nuclei, wide * 0.24, color), deep]


def _sacs(radius: float, color: str) -> list[VMobject]:
    """Air sacs with thin walls, and red cells in the walls between them."""
    places = [(0.0, 0.0)] + [
        (0.6 * radius * math.cos(a), 0.6 * radius * math.sin(a)) for a in np.arange(6) * math.pi / 3 + 0.3
    ]
    sacs = [
        shape_of(blob(place, radius * 0.29, 0.03, k), darker(color, 0.55), edge=color, width=8)
        for k, place in enumerate(places)
    ]
    turns = np.arange(12) * math.pi / 6 + 0.3
    cells = [
        (
            (0.33 if k % 2 else 0.88) * radius * math.cos(a + 0.26),
            (0.33 if k % 2 else 0.88) * radius * math.sin(a + 0.26),
        )
        for k, a in enumerate(turns.tolist())
    ]
    return [*sacs, shape_of(circles(cells, radius * 0.055), ["#a52f45", "#e0485f"])]


def _tubule(radius: float, color: str) -> list[VMobject]:
    """A ring of cells around a tube, and a second one beside it, cut across."""
    parts: list[VMobject] = []
    for x, y, size in ((-0.3, 0.12, 0.58), (0.56, -0.42, 0.26), (0.5, 0.55, 0.22)):
        center, outer = (x * radius, y * radius), size * radius
        count = 12 if size > 0.4 else 8
        cells = [
            (center[0] + 0.74 * outer * math.cos(a), center[1] + 0.74 * outer * math.sin(a))
            for a in (np.arange(count) * 2 * math.pi / count).tolist()
        ]
        parts.append(_cell(circles([center], outer), color))
        half = math.pi / count
        walls = [
            (
                (center[0] + 0.5 * outer * math.cos(a + half), center[1] + 0.5 * outer * math.sin(a + half)),
                (center[0] + outer * math.cos(a + half), center[1] + outer * math.sin(a + half)),
            )
            for a in (np.arange(count) * 2 * math.pi / count).tolist()
        ]
        parts.append(shape_of(segments(walls), edge=darker(color, 0.4), width=1.8))
        parts.append(
            shape_of(circles([center], 0.5 * outer), darker(color, 0.65), edge=lighter(color, 0.3), width=3)
        )
        parts.append(shape_of(circles(cells, 0.1 * outer), darker(color, 0.5)))
    return parts


def _neurons(radius: float, color: str) -> list[VMobject]:
    """Two nerve cells with their branches; one reaches the other."""
    parts: list[VMobject] = []
    for x, y, size, turn in ((-0.34, 0.3, 0.2, 0.4), (0.42, -0.34, 0.17, 2.0)):
        center = (x * radius, y * radius)
        branches: list[tuple[Place, Place]] = []
        for k in range(6):
            angle = turn + k * math.pi / 3
            reach = 0.46 * radius
            knee = (center[0] + 0.6 * reach * math.cos(angle), center[1] + 0.6 * reach * math.sin(angle))
            branches.append((center, knee))
            for fork in (-0.45, 0.45):
                tip = (
                    center[0] + reach * math.cos(angle + fork * 0.8),
                    center[1] + reach * math.sin(angle + fork * 0.8),
                )
                branches.append((knee, tip))
        parts.append(shape_of(segments(branches), edge=color, width=4.5))
        star = [
            (
                center[0] + size * radius * (1.25 if k % 2 == 0 else 0.8) * math.cos(turn + k * math.pi / 6),
                center[1] + size * radius * (1.25 if k % 2 == 0 else 0.8) * math.sin(turn + k * math.pi / 6),
            )
            for k in range(12)
        ]
        parts.append(_cell(closed_curve(np.array(star)), color))
        parts.append(shape_of(circles([center], size * radius * 0.4), darker(color, 0.5)))
    return parts


def _lacunae(radius: float, color: str) -> list[VMobject]:
    """Cartilage: cells in pairs, each pair in its own hollow."""
    places = [
        (-0.5, 0.45),
        (0.15, 0.6),
        (0.6, 0.2),
        (-0.05, 0.08),
        (-0.66, -0.12),
        (-0.3, -0.52),
        (0.3, -0.42),
        (0.7, -0.35),
    ]
    hollows = [(x * radius, y * radius) for x, y in places]
    halves = [(x + side * 0.075 * radius, y) for x, y in hollows for side in (-1, 1)]
    return [
        shape_of(
            ellipses(np.array(hollows), radius * 0.19, radius * 0.13),
            darker(color, 0.35),
            edge=lighter(color, 0.2),
            width=2,
        ),
        _cell(ellipses(np.array(halves), radius * 0.07, radius * 0.09), color),
        shape_of(circles(halves, radius * 0.03), darker(color, 0.55)),
    ]


def _rings(radius: float, color: str) -> list[VMobject]:
    """Bone: rings around a canal, with cells lying between them."""
    rings = [shape_of(circles([(0.0, 0.0)], radius * r), edge=color, width=3) for r in (0.3, 0.5, 0.7, 0.9)]
    cells = [
        (radius * r * math.cos(a + r * 4), radius * r * math.sin(a + r * 4))
        for r, count in ((0.4, 7), (0.6, 10), (0.8, 13))
        for a in (np.arange(count) * 2 * math.pi / count).tolist()
    ]
    rays = [((0.92 * x, 0.92 * y), (1.1 * x, 1.1 * y)) for x, y in cells]
    return [
        *rings,
        shape_of(segments(rays), edge=lighter(color, 0.2), width=1.6),
        shape_of(circles(cells, radius * 0.045), color, edge=darker(color, 0.4), width=1.4),
        shape_of(circles([(0.0, 0.0)], radius * 0.17), ["#a52f45", "#e0485f"]),
    ]


def _layers(radius: float, color: str) -> list[VMobject]:
    """Skin: round cells below that become flat above."""
    parts: list[VMobject] = []
    nuclei: list[Place] = []
    y, row = -0.82 * radius, 0
    while y < 0.86 * radius:
        share = (y / radius + 0.82) / 1.7
        high = radius * (0.15 - 0.09 * share)
        wide = radius * (0.13 + 0.13 * share)
        xs = [x * wide * 2.06 + (wide if row % 2 else 0.0) for x in range(-6, 7)]
        kept = [(x, y) for x in xs if math.hypot(abs(x) + wide, abs(y) + 0.7 * high) < radius]
        if kept:
            parts.append(_cell(ellipses(np.array(kept), wide, high * 0.95), lighter(color, 0.25 * share)))
            nuclei += kept if share < 0.72 else []
        y += high * 1.95
        row += 1
    return [*parts, _nuclei(nuclei, radius * 0.035, color)]


def _rods(radius: float, color: str) -> list[VMobject]:
    """The eye's receptors: rods and a few cones, their nuclei in a row."""
    parts: list[VMobject] = []
    nuclei: list[Place] = []
    wide = radius * 0.15
    for k in range(-5, 6):
        x = k * wide * 1.08
        half = math.sqrt(max(0.0, radius**2 - (abs(x) + wide / 2) ** 2)) * 0.92
        if half < 0.4 * radius:
            continue
        cone = k % 3 == 0
        tip = min(half, (0.52 if cone else 0.78) * radius)
        shade = "#6fb4e0" if cone else color
        neck = -0.12 * radius
        low = -min(half, 0.62 * radius)
        parts.append(_cell(rounded_box(x - wide * 0.42, neck, x + wide * 0.42, tip, wide * 0.4), shade))
        parts.append(shape_of(segments([((x, neck), (x, low))]), edge=lighter(shade, 0.2), width=3))
        nuclei.append((x, low + 0.12 * radius))
    return [
        *parts,
        shape_of(circles(nuclei, wide * 0.36), lighter(color, 0.1), edge=darker(color, 0.4), width=1.6),
    ]


_BUILDERS: dict[Organ, Builder] = {
    "heart": _fibres,
    "lung": _sacs,
    "airway": _spindles,
    "liver": _hexagons,
    "kidney": _tubule,
    "stomach": _columns,
    "brain": _neurons,
    "gut": _columns,
    "joint": _lacunae,
    "skin": _layers,
    "eye": _rods,
    "bladder": _spindles,
    "bone": _rings,
    "vessel": _spindles,
}
