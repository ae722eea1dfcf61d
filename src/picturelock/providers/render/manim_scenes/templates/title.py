"""The opening: the film's name over slowly turning rings."""

import math
from typing import Annotated

from manim import VMobject
from pydantic import StringConstraints

from picturelock.domain.frozen import Frozen
from picturelock.domain.picture_language import capitals
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import lighter, mixed, readable
from picturelock.providers.render.manim_scenes.shapes import Glow, circles, group, plate, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import now


class Props(Frozen):
    """What the opening says."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    subtitle: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    kicker: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""


EXAMPLE = Props(
    title="How aspirin eases pain",
    subtitle="One small molecule, one enzyme, and a change that lasts",
    kicker="Mechanism of action",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the opening on the stage."""
    if stage.footage is None:
        _rings(stage)
    palette, body = stage.palette, stage.body
    upright = stage.portrait
    column = body if upright else Box(body.left + 0.3, body.bottom + 0.2, body.left + body.width * 0.66, 2.5)
    words = set_text(
        props.title,
        column.inset(0, 0.9),
        em=1.0 if upright else 0.86,
        color=palette.ink,
        weight=700,
        align="left",
        most_lines=4 if upright else 3,
    )
    top = words.ink.top
    if props.kicker:
        kicker = set_text(
            capitals(props.kicker, now().language.tag),
            Box(column.left, top + 0.42, column.right, top + 0.72),
            em=0.3 if upright else 0.24,
            color=readable(palette.accent, palette),
            weight=600,
            align="left",
            upright="bottom",
            most_lines=1,
        )
        stage.show(kicker, layer=WORDS).appears(-0.4)
        top = kicker.ink.top
    bar = plate((column.left + 0.45, top + 0.36), (0.9, 0.09), palette.accent, corner=0.045)
    stage.show(bar, layer=WORDS).appears(-0.3, rise=0)
    stage.show(words, layer=WORDS).appears(-0.6, length=0.7, rise=0.2)
    if props.subtitle:
        under = set_text(
            props.subtitle,
            Box(column.left, body.bottom, column.right, words.ink.bottom - 0.3),
            em=0.4 if upright else 0.34,
            color=palette.muted,
            align="left",
            upright="top",
            most_lines=4 if upright else 2,
        )
        stage.show(under, layer=WORDS).appears(0.1, length=0.7)


# x from the right edge, y, radius, how near (0 far to 1 near), turning pace
_WIDE_RINGS = [
    (0.6, 3.2, 0.55, 0.1, 0.10),
    (4.6, 3.0, 0.42, 0.15, -0.08),
    (5.3, -2.6, 0.5, 0.2, 0.07),
    (1.1, -2.9, 0.75, 0.4, -0.09),
    (4.3, -1.5, 0.62, 0.5, 0.12),
    (0.5, 0.3, 0.8, 0.65, -0.06),
    (2.9, 1.0, 1.3, 1.0, 0.05),
]
_UPRIGHT_RINGS = [
    (0.4, 6.3, 0.55, 0.1, 0.10),
    (7.3, 5.9, 0.5, 0.2, -0.08),
    (7.2, -5.9, 0.6, 0.25, 0.07),
    (0.9, -5.6, 0.8, 0.4, -0.09),
    (4.4, 6.2, 0.42, 0.15, 0.12),
    (6.3, 3.7, 0.7, 0.55, -0.06),
    (2.4, 4.7, 1.3, 1.0, 0.05),
]


def _rings(stage: Stage) -> None:
    """Ring molecules at three depths, turning and drifting on the right."""
    right, palette = stage.width / 2, stage.palette
    rings = _UPRIGHT_RINGS if stage.portrait else _WIDE_RINGS
    *_, (away, height, *_) = rings
    glow = Glow((right - away, height), 3.4, palette.accent, strength=0.28 if stage.dark else 0.16)
    stage.show(glow).floats(4.0, reach=0.25, period=11)
    for place, (away, y, radius, near, pace) in enumerate(rings):
        color = mixed(palette.background, palette.accent if place % 2 else palette.second, 0.25 + 0.75 * near)
        ring = stage.show(_ring((right - away, y), radius, color, 2.0 + 3.2 * near))
        ring.floats(place * 1.7 + 0.4, reach=0.1 + 0.14 * near, period=9 - 3 * near)
        ring.turns(lambda time, pace=pace, first=place: first * 0.6 + pace * time)


def _ring(center: Place, radius: float, color: str, width: float) -> VMobject:
    """A benzene ring with two things hanging on it."""
    corners = [
        (center[0] + radius * math.cos(k * math.pi / 3), center[1] + radius * math.sin(k * math.pi / 3))
        for k in range(6)
    ]

    def toward(corner: Place, share: float) -> Place:
        x, y = center
        return x + (corner[0] - x) * share, y + (corner[1] - y) * share

    bonds = [(corners[k], corners[(k + 1) % 6]) for k in range(6)]
    inner = [(toward(corners[k], 0.8), toward(corners[(k + 1) % 6], 0.8)) for k in (0, 2, 4)]
    arms = [(corners[0], toward(corners[0], 1.62)), (corners[2], toward(corners[2], 1.55))]
    lines = shape_of(segments(bonds + inner + arms), edge=color, width=width)
    atoms = shape_of(
        circles([toward(corners[0], 1.72), toward(corners[2], 1.64)], radius * 0.17), lighter(color, 0.25)
    )
    return group(lines, atoms)


TEMPLATE = Template(
    shows="The film's title with a kicker and a subtitle over slowly turning ring molecules.",
    use_when="The first scene of a film: what it is about.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
