"""The close: the last words, the brand's logo, what to ask whom, and who wrote the film."""

from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.captions import width
from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.pictures import Picture
from picturelock.providers.render.manim_scenes.props import BeatNumber, Title
from picturelock.providers.render.manim_scenes.shapes import Glow, plate
from picturelock.providers.render.manim_scenes.signs import sign
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.typesetting import set_text

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Props(Frozen):
    """What the last picture says. The order's logo is shown above the title when there is one."""

    title: Title
    lines: tuple[Line, ...] = Field(default=(), max_length=3)
    safety: Annotated[str, StringConstraints(strip_whitespace=True, max_length=140)] = ""
    safety_beat: BeatNumber = Field(default=0, description="the lines come in before it")
    mark: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = Field(
        default="", description="who wrote the film, when it was not a person"
    )


EXAMPLE = Props(
    title="One molecule, a lasting change",
    lines=("Aspirin acetylates COX-1 and COX-2", "Less prostaglandin: less pain, fever and inflammation"),
    safety="Ask your doctor or pharmacist whether aspirin is right for you.",
    mark="Written by the template writer (no AI model)",
)


# The largest width and height of the logo: over other words, and on a card that is the logo's own.
_LOGO, _LOGO_ALONE = (3.6, 1.1), (6.0, 2.4)
# Places of text a second, and the seconds at the end in which the picture goes.
_READ_PER_SECOND, _GOING = 15.0, 0.9
# In an upright frame a line may take two rows; its distance tells it from the next one.
_ROW_UPRIGHT = 1.06


def draw(props: Props, stage: Stage) -> None:
    """Put the close on the stage, from top to bottom."""
    palette, body = stage.palette, stage.body
    middle = body.center[0]
    stage.show(Glow((middle, 0.9), 4.6, palette.accent, strength=0.2 if stage.dark else 0.1)).floats(
        2.0, reach=0.3, period=9
    )
    top = stage.heading.top
    if stage.logo is not None:
        wide, high = _LOGO if props.lines or props.safety else _LOGO_ALONE
        logo = Picture(stage.logo, (middle, top - high / 2), (wide, high), stage.pixels_per_unit)
        stage.show(logo, layer=LABELS).appears(-0.3, rise=0, length=0.6)
        top -= high + 0.25
    upright = stage.portrait
    floor = body.bottom + (0.0 if not props.safety else 1.95 if upright else 1.05)
    lines = len(props.lines)
    tall = 1.7 if upright else 1.1
    needed = tall + 0.2 + (_ROW_UPRIGHT if upright else 0.62) * lines
    spare = max(0.0, top - floor - needed)
    side = 0.0 if upright else 0.6
    title_box = Box(body.left + side, top - spare * 0.4 - tall, body.right - side, top - spare * 0.4)
    title = set_text(props.title, title_box, em=0.8 if upright else 0.66, color=palette.ink, weight=700)
    stage.show(title, layer=WORDS).appears(-0.3, length=0.6)
    bar = plate((middle, title.ink.bottom - 0.3), (1.1, 0.08), palette.accent, corner=0.04)
    stage.show(bar, layer=WORDS).appears(0.0, rise=0, grow=0.4)
    _lines(props, Box(body.left + side, floor, body.right - side, title.ink.bottom - 0.5), stage)
    if props.safety:
        _safety(props, stage)
    if props.mark:
        mark = set_text(
            props.mark,
            stage.footnote,
            em=0.22,
            color=palette.muted,
            weight=500,
            most_lines=2 if upright else 1,
        )
        stage.show(mark, layer=WORDS)


def _lines(props: Props, box: Box, stage: Stage) -> None:
    # What was said before is read before the safety line comes.
    latest = max(0, props.safety_beat - 1) if props.safety_beat else len(props.lines)
    cues = stage.clock.cues([min(number, latest) for number in range(len(props.lines))])
    step = min(_ROW_UPRIGHT if stage.portrait else 0.58, box.height / max(1, len(props.lines)))
    for number, (line, cue) in enumerate(zip(props.lines, cues, strict=True)):
        place = Box(box.left, box.top - step * (number + 1), box.right, box.top - step * number)
        words = set_text(
            line,
            place.inset(0, 0.1 if stage.portrait else 0.04),
            em=0.36 if stage.portrait else 0.34,
            color=stage.palette.muted,
            most_lines=2 if stage.portrait else 1,
        )
        stage.show(words, layer=WORDS).appears(cue + 0.3)


def _safety(props: Props, stage: Stage) -> None:
    # With its beat, or as much earlier as it takes to be read before the card goes.
    latest = stage.clock.length - _GOING - width(props.safety) / _READ_PER_SECOND
    cue = max(0.2, min(max(0.7, stage.clock.beat(props.safety_beat).start), latest))
    palette, body = stage.palette, stage.body
    upright = stage.portrait
    tall, middle = (1.5, body.bottom + 1.0) if upright else (0.84, body.bottom + 0.52)
    room = Box(
        body.left + (1.15 if upright else 1.6),
        middle - tall / 2 + 0.1,
        body.right - (0.3 if upright else 1.2),
        middle + tall / 2 - 0.1,
    )
    words = set_text(
        props.safety,
        room,
        em=0.34 if upright else 0.3,
        color=palette.ink,
        weight=500,
        most_lines=4 if upright else 2,
    )
    ink = words.ink
    ground = palette.panel if stage.dark else "#ffffff"
    panel = plate(
        (ink.center[0] - 0.28, middle),
        (ink.width + 1.5, max(0.84, ink.height + 0.5)),
        ground,
        opacity=0.8,
        edge=palette.accent,
    )
    stage.show(panel, layer=LABELS).appears(cue)
    marker = sign("shield", (ink.left - 0.55, middle), 0.27, palette.accent)
    shield = stage.show(marker, layer=LABELS).appears(cue)
    stage.show(words, layer=WORDS).appears(cue)
    beat = cue + 1.7
    while beat < stage.clock.length - 1:
        shield.swells(beat, by=1.12, length=0.9)
        beat += 2.6


TEMPLATE = Template(
    shows="The last words: a title, up to three lines, a safety line, the logo, and who wrote the film.",
    use_when="The last scene of a film; without lines and safety line, a card for the logo.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
