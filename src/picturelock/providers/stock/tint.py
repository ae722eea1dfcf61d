"""How near a picture's average colour is to a film's palette."""

import math

from picturelock.domain.look import Palette

_FAR = 1_000.0
# CIE 1931 XYZ of sRGB's primaries, over the white D65 (IEC 61966-2-1).
_XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1098, 0.8730))


def distance(colour: str | None, palette: Palette) -> float:
    """The CIE 1976 difference to the nearest of background, accent and second colour; 1,000 for no colour."""
    if colour is None:
        return _FAR
    own = _lab(colour)
    wanted = (palette.background, palette.accent, palette.second)
    return min(math.dist(own, _lab(theirs)) for theirs in wanted)


def _lab(colour: str) -> tuple[float, float, float]:
    light = [_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5)]
    x, y, z = (_root(sum(share * part for share, part in zip(row, light, strict=True))) for row in _XYZ)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _root(share: float) -> float:
    return share ** (1 / 3) if share > 216 / 24_389 else (share * 24_389 / 27 + 16) / 116
