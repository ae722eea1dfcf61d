"""Small stand-ins for molecules: each kind keeps one shape and colour through a film."""

from itertools import pairwise

from manim import VGroup

from picturelock.providers.render.manim_scenes.colors import darker, ink_on, lighter, mixed
from picturelock.providers.render.manim_scenes.shapes import (
    circles,
    disc,
    group,
    hexagon,
    plate,
    segments,
    shade,
    shape_of,
)
from picturelock.providers.render.manim_scenes.tracks import Place

LIGAND, PRODUCTS = "#ff6f8b", ("#b18cff", "#4fb8ff")


def drug(center: Place, color: str, *, rings: int = 2, size: float = 1.0) -> VGroup:
    """A rounded body with rings on it."""
    x, y = center
    radius, apart = 0.2, 0.2 * 3**0.5
    width = 0.46 + rings * apart
    body = plate(center, (width, 0.6), color, corner=0.3, edge=darker(color, 0.25), edge_width=2.2)
    shade(body, [darker(color, 0.15), color, lighter(color, 0.25)], toward=(0.0, 1.0))
    first = x - apart * (rings - 1) / 2
    drawn = [
        shape_of(hexagon((first + k * apart, y), radius), edge=ink_on(color), width=2.6) for k in range(rings)
    ]
    whole = group(body, *drawn)
    whole.scale(size)
    return whole


def strands(center: Place, color: str, count: int, *, size: float = 1.0) -> VGroup:
    """A short piece of nucleic acid: one strand with its bases, or two that are paired."""
    x, y = center
    places = [x + (k - 4.5) * 0.115 for k in range(10)]
    parts = [plate(center, (1.32, 0.5), darker(color, 0.55), corner=0.25, edge=color, opacity=0.85)]
    for row, paint in ((0.13, color), (-0.13, lighter(color, 0.45)))[:count]:
        wave = [(px, y + row + 0.02 * (1 if k % 2 else -1)) for k, px in enumerate(places)]
        ends = [(px, y if count > 1 else y - 0.07) for px in places]
        bases = segments([(top, foot) for top, foot in zip(wave, ends, strict=True)])
        parts.append(shape_of(bases, edge=lighter(paint, 0.2), width=3))
        parts.append(shape_of(segments(list(pairwise(wave))), edge=paint, width=5.5))
    whole = group(*parts)
    whole.scale(size)
    return whole


def ball(center: Place, radius: float, color: str) -> VGroup:
    """A shaded ball."""
    body = disc(center, radius, [darker(color, 0.25), color], edge=darker(color, 0.3))
    x, y = center
    spot = disc((x - radius * 0.32, y + radius * 0.36), radius * 0.22, mixed(color, "#ffffff", 0.6))
    return group(body, spot)


def chain(center: Place, color: str) -> VGroup:
    """A bent chain, as long fatty acids are drawn."""
    x, y = center
    corners = [(-0.36, 0.1), (-0.19, -0.09), (0.0, 0.1), (0.19, -0.09), (0.36, 0.1)]
    places = [(x + dx, y + dy) for dx, dy in corners]
    bonds = segments(list(pairwise(places)))
    lines = shape_of(bonds, edge=darker(color, 0.2), width=6)
    atoms = shape_of(
        circles(places, [0.13, 0.11, 0.11, 0.11, 0.11]),
        [color, lighter(color, 0.25)],
        edge=darker(color, 0.3),
        width=1.6,
    )
    return group(lines, atoms)


def ringed(center: Place, color: str, corners: int) -> VGroup:
    """A ring with a tail: what an enzyme made of a chain."""
    x, y = center
    body = disc(center, 0.27, [darker(color, 0.2), color], edge=darker(color, 0.3))
    shape = shape_of(hexagon(center, 0.15, turn=0.52 if corners % 2 else 0.0), edge=ink_on(color), width=2.4)
    tail = shape_of(
        segments([((x + 0.24, y - 0.1), (x + 0.42, y - 0.22))]), edge=darker(color, 0.15), width=5
    )
    return group(tail, body, shape)
