# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The contrast of letters with what is really behind them, measured in a frame of the film."""

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.seen import SeenRow, SeenText
from picturelock.providers.quality.flashes import linear, luminance

# Letters and their soft edges cover less than two thirds of a line's box; the rest is what is behind them.
_BEHIND = 68
# A piece of a line two letters wide; the worst pieces decide, but not a single one of many.
_PIECE = 2.0
_WORST = 15


def contrast_of(text: SeenText, picture: NDArray[np.uint8]) -> float | None:
    """The contrast of a text in a frame, from 1 to 21 (WCAG 2.2); None where too little of it is seen.

    Args:
        text: the text as the scene's drawing tells it.
        picture: the frame as sRGB, shape ``(height, width, 3)``.
    """
    pieces = [ratio for row in text.rows for ratio in _pieces(row, text, picture)]
    return float(np.percentile(pieces, _WORST)) if pieces else None


def _pieces(row: SeenRow, text: SeenText, picture: NDArray[np.uint8]) -> list[float]:
    height, width = picture.shape[:2]
    edge = 0.12 * text.size
    top, bottom = (round(row.top * height - edge), round(row.bottom * height + edge))
    left, right = (round(row.left * width), round(row.right * width))
    part = picture[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if part.shape[0] < 3 or part.shape[1] < 3:
        return []
    ink = np.array([int(row.color[place : place + 2], 16) for place in (1, 3, 5)], np.float32)
    light = luminance(linear(part))
    count = max(1, round(part.shape[1] / (_PIECE * text.size)))
    return [
        _ratio(ink, text.opacity, pixels, levels)
        for pixels, levels in zip(
            np.array_split(part, count, axis=1), np.array_split(light, count, axis=1), strict=True
        )
    ]


def _ratio(
    ink: NDArray[np.float32], opacity: float, pixels: NDArray[np.uint8], light: NDArray[np.float32]
) -> float:
    inked = float(luminance(linear(ink.astype(np.uint8))))
    ratios = np.where(light > inked, (light + 0.05) / (inked + 0.05), (inked + 0.05) / (light + 0.05)).ravel()
    place = int(np.argsort(ratios)[int((ratios.size - 1) * _BEHIND / 100)])
    if opacity >= 0.99:
        return float(ratios[place])
    behind = pixels.reshape(-1, 3)[place].astype(np.float32)
    seen = float(luminance(linear((behind + (ink - behind) * opacity).astype(np.uint8))))
    ground = float(light.ravel()[place])
    return (max(seen, ground) + 0.05) / (min(seen, ground) + 0.05)
