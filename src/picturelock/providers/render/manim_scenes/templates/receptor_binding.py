"""A receptor in its membrane: a drug takes the natural ligand's place and the signal stops or starts."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from picturelock.providers.render.manim_scenes.box import Box, around
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.membrane import BODY_DARK, BODY_LIGHT, lay_membrane, receptor
from picturelock.providers.render.manim_scenes.molecules import LIGAND, ball, drug
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.shapes import Glow, plate
from picturelock.providers.render.manim_scenes.signal_chain import ReceptorPlan, lay_signal
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import say

Side = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
Step = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=18)]


class Props(Mechanism):
    """Who binds where, and what the cell does then.

    ``blocks``: the ligand keeps the signal on until the drug takes its place.
    ``activates``: the receptor is empty and silent until the drug binds; ``ligand`` stays away.
    ``activates_partly``: so too, but the signal is weaker than the ligand's own.
    ``strengthens``: the ligand stays in its place, the drug sits at another one, and the signal grows.
    With ``g_protein``, the first step of the pathway is drawn as one: it comes to the receptor that is
    switched on, and its first part goes on with the message.
    """

    receptor: Name
    ligand: Name
    drug: Name
    effect: Literal["blocks", "activates", "activates_partly", "strengthens"] = "blocks"
    coupling: Literal["pill", "g_protein"] = Field(
        default="pill", description="how the first step is drawn; g_protein needs a second step"
    )
    pathway: tuple[Step, ...] = Field(min_length=1, max_length=3, description="the signal, step by step")
    outcome: Annotated[str, StringConstraints(strip_whitespace=True, max_length=24)] = Field(
        default="", description="said at the end; Signal off or Signal on when empty"
    )
    outside: Side = "Outside the cell"
    inside: Side = "Inside the cell"
    drug_beat: BeatNumber = 1
    result_beat: BeatNumber = 2

    @model_validator(mode="after")
    def _g_protein_passes_it_on(self) -> Self:
        if self.coupling == "g_protein" and len(self.pathway) < 2:
            raise ValueError("pathway: a g_protein needs a step that it passes the message to")
        return self


EXAMPLE = Props(
    title="How a beta blocker works",
    subtitle="At the membrane of a heart muscle cell",
    receptor="Beta-1 receptor",
    ligand="Noradrenaline",
    drug="Bisoprolol",
    coupling="g_protein",
    pathway=("G protein", "cAMP", "Faster heartbeat"),
)


_SCALE = 0.76
_SAID = {
    "blocks": "Signal off",
    "activates": "Signal on",
    "activates_partly": "Weaker signal",
    "strengthens": "Stronger signal",
}
# How strong the signal is before and after, in dots that run.
_DOTS = {"blocks": (7, 0), "activates": (0, 7), "activates_partly": (0, 3), "strengthens": (3, 9)}


def _plan(stage: Stage) -> ReceptorPlan:
    if stage.portrait:
        return ReceptorPlan(
            x=-0.4, y=stage.body.top - 1.98, first_node=stage.body.bottom + 1.68, upright=True, scale=_SCALE
        )
    return ReceptorPlan(x=-1.2, y=0.12, first_node=-1.66, upright=False, scale=_SCALE)


def draw(props: Props, stage: Stage) -> None:
    """Put the receptor and what happens at it on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    _, arrival, result = stage.clock.phases(0, props.drug_beat, props.result_beat)
    plan = _plan(stage)
    lay_membrane(stage, plan.y, (plan.x, 1.28 * _SCALE))
    docked = arrival.start + min(0.8 * arrival.length, 2.6)
    blocks, beside = props.effect == "blocks", props.effect == "strengthens"
    glow_color = LIGAND if blocks or beside else stage.palette.second
    glow = stage.show(Glow(plan.pocket, 1.0, glow_color, strength=0.5))
    stage.show(receptor((plan.x, plan.y), _SCALE))
    if blocks:
        glow.leaves(arrival.start + 0.3, length=0.8)
    else:
        strong = 0.5 if props.effect == "activates_partly" else 1.0
        glow.starts(opacity=0.4 if beside else 0.0).fades(strong, at=max(docked, result.start), length=0.6)
    _labels(props, plan, stage)
    switched = max(docked, result.start)
    lay_signal(
        stage,
        plan,
        props.pathway,
        switched,
        g_protein=props.coupling == "g_protein",
        dots=_DOTS[props.effect],
    )
    _ligand(props, plan, arrival, stage)
    (_drug_beside if beside else _drug)(props, plan, Span(arrival.start + 0.15, docked), stage)
    _outcome(props, plan, switched + 0.7, stage)


def _labels(props: Props, plan: ReceptorPlan, stage: Stage) -> None:
    palette, right = stage.palette, stage.body.right
    x, y = plan.x, plan.y
    beside = props.effect == "strengthens"
    name = (
        Box(x + 1.2, y + 1.05, right, y + 1.75) if plan.upright else Box(x + 1.2, y + 0.68, x + 4.2, y + 1.02)
    )
    if beside:
        name = name.moved(
            0, 0.2 if plan.upright else 0.5
        )  # over the drug's name, which stands where the drug goes in
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
        if beside and plan.upright and text == props.outside:
            continue  # the drug's name has its place
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


def _ligand(props: Props, plan: ReceptorPlan, arrival: Span, stage: Stage) -> None:
    palette, body = stage.palette, stage.body
    away: Place = (plan.x - (2.1 if plan.upright else 3.6), plan.y + (1.0 if plan.upright else 1.25))
    ligand = stage.show(ball(plan.pocket, 0.26, LIGAND), layer=LABELS)
    if props.effect == "blocks":
        ligand.goes(away, at=arrival.start + 0.1, length=min(1.4, 0.6 * arrival.length), bend=(0, 0.35))
    elif props.effect != "strengthens":
        ligand.starts(place=away)
    ligand.floats(1.3, reach=0.06 if props.effect.startswith("activates") else 0.035, period=5)
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


def _drug(props: Props, plan: ReceptorPlan, way: Span, stage: Stage) -> None:
    palette = stage.palette
    (x, y), start, docked = plan.pocket, way.start, way.end
    shape = drug((x, y + 0.02), palette.second, size=0.84)
    actor = stage.show(shape, layer=LABELS)
    outside = (x + 1.9, y + 0.6) if plan.upright else (stage.body.right - 2.0, 1.66)
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
        label.follows(actor, offset=(0, 0.66))
        label.starts(opacity=0.0).fades(1.0, at=start, length=0.4)


def _drug_beside(props: Props, plan: ReceptorPlan, way: Span, stage: Stage) -> None:
    """The drug sinks in at the receptor's flank, among its helices; the pocket stays the ligand's."""
    palette, x, y = stage.palette, plan.x, plan.y
    home = (x + 1.02 * plan.scale + 0.02, y + 0.3 * plan.scale)
    actor = stage.show(drug(home, palette.second, size=0.7), layer=LABELS)
    outside = (x + 1.9, y + 1.9) if plan.upright else (stage.body.right - 2.0, 1.66)
    actor.starts(place=outside, opacity=0.0).fades(1.0, at=way.start, length=0.4)
    actor.goes(home, at=way.start, length=way.length, bend=(0.2, 0.25)).floats(2.1, reach=0.02, period=4.5)
    box = Box(x + 1.45, y + 0.66, stage.body.right if plan.upright else x + 4.6, y + 1.02)
    em, color = (0.3 if plan.upright else 0.27), readable(palette.second, palette)
    words = set_text(props.drug, box, em=em, color=color, weight=600, align="left", most_lines=1)
    stage.show(words, layer=LABELS).appears(way.end - 0.3, rise=0)


def _outcome(props: Props, plan: ReceptorPlan, at: float, stage: Stage) -> None:
    palette, blocks = stage.palette, props.effect == "blocks"
    color = palette.bad if blocks else palette.good
    text = props.outcome or say(_SAID[props.effect])
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
    use_when="A medicine that blocks, activates or strengthens a receptor.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
