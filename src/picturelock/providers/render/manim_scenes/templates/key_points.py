"""Short statements that come in beat by beat, each with a drawn sign."""

from typing import Annotated, Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.props import BeatNumber, Headed, SourceLine, Statement
from picturelock.providers.render.manim_scenes.shapes import plate
from picturelock.providers.render.manim_scenes.signs import sign
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, set_text

Sign = Literal["dot", "check", "shield", "heart", "clock", "pill", "drop", "person", "warning", "question"]


_EARLY = 0.3  # seconds


class Point(Frozen):
    """One statement. Without a beat of its own it comes in with the beat of its place."""

    text: Statement
    sign: Sign = "dot"
    beat: Annotated[BeatNumber | None, Field()] = None


class Props(Headed):
    """The statements, in order, and where they come from."""

    points: tuple[Point, ...] = Field(min_length=2, max_length=5)
    source: SourceLine = ""


EXAMPLE = Props(
    title="What to keep in mind",
    subtitle="Before you take aspirin",
    points=(
        Point(text="Aspirin can make bleeding more likely", sign="drop"),
        Point(text="Children and teenagers with a fever should not take it", sign="person"),
        Point(text="Tell your doctor about other medicines", sign="pill"),
    ),
)


def draw(props: Props, stage: Stage) -> None:
    """Put the statements on the stage, each with its beat."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.source)
    count, body = len(props.points), stage.body
    gap = 0.16 if count > 3 else 0.26
    tall = min(1.35 if stage.portrait else 1.15, (body.height - gap * (count - 1)) / count)
    used = tall * count + gap * (count - 1)
    rows = Box(body.left, body.center[1] - used / 2, body.right, body.center[1] + used / 2).rows(count, gap)
    beats = [place if point.beat is None else point.beat for place, point in enumerate(props.points)]
    # The first one of a scene is on its way in when the scene is first seen.
    cues = [cue or -_EARLY for cue in stage.clock.cues(beats)]
    texts = _texts(props, rows, stage)
    for place, (point, row, words, cue) in enumerate(zip(props.points, rows, texts, cues, strict=True)):
        later = [other for other in cues if other > cue]
        _card(point, row, words, cue, min(later, default=None), place, stage)


def _texts(props: Props, rows: list[Box], stage: Stage) -> list[Paragraph]:
    """All statements at one size: the size of the one that needs the smallest."""

    def texts(size: float) -> list[Paragraph]:
        return [
            set_text(
                point.text,
                Box(row.left + 1.25, row.bottom + 0.06, row.right - 0.35, row.top - 0.06),
                em=size,
                color=stage.palette.ink,
                weight=500,
                align="left",
                most_lines=3 if stage.portrait else 2,
            )
            for point, row in zip(props.points, rows, strict=True)
        ]

    return texts(min(words.em for words in texts(0.42 if stage.portrait else 0.36)))


def _card(
    point: Point, row: Box, words: Paragraph, cue: float, next_cue: float | None, place: int, stage: Stage
) -> None:
    palette = stage.palette
    ground = palette.panel if stage.dark else "#ffffff"
    card = stage.show(
        plate(
            row.center,
            (row.width, row.height),
            ground,
            opacity=0.72 if stage.dark else 0.9,
            edge=palette.line,
        )
    )
    lit = stage.show(
        plate(
            row.center,
            (row.width, row.height),
            palette.accent,
            opacity=0.1,
            edge=palette.accent,
            edge_width=2,
        )
    )
    radius = min(0.36, row.height * 0.36)
    marker = stage.show(
        sign(point.sign, (row.left + 0.65, row.center[1]), radius, palette.accent), layer=LABELS
    )
    for actor in (card, marker, stage.show(words, layer=LABELS)):
        actor.appears(cue, rise=0.18)
    lit.appears(cue + 0.1, rise=0)
    if next_cue is not None:
        lit.leaves(next_cue, length=0.6)
    # The signs beat softly one after another for as long as the picture stands.
    beat = cue + 1.6 + 0.3 * place
    while beat < stage.clock.length - 1:
        marker.swells(beat, by=1.1, length=0.9)
        beat += 3.2


TEMPLATE = Template(
    shows="Two to five short statements on cards that come in beat by beat, each with a drawn sign.",
    use_when="Facts, advice or cautions that no mechanism shows.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
