"""Important safety information: the whole text, page by page, each for as long as it takes to read."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.sentence import split_sentences
from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.props import Headed, SourceLine, Title
from picturelock.providers.render.manim_scenes.shapes import plate, rounded_box, shape_of
from picturelock.providers.render.manim_scenes.signs import sign
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, set_text
from picturelock.providers.render.manim_scenes.writing import now

MOST = 1500
_PAGE, _UPRIGHT_PAGE = 320, 210
_SWAP = 0.35
# Chinese and Japanese sentences follow one another without a space.
_FULL_STOPS = "。！？」"


class Props(Headed):
    """The text, word for word; all of it is shown, and never faster than it can be read."""

    title: Title = "Important safety information"
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST)] = Field(
        description="whole sentences, as approved"
    )
    source: SourceLine = ""


EXAMPLE = Props(
    subtitle="Aspirin (acetylsalicylic acid)",
    text=(
        "Do not take aspirin if you are allergic to it or to other pain relievers. "
        "It can cause bleeding of the stomach; the risk is higher from the age of 60, with ulcers before, "
        "with blood thinners, steroids or other such medicines, and with three or more drinks a day. "
        "Children and teenagers who have or are getting over chickenpox or flu should not take it. "
        "Ask a doctor before use if you are pregnant, have asthma, or have heart, liver or kidney disease."
    ),
    source="In short, after the drug facts label of aspirin sold without prescription in the United States.",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the pages on the stage, one after another, each as long as its share of the text."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.source)
    palette, body = stage.palette, stage.body
    ground = palette.panel if stage.dark else "#ffffff"
    card = plate(
        body.center,
        (body.width, body.height),
        ground,
        opacity=0.8 if stage.dark else 0.94,
        edge=palette.second,
        edge_width=2.2,
    )
    stage.show(card, layer=SCENE)
    marker = sign("warning", (body.left + 0.62, body.top - 0.6), 0.34, palette.second)
    beacon = stage.show(marker, layer=LABELS)
    most = _UPRIGHT_PAGE if stage.portrait else _PAGE
    # Han characters and kana are twice as wide as letters.
    pages = pages_of(props.text, most // 2 if "CJK" in now().family else most)
    room = Box(body.left + 1.25, body.bottom + 0.62, body.right - 0.35, body.top - 0.28)
    spans = spans_of(pages, stage.clock.length)
    size = min(_set(page, room, _size(stage), stage).em for page in pages)
    for number, (page, span) in enumerate(zip(pages, spans, strict=True)):
        actor = stage.show(_set(page, room, size, stage), layer=WORDS)
        if number:
            actor.appears(span.start, rise=0.15, length=_SWAP)
        if number + 1 < len(pages):
            actor.leaves(span.end - 0.1, length=0.1)
        beacon.swells(span.start + 0.2, by=1.2, length=0.8)
    _progress(spans, Box(body.left, body.bottom + 0.18, body.right, body.bottom + 0.42), stage)


def pages_of(text: str, most: int) -> tuple[str, ...]:
    """The text in pages of about ``most`` characters, none much emptier than others, cut at sentences' ends.

    A sentence that is longer than a page is cut between words.
    """
    count = max(1, -(-len(text) // most))
    goal = len(text) / count
    pages: list[str] = []
    for piece in _pieces(text, most):
        if pages and len(pages[-1]) + 1 + len(piece) <= max(goal * 1.12, min(most, goal + 40)):
            pages[-1] += piece if pages[-1][-1] in _FULL_STOPS else f" {piece}"
        else:
            pages.append(piece)
    return tuple(pages)


def _pieces(text: str, most: int) -> list[str]:
    found: list[str] = []
    for sentence in split_sentences(text):
        rest = sentence
        while len(rest) > most:
            cut = rest.rfind(" ", 0, most)
            cut = cut if cut > 0 else most
            found.append(rest[:cut].strip())
            rest = rest[cut:].strip()
        found.append(rest)
    return found


def spans_of(pages: Sequence[str], length: float) -> list[Span]:
    """When each page is seen: for as much of the scene as it has of the text."""
    whole = sum(len(page) for page in pages)
    spans: list[Span] = []
    start = 0.0
    for page in pages:
        end = start + length * len(page) / whole
        spans.append(Span(start, end))
        start = end
    return spans


def _size(stage: Stage) -> float:
    return 0.42


def _set(page: str, room: Box, em: float, stage: Stage) -> Paragraph:
    return set_text(
        page,
        room,
        em=em,
        color=stage.palette.ink,
        weight=500,
        align="left",
        upright="middle",
        most_lines=14,
    )


def _progress(spans: Sequence[Span], row: Box, stage: Stage) -> None:
    """A thin bar for each page that fills while it is seen: how much is still to come."""
    palette = stage.palette
    cells = Box(row.left + 1.25, row.bottom, row.right - 0.35, row.top).columns(len(spans), 0.12)
    tall = 0.05
    for cell, span in zip(cells, spans, strict=True):
        middle = cell.center[1]

        def outline(time: float, cell: Box = cell, span: Span = span, middle: float = middle) -> Points:
            share = min(1.0, max(0.0, (time - span.start) / max(span.length, 1e-6)))
            end = cell.left + max(0.01, cell.width * share)
            return rounded_box(cell.left, middle - tall, end, middle + tall, tall)

        rail = shape_of(rounded_box(cell.left, middle - tall, cell.right, middle + tall, tall), palette.line)
        stage.show(rail, layer=LABELS)
        shape = shape_of(outline(span.end), palette.second)
        stage.show(shape, layer=LABELS + 1).reshapes(shape, outline)


TEMPLATE = Template(
    shows="Important safety information word for word, page by page, at a speed at which it can be read.",
    use_when="Risks and warnings that must be shown in full, from the brief, its documents or a label.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    reads=lambda props: props.text,
    mirrors=True,
)
