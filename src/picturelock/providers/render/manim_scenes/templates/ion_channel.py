"""A channel in a membrane: ions pass while it is open, and a drug closes, blocks or opens it."""

from collections.abc import Callable
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.channel_plan import ChannelPlan, Site, channel_plan
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.gated_protein import HALF_WIDTH, lay_channel, notch
from picturelock.providers.render.manim_scenes.membrane import lay_membrane
from picturelock.providers.render.manim_scenes.membrane_names import lay_side_name, protein_color
from picturelock.providers.render.manim_scenes.molecules import LIGAND, PRODUCTS, ball, drug
from picturelock.providers.render.manim_scenes.outcome import lay_outcome
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import SMOOTH, Place
from picturelock.providers.render.manim_scenes.trips import Stop, Trip, lay_trips, stays

Side = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]


class Props(Mechanism):
    """The channel, what passes through it, and what the drug does to it.

    ``blocks``: it is open until the drug comes. ``opens``: it is closed until then. ``strengthens``: with its
    ligand alone it is open a little, with the drug beside it wide. A channel with a ``ligand`` is a receptor.
    """

    channel: Name
    ion: Name = "Ions"
    drug: Name
    outcome: Name = Field(description="what follows when ions pass, like Vessel tightens")
    effect: Literal["blocks", "opens", "strengthens"] = "blocks"
    site: Site = Field(
        default="beside",
        description="where the drug sits: in the ligand's pocket, beside the pore, or in it",
    )
    ligand: Annotated[str, StringConstraints(strip_whitespace=True, max_length=24)] = Field(
        default="", description="needed for the site pocket and for strengthens"
    )
    way: Literal["in", "out"] = Field(default="in", description="where the ions go, seen from the cell")
    outside: Side = "Outside the cell"
    inside: Side = "Inside the cell"
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2

    @model_validator(mode="after")
    def _ligand_is_named(self) -> Self:
        if not self.ligand and (self.site == "pocket" or self.effect == "strengthens"):
            raise ValueError("ligand: the site pocket and the effect strengthens need its name")
        if self.site == "pocket" and self.effect == "strengthens":
            raise ValueError("site: what strengthens sits beside the ligand, not in its pocket")
        return self


EXAMPLE = Props(
    title="How ondansetron stops nausea",
    subtitle="At a nerve ending in the gut",
    channel="5-HT3 receptor",
    drug="Ondansetron",
    ligand="Serotonin",
    site="pocket",
    outcome="Nausea signal",
)

_ION = PRODUCTS[0]
_RADIUS = 0.115
_OPENING = 0.5
# Seconds between ions through an open channel, and through one that is open a little.
_STREAM, _TRICKLE, _PASSING = 0.42, 1.25, 1.7
_LITTLE = 0.45

Opened = Callable[[float], float]


def draw(props: Props, stage: Stage) -> None:
    """Put the channel, its ions and the drug on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    _, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    plan = channel_plan(stage, inward=props.way == "in", site=props.site)
    docked = arrival.start + min(0.8 * arrival.length, 2.6)
    opened = _opened(props, arrival.start, docked)
    lay_membrane(stage, plan.center[1], (plan.center[0], HALF_WIDTH + 0.02))
    lay_channel(stage, plan.center, opened)
    pill = lay_outcome(
        stage,
        props.outcome,
        plan.outcome.box,
        at=max(docked, result.start) + 0.3,
        wakes=props.effect != "blocks",
        align=plan.outcome.align,
    )
    lay_trips(stage, _ions(props, plan, docked, opened, pill, stage), _ION, _RADIUS)
    _names(props, plan, stage)
    if props.ligand:
        _ligand(props, plan, Span(arrival.start, docked), opened, stage)
    _drug(props, plan, Span(arrival.start + 0.15, docked), opened, stage)


def _opened(props: Props, arrival: float, docked: float) -> Opened:
    """How far the channel is open, as the scene goes."""
    freed = arrival + 0.2 if props.site == "pocket" else docked
    if props.effect == "strengthens":
        return lambda time: _LITTLE * _step(time, 0.6) + (1 - _LITTLE) * _step(time, docked + 0.1)
    if props.effect == "opens":
        return lambda time: _step(time, docked + 0.1)
    if props.site.startswith("pore"):
        return lambda time: _step(time, 0.6)
    return lambda time: _step(time, 0.6) * (1 - _step(time, freed))


def _step(time: float, at: float) -> float:
    return SMOOTH(min(1.0, max(0.0, (time - at) / _OPENING)))


def _ions(
    props: Props, plan: ChannelPlan, docked: float, opened: Opened, pill: Box, stage: Stage
) -> list[Trip]:
    end = stage.clock.length
    trips = [stays(place, -1.0, end + 1) for place in plan.pool]
    stoppered = props.effect == "blocks" and props.site.startswith("pore")
    time, number = 0.2, 0
    while time < end - 0.6:
        home = plan.pool[number % len(plan.pool)]
        through = opened(time + 0.9)
        if stoppered and time + 1.2 > docked:
            through = 0.0
        if through > 0.2:
            trips.append(_passes(plan, home, time, pill))
            time += _STREAM if through > 0.7 else _TRICKLE
        else:
            # Not while the drug is on its way there.
            if not docked - 2.0 < time < docked:
                trips.append(_turns_back(plan, home, time))
            time += _TRICKLE
        number += 1
    return trips


def _passes(plan: ChannelPlan, home: Place, start: float, pill: Box) -> Trip:
    x, y = plan.along(-1.5)
    beside = pill.right + 0.1 if not plan.inward else pill.left - 0.1
    goal = (
        (beside, pill.center[1])
        if pill.left > x or pill.right < x
        else (x, y - 0.2 if plan.inward else y + 0.2)
    )
    stops: list[Stop] = [
        (start, home),
        (start + 0.7, plan.along(1.65)),
        (start + 1.05, plan.along(0.5)),
        (start + 1.35, plan.along(-0.6)),
        (start + _PASSING, (x, y)),
        (start + _PASSING + 0.8, goal),
    ]
    return Trip(tuple(stops))


def _turns_back(plan: ChannelPlan, home: Place, start: float) -> Trip:
    x, y = plan.along(1.62 if plan.inward else 1.5)
    stops: list[Stop] = [(start, home), (start + 0.9, (x - 0.2, y)), (start + 2.0, home)]
    return Trip(tuple(stops))


def _names(props: Props, plan: ChannelPlan, stage: Stage) -> None:
    stage.show(plan.channel.name(stage, props.channel, protein_color(stage)), layer=LABELS)
    stage.show(plan.ion.name(stage, props.ion, _ION), layer=LABELS)
    lay_side_name(stage, props.outside, plan.outer_side)
    lay_side_name(stage, props.inside, plan.inner_side)


def _ligand(props: Props, plan: ChannelPlan, arrival: Span, opened: Opened, stage: Stage) -> None:
    """It sits in the left notch and keeps the channel open; a drug that takes the pocket sends it away."""
    stage.show(plan.ligand.name(stage, props.ligand, LIGAND), layer=LABELS)
    bound = notch(plan.center, -1, 1.0)
    actor = stage.show(ball(bound, 0.2, LIGAND), layer=LABELS)
    actor.floats(1.3, reach=0.02, period=5)
    if props.effect == "opens":
        actor.starts(place=plan.ligand_away)
        return
    # It comes, and the channel opens with it.
    actor.starts(place=plan.ligand_away).goes(notch(plan.center, -1, 0.0), at=0.0, length=0.6)
    actor.goes(notch(plan.center, -1, opened(1.4)), at=0.6, length=_OPENING, ease=SMOOTH)
    if props.site == "pocket":
        actor.goes(plan.ligand_away, at=arrival.start + 0.1, length=0.9)
    else:
        at = arrival.end + 0.1
        actor.goes(notch(plan.center, -1, opened(at + 1)), at=at, length=_OPENING, ease=SMOOTH)


def _drug(props: Props, plan: ChannelPlan, way: Span, opened: Opened, stage: Stage) -> None:
    palette, start, docked = stage.palette, way.start, way.end
    there = plan.dock(props.site, opened(docked))
    actor = stage.show(drug(there, palette.second, rings=1, size=0.66), layer=LABELS)
    actor.starts(place=plan.drug_from, opacity=0.0).fades(1.0, at=start, length=0.4)
    turn = start + 0.6 * (docked - start)
    x, y = plan.center
    over: dict[Site, Place] = {
        "pocket": (x - 0.4, y + 1.75),
        "beside": (there[0] + 0.6, there[1] + 0.25),
        "pore": (x + 0.1, y + 1.8),
        "pore_from_inside": (x + 0.1, y - 1.7),
    }
    actor.goes(over[props.site], at=start, length=turn - start, bend=(0.0, 0.1))
    actor.goes(there, at=turn, length=docked - turn)
    # The protein changes its shape around it.
    later = plan.dock(props.site, opened(docked + 1.2))
    actor.goes(later, at=docked + (0.1 if props.effect != "blocks" else 0.0), length=_OPENING, ease=SMOOTH)
    actor.floats(2.1, reach=0.015, period=4.5)
    words = plan.drug.name(stage, props.drug, palette.second)
    stage.show(words, layer=WORDS).appears(turn if not stage.portrait else docked - 0.2, rise=0.08)


TEMPLATE = Template(
    shows="A channel in a membrane, the ions that pass through it, and a drug that closes or opens it.",
    use_when="A medicine that blocks or opens a channel, or acts at a receptor that is a channel.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
