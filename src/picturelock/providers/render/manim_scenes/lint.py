"""Looks at a stage without drawing it: text must be in the frame, large enough, and not on other text."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from picturelock.providers.render.manim_scenes.actor import Actor, Pose
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.typesetting import TextLine

# Text that is less seen than this is on its way in or out.
_SEEN = 0.35
_OVERLAP = 0.02
_SMALLER = 0.985


@dataclass(frozen=True)
class _Seen:
    line: TextLine
    em: float
    box: Box


def faults(stage: Stage) -> list[str]:
    """What is wrong with the text at the end of each beat, each fault once, in order."""
    found: list[str] = []
    for number, beat in enumerate(stage.clock.beats):
        # Before the curtain of the scene's end and the fade of what leaves with the beat.
        time = max(beat.start, beat.end - 0.4)
        texts = _texts(stage, time)
        for text in texts:
            found += [f"beat {number}: {fault}" for fault in _alone(text, stage.safe)]
        for one, other in combinations(texts, 2):
            if one.box.overlaps(other.box, by=_OVERLAP):
                found.append(f"beat {number}: {one.line.text!r} lies on {other.line.text!r}")
    return list(dict.fromkeys(found))


def too_small(stage: Stage) -> list[str]:
    """The texts that had to be made too small to read, to fit."""
    return [
        f"{line.text!r} is too long to be read in its place"
        for actor in stage.actors()
        for line in _lines(actor)
        if line.em < line.smallest * _SMALLER
    ]


def _alone(text: _Seen, safe: Box) -> list[str]:
    wrong: list[str] = []
    if not safe.holds(text.box):
        wrong.append(f"{text.line.text!r} reaches out of the frame")
    if text.em < text.line.smallest * _SMALLER:
        wrong.append(f"{text.line.text!r} is too small to read")
    return wrong


def _texts(stage: Stage, time: float) -> list[_Seen]:
    seen: list[_Seen] = []
    for actor in stage.actors():
        pose = actor.pose(time)
        if pose.opacity < _SEEN or pose.reveal <= 0:
            continue
        seen += [_Seen(line, line.em * pose.scale, _posed(line, actor, pose)) for line in _lines(actor)]
    return seen


def _lines(actor: Actor) -> list[TextLine]:
    return [part for part in actor.mobject.get_family() if isinstance(part, TextLine) and len(part.points)]


def _posed(line: TextLine, actor: Actor, pose: Pose) -> Box:
    points = np.asarray(line.points[:, :2], dtype=np.float64)
    home = np.array(actor.home)
    low, high = (
        (bound - home) * pose.scale + home + np.array([pose.shift_x, pose.shift_y])
        for bound in (points.min(axis=0), points.max(axis=0))
    )
    if actor.axis is not None:
        low[0], high[0] = 2 * actor.axis - high[0], 2 * actor.axis - low[0]
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))
