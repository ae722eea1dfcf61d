"""What every scene has: air that moves a little, a heading, captions and a footnote."""

import math
import random

from picturelock.domain.drawing import CaptionCue
from picturelock.domain.frames import Shape
from picturelock.providers.render.manim_scenes.actor import Actor, Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import lighter
from picturelock.providers.render.manim_scenes.lit_words import lit_words
from picturelock.providers.render.manim_scenes.shapes import Glow, circles, plate, rounded_box, shape_of
from picturelock.providers.render.manim_scenes.stage import AIR, WORDS, Stage
from picturelock.providers.render.manim_scenes.tracks import SMOOTH
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, set_text
from picturelock.providers.render.manim_scenes.writing import mirrored

TITLE, SUBTITLE, CAPTION, FOOTNOTE = 0.46, 0.26, 0.34, 0.176
# An upright film is seen on a telephone: its words are larger.
UPRIGHT_TITLE, UPRIGHT_SUBTITLE, UPRIGHT_CAPTION, UPRIGHT_FOOTNOTE = 0.58, 0.32, 0.46, 0.2
CAPTIONS: dict[Shape, float] = {"16:9": CAPTION, "9:16": UPRIGHT_CAPTION, "1:1": 0.43}
_MOTES = 26
_SWAP = 0.12
_WEIGHT = 500  # of captions


def air(stage: Stage) -> None:
    """Faint motes drifting behind everything, so that no picture ever stands still."""
    dice = random.Random(stage.order.shot.scene_id)
    color = stage.palette.accent if stage.dark else stage.palette.muted
    lamp = Glow(
        (0, 0), 4.5, lighter(stage.palette.background, 0.25) if stage.dark else "#ffffff", strength=0.35
    )
    stage.show(lamp, layer=AIR).starts(place=(0, 0.6)).floats(dice.random() * 9, reach=1.2, period=16)
    half, high = stage.width / 2, stage.height / 2
    motes = [
        (
            dice.uniform(-half, half),
            dice.uniform(-high, high),
            dice.uniform(0.03, 0.085),
            dice.uniform(0.5, 1.5),
        )
        for _ in range(_MOTES)
    ]

    def drift(time: float) -> Points:
        places = [
            (
                (x + half + 0.12 * pace * time) % stage.width - half,
                (y + high + 0.09 * pace * time + 0.15 * math.sin(0.7 * time * pace + x)) % stage.height
                - high,
            )
            for x, y, _, pace in motes
        ]
        return circles(places, [size for _, _, size, _ in motes])

    cloud = shape_of(drift(0.0), color, opacity=0.13 if stage.dark else 0.08)
    stage.show(cloud, layer=AIR).reshapes(cloud, drift)


def heading(stage: Stage, title: str, subtitle: str = "", *, room: float = 1.0) -> float:
    """A bar of the accent with the title and a line under it, at the side from which is read.

    Returns:
        Where its lowest letters end.
    """
    with mirrored():
        return _heading(stage, title, subtitle, room)


def _heading(stage: Stage, title: str, subtitle: str, room: float) -> float:
    box, palette = stage.heading, stage.palette
    size, small = (UPRIGHT_TITLE, UPRIGHT_SUBTITLE) if stage.portrait else (TITLE, SUBTITLE)
    row, lines = (0.5, 2) if stage.order.frame.portrait else (0.36, 1)
    wide = Box(box.left + 0.32, box.bottom, box.left + box.width * room, box.top)
    if subtitle:
        upper = Box(wide.left, wide.bottom + row, wide.right, wide.top)
        words = set_text(title, upper, em=size, color=palette.ink, weight=600, align="left", upright="top")
        # In an upright frame the line stands right under a short title.
        high = words.ink.bottom - 0.16 if stage.portrait else min(wide.bottom + row, words.ink.bottom) - 0.1
        lower = Box(wide.left, wide.bottom - 0.06, wide.right, high)
        under = set_text(
            subtitle, lower, em=small, color=palette.muted, align="left", upright="top", most_lines=lines
        )
        bottom = under.ink.bottom
    else:
        words = set_text(title, wide, em=size, color=palette.ink, weight=600, align="left", upright="top")
        under, bottom = None, words.ink.bottom
    top = words.ink.top
    bar = plate(
        (box.left + 0.05, (top + bottom) / 2), (0.1, top - bottom + 0.12), palette.accent, corner=0.05
    )
    stage.show(bar, layer=WORDS)
    stage.show(words, layer=WORDS)
    if under is not None:
        stage.show(under, layer=WORDS)
    return bottom


def footnote(stage: Stage, text: str) -> None:
    """A small line at the very bottom."""
    if text:
        size = UPRIGHT_FOOTNOTE if stage.portrait else FOOTNOTE
        lines = 2 if stage.portrait else 1
        words = set_text(text, stage.footnote, em=size, color=stage.palette.muted, most_lines=lines)
        stage.show(words, layer=WORDS)


def captions(stage: Stage) -> None:
    """The order's caption lines in a panel, each exactly in its frames."""
    cues = stage.order.captions
    texts = [_caption(stage, cue) for cue in cues]
    for index, (cue, words) in enumerate(zip(cues, texts, strict=True)):
        start, end = cue.start / stage.clock.fps, cue.end / stage.clock.fps
        joined = index > 0 and cues[index - 1].end >= cue.start
        followed = index + 1 < len(cues) and cues[index + 1].start <= cue.end
        panel = _panel(stage, words, texts[index - 1] if joined else None, start)
        seen = _lines(stage, cue, words)
        for actor, soft in ((panel, not joined), *((line, True) for line in seen)):
            actor.starts(opacity=0.0)
            # One frame's worth is seen in the very first frame; the old lines are gone by then.
            actor.fades(1.0, at=start - 1 / stage.clock.fps if soft else start, length=_SWAP if soft else 0.0)
            actor.fades(0.0, at=end if followed else end - _SWAP, length=0.0 if followed else _SWAP)


def _lines(stage: Stage, cue: CaptionCue, words: Paragraph) -> list[Actor]:
    """The lines as one actor; where words light up, each word as one of its own, at the very same place."""
    lit = stage.order.lit
    if lit is None or not cue.words:
        return [stage.show(words, layer=WORDS + 2)]
    actors: list[Actor] = []
    for word, letters in lit_words(cue, words, color=stage.palette.ink, weight=_WEIGHT):
        actor = stage.show(letters, layer=WORDS + 2).starts()
        actor.tints(lit, at=word.start / stage.clock.fps, length=0.0)
        actor.tints(lit, at=word.end / stage.clock.fps, length=0.0, share=0.0)
        actors.append(actor)
    return actors


def _caption(stage: Stage, cue: CaptionCue) -> Paragraph:
    box = stage.captions.inset(0.4 if stage.portrait else 0.9, 0.2)
    rows = box.rows(2, 0.0)
    largest = CAPTIONS[stage.order.frame.shape]
    size = min(
        set_text(line, Box(row.left, -9, row.right, 9), em=largest, color="#000000", most_lines=1).em
        for line, row in zip(cue.lines, rows, strict=False)
    )
    middle = box.center[1]
    reach = 0.68 * size * (len(cue.lines) - 1)
    lines = [
        set_text(
            line,
            Box(box.left, middle + offset - size, box.right, middle + offset + size),
            em=size,
            color=stage.palette.ink,
            weight=_WEIGHT,
            most_lines=1,
        )
        for line, offset in zip(cue.lines, (reach, -reach), strict=False)
    ]
    ink = Box(
        min(line.ink.left for line in lines),
        lines[-1].ink.bottom,
        max(line.ink.right for line in lines),
        lines[0].ink.top,
    )
    return Paragraph(" ".join(cue.lines), [row for line in lines for row in line.rows()], size, ink)


def _panel(stage: Stage, words: Paragraph, before: Paragraph | None, start: float) -> Actor:
    goal = words.ink.inset(-0.45, -0.26)
    (center, middle), half = stage.captions.center, max(goal.height / 2, 0.42)
    goal = Box(goal.left, middle - half, goal.right, middle + half)
    old = before.ink.inset(-0.45, -0.26) if before is not None else goal
    old_half = max(old.height / 2, 0.42)

    def outline(time: float) -> Points:
        share = SMOOTH(min(1.0, max(0.0, (time - start) / _SWAP)))
        right = old.right + (goal.right - old.right) * share
        tall = old_half + (half - old_half) * share
        return rounded_box(2 * center - right, middle - tall, right, middle + tall, 0.16)

    ground = stage.palette.panel if stage.dark else "#ffffff"
    shape = shape_of(
        outline(0), ground, edge=stage.palette.line, width=1.4, opacity=0.86 if stage.dark else 0.94
    )
    actor = stage.show(shape, layer=WORDS + 1)
    return actor.reshapes(shape, outline) if before is not None else actor
