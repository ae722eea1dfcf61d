"""A chain of causes, step by step, that may branch at its end and may be cut at one step."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Self

import numpy as np
from pydantic import Field, StringConstraints, model_validator

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import asleep, lighter, mixed
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism
from picturelock.providers.render.manim_scenes.shapes import arrow_head, circles, plate, shape_of
from picturelock.providers.render.manim_scenes.signs import sign
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import SMALLEST, Paragraph, set_text

_MOST_COLUMNS = 5
_APART = 0.12
_WAITS = 1.2  # seconds after which a step has a place before it comes


class Step(Frozen):
    """One step or one outcome: its name, and a few words under it."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=28)]
    detail: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    beat: BeatNumber = Field(default=0, description="when it comes in")


class Props(Mechanism):
    """The steps from left to right, what the last one leads to, and where the chain is cut."""

    steps: tuple[Step, ...] = Field(min_length=2, max_length=5)
    branches: tuple[Step, ...] = Field(
        default=(),
        max_length=3,
        description="what the last step leads to, one above the other; then at most 4 steps",
    )
    blocked_step: Annotated[int, Field(ge=1, le=4)] | None = Field(
        default=None,
        description="counted from 0: this step stops, it and all after it turn grey; none when left out",
    )
    blocked_by: Annotated[str, StringConstraints(strip_whitespace=True, max_length=24)] = ""
    blocked_beat: BeatNumber = 1

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        if self.branches and len(self.steps) > _MOST_COLUMNS - 1:
            raise ValueError(f"with branches there may be at most {_MOST_COLUMNS - 1} steps")
        return self


EXAMPLE = Props(
    title="From membrane to pain",
    subtitle="What cyclooxygenase sets in motion",
    steps=(
        Step(label="Arachidonic acid", detail="from the cell membrane"),
        Step(label="COX-1 and COX-2", detail="the enzymes aspirin reaches"),
        Step(label="Prostaglandin H2", detail="made from it"),
    ),
    branches=(
        Step(label="Prostaglandins", detail="pain, fever, inflammation"),
        Step(label="Thromboxane A2", detail="platelets clump together"),
    ),
    blocked_step=1,
    blocked_by="Aspirin",
    blocked_beat=1,
)


@dataclass(frozen=True)
class _Link:
    """A way between two nodes, as a cubic curve, and the number of the step it starts from."""

    curve: Points
    start_step: int


def draw(props: Props, stage: Stage) -> None:
    """Put the chain on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    upright = stage.portrait
    nodes, links = _upright_layout(props, stage.body) if upright else _layout(props, stage.body)
    everything = [*props.steps, *props.branches]
    cues = stage.clock.cues([step.beat for step in everything])
    blocked, stop = props.blocked_step, stage.clock.beat(props.blocked_beat).start
    if blocked is not None and blocked >= len(props.steps):
        blocked = None
    asleep_from = len(everything) if blocked is None else blocked
    for number, (step, box) in enumerate(zip(everything, nodes, strict=True)):
        branch = number >= len(props.steps)
        _node(step, box, branch, cues[number], stop if number >= asleep_from else None, stage)
    for number, link in enumerate(links):
        goal = number + 1
        _link(link, cues[goal], stop if goal >= asleep_from else None, number, stage)
    if blocked is not None:
        _block(props.blocked_by, nodes[blocked], max(stop, cues[blocked] + 0.8), stage)


def _layout(props: Props, body: Box) -> tuple[list[Box], list[_Link]]:
    """The nodes' boxes, steps first, and the links in the order of the nodes they lead to."""
    count = len(props.steps) + bool(props.branches)
    gap = 0.75 if count < _MOST_COLUMNS else 0.44
    columns = body.inset(0.05, 0).columns(count, gap)
    middle = body.center[1] - (0.2 if len(props.branches) < 3 else 0.0)
    wide = min(columns[0].width, 3.3)
    shrink = (columns[0].width - wide) / 2
    steps = [
        Box(column.left + shrink, middle - 1.0, column.right - shrink, middle + 1.0)
        for column in columns[: len(props.steps)]
    ]
    branches: list[Box] = []
    if props.branches:
        tall = 2.0 if len(props.branches) == 1 else 1.6 if len(props.branches) == 2 else 1.37
        used = tall * len(props.branches) + _APART * (len(props.branches) - 1)
        column = columns[-1]
        place = Box(column.left + shrink, middle - used / 2, column.right - shrink, middle + used / 2)
        branches = place.rows(len(props.branches), _APART)
    links = [_Link(_way(one, other), place) for place, (one, other) in enumerate(pairwise(steps))]
    links += [_Link(_way(steps[-1], branch), len(steps) - 1) for branch in branches]
    return [*steps, *branches], links


# In an upright frame: how tall a row of outcomes is beside a row of a step, and the way between two rows.
_OUTCOMES, _WAY = 2.4, 0.3
_BLOCKED_ROOM = 1.75


def _upright_layout(props: Props, body: Box) -> tuple[list[Box], list[_Link]]:
    """Steps from top to bottom, outcomes side by side under them; what blocks has its room on the right."""
    count = len(props.steps)
    parts = count + (_OUTCOMES if props.branches else 0)
    ways = _WAY * (count - 1 + bool(props.branches))
    tall = min(1.15, (body.height - ways) / parts)
    used = tall * parts + ways
    top = body.center[1] + used / 2
    right = body.right - (_BLOCKED_ROOM if props.blocked_step is not None and props.blocked_by else 0.0)
    steps: list[Box] = []
    for _ in props.steps:
        steps.append(Box(body.left, top - tall, right, top))
        top -= tall + _WAY
    branches: list[Box] = []
    if props.branches:
        row = Box(body.left, top - tall * _OUTCOMES, body.right, top)
        branches = row.columns(len(props.branches), _APART)
    links = [_Link(_way_down(one, other), place) for place, (one, other) in enumerate(pairwise(steps))]
    links += [_Link(_way_down(steps[-1], branch), len(steps) - 1) for branch in branches]
    return [*steps, *branches], links


def _way_down(one: Box, other: Box) -> Points:
    x0, y0, x1, y1 = one.center[0], one.bottom - 0.04, other.center[0], other.top + 0.1
    half = (y1 - y0) / 2
    return np.array([[x0, y0, 0], [x0, y0 + half, 0], [x1, y1 - half, 0], [x1, y1, 0]])


def _way(one: Box, other: Box) -> Points:
    x0, y0, x1, y1 = one.right + 0.06, one.center[1], other.left - 0.1, other.center[1]
    half = (x1 - x0) / 2
    return np.array([[x0, y0, 0], [x0 + half, y0, 0], [x1 - half, y1, 0], [x1, y1, 0]])


def _node(step: Step, box: Box, branch: bool, cue: float, stop: float | None, stage: Stage) -> None:
    palette = stage.palette
    color = palette.second if branch else palette.accent
    ground = palette.panel if stage.dark else "#ffffff"
    card = plate(
        box.center, (box.width, box.height), ground, opacity=0.9, edge=color, edge_width=2.6, corner=0.2
    )
    lying = stage.portrait and not branch
    words_of = _words_in_a_row if lying else _words
    # In an upright frame the cross stands on the right edge of its step.
    room = Box(box.left, box.bottom, box.right - (0.26 if lying and stop is not None else 0.0), box.top)
    parts = words_of(step, room.inset(0.2, 0.08 if stage.portrait else 0.16), stage)
    if min(part.em for part in parts) < SMALLEST:
        parts = words_of(step, room.inset(0.1, 0.06 if stage.portrait else 0.12), stage)
    if cue > _WAITS:
        # Where the chain will go is seen from the start; else most of the picture would be empty for long.
        ghost = plate(box.center, (box.width, box.height), ground, opacity=0.3, edge=palette.line, corner=0.2)
        stage.show(ghost).appears(0.2, rise=0).leaves(cue, length=0.4)
    shape = stage.show(card).appears(cue, rise=0.15)
    words = stage.show(*parts, layer=LABELS).appears(cue, rise=0.15)
    if stop is not None:
        at = max(stop, cue + 0.6)
        shape.tints(mixed(ground, palette.muted, 0.3), at=at)
        # Asleep, and still to be read: 4.5 : 1 on its card.
        words.tints(mixed(palette.muted, palette.ink, 0.35), at=at, share=0.9)


def _words(step: Step, inner: Box, stage: Stage) -> list[Paragraph]:
    """Label and detail, parted where both can be largest."""
    best: list[Paragraph] = []
    for share in (0.5, 0.42, 0.58, 0.66) if step.detail else (1.0,):
        cut = inner.top - share * inner.height
        label = set_text(
            step.label,
            Box(inner.left, cut, inner.right, inner.top),
            em=0.34,
            color=stage.palette.ink,
            weight=600,
            most_lines=3,
            upright="bottom" if step.detail else "middle",
        )
        parts = [label]
        if step.detail:
            lower = Box(inner.left, inner.bottom, inner.right, cut - 0.14)
            parts.append(
                set_text(step.detail, lower, em=0.25, color=stage.palette.muted, upright="top", most_lines=3)
            )
        if not best or min(part.em for part in parts) > min(part.em for part in best) + 0.01:
            best = parts
    return best


def _words_in_a_row(step: Step, inner: Box, stage: Stage) -> list[Paragraph]:
    """Label and detail side by side, where a step is wide and low."""
    cut = inner.left + (0.48 if step.detail else 1.0) * inner.width
    label = set_text(
        step.label,
        Box(inner.left, inner.bottom, cut, inner.top),
        em=0.36,
        color=stage.palette.ink,
        weight=600,
        align="left" if step.detail else "center",
        most_lines=3,
    )
    if not step.detail:
        return [label]
    room = Box(cut + 0.16, inner.bottom, inner.right, inner.top)
    color = stage.palette.muted
    return [label, set_text(step.detail, room, em=0.28, color=color, align="left", most_lines=3)]


def _link(link: _Link, cue: float, stop: float | None, seed: int, stage: Stage) -> None:
    palette = stage.palette
    line = stage.show(shape_of(link.curve, edge=palette.muted, width=3)).draws_itself(cue - 0.1, length=0.5)
    end = link.curve[3]
    turn = -math.pi / 2 if stage.portrait else 0.0
    head = stage.show(arrow_head((float(end[0]), float(end[1])), turn, palette.muted, size=0.17))
    head.appears(cue + 0.25, rise=0)

    def flow(time: float) -> Points:
        shares = ((time * 0.55 + k / 2 + seed * 0.3) % 1.0 for k in range(2))
        return circles([_on(link.curve, share) for share in shares], 0.075)

    dots = shape_of(flow(0.0), lighter(palette.accent, 0.4) if stage.dark else palette.accent)
    moving = stage.show(dots).reshapes(dots, flow).appears(cue + 0.5, rise=0)
    if stop is not None:
        at = max(stop, cue + 0.9)
        moving.leaves(at, length=0.6)
        for actor in (line, head):
            actor.tints(asleep(palette), at=at, share=0.7).fades(0.55, at=at, length=0.8)


def _on(curve: Points, share: float) -> Place:
    rest = 1 - share
    x, y, _ = np.array([rest**3, 3 * share * rest**2, 3 * share**2 * rest, share**3]) @ curve
    return float(x), float(y)


def _block(name: str, box: Box, cue: float, stage: Stage) -> None:
    """What stops the step comes down on it from above."""
    palette = stage.palette
    x, top = box.center[0], box.top
    place = (box.right, box.center[1]) if stage.portrait else (x, top + 0.16)
    cross = stage.show(sign("cross", place, 0.27, palette.bad), layer=WORDS).appears(
        cue + 0.5, grow=0.3, rise=0
    )
    beat = cue + 2.2
    while beat < stage.clock.length - 1:
        cross.swells(beat, by=1.15, length=0.9)
        beat += 2.4
    if not name:
        return
    if stage.portrait:
        room = Box(box.right + 0.5, box.center[1] - 0.4, stage.body.right - 0.18, box.center[1] + 0.4)
        words = set_text(name, room, em=0.3, color=palette.second_ink, weight=600, most_lines=3)
        size = (words.ink.width + 0.36, words.ink.height + 0.3)
        pill = plate(room.center, size, palette.second, corner=0.2)
        stage.show(pill, words, layer=WORDS).appears(cue, rise=0, length=0.6)
        return
    half = 2.0
    x = min(max(x, stage.body.left + half), stage.body.right - half)
    room = Box(x - half + 0.25, top + 0.62, x + half - 0.25, top + 1.06)
    words = set_text(name, room, em=0.29, color=palette.second_ink, weight=600, most_lines=1)
    pill = plate((x, top + 0.84), (words.ink.width + 0.5, 0.52), palette.second, corner=0.26)
    stage.show(pill, words, layer=WORDS).appears(cue, rise=-0.45, length=0.6)


TEMPLATE = Template(
    shows="Two to five steps in a row, up to three outcomes, and where a drug cuts the chain.",
    use_when="Cause and effect: what follows from what, and what stops when one step is blocked.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
