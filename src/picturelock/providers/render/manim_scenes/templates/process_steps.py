"""Steps that follow from one another: numbered cards with arrows between them, one after another."""

from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import ink_on
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.pill import swell
from picturelock.providers.render.manim_scenes.props import BeatNumber, Headed, SourceLine
from picturelock.providers.render.manim_scenes.shapes import arrow_head, disc, line, plate
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, set_text

_ACROSS, _DOWN = 0.62, 0.3
_HALF_PI = 1.5708
_FAINT = 0.45


class Step(Frozen):
    """One step: a short name, and what happens. Without a beat it comes in with the beat of its place."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=28)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    beat: BeatNumber | None = None


class Props(Headed):
    """The steps, in order, and where they come from."""

    steps: tuple[Step, ...] = Field(min_length=2, max_length=5)
    source: SourceLine = ""


EXAMPLE = Props(
    title="The way of a tablet",
    subtitle="From the mouth to its target and out again",
    steps=(
        Step(label="Absorbed", text="It dissolves in the gut and passes into the blood"),
        Step(label="Carried", text="The blood takes it to the whole body"),
        Step(label="Changed", text="The liver turns it into other substances"),
        Step(label="Cleared", text="The kidneys and the bile take these out"),
    ),
)


def draw(props: Props, stage: Stage) -> None:
    """Put the cards on the stage, each with its beat, and the arrows that lead to them."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.source)
    beats = [place if step.beat is None else step.beat for place, step in enumerate(props.steps)]
    cues = [max(0.3, cue) for cue in stage.clock.cues(beats)]
    cells = _cells(len(props.steps), stage)
    labels, texts = _words(props, cells, stage)
    for place, (cell, cue) in enumerate(zip(cells, cues, strict=True)):
        later = [other for other in cues if other > cue]
        if place:
            _arrow(cells[place - 1], cell, cue - 0.2, stage)
        _card(cell, place + 1, cue, min(later, default=None), stage)
        stage.show(labels[place], layer=WORDS).appears(cue + 0.1, rise=0.18)
        if texts[place].text:
            stage.show(texts[place], layer=WORDS).appears(cue + 0.25, rise=0.18)


def _cells(count: int, stage: Stage) -> list[Box]:
    body = stage.body
    if stage.portrait:
        tall = min(1.5, (body.height - _DOWN * (count - 1)) / count)
        used = tall * count + _DOWN * (count - 1)
        middle = body.center[1]
        return Box(body.left, middle - used / 2, body.right, middle + used / 2).rows(count, _DOWN)
    wide = min(3.9, (body.width - _ACROSS * (count - 1)) / count)
    used = wide * count + _ACROSS * (count - 1)
    half = used / 2
    return Box(-half, body.bottom + 0.35, half, body.top - 0.2).columns(count, _ACROSS)


def _words(props: Props, cells: list[Box], stage: Stage) -> tuple[list[Paragraph], list[Paragraph]]:
    """The names and the texts of all steps, each at one size."""
    upright, palette = stage.portrait, stage.palette
    upper: list[Box] = []
    lower: list[Box] = []
    for step, cell in zip(props.steps, cells, strict=True):
        if upright:
            inner = Box(cell.left + 1.1, cell.bottom + 0.06, cell.right - 0.2, cell.top - 0.04)
            cut = inner.bottom + inner.height * (0.56 if step.text else 0.0)
            upper.append(Box(inner.left, cut, inner.right, inner.top - 0.08 * inner.height))
            lower.append(Box(inner.left, inner.bottom, inner.right, cut - 0.04))
        else:
            inner = Box(cell.left + 0.2, cell.bottom + 0.2, cell.right - 0.2, cell.top - 1.25)
            upper.append(Box(inner.left, inner.top - 0.72, inner.right, inner.top))
            lower.append(Box(inner.left, inner.bottom, inner.right, inner.top - 0.86))

    def at(em: float, rooms: list[Box], *, name: bool) -> list[Paragraph]:
        return [
            set_text(
                step.label if name else step.text,
                room,
                em=em,
                color=palette.ink if name else palette.muted,
                weight=600 if name else 400,
                align="left" if upright else "center",
                upright="top" if step.text or not upright else "middle",
                most_lines=(1 if upright else 2) if name else (2 if upright else 6),
            )
            for step, room in zip(props.steps, rooms, strict=True)
        ]

    def even(em: float, rooms: list[Box], *, name: bool) -> list[Paragraph]:
        return at(min(words.em for words in at(em, rooms, name=name)), rooms, name=name)

    return even(0.36 if upright else 0.38, upper, name=True), even(
        0.3 if upright else 0.27, lower, name=False
    )


def _card(cell: Box, number: int, cue: float, next_cue: float | None, stage: Stage) -> None:
    palette, size = stage.palette, (cell.width, cell.height)
    ground = palette.panel if stage.dark else "#ffffff"
    card = plate(cell.center, size, ground, opacity=0.72 if stage.dark else 0.9, edge=palette.line)
    # The cards to come are there from the start, faintly: how many steps there are is seen at once.
    stage.show(card).starts(opacity=_FAINT).fades(1.0, at=cue, length=0.5)
    lit = plate(cell.center, size, palette.accent, opacity=0.1, edge=palette.accent, edge_width=2.4)
    light = stage.show(lit).appears(cue + 0.1, rise=0)
    if next_cue is not None:
        light.leaves(next_cue, length=0.6)
    radius = min(0.38, cell.height * 0.32)
    center = (cell.left + 0.6, cell.center[1]) if stage.portrait else (cell.center[0], cell.top - 0.68)
    mark = set_text(
        str(number),
        Box(center[0] - radius, center[1] - radius, center[0] + radius, center[1] + radius),
        em=radius * 1.1,
        color=ink_on(palette.accent),
        weight=700,
    )
    marker = stage.show(disc(center, radius, palette.accent), mark, layer=LABELS).appears(cue, rise=0.18)
    swell(stage, marker, cue + 1.6 + 0.3 * number, by=1.1, every=3.2)


def _arrow(before: Box, after: Box, cue: float, stage: Stage) -> None:
    """A short arrow from one card to the next."""
    color = stage.palette.accent
    if stage.portrait:
        x = before.left + 0.6
        start, tip, angle = (x, before.bottom - 0.02), (x, after.top + 0.03), -_HALF_PI
    else:
        y = before.center[1]
        start, tip, angle = (before.right + 0.1, y), (after.left - 0.1, y), 0.0
    shaft = line(start, tip, color, width=4)
    head = arrow_head(tip, angle, color, size=0.17)
    stage.show(shaft, layer=SCENE + 1).draws_itself(max(0.1, cue), length=0.35)
    stage.show(head, layer=SCENE + 1).appears(max(0.3, cue + 0.2), rise=0, length=0.2)


TEMPLATE = Template(
    shows="Two to five numbered steps on cards with arrows between them, coming in one after another.",
    use_when="A course of events or instructions in order, where no mechanism is drawn.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
