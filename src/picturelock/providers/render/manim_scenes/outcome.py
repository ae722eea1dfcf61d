"""What follows from a mechanism, as a pill that is awake or asleep, and changes once."""

from manim import VMobject

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import asleep, ink_on
from picturelock.providers.render.manim_scenes.shapes import plate, point
from picturelock.providers.render.manim_scenes.signs import sign
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.typesetting import Align, Paragraph, set_text

_TALL = 0.54


def lay_outcome(
    stage: Stage, text: str, room: Box, *, at: float, wakes: bool, align: Align = "center", mark: bool = True
) -> Box:
    """Put the pill on the stage.

    Args:
        room: where it may stand; the pill is as wide as its text, in the middle of the room's height.
        at: when it falls asleep, with a cross on it, or wakes, with a check on it.
        wakes: it is asleep until ``at`` instead of awake.
        mark: whether the cross or check is shown.

    Returns:
        The pill's rectangle, for what goes into it.
    """
    palette = stage.palette
    pill, words, box = _pill(stage, text, room, align)
    off = asleep(palette)
    for shape, color in (
        (stage.show(pill, layer=LABELS), off),
        (stage.show(words, layer=WORDS), ink_on(off)),
    ):
        if wakes:
            shape.tints(color, at=-1.0, length=0.0, share=0.9).tints(color, at=at, share=0.0)
        else:
            shape.tints(color, at=at, share=0.9)
    if mark:
        name, color = ("check", palette.good) if wakes else ("cross", palette.bad)
        place = (box.left + 0.04, box.top - 0.03)
        shown = stage.show(sign(name, place, 0.2, color), layer=WORDS + 1)
        shown.appears(at + 0.5, grow=0.3, rise=0)
        beat = at + 2.2
        while beat < stage.clock.length - 1:
            shown.swells(beat, by=1.15, length=0.9)
            beat += 2.4
    return box


def _pill(stage: Stage, text: str, room: Box, align: Align) -> tuple[VMobject, Paragraph, Box]:
    palette = stage.palette
    middle = room.center[1]
    inner = Box(room.left + 0.3, middle - 0.22, room.right - 0.3, middle + 0.22)
    words = set_text(text, inner, em=0.27, color=palette.accent_ink, weight=600, align=align, most_lines=1)
    width = min(room.width, max(words.ink.width + 0.6, 1.2))
    left = {
        "left": room.left,
        "right": room.right - width,
        "center": room.center[0] - width / 2,
    }[align]
    words.shift(point((left + width / 2 - words.ink.center[0], 0)))
    box = Box(left, middle - _TALL / 2, left + width, middle + _TALL / 2)
    return plate(box.center, (width, _TALL), palette.accent, corner=0.27), words, box
