"""A transporter in a membrane carries molecules across, until a drug sits in it and they stay outside."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.gated_protein import HALF_WIDTH, lay_transporter
from picturelock.providers.render.manim_scenes.membrane import lay_membrane
from picturelock.providers.render.manim_scenes.membrane_names import lay_side_name, protein_color
from picturelock.providers.render.manim_scenes.molecules import LIGAND, drug
from picturelock.providers.render.manim_scenes.outcome import lay_outcome
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.room import Room
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.synapse import ACROSS, lay_nerve_cells, releasing_gap, wander
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import SMOOTH
from picturelock.providers.render.manim_scenes.transport_plan import (
    TransportPlan,
    membrane_plan,
    synapse_plan,
)
from picturelock.providers.render.manim_scenes.trips import Stop, Trip, lay_trips, stays
from picturelock.providers.render.manim_scenes.writing import say

Side = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)]


class Props(Mechanism):
    """What is carried, by what, which way, and what follows from it as long as it is carried.

    ``membrane``: one cell, or a layer of cells. ``synapse``: the transporter of a sending nerve cell takes a
    messenger back, which then stays between the two cells instead; ``way`` is ``in`` there.
    """

    transporter: Name
    cargo: Name
    drug: Name
    outcome: Name = Field(description="what follows while it is carried, like Glucose taken back")
    place: Literal["membrane", "synapse"] = "membrane"
    way: Literal["in", "out"] = "in"
    outside: Side = Field(default="", description="Outside the cell, or Sending cell, when empty")
    inside: Side = Field(default="", description="Inside the cell, or Receiving cell, when empty")
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2


EXAMPLE = Props(
    title="How sertraline works",
    subtitle="Where two nerve cells meet",
    transporter="Serotonin transporter",
    cargo="Serotonin",
    drug="Sertraline",
    outcome="Taken back",
    place="synapse",
)

# Seconds from one molecule to the next; until it is held, until the other side opens, until it is out.
_TURN = 2.4
_HELD, _OPENS, _OUT, _BACK = 0.9, 1.3, 2.1, 1.75
_FLIP = 0.4
_RADIUS = 0.13


def draw(props: Props, stage: Stage) -> None:
    """Put the transporter, what it carries and the drug on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    works, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    synapse = props.place == "synapse"
    plan = synapse_plan(stage) if synapse else membrane_plan(stage, takes_in=props.way == "in")
    docked = arrival.start + min(0.8 * arrival.length, 2.6)
    gaps = [(plan.center[0], HALF_WIDTH * plan.size), *(releasing_gap(plan) if synapse else ())]
    lay_membrane(stage, plan.center[1], *gaps, size=plan.size)
    if synapse:
        lay_nerve_cells(stage, plan, more_from=docked)
    turns = _turns(works.start, docked - _FLIP)
    lay_transporter(stage, plan.center, _lean(plan, turns, docked), size=plan.size)
    pill = lay_outcome(
        stage,
        props.outcome,
        plan.outcome.box,
        at=max(docked, result.start),
        wakes=False,
        align=plan.outcome.align,
    )
    _names(props, plan, stage)
    goal = (pill.left - 0.1, pill.center[1])
    if plan.outcome.align == "right":
        goal = (pill.right + 0.12, pill.center[1])
    elif plan.outcome.align == "center":
        goal = (plan.center[0], pill.top + 0.1 if plan.takes_in else pill.bottom - 0.1)
    trips = [_carried(plan, number, start, goal) for number, start in enumerate(turns)]
    trips += _waiting(plan, docked, stage) if not synapse else wander(plan, docked, stage)
    lay_trips(stage, trips, LIGAND, _RADIUS * (plan.size + 1) / 2)
    _drug(props, plan, Span(arrival.start + 0.15, docked), stage)


def _turns(start: float, end: float) -> list[float]:
    """When molecules set out: the last one is through before the drug comes in."""
    starts = [start + 0.3]
    while starts[-1] + _TURN + _OUT < end:
        starts.append(starts[-1] + _TURN)
    return starts if starts[0] + _BACK + _FLIP < end else []


def _lean(plan: TransportPlan, turns: list[float], docked: float):
    rest = 1 if plan.takes_in else -1

    def lean(time: float) -> float:
        way = 0.0
        for start in turns:
            opened = SMOOTH(min(1.0, max(0.0, (time - start - _HELD) / _FLIP)))
            back = SMOOTH(min(1.0, max(0.0, (time - start - _BACK) / _FLIP)))
            way += opened - back
        if not plan.takes_in:
            way = max(way, SMOOTH(min(1.0, max(0.0, (time - docked + 1.0) / _FLIP))))
        return plan.outside * rest * (1 - 2 * way)

    return lean


def _carried(plan: TransportPlan, number: int, start: float, goal: tuple[float, float]) -> Trip:
    home = plan.pool[number % len(plan.pool)]
    hold = plan.along(0.12 * plan.size if plan.takes_in else -0.12 * plan.size)
    stops: list[Stop] = [
        (start, home),
        (start + 0.55, plan.before),
        (start + _HELD, hold),
        (start + _OPENS, hold),
        (start + _BACK, plan.behind),
        (start + _OUT + 0.5, goal),
    ]
    return Trip(tuple(stops))


def _waiting(plan: TransportPlan, docked: float, stage: Stage) -> list[Trip]:
    """The pool, what comes to it while nothing is taken from it, and those that try in vain."""
    end = stage.clock.length + 1
    trips = [stays(place, -1.0, end) for place in plan.pool]
    x = plan.center[0]
    side = plan.outside if plan.takes_in else -plan.outside
    for number, (px, py) in enumerate(plan.pool[:4]):
        start = docked + 0.5 + 0.9 * number
        trips.append(
            Trip(
                (
                    (start, (px - 1.6, py)),
                    (start + 1.4, (px + 0.38, py + 0.08 * side)),
                    (end + start, (px + 0.42, py + 0.1 * side)),
                )
            )
        )
    start, number = docked + 0.4, 0
    closed = plan.before[1] + side * 0.05
    while start + 1.9 < stage.clock.length:
        home = plan.pool[number % 3]
        stops: list[Stop] = [
            (start, home),
            (start + 0.9, (x - 0.35, closed)),
            (start + 1.9, home),
        ]
        trips.append(Trip(tuple(stops)))
        start, number = start + 1.5, number + 1
    return trips


def _names(props: Props, plan: TransportPlan, stage: Stage) -> None:
    stage.show(plan.transporter.name(stage, props.transporter, protein_color(stage)), layer=LABELS)
    stage.show(plan.cargo.name(stage, props.cargo, LIGAND), layer=LABELS)
    outside, inside = ACROSS if props.place == "synapse" else ("Outside the cell", "Inside the cell")
    sides: tuple[tuple[str, Room], ...] = (
        (props.outside or say(outside), plan.outer_side),
        (props.inside or say(inside), plan.inner_side),
    )
    for text, room in sides:
        lay_side_name(stage, text, room)


def _drug(props: Props, plan: TransportPlan, way: Span, stage: Stage) -> None:
    palette, start, docked = stage.palette, way.start, way.end
    size = 0.74 * (0.75 + plan.size) / 1.75
    actor = stage.show(drug(plan.dock, palette.second, rings=1, size=size), layer=LABELS)
    actor.starts(place=plan.drug_from, opacity=0.0).fades(1.0, at=start, length=0.4)
    turn = start + 0.62 * (docked - start)
    x, y = plan.along(1.5 * plan.size)
    actor.goes((x + 0.35, y), at=start, length=turn - start)
    actor.goes(plan.dock, at=turn, length=docked - turn, bend=(-0.12, 0.0))
    actor.floats(2.1, reach=0.02, period=4.5)
    words = plan.drug.name(stage, props.drug, palette.second)
    label = stage.show(words, layer=WORDS)
    if stage.portrait or plan.outside < 0:
        # On the way there other names have their places, or it would lie on its own.
        label.appears(docked - 0.2)
        return
    middle = words.ink.center
    label.starts(place=(plan.drug_from[0], plan.drug_from[1] + 0.42), opacity=0.0)
    label.fades(1.0, at=start, length=0.4)
    label.goes(middle, at=start, length=turn - start)


TEMPLATE = Template(
    shows="A transporter that carries molecules through a membrane or back from a synapse, and its blocker.",
    use_when="A medicine that blocks a transporter or pump: reuptake, sugar, salt or acid.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
