"""The words of a caption by themselves, each at its place in the line, so that one of them can light up."""

import re
from collections.abc import Sequence

import numpy as np

from picturelock.domain.drawing import CaptionCue, CaptionWord
from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.fonts import clean
from picturelock.providers.render.manim_scenes.lettering import ems, glyph_shapes, marked, written
from picturelock.providers.render.manim_scenes.sides import Sided
from picturelock.providers.render.manim_scenes.typesetting import Paragraph

# A glyph's colour, or a glyph: Pango writes them in the order in which they stand, not in that of the text.
_STEP = re.compile(
    r'fill[:=]"?rgb\(([\d.]+)%,\s*([\d.]+)%,\s*([\d.]+)%\)'
    r'|<use xlink:href="#(glyph[^"]+)" x="([^"]+)" y="([^"]+)"'
)


class LitWord(Sided):
    """A word as one filled mobject."""

    def __init__(self, text: str, points: Points, color: str) -> None:
        super().__init__(stroke_width=0, fill_color=color, fill_opacity=1)
        self.text = text
        self.points = points


def lit_words(
    cue: CaptionCue, laid: Paragraph, *, color: str, weight: int
) -> list[tuple[CaptionWord, LitWord]]:
    """The words of a cue where its laid lines have them.

    Args:
        cue: the cue, with its words.
        laid: its lines; they are what is seen of it otherwise, and no letter stands elsewhere.
        color: of the letters.
        weight: of the font.
    """
    found: list[tuple[CaptionWord, LitWord]] = []
    for number, (line, row) in enumerate(zip(cue.lines, laid.rows(), strict=True)):
        words = sorted((word for word in cue.words if word.line == number), key=lambda word: word.first)
        parts = _parts(line, words, weight)
        inked = [part for part in parts if len(part)]
        if not inked:
            continue
        whole, seen = np.vstack(inked), np.asarray(row.points, dtype=np.float64)
        move = seen[:, :2].min(axis=0) - whole.min(axis=0) * laid.em
        for word, part in zip(words, parts, strict=True):
            if len(part):
                points = np.column_stack([part * laid.em + move, np.zeros(len(part))])
                found.append((word, LitWord(line[word.first : word.last], points, color)))
    return found


def _parts(line: str, words: Sequence[CaptionWord], weight: int) -> list[Points]:
    """The outlines of each word at a size of 1, all of one line: ``(4 n, 2)``, empty without any ink."""
    markup, at = "", 0
    for number, word in enumerate(words, start=1):
        gap = " " if line[at : word.first] else ""
        text = marked(clean(line[word.first : word.last]))
        # The colour is only a mark: by it each glyph tells whose it is, in scripts of either direction.
        markup += f"{gap}<span foreground='#{number:06x}'>{text}</span>"
        at = word.last
    svg = written([markup], weight)
    glyphs, scale = glyph_shapes(svg), ems()
    parts: list[list[Points]] = [[] for _ in words]
    owner = 0
    for red, green, blue, name, x, y in _STEP.findall(svg):
        if not name:
            channels = (round(float(share) * 2.55) for share in (red, green, blue))
            owner = int.from_bytes(bytes(channels))
        elif 0 < owner <= len(parts) and len(glyphs.get(name, ())):
            parts[owner - 1].append((glyphs[name] + [float(x), float(y)]) * (scale, -scale))
    return [np.vstack(part) if part else np.zeros((0, 2)) for part in parts]
