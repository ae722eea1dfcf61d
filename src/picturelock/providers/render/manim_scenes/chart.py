"""What every chart has: a heading, the source of its figures, and the word for those that nobody measured."""

from pydantic import Field

from picturelock.domain.look import Palette
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import mixed
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.props import Headed, SourceLine
from picturelock.providers.render.manim_scenes.shapes import plate
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import mirrored, say

_TAG = 0.5
_UNDER_HEADING = 0.3
MEASURE, UPRIGHT_MEASURE = 0.24, 0.29


class Charted(Headed):
    """A picture of figures. Figures that no study found must be marked as illustrative."""

    source: SourceLine = Field(default="", description="where the figures are from")
    illustrative: bool = Field(default=False, description="a model or an example, not measured results")


def lay_chart(props: Charted, stage: Stage, measure: str = "") -> Box:
    """Put the heading, the source, what is measured and, where it is due, "Illustrative" on the stage.

    Returns:
        What is left for the chart itself.
    """
    wide = not stage.portrait
    low = heading(stage, props.title, props.subtitle, room=0.8 if props.illustrative and wide else 1.0)
    footnote(stage, props.source)
    tagged = props.illustrative and not wide
    body = stage.body
    if not wide:
        # Under a short heading an upright chart is higher: its curves need it.
        body = Box(body.left, body.bottom, body.right, max(body.top, low - _UNDER_HEADING))
    if props.illustrative:
        lay_tag(stage, body.top)
    with mirrored():
        return _measured(stage, measure, body, tagged=tagged)


def _measured(stage: Stage, measure: str, body: Box, *, tagged: bool) -> Box:
    """Say what is measured, and leave the rest of the body."""
    wide = not stage.portrait
    top = body.top - (_TAG + 0.12 if tagged else 0.0)
    if measure:
        size, lines = (MEASURE, 1) if wide else (UPRIGHT_MEASURE, 3)
        # In an upright frame the word stands beside what is measured: the heading needs its whole width.
        room = Box(
            body.left, body.top - 1.45 * size * lines, body.right - (2.05 if tagged else 0.0), body.top
        )
        words = set_text(
            measure,
            room,
            em=size,
            color=stage.palette.muted,
            align="left",
            upright="top",
            most_lines=lines,
        )
        stage.show(words, layer=LABELS)
        top = min(top, words.ink.bottom - 0.12)
    return Box(body.left, body.bottom, body.right, top)


def lay_tag(stage: Stage, top: float) -> None:
    """Say in the picture that its figures are illustrative; ``top``: where an upright chart begins."""
    with mirrored():
        _tag(stage, top)


def _tag(stage: Stage, top: float) -> None:
    palette, box = stage.palette, stage.heading
    if stage.portrait:
        # Beside what is measured: the heading needs its whole width.
        box = Box(box.left, top - _TAG, box.right, top)
    words = set_text(
        say("Illustrative"),
        Box(box.right - 1.75, box.top - 0.46, box.right - 0.15, box.top - 0.04),
        em=0.24,
        color=palette.second_ink,
        weight=600,
        most_lines=1,
    )
    pill = plate((box.right - 0.95, box.top - _TAG / 2), (1.9, _TAG), palette.second, corner=0.25)
    stage.show(pill, layer=LABELS)
    stage.show(words, layer=WORDS)


def series_colors(stressed: tuple[bool, ...], palette: Palette) -> list[str]:
    """A colour for each line: the accent for the stressed ones (the first, if none is), else quiet ones."""
    calm = iter(
        (
            mixed(palette.muted, palette.background, 0.15),
            mixed(palette.ink, palette.background, 0.25),
            mixed(palette.accent, palette.ink, 0.55),
            mixed(palette.good, palette.ink, 0.4),
        )
    )
    loud = iter((palette.accent, palette.second, palette.good, palette.ink))
    marked = stressed if any(stressed) else (True, *stressed[1:])
    return [next(loud) if mark else next(calm) for mark in marked]
