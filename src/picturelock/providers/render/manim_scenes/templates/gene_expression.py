"""From DNA to messenger RNA to protein, and a drug that stops one of these steps."""

from typing import Annotated, Literal

from manim import VGroup
from pydantic import Field, StringConstraints

from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import mixed
from picturelock.providers.render.manim_scenes.expression_plan import ExpressionPlan, Step, expression_plan
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.membrane_names import lay_side_name, protein_color
from picturelock.providers.render.manim_scenes.molecules import PRODUCTS, drug, strands
from picturelock.providers.render.manim_scenes.nucleic_acids import MESSENGER, ONE, lay_helix, lay_messengers
from picturelock.providers.render.manim_scenes.nucleus import lay_nucleus
from picturelock.providers.render.manim_scenes.outcome import lay_outcome
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.ribosome import reader, ribosome
from picturelock.providers.render.manim_scenes.shapes import Glow
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.trips import Stop, Trip, lay_trips

Side = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]


class Props(Mechanism):
    """The names along the way, and the step that the drug stops.

    ``transcription``: the gene is no longer copied. ``messenger``: the copy is caught and cut. ``ribosome``:
    it is no longer read. ``misreading``: it is read wrongly, and faulty proteins come out.
    """

    gene: Name = "Gene"
    reader: Name = "RNA polymerase"
    messenger: Name = "Messenger RNA"
    ribosome: Name = "Ribosome"
    product: Name = Field(description="the protein that is made, or what it does")
    drug: Name
    drug_form: Literal["molecule", "one_strand", "two_strands"] = Field(
        default="molecule",
        description="two_strands: a small interfering RNA; one_strand: an antisense strand",
    )
    stopped: Step = "ribosome"
    cell: Literal["human", "bacterium"] = Field(
        default="human", description="a human, plant or fungal cell has a nucleus; a bacterium has none"
    )
    nucleus: Side = "Cell nucleus"
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2


EXAMPLE = Props(
    title="How an siRNA silences a gene",
    subtitle="The message is cut before it is read",
    gene="PCSK9 gene",
    product="PCSK9 protein",
    drug="Inclisiran",
    drug_form="two_strands",
    stopped="messenger",
)

# Seconds between copies; from one residue of the chain to the next.
_COPY, _LINK = 1.5, 0.17
_OUT, _ALONG = 1.7, 1.3


def draw(props: Props, stage: Stage) -> None:
    """Put DNA, messenger, ribosome and the drug on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    _, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    plan = expression_plan(stage)
    docked = arrival.start + min(0.8 * arrival.length, 2.6)
    if props.cell == "human":
        lay_nucleus(stage, plan.nucleus)
        lay_side_name(stage, props.nucleus, plan.nucleus_name)
    left, right, height = plan.dna
    lay_helix(stage, left, right, height)
    stage.show(Glow(plan.reader, 0.9, MESSENGER, strength=0.3)).floats(1.0, reach=0.03)
    stage.show(reader(plan.reader), layer=LABELS - 5).floats(2.2, reach=0.02, period=4)
    copies = _copies(props, plan, docked, stage)
    lay_messengers(stage, copies)
    stage.show(ribosome(plan.ribosome), layer=LABELS - 2).floats(0.4, reach=0.012, period=4)
    # What is on its way when the step stops is still read to its end.
    late = {"transcription": _OUT + _ALONG + 0.6, "messenger": _ALONG}.get(props.stopped, 0.1)
    # In a short scene that is sooner: its end must be seen.
    late = min(late, 0.4 * (stage.clock.length - docked))
    _chain(props, plan, docked + late, stage)
    lay_outcome(
        stage,
        props.product,
        plan.product.box,
        at=max(docked + late + 0.5, result.start),
        wakes=False,
        align=plan.product.align,
    )
    _names(props, plan, stage)
    _drug(props, plan, Span(arrival.start + 0.15, docked), stage)


def _copies(props: Props, plan: ExpressionPlan, docked: float, stage: Stage) -> list[Trip]:
    x, y = plan.reader
    trips: list[Trip] = []
    start = -3.2
    while start < stage.clock.length - 0.5:
        if props.stopped == "transcription" and start > docked - 0.4:
            break
        way = _way(plan, (x + 0.3, y + 0.35), start)
        if props.stopped == "messenger" and start + _OUT + 0.5 > docked:
            trips += _cut(plan, way)
        elif props.stopped == "ribosome" and start + _OUT + _ALONG > docked:
            # It comes as far as the ribosome and waits there in vain.
            waits = (plan.ribosome[0] - 0.9, plan.lane)
            trips.append(
                Trip((*way, (start + _OUT + _ALONG + 0.3, waits), (start + _OUT + _ALONG + 0.9, waits)))
            )
        else:
            trips.append(Trip((*way, (start + _OUT + _ALONG + 1.4, (plan.lane_to, plan.lane)))))
        start += _COPY
    return trips


def _way(plan: ExpressionPlan, start: Place, at: float) -> tuple[Stop, ...]:
    return (
        (at, start),
        (at + 1.0, plan.door),
        (at + _OUT, (plan.lane_from, plan.lane)),
    )


def _cut(plan: ExpressionPlan, way: tuple[Stop, ...]) -> list[Trip]:
    """The messenger comes to the drug; two pieces go apart from there."""
    met = way[-1][0] + 0.6
    x, y = plan.cut
    pieces = [Trip((*way, (met, (x - 0.1, y))))]
    for side in (-1, 1):
        goal = (x + 0.3 + 0.4 * side, y + 0.03 * side)
        pieces.append(Trip(((met, (x, y)), (met + 0.7, goal))))
    return pieces


def _chain(props: Props, plan: ExpressionPlan, stopped: float, stage: Stage) -> None:
    """Amino acids leave the ribosome one after another, joined into a chain."""
    good: list[Trip] = []
    faulty: list[Trip] = []
    start, number = -3.0, 0
    while start < stage.clock.length:
        wrong = start > stopped
        if wrong and props.stopped != "misreading":
            break
        jolt = 0.16 * (1 if number % 2 else -1) if wrong else 0.0
        stops: list[Stop] = [(start, plan.ribosome)]
        stops += [
            (start + 0.6 * (place + 1), (x + jolt, y - jolt)) for place, (x, y) in enumerate(plan.chain)
        ]
        (faulty if wrong and number % 3 != 0 else good).append(Trip(tuple(stops)))
        start, number = start + _LINK, number + 1
    lay_trips(stage, good, PRODUCTS[1], 0.1, layer=LABELS - 3)
    if faulty:
        lay_trips(stage, faulty, stage.palette.bad, 0.1, layer=LABELS - 3)


def _names(props: Props, plan: ExpressionPlan, stage: Stage) -> None:
    for room, text, color in (
        (plan.gene_name, props.gene, mixed(ONE, "#2fb6a3", 0.4)),
        (plan.reader_name, props.reader, protein_color(stage)),
        (plan.messenger_name, props.messenger, MESSENGER),
        (plan.ribosome_name, props.ribosome, "#b39cf0"),
    ):
        stage.show(room.name(stage, text, color), layer=LABELS)


def _drug(props: Props, plan: ExpressionPlan, way: Span, stage: Stage) -> None:
    palette, start, docked = stage.palette, way.start, way.end
    there = plan.dock(props.stopped)
    actor = stage.show(_shape(props, there, palette.second), layer=LABELS)
    actor.starts(place=plan.drug_from, opacity=0.0).fades(1.0, at=start, length=0.4)
    actor.goes(there, at=start + 0.2, length=docked - start - 0.2, bend=(0.0, 0.35))
    actor.floats(2.1, reach=0.015, period=4.5)
    words = plan.drug_rooms[props.stopped].name(stage, props.drug, palette.second)
    stage.show(words, layer=WORDS).appears(docked - 0.05, rise=0.08)


def _shape(props: Props, center: Place, color: str) -> VGroup:
    if props.drug_form == "molecule":
        return drug(center, color, rings=1, size=0.66)
    return strands(center, color, 2 if props.drug_form == "two_strands" else 1, size=0.7)


TEMPLATE = Template(
    shows="A gene is copied into messenger RNA and read into protein; a drug stops one of these steps.",
    use_when="A medicine that silences a gene, or stops transcription or protein synthesis.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
