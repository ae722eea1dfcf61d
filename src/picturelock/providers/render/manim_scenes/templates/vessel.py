"""A blood vessel lengthwise: it widens, a clot in it is held or dissolved, a plaque narrows it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.legend import Entry, lay_legend
from picturelock.providers.render.manim_scenes.molecules import drug
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.verdict import show_verdict
from picturelock.providers.render.manim_scenes.vessel_bore import LINING, MUSCLE
from picturelock.providers.render.manim_scenes.vessel_cast import (
    PARTICLE,
    PLATELET,
    muscle_cell,
    particle,
    platelet,
    play_clot,
    play_plaque,
    play_widening,
    wall_piece,
)


class Props(Mechanism):
    """What happens in the vessel.

    ``widens``: the muscle ``part`` of a tight vessel lets go, and more blood flows.
    ``clot_stops``: a clot of ``part`` (platelets, fibrin) grows no further.
    ``clot_dissolves``: a clot is taken apart.
    ``plaque``: particles ``part`` (LDL) build a plaque in the wall; with the drug far fewer come.
    """

    mode: Literal["widens", "clot_stops", "clot_dissolves", "plaque"] = "widens"
    vessel: Name = "Artery wall"
    part: Name
    drug: Name
    effect: Name = Field(description="how it is without the medicine, like Narrow artery")
    outcome: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)] = Field(
        description="how it is with the medicine, like Blood flows freely"
    )
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2


EXAMPLE = Props(
    title="How an artery widens",
    subtitle="The muscle in its wall lets go",
    part="Muscle cells",
    drug="Amlodipine",
    effect="Narrow artery",
    outcome="The artery widens",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the vessel, the names and what happens in it on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    _, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    docked = arrival.start + min(0.75 * arrival.length, 2.4)
    at = max(docked, result.start)
    way, body = Span(arrival.start, docked), stage.body
    if stage.portrait:
        y, legend, pill = 1.92, Box(-2.9, -1.14, body.right, 0.36), Box(body.left, -1.9, body.right, -1.36)
    else:
        y, legend, pill = 0.12, Box(body.left, 1.72, body.right, 2.3), Box(-4.0, -2.02, 4.0, -1.5)
    match props.mode:
        case "widens":
            play_widening(y, way, at, stage)
        case "plaque":
            play_plaque(y, way, at, stage)
        case _:
            play_clot(y, way, at, stage, dissolves=props.mode == "clot_dissolves")
    lay_legend(stage, _entries(props, arrival.start, stage), legend, across=not stage.portrait)
    show_verdict(stage, props.effect, props.outcome, pill, at + 0.5, good=True)


def _entries(props: Props, cue: float, stage: Stage) -> list[Entry]:
    second = stage.palette.second
    picture, color = {
        "widens": (muscle_cell, MUSCLE),
        "plaque": (particle, PARTICLE),
        "clot_stops": (platelet, PLATELET),
        "clot_dissolves": (platelet, PLATELET),
    }[props.mode]
    return [
        Entry(props.vessel, wall_piece, LINING),
        Entry(props.part, picture, color),
        Entry(props.drug, lambda at: drug(at, second, rings=1, size=0.6), second, cue),
    ]


TEMPLATE = Template(
    shows="A blood vessel with flowing red cells: it widens, a clot is held, a plaque stops growing.",
    use_when="A medicine that acts on the width of vessels, on clotting, or on cholesterol in their wall.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
