"""The colours of a backdrop, from a film's palette: calm enough that its text is read on them."""

import colorsys
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from picturelock.domain.look import Palette, contrast

Plane = NDArray[np.float32]

# Text stands on this: more than WCAG's 4.5, since lines and discs still come on top.
_CONTRAST = 5.4


@dataclass(frozen=True)
class Colours:
    """What a backdrop is painted with, as R'G'B' from 0 to 1: edge, tones from calm to strong, light."""

    edge: Plane
    tones: tuple[Plane, ...]
    light: Plane
    strength: float


def colours(palette: Palette) -> Colours:
    """Tones between the palette's background and its brand colours, as strong as its ink stays readable."""
    dark = palette.mode == "dark"
    most = (0.62, 0.34) if dark else (0.42, 0.26)
    return Colours(
        edge=_rgb(palette.background_edge),
        tones=(
            _rgb(palette.background),
            _towards(palette, palette.accent, most[0] * 0.5),
            _towards(palette, palette.accent, most[0]),
            _towards(palette, _other(palette), most[1]),
        ),
        light=_plane(_rgb(palette.accent) * 0.55 + _rgb(palette.ink) * 0.45)
        if dark
        else _rgb(palette.accent),
        strength=1.0 if dark else 0.8,
    )


def _other(palette: Palette) -> str:
    """The second colour, unless the dark background lies across the colour wheel: that mixes to mud."""
    hues = [
        colorsys.rgb_to_hls(*map(float, _rgb(color)))[0] for color in (palette.background, palette.second)
    ]
    apart = abs((hues[0] - hues[1] + 0.5) % 1 - 0.5)
    if palette.mode == "light" or apart < 0.3:
        return palette.second
    _, lightness, saturation = colorsys.rgb_to_hls(*map(float, _rgb(palette.accent)))
    return _hex(_plane(colorsys.hls_to_rgb(hues[0] + 0.03, lightness * 1.15, saturation)))


def _rgb(color: str) -> Plane:
    return _plane([int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def _plane(values: ArrayLike) -> Plane:
    return np.asarray(values).astype(np.float32)


def _towards(palette: Palette, color: str, share: float) -> Plane:
    start, end = _rgb(palette.background), _rgb(color)
    while share > 0 and contrast(palette.ink, _hex(_plane(start + (end - start) * share))) < _CONTRAST:
        share -= 0.02
    return _plane(start + (end - start) * max(0.0, share))


def _hex(color: Plane) -> str:
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in color)
