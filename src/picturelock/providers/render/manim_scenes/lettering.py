"""Text as outlines: Pango shapes it, in any script, and its glyphs become one set of points a line."""

import re
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.fonts import SYMBOLS, clean, wants_symbols
from picturelock.providers.render.manim_scenes.pango import write_svg
from picturelock.providers.render.manim_scenes.writing import now

# Set large and scaled down: at small sizes Pango rounds the advance of every glyph.
_POINTS = 96.0
_EM = _POINTS * 96 / 72
_ROOM = 60_000

_SYMBOL = re.compile(r'<(?:symbol|g)[^>]*\bid="(glyph[^"]+)"[^>]*>(.*?)</(?:symbol|g)>', re.DOTALL)
_PATH = re.compile(r'\bd="([^"]*)"')
_USE = re.compile(r'<use xlink:href="#(glyph[^"]+)" x="([^"]+)" y="([^"]+)"')
_COMMAND = re.compile(r"([MLCZHV])([^MLCZHV]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


@dataclass(frozen=True)
class Outline:
    """One line of text at a size of 1: cubic curves with the baseline at y = 0."""

    points: Points
    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left


# A mark without width that says: this line is read from right to left, whatever it begins with.
_FROM_RIGHT = "\u200f"

_kept: dict[tuple[str, int, str], Outline] = {}


def outlines(lines: Sequence[str], weight: int = 400) -> list[Outline]:
    """The outlines of lines of plain text, all in one call to Pango; kept for the next time.

    They are lines of one text: in Arabic or Hebrew they are read from the right where any of them has such
    letters; figures and Latin names alone are read from the left.
    """
    texts = _directed([clean(line) for line in lines])
    tag = now().language.tag
    fresh = list(dict.fromkeys(text for text in texts if (text, weight, tag) not in _kept))
    drawn = _draw([marked(text) for text in fresh], weight) if fresh else []
    if len(drawn) != len(fresh):  # a line without any ink, or glyphs far off their line
        drawn = [_merged(_draw([marked(text)], weight)) for text in fresh]
    _kept.update({(text, weight, tag): outline for text, outline in zip(fresh, drawn, strict=True)})
    return [_kept[text, weight, tag] for text in texts]


def marked_outline(markup: str, weight: int = 400) -> Outline:
    """The outline of one line of Pango markup, like ``H<sub>2</sub>O``."""
    key = (f"markup {markup}", weight, now().language.tag)
    if key not in _kept:
        _kept[key] = _merged(_draw([markup], weight))
    return _kept[key]


def _directed(texts: list[str]) -> list[str]:
    turned = now().right_to_left and any(
        unicodedata.bidirectional(character) in {"R", "AL"} for text in texts for character in text
    )
    return [_FROM_RIGHT + text for text in texts] if turned else texts


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def marked(text: str) -> str:
    """Plain text as Pango markup."""
    parts: list[str] = []
    for character in text:
        if wants_symbols(character):
            parts.append(f"<span font_family='{SYMBOLS}' fallback='false'>{character}</span>")
        else:
            parts.append(escape(character))
    return "".join(parts)


def written(markups: Sequence[str], weight: int) -> str:
    """Lines of Pango markup in the language of the stage, as an SVG of glyphs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.svg"
        writing = now()
        # The language decides the forms of Han characters and of some Cyrillic and Arabic letters.
        told = "" if writing.language.primary == "en" else f" lang='{writing.language.tag}'"
        markup = "\n".join(f"<span weight='{weight}'{told}>{line}</span>" for line in markups)
        write_svg(markup, family=writing.families, size=_POINTS, room=_ROOM, to=file)
        return file.read_text(encoding="utf-8")


def glyph_shapes(svg: str) -> dict[str, Points]:
    """The outlines of an SVG's glyphs by their names, ``(4 n, 2)`` in its own units."""
    return {name: _points(body) for name, body in _SYMBOL.findall(svg)}


def ems() -> float:
    """What one of ``written``'s units is at a size of 1."""
    return now().larger / _EM


def _draw(markups: Sequence[str], weight: int) -> list[Outline]:
    svg = written(markups, weight)
    glyphs, scale = glyph_shapes(svg), ems()
    lines: list[list[Points]] = []
    base = float("-inf")
    for name, x_text, y_text in _USE.findall(svg):
        x, y = float(x_text), float(y_text)
        if y - base > 0.9 * _EM:  # marks and subscripts stay closer to their line
            lines.append([])
            base = y
        outline = glyphs.get(name)
        if outline is not None and len(outline):
            lines[-1].append((outline + np.array([x, y - base])) * (scale, -scale))
    return [_outline(line) for line in lines if line]


def _outline(glyphs: Sequence[Points]) -> Outline:
    flat = np.vstack(glyphs)
    (left, bottom), (right, top) = flat.min(axis=0), flat.max(axis=0)
    points = np.column_stack([flat, np.zeros(len(flat))])
    points[:, 0] -= left
    return Outline(points, 0.0, float(right - left), float(bottom), float(top))


def _merged(lines: Sequence[Outline]) -> Outline:
    if not lines:
        return Outline(np.zeros((0, 3)), 0.0, 0.3, 0.0, 0.7)
    if len(lines) == 1:
        return lines[0]
    return _outline([line.points[:, :2] for line in lines])


def _points(body: str) -> Points:
    found = _PATH.search(body)
    return path_points(found.group(1) if found else "")


def path_points(path: str) -> Points:
    """The cubic curves of an SVG path of absolute M, L, C and Z, as ``(4 n, 2)``."""
    points: list[Points] = []
    here = start = np.zeros(2)
    for command, text in _COMMAND.findall(path):
        numbers = np.array(_NUMBER.findall(text), dtype=np.float64)
        if command == "M":
            here = start = numbers[:2]
        elif command == "L":
            for corner in numbers.reshape(-1, 2):
                points.append(_straight(here, corner))
                here = corner
        elif command == "C":
            for curve in numbers.reshape(-1, 3, 2):
                points.append(np.vstack([here, curve]))
                here = curve[2]
        elif command == "Z":
            if not np.allclose(here, start):
                points.append(_straight(here, start))
            here = start
    return np.vstack(points) if points else np.zeros((0, 2))


def _straight(start: Points, end: Points) -> Points:
    return np.vstack([start, start + (end - start) / 3, start + (end - start) * 2 / 3, end])
