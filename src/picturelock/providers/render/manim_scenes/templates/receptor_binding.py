"""A receptor in its membrane: a drug takes the natural ligand's place and the signal stops or starts."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal

from manim import VMobject
from pydantic import Field, StringConstraints

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box, around
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import asleep, darker, ink_on, readable
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.membrane import BODY_DARK, BODY_LIGHT, lay_membrane, receptor
from picturelock.providers.render.manim_scenes.molecules import LIGAND, ball, drug
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.shapes import Glow, circles, plate, point, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, set_text

Side = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
Step = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=18)]


class Props(Mechanism):
    """Who binds where, and what the cell does then.

    ``blocks``: the ligand keeps the signal on until the drug takes its place.
    ``activates``: the receptor is empty and silent until the drug binds; ``ligand`` stays away.
    """

    receptor: Name
    ligand: Name
    drug: Name
    effect: Literal["blocks", "activates"] = "blocks"
    pathway: tuple[Step, ...] = Field(min_length=1, max_length=3, description="the signal, step by step")
    outcome: Annotated[str, StringConstraints(strip_whitespace=True, max_length=24)] = Field(
        default="", description="said at the end; Signal off or Signal on when empty"
    )
    outside: Side = "Outside the cell"
    inside: Side = "Inside the cell"
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2


EXAMPLE = Props(
    title="How a beta blocker works",
    subtitle="At the membrane of a heart muscle cell",
    receptor="Beta-1 receptor",
    ligand="Noradrenaline",
    drug="Bisoprolol",
    pathway=("G protein", "cAMP", "Faster heartbeat"),
)


_SCALE = 0.76


@dataclass(frozen=True)
class _Plan:
    """Where things stand. ``x``, ``y`` is the receptor's centre, ``first_node`` the height of the signal's
    first step; the steps lie side by side, in an upright frame one under another.
    """

    x: float
    y: float
    first_node: float
    upright: bool

    @property
    def pocket(self) -> Place:
        return self.x, self.y + 1.64 * _SCALE

    @property
    def foot(self) -> float:
        """The receptor's lower end."""
        return self.y - 1.24 * _SCALE


def _plan(stage: Stage) -> _Plan:
    if stage.portrait:
        return _Plan(x=-0.4, y=stage.body.top - 1.98, first_node=stage.body.bottom + 1.68, upright=True)
    return _Plan(x=-1.2, y=0.12, first_node=-1.66, upright=False)


def draw(props: Props, stage: Stage) -> None:
    """Put the receptor and what happens at it on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    _, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    plan = _plan(stage)
    lay_membrane(stage, plan.y, (plan.x, 1.28 * _SCALE))
    docked = arrival.start + min(0.8 * arrival.length, 2.6)
    blocks = props.effect == "blocks"
    glow_color = LIGAND if blocks else stage.palette.second
    glow = stage.show(Glow(plan.pocket, 1.0, glow_color, strength=0.5))
    stage.show(receptor((plan.x, plan.y), _SCALE))
    if blocks:
        glow.leaves(arrival.start + 0.3, length=0.8)
    else:
        glow.starts(opacity=0.0).fades(1.0, at=max(docked, result.start), length=0.6)
    _labels(props, plan, stage)
    switched = max(docked, result.start)
    _signal(props, plan, switched, stage)
    _ligand(props, plan, arrival, stage)
    _drug(props, plan, Span(arrival.start + 0.15, docked), stage)
    _outcome(props, plan, switched + 0.7, stage)


def _labels(props: Props, plan: _Plan, stage: Stage) -> None:
    palette, right = stage.palette, stage.body.right
    x, y = plan.x, plan.y
    name = (
        Box(x + 1.2, y + 1.05, right, y + 1.75) if plan.upright else Box(x + 1.2, y + 0.68, x + 4.2, y + 1.02)
    )
    words = set_text(
        props.receptor,
        name,
        em=0.3 if plan.upright else 0.27,
        color=readable(BODY_LIGHT if stage.dark else BODY_DARK, palette),
        weight=600,
        align="left",
        upright="bottom" if plan.upright else "middle",
        most_lines=2 if plan.upright else 1,
    )
    stage.show(words, layer=LABELS)
    for text, height in ((props.outside, y + 0.85), (props.inside, y - 0.88)):
        left = x + 1.2 if plan.upright else right - 2.4
        words = set_text(
            text,
            Box(left, height - 0.16, right, height + 0.16),
            em=0.2,
            color=palette.muted,
            weight=500,
            align="left" if plan.upright else "right",
            most_lines=1,
        )
        stage.show(words, layer=LABELS)


def _ligand(props: Props, plan: _Plan, arrival: Span, stage: Stage) -> None:
    palette, body = stage.palette, stage.body
    away: Place = (plan.x - (2.1 if plan.upright else 3.6), plan.y + (1.0 if plan.upright else 1.25))
    ligand = stage.show(ball(plan.pocket, 0.26, LIGAND), layer=LABELS)
    if props.effect == "blocks":
        ligand.goes(away, at=arrival.start + 0.1, length=min(1.4, 0.6 * arrival.length), bend=(0, 0.35))
    else:
        ligand.starts(place=away)
    ligand.floats(1.3, reach=0.06 if props.effect == "activates" else 0.035, period=5)
    # In an upright frame the name stands still at the left: over the pocket the drug's has its place.
    room = around((plan.pocket[0], 2.0), 3.6, 0.34)
    if plan.upright:
        room = Box(body.left, away[1] + 0.36, plan.x - 1.12, away[1] + 1.0)
    words = set_text(
        props.ligand,
        room,
        em=0.27 if plan.upright else 0.25,
        color=readable(LIGAND, palette),
        weight=600,
        upright="bottom" if plan.upright else "middle",
        most_lines=2 if plan.upright else 1,
    )
    label = stage.show(words, layer=LABELS)
    if not plan.upright:
        label.follows(ligand, offset=(0, 0.55))


def _drug(props: Props, plan: _Plan, way: Span, stage: Stage) -> None:
    palette = stage.palette
    (x, y), start, docked = plan.pocket, way.start, way.end
    shape = drug((x, y + 0.02), palette.second, size=0.84)
    actor = stage.show(shape, layer=LABELS)
    outside = (x + 1.9, y + 0.6) if plan.upright else (stage.body.right - 2.0, 1.8)
    actor.starts(place=outside, opacity=0.0).fades(1.0, at=start, length=0.4)
    # Over the rim, then down into the pocket.
    turn = start + 0.62 * (docked - start)
    actor.goes((x + 0.75, y + 0.51), at=start, length=turn - start)
    actor.goes((x, y - 0.08), at=turn, length=docked - turn, bend=(-0.25, 0.12))
    actor.floats(2.1, reach=0.03, period=4.5)
    words = set_text(
        props.drug,
        around((x, y + 0.6), 2.1, 0.44) if plan.upright else around((0, 2.1), 3.6, 0.34),
        em=0.3 if plan.upright else 0.27,
        color=readable(palette.second, palette),
        weight=600,
        most_lines=2 if plan.upright else 1,
    )
    label = stage.show(words, layer=LABELS)
    if plan.upright:
        # It comes in when the drug has arrived: on the way there other names have their places.
        label.appears(docked - 0.2)
    else:
        label.follows(actor, offset=(0, 0.5))
        label.starts(opacity=0.0).fades(1.0, at=start, length=0.4)


def _signal(props: Props, plan: _Plan, switched: float, stage: Stage) -> None:
    """The steps inside the cell with dots running along them, on before or after the switch."""
    palette, blocks = stage.palette, props.effect == "blocks"
    nodes, way = _nodes(props, plan, stage)
    off = asleep(palette)
    links = stage.show(shape_of(way, edge=palette.accent, width=3.4))
    dots = shape_of(circles([(0, 0)], 0.07), "#ffffff" if stage.dark else darker(palette.accent))
    halos = shape_of(circles([(0, 0)], 0.15), palette.accent, opacity=0.35)
    moving = stage.show(halos, dots)
    samples = _samples(way)

    def places(time: float) -> list[Place]:
        shares = ((k / 7 + time * 0.24) % 1 for k in range(7))
        return [samples[int(share * (len(samples) - 1))] for share in shares]

    moving.reshapes(dots, lambda time: circles(places(time), 0.07))
    moving.reshapes(halos, lambda time: circles(places(time), 0.15))
    pills = [stage.show(pill, layer=LABELS) for pill, _ in nodes]
    names = [stage.show(words, layer=WORDS) for _, words in nodes]
    for actor in (links, *pills, *names):
        color = ink_on(off) if actor in names else off
        if blocks:
            actor.tints(color, at=switched, share=0.9)
        else:
            actor.tints(color, at=-1.0, length=0.0, share=0.9).tints(color, at=switched, share=0.0)
    if blocks:
        moving.leaves(switched, length=0.7)
    else:
        moving.starts(opacity=0.0).fades(1.0, at=switched, length=0.5)


def _nodes(props: Props, plan: _Plan, stage: Stage) -> tuple[list[tuple[VMobject, Paragraph]], Points]:
    """Pills with names from under the receptor on, and the way of the signal through them."""
    palette, y = stage.palette, plan.first_node
    nodes: list[tuple[VMobject, Paragraph]] = []
    boxes: list[Box] = []
    left = 0.0
    for number, step in enumerate(props.pathway):
        height = y - 0.68 * number if plan.upright else y
        room = around((0, height), 3.2 if plan.upright else 2.1, 0.44)
        words = set_text(step, room, em=0.26, color=palette.accent_ink, weight=600, most_lines=1)
        width = max(words.ink.width + 0.5, 1.3)
        left = plan.x - width / 2 if number == 0 or plan.upright else left
        box = Box(left, height - 0.28, left + width, height + 0.28)
        words.shift(point((box.center[0] - words.ink.center[0], 0)))
        nodes.append((plate(box.center, (width, 0.56), palette.accent, corner=0.28), words))
        boxes.append(box)
        left = box.right + 0.65
    lines = [((plan.x, plan.foot), (plan.x, boxes[0].top))]
    if plan.upright:
        lines += [((plan.x, one.bottom), (plan.x, other.top)) for one, other in pairwise(boxes)]
    else:
        lines += [((one.right, y), (other.left, y)) for one, other in pairwise(boxes)]
    return nodes, segments(lines)


def _samples(way: Points) -> list[Place]:
    """Places along the way, evenly close."""
    places: list[Place] = []
    for (x0, y0, _), (x1, y1, _) in zip(way[::4].tolist(), way[3::4].tolist(), strict=True):
        steps = max(2, int(math.dist((x0, y0), (x1, y1)) * 40))
        places += [(x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps) for k in range(steps)]
    return places


def _outcome(props: Props, plan: _Plan, at: float, stage: Stage) -> None:
    palette, blocks = stage.palette, props.effect == "blocks"
    color = palette.bad if blocks else palette.good
    text = props.outcome or ("Signal off" if blocks else "Signal on")
    x, y = plan.x, (plan.foot + plan.first_node + 0.28) / 2
    mark = plate((x, y), (0.85, 0.12), color, corner=0.06) if blocks else Glow((x, y), 0.4, color)
    bar = stage.show(mark, layer=WORDS).appears(at - 0.4, grow=0.2, rise=0)
    box = Box(x + 0.65, y - 0.2, stage.body.right if plan.upright else x + 4.8, y + 0.2)
    words = set_text(
        text, box, em=0.29, color=readable(color, palette), weight=600, align="left", most_lines=1
    )
    stage.show(words, layer=WORDS).appears(at, rise=0.08)
    beat = at + 1.4
    while beat < stage.clock.length - 0.8:
        bar.swells(beat, by=1.15, length=0.8)
        beat += 2.2


TEMPLATE = Template(
    shows="A receptor in a membrane: its natural ligand, a drug that takes the place, the signal inside.",
    use_when="A medicine that blocks or activates a receptor.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
