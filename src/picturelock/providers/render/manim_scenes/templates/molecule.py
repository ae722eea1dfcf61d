"""A structure from its SMILES, with parts of it marked beat by beat and facts beside it."""

import math
import re
from typing import Annotated

from manim import VMobject
from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen
from picturelock.domain.look import DARK
from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.chemistry import Structure, matched, problem_of, structure
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.halo import Halo
from picturelock.providers.render.manim_scenes.props import BeatNumber, Headed
from picturelock.providers.render.manim_scenes.shapes import Glow, line, plate, point
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.structure_drawing import SMALLEST_ATOM, StructureDrawing
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import set_markup, set_text
from picturelock.providers.render.manim_scenes.writing import now, say, start


class Highlight(Frozen):
    """A part of the structure to mark, found by a SMARTS pattern."""

    smarts: Annotated[str, StringConstraints(min_length=1, max_length=120)] = Field(
        examples=["[CH3]C=O", "C(=O)[OX2H1]", "c1ccccc1", "[OX2H1]"]
    )
    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=28)]
    beat: BeatNumber = 0


class Fact(Frozen):
    """One line of the panel beside the structure."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=22)]
    value: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]


class Props(Headed):
    """The structure, what is marked on it, and what is said beside it."""

    smiles: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)] = Field(
        examples=["CC(=O)Oc1ccccc1C(=O)O"]
    )
    highlights: tuple[Highlight, ...] = Field(default=(), max_length=4)
    facts: tuple[Fact, ...] = Field(
        default=(), max_length=3, description="formula and molar mass are computed and come first"
    )


EXAMPLE = Props(
    title="Aspirin",
    subtitle="Acetylsalicylic acid",
    smiles="CC(=O)Oc1ccccc1C(=O)O",
    highlights=(
        Highlight(smarts="[CH3]C=O", label="Acetyl group", beat=1),
        Highlight(smarts="C(=O)[OX2H1]", label="Carboxylic acid", beat=2),
    ),
    facts=(Fact(name="Class", value="NSAID"), Fact(name="Target", value="COX-1 and COX-2")),
)


_STRIP = 0.42


def problems(props: Props) -> list[str]:
    """What no schema can say: a structure or a pattern that cannot be read or drawn."""
    wrong = problem_of(props.smiles)
    if wrong is not None:
        return [f"smiles: {wrong}"]
    found: list[str] = []
    for number, mark in enumerate(props.highlights):
        atoms = matched(props.smiles, mark.smarts)
        if atoms is None:
            found.append(f"highlights.{number}.smarts: not a pattern that can be read")
        elif not atoms:
            found.append(f"highlights.{number}.smarts: the structure has no such part")
    room = Box(-6.5, -1.5, 2.6, 1.9)
    if StructureDrawing(structure(props.smiles), room, DARK).em < SMALLEST_ATOM:
        found.append("smiles: the structure is too large to be read in one picture")
    return found


def draw(props: Props, stage: Stage) -> None:
    """Put the structure, its marks and its facts on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, say("2D structure computed from SMILES with RDKit."))
    body = stage.body
    shape = structure(props.smiles)
    panel = _facts(props, shape, stage)
    room = Box(body.left, body.bottom + _STRIP, panel.left - 0.4, body.top - _STRIP)
    lowest = body.bottom
    if stage.portrait:
        lowest = panel.top + 0.2
        room = Box(body.left, lowest + _STRIP, body.right, body.top - _STRIP)
    drawing = StructureDrawing(shape, room, stage.palette)
    glow = Glow(room.center, 3.2, stage.palette.accent, strength=0.14)
    stage.show(glow).floats(1.0, reach=0.25, period=8)
    _marks(props, drawing, Box(room.left, lowest, room.right, body.top), stage)
    bonds = stage.show(drawing.bonds).draws_itself(-0.3, length=1.5)
    # Everything of the structure drifts as one.
    bonds.floats(3.0, reach=_DRIFT, period=7)
    if drawing.labels:
        atoms = stage.show(*drawing.labels, layer=LABELS).appears(0.5, length=0.7, rise=0)
        atoms.follows(bonds, offset=_offset(atoms, bonds))


_DRIFT = 0.05


def _offset(actor: Actor, leader: Actor) -> Place:
    return actor.home[0] - leader.home[0], actor.home[1] - leader.home[1]


def _marks(props: Props, drawing: StructureDrawing, room: Box, stage: Stage) -> None:
    palette = stage.palette
    colors = [palette.accent, palette.second, palette.good, palette.bad]
    anchor = Actor(drawing.bonds).floats(3.0, reach=_DRIFT, period=7)
    strips: dict[bool, list[tuple[int, Place]]] = {True: [], False: []}
    outlines: list[Halo] = []
    for number, mark in enumerate(props.highlights):
        outline = drawing.part(matched(props.smiles, mark.smarts) or (), colors[number])
        x, y, _ = outline.get_center()
        above = (
            y >= room.center[1] if len(strips[True]) < 2 and len(strips[False]) < 2 else len(strips[True]) < 2
        )
        strips[above].append((number, (float(x), _edge_of(outline, above))))
        outlines.append(outline)
    for above, marks in strips.items():
        edge = room.top - 0.15 if above else room.bottom + 0.15
        boxes = _side_by_side([place[0] for _, place in marks], room)
        for (number, (x, y)), box in zip(marks, boxes, strict=True):
            row = Box(box.left, edge - 0.2, box.right, edge + 0.2)
            _mark(props.highlights, number, outlines[number], (x, y), row, anchor, colors, stage)


def _edge_of(outline: Halo, above: bool) -> float:
    edge = outline.get_top()[1] + outline.margin if above else outline.get_bottom()[1] - outline.margin
    return float(edge)


def _side_by_side(wished: list[float], room: Box) -> list[Box]:
    """A stretch of the strip for each label, around where it is wished for, without overlaps."""
    if len(wished) < 2:
        half = 2.4
        middles = [min(max(x, room.left + half), room.right - half) for x in wished]
        return [Box(x - half, 0, x + half, 0) for x in middles]
    left, right = sorted(wished)
    cut = min(max((left + right) / 2, room.left + 3), room.right - 3)
    halves = {left: Box(room.left, 0, cut - 0.15, 0), right: Box(cut + 0.15, 0, room.right, 0)}
    if left == right:
        return [halves[right], Box(room.left, 0, cut - 0.15, 0)]
    return [halves[x] for x in wished]


def _mark(
    marks: tuple[Highlight, ...],
    number: int,
    outline: Halo,
    tip: Place,
    row: Box,
    anchor: Actor,
    colors: list[str],
    stage: Stage,
) -> None:
    palette, mark = stage.palette, marks[number]
    color = colors[number]
    cue = max(stage.clock.cues([other.beat for other in marks])[number], 1.6 if mark.beat == 0 else 0.0)
    words = set_text(mark.label, row, em=0.29, color=readable(color, palette), weight=600, most_lines=1)
    x = min(max(tip[0], row.left + words.ink.width / 2), row.right - words.ink.width / 2)
    words.shift(point((x - words.ink.center[0], 0)))
    end = (x, words.ink.bottom - 0.06 if row.center[1] > tip[1] else words.ink.top + 0.06)
    lit = stage.show(outline)
    lit.appears(cue, grow=1.08, rise=0).follows(anchor, offset=_offset(lit, anchor))
    label = stage.show(words, layer=LABELS).appears(cue)
    actors = [lit, label]
    if abs(end[1] - tip[1]) > 0.12:
        actors.append(stage.show(line(tip, end, color, width=2, opacity=0.7)).appears(cue, rise=0))
    later = [start for start in stage.clock.cues([other.beat for other in marks]) if start > cue + 0.5]
    if later:
        for actor, rest in zip(actors, (0.4, 0.6, 0.4), strict=False):
            actor.fades(rest, at=min(later), length=0.6)
    else:
        beat = cue + 1.6
        while beat < stage.clock.length - 1:
            lit.swells(beat, by=1.04, length=1.0)
            beat += 2.6


def _facts(props: Props, shape: Structure, stage: Stage) -> Box:
    """The panel on the right: computed facts first, then those of the props."""
    palette, body = stage.palette, stage.body
    number = now().language.numbers.written(f"{shape.molar_mass:.2f}")
    rows = [
        (say("Formula"), shape.formula, re.sub(r"(\d+)", r"<sub>\1</sub>", shape.formula)),
        (say("Molar mass"), f"{number} g/mol", ""),
        *((fact.name, fact.value, "") for fact in props.facts),
    ]
    width, tall = 3.5, min(0.86 * len(rows) + 0.4, body.height)
    box = Box(body.right - width, body.center[1] - tall / 2, body.right, body.center[1] + tall / 2)
    places = box.inset(0.32, 0.2).rows(len(rows), 0.0)
    if stage.portrait:
        # Two facts side by side, under the structure.
        lines = math.ceil(len(rows) / 2)
        width, tall = body.width, 0.86 * lines + 0.3
        box = Box(body.left, body.bottom, body.right, body.bottom + tall)
        halves = [row.columns(2, 0.3) for row in box.inset(0.3, 0.15).rows(lines, 0.0)]
        places = [half for row in halves for half in row][: len(rows)]
    ground = palette.panel if stage.dark else "#ffffff"
    parts: list[VMobject] = [
        plate(box.center, (width, tall), ground, opacity=0.78, edge=palette.line, corner=0.18)
    ]
    for (name, value, markup), row in zip(rows, places, strict=True):
        upper = Box(row.left, row.top - 0.33, row.right, row.top - 0.06)
        lower = Box(row.left, row.bottom + 0.04, row.right, row.top - 0.36)
        parts.append(set_text(name, upper, em=0.21, color=palette.muted, align=start(), most_lines=1))
        if markup:
            parts.append(
                set_markup(markup, value, lower, em=0.3, color=palette.ink, weight=600, align=start())
            )
        else:
            most = 2 if stage.portrait else 1
            parts.append(
                set_text(value, lower, em=0.3, color=palette.ink, weight=600, align=start(), most_lines=most)
            )
    stage.show(*parts, layer=LABELS).appears(0.4, length=0.6)
    return box


TEMPLATE = Template(
    shows="A medicine's structure drawn from its SMILES, parts of it marked and named, facts beside it.",
    use_when="What a molecule looks like and which part of it matters.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    problems=problems,
)
