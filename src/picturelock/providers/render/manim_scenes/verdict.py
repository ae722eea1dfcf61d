"""Words set into a fixed place, and the pill that says how things stand and then how they end."""

from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import ink_on, readable
from picturelock.providers.render.manim_scenes.shapes import plate, point
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.typesetting import Align, Upright, set_text

_PILL = 0.52


def show_name(
    stage: Stage,
    text: str,
    box: Box,
    color: str,
    *,
    em: float = 0.27,
    align: Align = "center",
    upright: Upright = "middle",
    lines: int = 2,
) -> Actor:
    """A name in ``box``, in ``color`` or what is near to it and can be read; nothing moves it."""
    words = set_text(
        text,
        box,
        em=em,
        color=readable(color, stage.palette),
        weight=600,
        align=align,
        upright=upright,
        most_lines=lines,
    )
    return stage.show(words, layer=LABELS)


def show_pill(
    stage: Stage, text: str, box: Box, color: str, *, em: float = 0.27, align: Align = "center"
) -> Actor:
    """Words on a round field as wide as they are, inside ``box``."""
    room = Box(box.left + 0.28, box.bottom, box.right - 0.28, box.top)
    words = set_text(text, room, em=em, color=ink_on(color), weight=600, most_lines=1, align=align)
    middle = (words.ink.center[0], box.center[1])
    words.shift(point((0, middle[1] - words.ink.center[1])))
    pill = plate(middle, (words.ink.width + 0.56, min(_PILL, box.height)), color, corner=_PILL / 2)
    return stage.show(pill, words, layer=WORDS)


def show_verdict(
    stage: Stage, before: str, after: str, box: Box, at: float, *, good: bool, align: Align = "center"
) -> None:
    """A pill that says ``before`` until ``at`` and ``after`` from then on.

    Args:
        good: whether what comes ``after`` is what is wished for, rather than what has been stopped.
    """
    palette = stage.palette
    first, last = (palette.bad, palette.good) if good else (palette.accent, palette.bad)
    show_pill(stage, before, box, first, align=align).leaves(at, length=0.25)
    ends = show_pill(stage, after, box, last, align=align).appears(at + 0.25, grow=0.85, rise=0)
    swell_now_and_then(stage, ends, at + 2.2)


def swell_now_and_then(stage: Stage, actor: Actor, first: float, *, by: float = 1.05) -> None:
    """A little swell every few seconds until the scene ends."""
    beat = first
    while beat < stage.clock.length - 1:
        actor.swells(beat, by=by, length=1.0)
        beat += 2.6
