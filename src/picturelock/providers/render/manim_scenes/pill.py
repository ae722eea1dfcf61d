"""The one thing said about a chart, on a pill that comes in with its beat."""

from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.shapes import plate
from picturelock.providers.render.manim_scenes.stage import WORDS, Stage
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import Align, set_text

_ASIDE, _EM, _UPRIGHT_EM = 0.3, 0.27, 0.33


def lay_pill(stage: Stage, text: str, room: Box, cue: float, *, align: Align = "center") -> Box:
    """Put the words on a pill into a room, as wide as they are; then it swells a little now and again.

    Returns:
        The pill's rectangle.
    """
    aside, em = _ASIDE, _UPRIGHT_EM if stage.portrait else _EM
    inner = Box(room.left + aside, room.bottom + 0.02, room.right - aside, room.top - 0.02)
    words = set_text(text, inner, em=em, color=stage.palette.second_ink, weight=600, align=align)
    ink = words.ink
    half = max(0.28, ink.height / 2 + 0.15)
    pill = Box(ink.left - aside, ink.center[1] - half, ink.right + aside, ink.center[1] + half)
    shape = plate(pill.center, (pill.width, pill.height), stage.palette.second, corner=0.28)
    swell(stage, stage.show(shape, words, layer=WORDS + 1).appears(cue, grow=0.85), cue + 1.5)
    return pill


def pill_sizes(stage: Stage, text: str, widest: float) -> list[Place]:
    """How wide and high the pill of some words can be: in one line where that fits, then in two."""
    em = _UPRIGHT_EM if stage.portrait else _EM
    found: list[Place] = []
    for lines in (1, 2):
        width = max(0.6, (widest if lines == 1 else widest * 0.62) - 2 * _ASIDE)
        words = set_text(
            text, Box(0.0, 0.0, width, 4.0), em=em, color="#000000", weight=600, most_lines=lines
        )
        if words.em > 0.85 * em or lines == 2:
            found.append((words.ink.width + 2 * _ASIDE + 0.02, max(0.56, words.ink.height + 0.3)))
    return found


def swell(stage: Stage, actor: Actor, first: float, *, by: float = 1.04, every: float = 2.8) -> None:
    """Let something swell softly again and again, from a time to the scene's end."""
    beat = first
    while beat < stage.clock.length - 1:
        actor.swells(beat, by=by, length=1.2)
        beat += every
