"""What a receptor of the membrane sets going inside the cell, step by step."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from manim import VMobject

from picturelock.providers.render.manim_scenes.actor import Actor, Points
from picturelock.providers.render.manim_scenes.box import Box, around
from picturelock.providers.render.manim_scenes.colors import asleep, darker, ink_on, readable
from picturelock.providers.render.manim_scenes.g_protein import COLOR, g_protein_cycle
from picturelock.providers.render.manim_scenes.shapes import circles, plate, point, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, set_text


@dataclass(frozen=True)
class ReceptorPlan:
    """Where things stand. ``x``, ``y`` is the receptor's centre, ``first_node`` the height of the signal's
    first step; the steps lie side by side, in an upright frame one under another.
    """

    x: float
    y: float
    first_node: float
    upright: bool
    scale: float

    @property
    def pocket(self) -> Place:
        return self.x, self.y + 1.64 * self.scale

    @property
    def foot(self) -> float:
        """The receptor's lower end."""
        return self.y - 1.24 * self.scale


@dataclass(frozen=True)
class _Step:
    """A step's name, the rectangle it stands in, and its pill where it has one."""

    words: Paragraph
    box: Box
    pill: VMobject | None


def lay_signal(
    stage: Stage,
    plan: ReceptorPlan,
    pathway: Sequence[str],
    switched: float,
    *,
    g_protein: bool,
    dots: tuple[int, int],
) -> None:
    """Put the steps on the stage, with dots running along them while the signal is on.

    Args:
        switched: when it goes off or on, or grows stronger.
        g_protein: the first step is drawn as a G protein, and not as a pill.
        dots: how many run before and after it: fewer make a weaker signal, none is none.
    """
    before, after = dots
    palette = stage.palette
    steps = _steps(stage, plan, pathway, g_protein)
    way = _way(plan, [step.box for step in steps], g_protein)
    off = asleep(palette)
    links = stage.show(shape_of(way, edge=palette.accent, width=3.4))
    _run(stage, way, switched, before, after)
    grey: list[tuple[Actor, str]] = [(links, off)]
    for step in steps:
        if step.pill is None:
            lasts = (0.3 if before else switched, stage.clock.length if after else switched)
            goal = steps[1].box
            to = (goal.center[0], goal.top + 0.2) if plan.upright else (goal.left - 0.24, goal.center[1])
            parts = g_protein_cycle(stage, step.box.center, plan.foot, to, lasts)
            grey += [(part, off) for part in parts]
            stage.show(step.words, layer=WORDS)
        else:
            grey.append((stage.show(step.pill, layer=LABELS), off))
            grey.append((stage.show(step.words, layer=WORDS), ink_on(off)))
    for actor, color in grey:
        if not after:
            actor.tints(color, at=switched, share=0.9)
        elif not before:
            actor.tints(color, at=-1.0, length=0.0, share=0.9).tints(color, at=switched, share=0.0)


def _run(stage: Stage, way: Points, switched: float, before: int, after: int) -> None:
    most, always = max(before, after), min(before, after)
    # Those that run all the time are spread over the way, and the others run between them.
    lasting = [k / most for k in range(most)][:: max(1, most // always)][:always] if always else []
    others = [k / most for k in range(most) if k / most not in lasting]
    if lasting:
        _dots(stage, way, lasting)
    moving = _dots(stage, way, others)
    if before > after:
        moving.leaves(switched, length=0.7)
    else:
        moving.starts(opacity=0.0).fades(1.0, at=switched, length=0.5)


def _dots(stage: Stage, way: Points, phases: Sequence[float]) -> Actor:
    palette = stage.palette
    dots = shape_of(circles([(0, 0)], 0.07), "#ffffff" if stage.dark else darker(palette.accent))
    halos = shape_of(circles([(0, 0)], 0.15), palette.accent, opacity=0.35)
    moving = stage.show(halos, dots)
    samples = _samples(way)

    def places(time: float) -> list[Place]:
        shares = ((phase + time * 0.24) % 1 for phase in phases)
        return [samples[int(share * (len(samples) - 1))] for share in shares]

    moving.reshapes(dots, lambda time: circles(places(time), 0.07))
    return moving.reshapes(halos, lambda time: circles(places(time), 0.15))


def _steps(stage: Stage, plan: ReceptorPlan, pathway: Sequence[str], g_protein: bool) -> list[_Step]:
    """From under the receptor on: side by side, or one under another."""
    palette, y = stage.palette, plan.first_node
    steps: list[_Step] = []
    left = 0.0
    for number, text in enumerate(pathway):
        height = y - 0.68 * number if plan.upright else y
        if g_protein and number == 0:
            box = around((plan.x, height), 1.1, 0.56)
            edge = stage.body.left if plan.upright else plan.x - 4.0
            room = Box(edge, height - 0.2, box.left - 0.15, height + 0.2)
            color = readable(COLOR, palette)
            words = set_text(text, room, em=0.26, color=color, weight=600, align="right", most_lines=1)
            steps.append(_Step(words, box, None))
        else:
            room = around((0, height), 3.2 if plan.upright else 2.1, 0.44)
            words = set_text(text, room, em=0.26, color=palette.accent_ink, weight=600, most_lines=1)
            width = max(words.ink.width + 0.5, 1.3)
            left = plan.x - width / 2 if number == 0 or plan.upright else left
            box = Box(left, height - 0.28, left + width, height + 0.28)
            words.shift(point((box.center[0] - words.ink.center[0], 0)))
            steps.append(_Step(words, box, plate(box.center, (width, 0.56), palette.accent, corner=0.28)))
        left = box.right + 0.65
    return steps


def _way(plan: ReceptorPlan, boxes: list[Box], g_protein: bool) -> Points:
    # A G protein goes up to the receptor itself.
    lines = [] if g_protein else [((plan.x, plan.foot), (plan.x, boxes[0].top))]
    if plan.upright:
        lines += [((plan.x, one.bottom), (plan.x, other.top)) for one, other in pairwise(boxes)]
    else:
        y = plan.first_node
        lines += [((one.right, y), (other.left, y)) for one, other in pairwise(boxes)]
    return segments(lines)


def _samples(way: Points) -> list[Place]:
    """Places along the way, evenly close."""
    places: list[Place] = []
    for (x0, y0, _), (x1, y1, _) in zip(way[::4].tolist(), way[3::4].tolist(), strict=True):
        steps = max(2, int(math.dist((x0, y0), (x1, y1)) * 40))
        places += [(x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps) for k in range(steps)]
    return places
