"""Antibodies at work: on a receptor, catching a messenger, between two cells, or marking one of them."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from picturelock.providers.render.manim_scenes.antibody_surface import Meeting, play_at_the_surface
from picturelock.providers.render.manim_scenes.cell_contact import Contact, play_between_cells
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.writing import say

Cell = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]


class Props(Mechanism):
    """What the antibody holds on to, and what then does not happen any more.

    ``blocks_receptor``: it sits on the receptor ``target``, from which ``partner`` then bounces.
    ``catches``: it holds the messenger ``partner`` before it reaches the receptor ``target``.
    ``checkpoint``: it covers the brake ``target`` of a ``defender``, on which ``partner`` of the ``attacked``
    cell presses.
    ``marks``: it holds on to ``target`` on the ``attacked`` cell, and the ``defender`` finds that cell.
    """

    mode: Literal["blocks_receptor", "catches", "checkpoint", "marks"] = "blocks_receptor"
    drug: Name
    target: Name
    partner: Annotated[str, StringConstraints(strip_whitespace=True, max_length=24)] = Field(
        default="", description="the messenger, or what presses the brake; not needed for marks"
    )
    effect: Name = Field(description="how it is without the medicine, like Inflammation or T cell is braked")
    outcome: Annotated[str, StringConstraints(strip_whitespace=True, max_length=24)] = Field(
        default="", description="said at the end; empty: what was so is only switched off"
    )
    catcher: Literal["antibody", "receptor_pieces"] = Field(
        default="antibody", description="receptor_pieces: its arms are pieces of the receptor (-cept)"
    )
    defender: Cell = "T cell"
    attacked: Cell = "Tumour cell"
    attacks: bool = Field(
        default=True, description="at a checkpoint: whether the defender then attacks, or is only set free"
    )
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2


EXAMPLE = Props(
    title="Taking the brake off",
    subtitle="How a checkpoint antibody lets a T cell attack",
    mode="checkpoint",
    drug="Pembrolizumab",
    target="PD-1",
    partner="PD-L1",
    effect="T cell is braked",
    outcome="T cell attacks",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the cells and what happens between them on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    _, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    if props.mode in ("checkpoint", "marks"):
        contact = Contact(
            drug=props.drug,
            target=props.target,
            partner=props.partner,
            effect=props.effect,
            outcome=props.outcome,
            defender=props.defender,
            attacked=props.attacked,
            attacks=props.attacks,
        )
        play_between_cells(contact, arrival, result, stage, marks=props.mode == "marks")
        return
    meeting = Meeting(
        drug=props.drug,
        target=props.target,
        partner=props.partner or say("Messenger"),
        effect=props.effect,
        outcome=props.outcome,
        catches=props.mode == "catches",
        catcher=props.catcher,
    )
    play_at_the_surface(meeting, arrival, result, stage)


TEMPLATE = Template(
    shows="Y-shaped antibodies on a receptor, catching a messenger, or between two cells.",
    use_when="A medicine that is an antibody, or a receptor's pieces on an antibody's stem.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
