"""Text set into a box: wrapped, balanced and, where it must be, smaller."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from manim import VGroup

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.breaking import Piece, coarse_pieces, fine_pieces
from picturelock.providers.render.manim_scenes.fonts import clean
from picturelock.providers.render.manim_scenes.lettering import (
    Outline,
    marked_outline,
    outlines,
    runs_right_to_left,
)
from picturelock.providers.render.manim_scenes.sides import Sided
from picturelock.providers.render.manim_scenes.writing import now

Align = Literal["left", "center", "right"]
Upright = Literal["top", "middle", "bottom"]

# Smaller text than 2.2 % of the picture's height is hard to read on a phone; the frame is 8 units high.
SMALLEST = 0.176
_DISPLAY = 0.5  # from this size on lines stand closer
_SPACE, _HYPHEN = 0.28, 0.42
# Where it would be smaller than this share otherwise, a text is broken within its words or phrases.
_PATIENCE = 0.7
_SHRINK = 0.96


class TextLine(Sided):
    """One line of text as one filled mobject, all glyphs merged."""

    def __init__(self, text: str, outline: Outline, em: float, color: str, x: float, baseline: float) -> None:
        super().__init__(stroke_width=0, fill_color=color, fill_opacity=1)
        self.text = text
        self.em = em
        self.smallest = SMALLEST
        self.points = outline.points * em + [x, baseline, 0.0]


class Paragraph(VGroup):
    """The lines of one text."""

    def __init__(self, text: str, lines: Sequence[TextLine], em: float, box: Box) -> None:
        super().__init__(*lines)
        self.text = text
        self.em = em
        self.ink = box
        self._rows = tuple(lines)

    def rows(self) -> tuple[TextLine, ...]:
        return self._rows


@dataclass(frozen=True)
class _Token:
    """A piece that is never broken, and its width at a size of 1."""

    piece: Piece
    width: float


def set_text(
    text: str,
    box: Box,
    *,
    em: float,
    color: str,
    weight: int = 400,
    align: Align = "center",
    upright: Upright = "middle",
    most_lines: int = 2,
) -> Paragraph:
    """Set a text into a box at ``em`` or the largest smaller size at which all of it fits.

    Args:
        em: the size of the font, in the frame's units.
        most_lines: how many lines it may be broken into.
    """
    text = clean(text)
    if not text:
        return Paragraph("", [], em, Box(*box.center, *box.center))
    language, widest = now().language, box.width / min(SMALLEST, em)
    room = _Room(box, em, weight, most_lines)
    coarse, fine = coarse_pieces(text, language), fine_pieces(text, language)
    words = _tokens(coarse, weight, widest)
    if fine == coarse:
        return _laid(text, *_fitted(words, room), box, color, align, upright)
    # Between words and phrases, as long as that does not make it much smaller.
    broken = _fitted(_tokens(fine, weight, widest), room)
    whole = _fitted(words, room)
    best = whole if whole[2] >= _PATIENCE * broken[2] else broken
    return _laid(text, *best, box, color, align, upright)


@dataclass(frozen=True)
class _Room:
    """What a text is set into: a box, the largest size, the weight, and how many lines."""

    box: Box
    em: float
    weight: int
    most_lines: int


def _fitted(tokens: Sequence[_Token], room: _Room) -> tuple[list[str], list[Outline], float]:
    """The lines, their outlines, and the largest size at which they fit."""
    box, size = room.box, room.em
    while True:
        broken = _break(tokens, box.width / size)
        fits_across = max(_width(line) for line in broken) * size <= box.width * 1.001
        if fits_across and len(broken) <= room.most_lines:
            lines = [_joined(line) for line in _balanced(tokens, box.width / size, len(broken))]
            drawn = outlines(lines, room.weight)
            if (
                _height(drawn, size) <= box.height * 1.001
                and max(outline.width for outline in drawn) * size <= box.width * 1.02
            ):
                return lines, drawn, size
        size *= _SHRINK


def set_markup(
    markup: str,
    plain: str,
    box: Box,
    *,
    em: float,
    color: str,
    weight: int = 400,
    align: Align = "left",
) -> Paragraph:
    """Set one line of Pango markup into a box, smaller where it must be, in the middle of its height."""
    outline = marked_outline(markup, weight)
    size = min(em, em * box.width / max(outline.width * em, 1e-6))
    return _laid(plain, [plain], [outline], size, box, color, align, "middle")


def _tokens(pieces: Sequence[Piece], weight: int, widest: float) -> list[_Token]:
    drawn = outlines([piece.text for piece in pieces], weight)
    tokens: list[_Token] = []
    for piece, outline in zip(pieces, drawn, strict=True):
        text = piece.text
        if outline.width <= widest or len(text) < 2:
            tokens.append(_Token(piece, outline.width))
            continue
        # A word wider than the box at the smallest size is broken anywhere.
        room = max(1, int(len(text) * widest / outline.width * 0.8))
        parts = [text[start : start + room] for start in range(0, len(text), room)]
        for place, (part, shape) in enumerate(zip(parts, outlines(parts, weight), strict=True)):
            tokens.append(_Token(Piece(part, spaced=piece.spaced and place == 0), shape.width))
    return tokens


def _break(tokens: Sequence[_Token], width: float) -> list[list[_Token]]:
    lines: list[list[_Token]] = [[]]
    filled = 0.0
    for token in tokens:
        gap = _SPACE if token.piece.spaced and lines[-1] else 0.0
        hyphen = _HYPHEN if token.piece.hyphen else 0.0
        if lines[-1] and filled + gap + token.width + hyphen > width:
            lines.append([token])
            filled = token.width
        else:
            lines[-1].append(token)
            filled += gap + token.width
    return lines


def _balanced(tokens: Sequence[_Token], width: float, count: int) -> list[list[_Token]]:
    """The narrowest lines of which there are still ``count``."""
    low, high = max(token.width for token in tokens), width
    for _ in range(14):
        middle = (low + high) / 2
        if len(_break(tokens, middle)) <= count:
            high = middle
        else:
            low = middle
    return _break(tokens, high)


def _width(line: Sequence[_Token]) -> float:
    spaces = _SPACE * sum(token.piece.spaced for token in line[1:])
    return sum(token.width for token in line) + spaces + (_HYPHEN if line[-1].piece.hyphen else 0.0)


def _joined(line: Sequence[_Token]) -> str:
    first, *rest = [token.piece for token in line]
    said = first.text + "".join((" " if piece.spaced else "") + piece.text for piece in rest)
    return said + ("-" if line[-1].piece.hyphen else "")


def _leading(drawn: Sequence[Outline], em: float) -> float:
    tallest = max(outline.top for outline in drawn) - min(outline.bottom for outline in drawn)
    loose, tight = now().leading
    return max(loose if em < _DISPLAY else tight, tallest + 0.1) * em


def _height(drawn: Sequence[Outline], em: float) -> float:
    return (len(drawn) - 1) * _leading(drawn, em) + (_ascent(drawn) - _descent(drawn)) * em


def _ascent(drawn: Sequence[Outline]) -> float:
    return max(0.73, drawn[0].top)


def _descent(drawn: Sequence[Outline]) -> float:
    return min(0.0, drawn[-1].bottom)


def _indent(outline: Outline, em: float, align: Align) -> float:
    return outline.width * em * {"left": 0.0, "center": 0.5, "right": 1.0}[align]


def _laid(
    text: str,
    lines: Sequence[str],
    drawn: Sequence[Outline],
    em: float,
    box: Box,
    color: str,
    align: Align,
    upright: Upright,
) -> Paragraph:
    height = _height(drawn, em)
    top = {"top": box.top, "middle": box.center[1] + height / 2, "bottom": box.bottom + height}[upright]
    width = max(outline.width for outline in drawn) * em
    left = {"left": box.left, "center": box.center[0] - width / 2, "right": box.right - width}[align]
    turns = align == "left" and not now().turned and (now().right_to_left or runs_right_to_left(text))
    inner: Align = "right" if turns else align
    anchor = {"left": left, "center": left + width / 2, "right": left + width}[inner]
    baseline = top - _ascent(drawn) * em
    leading = _leading(drawn, em)
    set_lines = [
        TextLine(line, outline, em, color, anchor - _indent(outline, em, inner), baseline - place * leading)
        for place, (line, outline) in enumerate(zip(lines, drawn, strict=True))
    ]
    return Paragraph(text, set_lines, em, Box(left, top - height, left + width, top))
