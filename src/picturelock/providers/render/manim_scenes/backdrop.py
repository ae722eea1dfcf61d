"""The calm ground behind every scene: a wide radial gradient, dithered so that it shows no bands."""

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.frames import FrameFormat
from picturelock.domain.look import Palette
from picturelock.providers.render.manim_scenes.colors import rgb

_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16


def backdrop(palette: Palette, frame: FrameFormat) -> NDArray[np.uint8]:
    """The ground's pixels as cairo keeps them: ``(height, width, 4)``, blue, green, red, alpha."""
    rows, columns = np.mgrid[0 : frame.height, 0 : frame.width].astype(np.float32)
    # The light sits a little above the middle and reaches wider than high.
    away = np.hypot((columns / frame.width - 0.5) * 1.15, (rows / frame.height - 0.42) * 1.25) / 0.85
    share = np.clip(away, 0, 1)[..., None]
    share = share * share * (3 - 2 * share)
    middle = np.array(rgb(palette.background)[::-1]) * 255
    edge = np.array(rgb(palette.background_edge)[::-1]) * 255
    ground = middle * (1 - share) + edge * share
    tiles = (frame.height // 4 + 1, frame.width // 4 + 1)
    ground += np.tile(_BAYER, tiles)[: frame.height, : frame.width, None]
    pixels = np.full((frame.height, frame.width, 4), 255, dtype=np.uint8)
    pixels[..., :3] = np.clip(ground, 0, 255)
    return pixels
