"""An enzyme at work, and a drug in its active site, bonded to it, or in another pocket that changes it."""

import math
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.box import Box, around
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import ink_on
from picturelock.providers.render.manim_scenes.enzyme import (
    CENTER_X,
    RESIDUE,
    SECOND_SITE,
    SITE,
    enzyme_body,
    lay_changing_enzyme,
    residue_knob,
)
from picturelock.providers.render.manim_scenes.enzyme_cast import (
    bond_forms,
    docked_name,
    group_stays,
    lay_product_names,
    lay_substrate_pool,
    name_tag,
    product_slots,
    try_in_vain,
    turn_over,
    turns_until,
)
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.meter import lay_meter
from picturelock.providers.render.manim_scenes.molecules import PRODUCTS, ball, drug
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.shapes import Glow, plate, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import SMOOTH, Place
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import say


class Props(Mechanism):
    """The enzyme, what goes in and comes out, and what the drug does.

    ``competitive``: the drug sits in the active site while it is there.
    ``irreversible_transfer``: the drug hands ``group`` to ``residue``, ``leaving`` goes away, the group
    stays and the substrate can no longer enter. ``irreversible``: the drug itself bonds to the enzyme and
    stays. ``allosteric``: it sits in another pocket, and the active site changes its shape.
    """

    enzyme: Name
    substrate: Name
    products: tuple[Name, ...] = Field(min_length=1, max_length=2)
    drug: Name
    mode: Literal["competitive", "irreversible", "irreversible_transfer", "allosteric"] = "competitive"
    group: Annotated[str, StringConstraints(strip_whitespace=True, max_length=16)] = Field(
        default="", description="needed for irreversible_transfer, like Acetyl"
    )
    residue: Annotated[str, StringConstraints(strip_whitespace=True, max_length=12)] = Field(
        default="", description="needed for irreversible_transfer, like Ser-529"
    )
    leaving: Annotated[str, StringConstraints(strip_whitespace=True, max_length=24)] = Field(
        default="", description="needed for irreversible_transfer: what is left of the drug, like Salicylate"
    )
    blocked_label: Annotated[str, StringConstraints(strip_whitespace=True, max_length=28)] = Field(
        default="", description="said at the end; by the mode when empty, like Active site blocked"
    )
    chart_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)] = (
        "Product over time"
    )
    drug_beat: BeatNumber = 1
    transfer_beat: BeatNumber = Field(default=2, description="irreversible_transfer: the group moves")
    blocked_beat: BeatNumber = Field(default=3, description="the substrate finds the site taken")

    @model_validator(mode="after")
    def _transfer_is_named(self) -> Self:
        if self.mode == "irreversible_transfer":
            missing = [name for name in ("group", "residue", "leaving") if not getattr(self, name)]
            if missing:
                raise ValueError(f"irreversible_transfer needs {', '.join(missing)}")
        return self


EXAMPLE = Props(
    title="How aspirin stops COX-1",
    subtitle="An acetyl group stays behind in the active site",
    enzyme="COX-1",
    substrate="Arachidonic acid",
    products=("Prostaglandin H2",),
    drug="Aspirin",
    mode="irreversible_transfer",
    group="Acetyl",
    residue="Ser-529",
    leaving="Salicylate",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the enzyme at work and what the drug does to it on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    transfers = props.mode == "irreversible_transfer"
    if transfers:
        works, arrival, handing, after = stage.clock.phases(
            0, props.drug_beat, props.transfer_beat, props.blocked_beat
        )
    else:
        works, arrival, after = stage.clock.phases(0, props.drug_beat, props.blocked_beat)
        handing = after
    bound = arrival.start + min(0.75 * arrival.length, 2.4)
    _set(props, stage, bound)
    lay_substrate_pool(stage, props.substrate)
    lay_product_names(stage, props.products)
    slots = product_slots(len(props.products), stage)
    for number, start in enumerate(turns_until(Span(works.start, arrival.start + 0.5))):
        turn_over(stage, number, start, slots)
    body = stage.show(drug(_DRUG, stage.palette.second, rings=1), layer=LABELS)
    _arrive(props, body, arrival, bound, stage)
    if props.mode == "irreversible":
        bond_forms(stage, (_DRUG[0] + 0.38, _DRUG[1]), bound)
    if transfers:
        _hand_over(props, body, max(handing.start, bound) + 0.2, stage)
    elif props.mode != "irreversible":
        body.floats(1.9, reach=0.025, period=4)
    _in_vain(props, after, max(after.start, bound + 0.3), stage)


_SAID = {
    "competitive": "Active site blocked",
    "irreversible": "Bonded to the enzyme",
    "irreversible_transfer": "Active site blocked",
    "allosteric": "The site changes its shape",
}
_DRUG: Place = (SITE[0] - 0.2, SITE[1] - 0.02)
_GROUP: Place = (SITE[0] + 0.31, SITE[1] - 0.08)
_OUTSIDE: Place = (CENTER_X + 1.9, 1.72)
_UPRIGHT_OUTSIDE: Place = (CENTER_X + 0.9, 1.72)


def _set(props: Props, stage: Stage, bound: float) -> None:
    """The enzyme with its names, and the meter."""
    palette = stage.palette
    stage.show(Glow((CENTER_X, -0.4), 3.6, palette.accent, strength=0.14)).floats(3.0, reach=0.2, period=9)
    if props.mode == "allosteric":
        lay_changing_enzyme(stage, lambda time: SMOOTH(min(1.0, max(0.0, (time - bound) / 0.9))))
    else:
        stage.show(enzyme_body(dark=stage.dark))
    lower = Box(CENTER_X - 1.5, -1.72, CENTER_X + 1.5, -1.22)
    stage.show(
        set_text(props.enzyme, lower, em=0.36, color="#ffffff", weight=700, most_lines=1), layer=LABELS
    )
    if props.residue or props.mode == "irreversible":
        stage.show(residue_knob())
    if props.residue:
        box = Box(RESIDUE[0] + 0.25, RESIDUE[1] - 0.2, CENTER_X + 2.35, RESIDUE[1] + 0.2)
        name = set_text(props.residue, box, em=0.26, color="#ffffff", weight=600, align="left", most_lines=1)
        stage.show(name, layer=LABELS)
    if stage.portrait:
        # There is no room for the meter; what comes out shows it.
        return
    rest = 0.0 if props.mode.startswith("irreversible") else 0.1

    def level(time: float) -> float:
        up = SMOOTH(min(1.0, time / 1.4))
        down = SMOOTH(min(1.0, max(0.0, (time - bound + 0.3) / 1.6)))
        ripple = 0.04 * math.sin(2.9 * time) * (1 - down)
        return max(0.0, 0.85 * up * (1 - down) + rest * down + ripple)

    lay_meter(
        stage, Box(CENTER_X + 3.0, -1.95, stage.body.right, 0.02), props.chart_label, level, PRODUCTS[0]
    )


def _arrive(props: Props, body: Actor, arrival: Span, bound: float, stage: Stage) -> None:
    """The drug comes from the right above and goes down into the site, its group ahead."""
    palette = stage.palette
    turn = arrival.start + 0.6 * (bound - arrival.start)
    beside = props.mode == "allosteric"
    over = (CENTER_X + 2.5, 1.25) if beside else (CENTER_X + 0.25, 1.62)
    dock = SECOND_SITE if beside else _DRUG
    movers = [(body, (0.0, 0.0))]
    outside = _UPRIGHT_OUTSIDE if stage.portrait else _OUTSIDE
    if props.group:
        joint = shape_of(segments([(_DRUG, _GROUP)]), edge=palette.ink, width=4)
        bond = stage.show(joint, layer=LABELS - 1)
        group = stage.show(ball(_GROUP, 0.19, palette.accent), layer=LABELS)
        offset = (_GROUP[0] - _DRUG[0], _GROUP[1] - _DRUG[1])
        movers += [(bond, (offset[0] / 2, offset[1] / 2)), (group, offset)]
    for actor, (x, y) in movers:
        actor.starts(place=(outside[0] + 0.8 + x, outside[1] + y), opacity=0.0)
        actor.fades(1.0, at=arrival.start, length=0.35)
        actor.goes((over[0] + x, over[1] + y), at=arrival.start, length=turn - arrival.start)
        actor.goes((dock[0] + x, dock[1] + y), at=turn, length=bound - turn)
    tag = name_tag(stage, props.drug, body, palette.second, (0.0, 0.52))
    tag.starts(opacity=0.0).fades(1.0, at=arrival.start, length=0.35).leaves(turn, length=0.25)
    tag.follows(body, offset=(0.0, 0.52))
    docked = docked_name(stage, props.drug, beside=beside).appears(bound - 0.25, rise=0)
    if props.group:
        docked.leaves(_transfer_start(props, stage, bound) + 0.9, length=0.3)
        group, bond = movers[2][0], movers[1][0]
        group_stays(stage, props.group, group, bond, _transfer_start(props, stage, bound))


def _transfer_start(props: Props, stage: Stage, bound: float) -> float:
    phases = stage.clock.phases(0, props.drug_beat, props.transfer_beat, props.blocked_beat)
    return max(phases[2].start, bound) + 0.2


def _hand_over(props: Props, body: Actor, at: float, stage: Stage) -> None:
    """What is left of the drug goes away, with its new name."""
    leave = at + 0.9
    body.goes((CENTER_X + 0.1, 1.6), at=leave, length=0.7)
    body.goes((CENTER_X + (1.5 if stage.portrait else 2.2), 1.75), at=leave + 0.7, length=1.0)
    body.fades(0.0, at=leave + 2.0, length=0.6)
    tag = name_tag(stage, props.leaving, body, stage.palette.second, (0.0, 0.52))
    tag.starts(opacity=0.0).fades(1.0, at=leave + 0.5, length=0.35).fades(0.0, at=leave + 2.0, length=0.5)
    tag.follows(body, offset=(0.0, 0.52))


def _in_vain(props: Props, after: Span, start: float, stage: Stage) -> None:
    """The substrate finds no room; a pill says so."""
    palette = stage.palette
    if props.mode == "irreversible_transfer":
        start = max(start, _transfer_start(props, stage, start) + 2.6 if after.length < 2 else start)
    depth = 0.95 if props.mode == "allosteric" else 0.42
    tries = start + 0.3
    number = 0
    while tries + 1.2 < stage.clock.length:
        try_in_vain(stage, number, tries, depth)
        tries += 2.9
        number += 1
    box = around((CENTER_X, 2.1), 4.6, 0.4)
    words = set_text(
        props.blocked_label or say(_SAID[props.mode]),
        box,
        em=0.27,
        color=ink_on(palette.bad),
        weight=600,
        most_lines=1,
    )
    pill = plate((CENTER_X, 2.1), (words.ink.width + 0.6, 0.5), palette.bad, corner=0.25)
    note = stage.show(pill, words, layer=WORDS).appears(start + 1.2, grow=0.85)
    beat = start + 3.2
    while beat < stage.clock.length - 1:
        note.swells(beat, by=1.05, length=1.0)
        beat += 2.6


TEMPLATE = Template(
    shows="An enzyme turning a substrate into products, and a drug that takes or changes its active site.",
    use_when="A medicine that inhibits an enzyme, in its site, by a bond, or from another pocket.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
