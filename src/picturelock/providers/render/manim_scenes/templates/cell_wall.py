"""A microbe and its cover: a wall that is no longer built, or a membrane that is made to leak."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.leak_cast import STUD, play_leak, strip_of_membrane, stud
from picturelock.providers.render.manim_scenes.legend import Entry, lay_legend
from picturelock.providers.render.manim_scenes.membrane import BODY
from picturelock.providers.render.manim_scenes.microbe import Rod
from picturelock.providers.render.manim_scenes.molecules import drug
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.verdict import show_verdict
from picturelock.providers.render.manim_scenes.wall_cast import (
    BLOCK,
    WALL,
    Times,
    block,
    brick,
    builder,
    play_wall,
)


class Props(Mechanism):
    """Which part of the microbe's cover the drug reaches.

    ``builder``: it stops the enzyme ``target`` that links the building blocks ``partner`` to a wall.
    ``blocks``: it clings to the building blocks ``target``; the strands ``partner`` are not linked.
    ``membrane``: it gathers at ``target`` in the membrane ``partner`` and makes holes there.
    """

    mode: Literal["builder", "blocks", "membrane"] = "builder"
    drug: Name
    target: Name
    partner: Name
    effect: Name = Field(description="how it is without the medicine, like Strong wall")
    outcome: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)] = (
        "The wall gives way"
    )
    bursts: bool = Field(default=True, description="whether a microbe without its wall is seen to burst")
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2


EXAMPLE = Props(
    title="How penicillin stops bacteria",
    subtitle="A wall that is no longer mended gives way",
    drug="Penicillin",
    target="Wall-linking enzymes",
    partner="Building blocks",
    effect="Strong wall",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the microbe, the names and what happens to its cover on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    _, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    docked = arrival.start + min(0.75 * arrival.length, 2.4)
    weakens = max(docked + 0.2, result.start)
    way = Span(arrival.start, docked)
    body = stage.body
    if stage.portrait:
        rod = Rod((-0.3, 2.02), 1.9, 1.05)
        legend, pill = Box(-2.9, -1.14, body.right, 0.62), Box(body.left, -1.9, body.right, -1.36)
    else:
        rod = Rod((-1.3, 0.4), 2.45, 1.32)
        legend, pill = Box(3.2, -0.85, body.right, 1.65), Box(-5.4, -2.0, 2.3, -1.46)
    lay_legend(stage, _entries(props, arrival.start, stage), legend)
    if props.mode == "membrane":
        round_cell = Rod(rod.center, 1.0, 0.95) if stage.portrait else Rod(rod.center, 1.1, rod.radius)
        play_leak(round_cell, way, weakens, stage)
    else:
        times = Times(way, weakens, props.bursts)
        play_wall(rod, times, stage, clings=props.mode == "blocks")
    show_verdict(stage, props.effect, props.outcome, pill, weakens + 0.6, good=False)


def _entries(props: Props, cue: float, stage: Stage) -> list[Entry]:
    second = stage.palette.second
    medicine = Entry(props.drug, lambda at: drug(at, second, rings=1, size=0.6), second, cue)
    pictures = {
        "builder": (builder, BODY, block, BLOCK),
        "blocks": (block, BLOCK, brick, WALL),
        "membrane": (stud, STUD, strip_of_membrane, "#f5b84b"),
    }[props.mode]
    return [
        Entry(props.target, pictures[0], pictures[1]),
        Entry(props.partner, pictures[2], pictures[3]),
        medicine,
    ]


TEMPLATE = Template(
    shows="A bacterium whose wall is built until a drug stops it and it bursts, or a membrane made to leak.",
    use_when="An antibiotic or antifungal that acts on the wall or the membrane of a microbe.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
