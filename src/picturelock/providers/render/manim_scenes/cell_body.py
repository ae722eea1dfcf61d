"""A whole cell, round and breathing, with its nucleus."""

import math
from dataclasses import dataclass

import numpy as np

from picturelock.providers.render.manim_scenes.actor import Actor, Points
from picturelock.providers.render.manim_scenes.colors import darker, lighter, mixed
from picturelock.providers.render.manim_scenes.shapes import Glow, circles, shape_of
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place

_CURVES = 14


@dataclass(frozen=True)
class CellLook:
    """A cell's radius in the frame's units, its colour, how uneven its outline is (0 is a circle), and
    where its waves start.
    """

    radius: float
    color: str
    uneven: float = 0.02
    seed: float = 0.0


def blob(center: Place, radius: float, uneven: float, phase: float) -> Points:
    """A closed outline near a circle, ``(4 * 14, 3)``; with a moving ``phase`` it breathes."""
    angles = np.arange(_CURVES) * 2 * math.pi / _CURVES
    waves = np.sin(3 * angles + phase) + 0.7 * np.sin(5 * angles - 1.3 * phase + 1)
    reach = radius * (1 + uneven * waves)
    corners = np.stack([center[0] + reach * np.cos(angles), center[1] + reach * np.sin(angles)], axis=1)
    return closed_curve(corners)


def closed_curve(corners: Points) -> Points:
    """A smooth closed curve through ``(n, 2)`` corners, as ``(4 n, 3)``; cheap enough for every frame."""
    ahead, behind = np.roll(corners, -1, axis=0), np.roll(corners, 1, axis=0)
    slope = (ahead - behind) / 6
    curves = np.stack([corners, corners + slope, ahead - np.roll(slope, -1, axis=0), ahead], axis=1)
    flat = curves.reshape(-1, 2)
    return np.column_stack([flat, np.zeros(len(flat))])


def show_cell(stage: Stage, center: Place, look: CellLook) -> Actor:
    """Put a cell on the stage; its outline never stands still."""
    radius, color = look.radius, look.color
    x, y = center
    halo = Glow(center, radius * 1.35, color, strength=0.28)
    body = shape_of(
        blob(center, radius, look.uneven, look.seed),
        [darker(color, 0.35), color, lighter(color, 0.18)],
        edge=lighter(color, 0.35) if stage.dark else darker(color, 0.3),
        width=3.4,
    )
    inner = (x - 0.1 * radius, y - 0.06 * radius)
    grains = circles(
        [(x + radius * 0.72 * math.cos(a), y + radius * 0.72 * math.sin(a)) for a in np.arange(9) * 0.74],
        radius * 0.045,
    )
    parts = [
        shape_of(grains, lighter(color, 0.4), opacity=0.7),
        shape_of(
            circles([inner], radius * 0.5),
            [darker(color, 0.55), darker(color, 0.35)],
            edge=darker(color, 0.6),
            width=2,
        ),
        shape_of(
            circles([(inner[0] + 0.1 * radius, inner[1] + 0.08 * radius)], radius * 0.15), darker(color, 0.65)
        ),
    ]
    shine = shape_of(
        circles([(x - 0.52 * radius, y + 0.56 * radius)], radius * 0.13),
        mixed(color, "#ffffff", 0.6),
        opacity=0.5,
    )
    actor = stage.show(halo, body, *parts, shine)
    return actor.reshapes(body, lambda time: blob(center, radius, look.uneven, look.seed + 1.1 * time))
