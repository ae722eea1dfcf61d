"""A drug goes through the membrane to a receptor on the DNA: genes are read, or fall silent."""

from typing import Annotated, Literal, Self

from manim import VGroup
from pydantic import Field, StringConstraints, model_validator

from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.membrane import BODY, BODY_DARK, BODY_LIGHT, EDGE, lay_membrane
from picturelock.providers.render.manim_scenes.membrane_names import lay_side_name, protein_color
from picturelock.providers.render.manim_scenes.molecules import LIGAND, ball, drug
from picturelock.providers.render.manim_scenes.nucleic_acids import lay_helix, lay_messengers
from picturelock.providers.render.manim_scenes.nucleus import lay_nucleus
from picturelock.providers.render.manim_scenes.nucleus_plan import NucleusPlan, nucleus_plan
from picturelock.providers.render.manim_scenes.outcome import lay_outcome
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.shapes import Glow, group, point, shape_of, smooth_outline
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.trips import Stop, Trip

Side = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]


class Props(Mechanism):
    """Which receptor, where it waits, and what the genes do with the drug in it.

    ``activates``: genes are read once the drug is there. ``blocks``: the ``ligand`` has them read until the
    drug takes its place. ``silences``: they are read until the receptor comes with the drug and stops them.
    """

    receptor: Name
    drug: Name
    outcome: Name = Field(description="what follows when the genes are read, like Inflammation")
    effect: Literal["activates", "blocks", "silences"] = "activates"
    ligand: Annotated[str, StringConstraints(strip_whitespace=True, max_length=24)] = Field(
        default="", description="needed for blocks: what the drug takes the place of"
    )
    waits: Literal["nucleus", "cytoplasm"] = Field(
        default="nucleus",
        description="where the receptor is before the drug comes; with blocks it is at the DNA",
    )
    nucleus: Side = "Cell nucleus"
    inside: Side = "Inside the cell"
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2

    @model_validator(mode="after")
    def _ligand_is_named(self) -> Self:
        if self.effect == "blocks" and not self.ligand:
            raise ValueError("ligand: blocks needs the name of what the drug takes the place of")
        return self


EXAMPLE = Props(
    title="How prednisolone quietens inflammation",
    subtitle="In the nucleus of an immune cell",
    receptor="Glucocorticoid receptor",
    drug="Prednisolone",
    outcome="Inflammation",
    effect="silences",
    waits="cytoplasm",
)

_OUTLINE = [
    (-0.64, 0.5),
    (-0.5, 0.74),
    (-0.33, 0.68),
    (-0.27, 0.42),
    (0.0, 0.26),
    (0.27, 0.42),
    (0.33, 0.68),
    (0.5, 0.74),
    (0.64, 0.5),
    (0.62, 0.0),
    (0.46, -0.34),
    (0.52, -0.72),
    (0.3, -0.84),
    (0.14, -0.46),
    (-0.14, -0.46),
    (-0.3, -0.84),
    (-0.52, -0.72),
    (-0.46, -0.34),
    (-0.62, 0.0),
]
_EVERY = 1.25


def draw(props: Props, stage: Stage) -> None:
    """Put the cell with its nucleus, the receptor and the drug on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    _, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    plan = nucleus_plan(stage)
    travels = props.waits == "cytoplasm" and props.effect != "blocks"
    met = arrival.start + min((0.5 if travels else 0.8) * arrival.length, 2.2 if travels else 3.0)
    seated = met + (min(1.6, 0.35 * arrival.length) if travels else 0.0)
    lay_membrane(stage, plan.membrane, size=0.55, standing=plan.standing)
    lay_nucleus(stage, plan.nucleus)
    lay_helix(stage, plan.nucleus.left + 0.75, plan.nucleus.right - 0.75, plan.dna)
    glow = stage.show(Glow((plan.gene[0] - 0.3, plan.dna), 0.9, "#ffa24d", strength=0.4))
    read_first = props.effect != "activates"
    switched = max(seated + 0.2, result.start)
    glow.starts(opacity=1.0 if read_first else 0.0).fades(0.0 if read_first else 1.0, at=switched, length=0.6)
    lay_messengers(stage, _messengers(plan, read_first, switched, stage))
    lay_outcome(
        stage,
        props.outcome,
        plan.outcome.box,
        at=switched + 1.4,
        wakes=props.effect == "activates",
        align=plan.outcome.align,
    )
    lay_side_name(stage, props.inside, plan.inside)
    lay_side_name(stage, props.nucleus, plan.nucleus_name)
    receptor = _receptor(props, plan, met, seated, travels, stage)
    if props.effect == "blocks":
        _ligand(props, plan, arrival, stage)
    _drug(props, plan, Span(arrival.start + 0.1, met), seated if travels else None, receptor, stage)


def _messengers(plan: NucleusPlan, read_first: bool, switched: float, stage: Stage) -> list[Trip]:
    first, last = (-1.0, switched - 0.2) if read_first else (switched, stage.clock.length)
    trips: list[Trip] = []
    while first < last:
        stops: list[Stop] = [(first, plan.gene)]
        stops += [(first + 0.75 * (number + 1), place) for number, place in enumerate(plan.way_out)]
        trips.append(Trip(tuple(stops)))
        first += _EVERY
    return trips


def _body(place: Place) -> VGroup:
    body = shape_of(smooth_outline(_OUTLINE), [BODY_DARK, BODY, BODY_LIGHT], edge=EDGE, width=2.2)
    light = [(-0.52, 0.5), (-0.44, 0.62), (-0.36, 0.5), (-0.4, 0.2), (-0.5, 0.1)]
    shine = shape_of(smooth_outline(light), "#ffffff", opacity=0.28)
    whole = group(body, shine)
    whole.shift(point(place))
    return whole


def _receptor(
    props: Props, plan: NucleusPlan, met: float, seated: float, travels: bool, stage: Stage
) -> Actor:
    color = protein_color(stage)
    actor = stage.show(_body(plan.seat), layer=LABELS - 4)
    name = stage.show(plan.receptor_name.name(stage, props.receptor, color), layer=LABELS)
    if not travels:
        return actor
    name.appears(seated - 0.1, rise=0)
    actor.starts(place=(plan.waits[0], plan.waits[1]))
    _takes_way(actor, plan, (0.0, 0.0), met, seated)
    first = stage.show(plan.waiting_name.name(stage, props.receptor, color), layer=LABELS)
    first.leaves(met + 0.1)
    return actor


def _takes_way(actor: Actor, plan: NucleusPlan, offset: Place, met: float, seated: float) -> None:
    """Through a pore of the nucleus to the DNA."""
    (dx, dy), half = offset, (seated - met) / 2
    actor.goes((plan.door[0] + dx, plan.door[1] + dy), at=met + 0.15, length=half)
    # The outline's middle is a little below its origin.
    actor.goes((plan.seat[0] + dx, plan.seat[1] - 0.05 + dy), at=met + 0.15 + half, length=half)


def _ligand(props: Props, plan: NucleusPlan, arrival: Span, stage: Stage) -> None:
    actor = stage.show(ball(plan.pocket, 0.2, LIGAND), layer=LABELS)
    actor.goes(plan.ligand_away, at=arrival.start + 0.3 * arrival.length, length=0.9, bend=(0.0, 0.3))
    actor.floats(1.3, reach=0.03, period=5)
    stage.show(plan.ligand_name.name(stage, props.ligand, LIGAND), layer=LABELS)


def _drug(
    props: Props, plan: NucleusPlan, way: Span, seated: float | None, receptor: Actor, stage: Stage
) -> None:
    palette, start, met = stage.palette, way.start, way.end
    actor = stage.show(drug(plan.pocket, palette.second, rings=1, size=0.62), layer=LABELS)
    actor.starts(place=plan.drug_from, opacity=0.0).fades(1.0, at=start, length=0.4)
    inside = start + 0.42 * (met - start)
    actor.goes(plan.drug_inside, at=start, length=inside - start)
    if seated is None:
        door = inside + 0.5 * (met - inside)
        actor.goes(plan.door, at=inside, length=door - inside)
        actor.goes(plan.pocket, at=door, length=met - door)
        moves, arrives = door, met
    else:
        actor.goes((plan.waits[0], plan.waits[1] + 0.55), at=inside, length=met - inside)
        _takes_way(actor, plan, (0.0, 0.5), met, seated)
        moves, arrives = met, seated
    actor.floats(2.1, reach=0.012, period=4.5)
    first = stage.show(plan.drug_first.name(stage, props.drug, palette.second), layer=WORDS)
    first.appears(start + 0.3, rise=0).leaves(moves)
    second = stage.show(plan.drug_name.name(stage, props.drug, palette.second), layer=WORDS)
    second.appears(arrives - 0.3, rise=0.06)


TEMPLATE = Template(
    shows="A receptor on DNA, a drug that comes into the cell to it, and genes that are read or fall silent.",
    use_when="A medicine that acts at a nuclear receptor, like steroids, thyroid and sex hormones.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
