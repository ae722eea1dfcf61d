"""Which texts a stage shows at some of its frames, where, how large and in which colour, undrawn."""

import numpy as np
from manim import VMobject

from picturelock.domain.seen import SeenFrame, SeenRow, SeenText, look_every
from picturelock.providers.render.manim_scenes.actor import Actor, Points, Pose
from picturelock.providers.render.manim_scenes.colors import rgb
from picturelock.providers.render.manim_scenes.ink import Blend
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, TextLine

_UNSEEN = 0.05
# Letters reach below their line and above small ones; the line's own ink may have neither.
_EDGE = 0.06


def texts_seen(stage: Stage) -> tuple[SeenFrame, ...]:
    """The texts of every few frames of a stage."""
    cast = [(actor, groups) for actor in stage.actors() if (groups := _groups(actor))]
    frames: list[SeenFrame] = []
    for number in range(0, stage.clock.frames, look_every(stage.clock.fps)):
        time = number / stage.clock.fps
        curtain = stage.curtain(time)
        texts = [
            seen
            for actor, groups in cast
            if (pose := actor.pose(time)).reveal > 0 and pose.opacity * curtain > _UNSEEN
            for text, lines in groups
            if (seen := _seen(stage, text, lines, actor, pose, curtain)) is not None
        ]
        frames.append(SeenFrame(at=number, texts=tuple(texts)))
    return tuple(frames)


def _groups(actor: Actor) -> list[tuple[str, list[TextLine]]]:
    """The texts of an actor with their lines; a line that belongs to no paragraph is a text of its own."""
    family = actor.mobject.get_family()
    paragraphs = [part for part in family if isinstance(part, Paragraph)]
    groups = [(part.text, [line for line in part.rows() if len(line.points)]) for part in paragraphs]
    told = {id(line) for _, lines in groups for line in lines}
    alone = [
        (part.text, [part])
        for part in family
        if isinstance(part, TextLine) and len(part.points) and id(part) not in told
    ]
    return [(text, lines) for text, lines in (*groups, *alone) if lines]


def _seen(
    stage: Stage, text: str, lines: list[TextLine], actor: Actor, pose: Pose, curtain: float
) -> SeenText | None:
    opacity = pose.opacity * curtain * max(_alpha(line) for line in lines)
    if opacity <= _UNSEEN:
        return None
    return SeenText(
        text=text,
        size=round(lines[0].em * pose.scale * stage.pixels_per_unit, 2),
        opacity=round(min(1.0, opacity), 3),
        rows=tuple(_row(stage, line, actor, pose) for line in lines),
    )


def _row(stage: Stage, line: TextLine, actor: Actor, pose: Pose) -> SeenRow:
    corners = _corners(line) - np.array(actor.home)
    if pose.turn:
        cosine, sine = np.cos(pose.turn), np.sin(pose.turn)
        corners = corners @ np.array([[cosine, sine], [-sine, cosine]])
    placed = corners * pose.scale + np.array(actor.home) + np.array([pose.shift_x, pose.shift_y])
    (left, bottom), (right, top) = placed.min(axis=0), placed.max(axis=0)
    red, green, blue, _ = Blend(1.0, pose.tint, (*rgb(actor.tint_color), 1.0)).of(_color(line))
    return SeenRow(
        left=round(float(left) / stage.width + 0.5, 4),
        top=round(0.5 - float(top) / stage.height, 4),
        right=round(float(right) / stage.width + 0.5, 4),
        bottom=round(0.5 - float(bottom) / stage.height, 4),
        color="#" + "".join(f"{round(255 * part):02x}" for part in (red, green, blue)),
    )


def _corners(line: TextLine) -> Points:
    points = np.asarray(line.points[:, :2], dtype=np.float64)
    (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
    edge = _EDGE * line.em
    return np.array(
        [
            [left, bottom - edge],
            [left, top + edge],
            [right, bottom - edge],
            [right, top + edge],
        ]
    )


def _color(part: VMobject) -> tuple[float, float, float, float]:
    red, green, blue, alpha = (float(value) for value in part.get_fill_rgbas()[0])
    return red, green, blue, alpha


def _alpha(part: VMobject) -> float:
    return _color(part)[3]
