"""Paints backdrops: slow loops of soft colour that text is read on.

Colours are mixed on a small grid, then each of the picture's three planes (bt709, video range) is enlarged
once; only fine light, lines and discs, is drawn at full size. All motion is made of whole turns over the
loop, so the last frame leads into the first.
"""

from collections.abc import Iterator
from typing import Literal, get_args

import numpy as np
from PIL import Image

from picturelock.domain.look import Palette
from picturelock.providers.stock.colours import Plane, colours
from picturelock.providers.stock.grounds import GROUNDS
from picturelock.providers.stock.lights import LIGHTS

Kind = Literal["mesh", "silk", "bokeh", "waves"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_TURN = 2 * np.pi
# ITU-R BT.709, items 3.2 and 3.3: from R'G'B' to Y'CbCr.
_TO_YUV = np.array(
    [[0.2126, 0.7152, 0.0722], [-0.114572, -0.385428, 0.5], [0.5, -0.454153, -0.045847]], np.float32
)


def paint(
    kind: Kind, palette: Palette, seed: int, *, width: int, height: int, frames: int
) -> Iterator[bytes]:
    """The frames of a loop, each as 8 bit planar 4:2:0 (``yuv420p``), dithered so that no bands show."""
    chance = np.random.default_rng([seed, KINDS.index(kind)])
    paints = colours(palette)
    ground = GROUNDS[kind](paints, chance, width, height)
    light = LIGHTS[kind](chance, width, height) if kind in LIGHTS else None
    # Held still, the grain costs the encoder little and is kept; moving grain is the first thing it drops.
    grain = np.random.default_rng(seed)
    noise = grain.random((height, width), np.float32)
    for frame in range(frames):
        turn = frame / frames * _TURN
        picture = ground(turn) @ _TO_YUV.T
        shine = None if light is None else light(turn) * np.float32(paints.strength)
        yield _planes(picture, shine, _TO_YUV @ paints.light, noise, (width, height))


def _planes(picture: Plane, shine: Plane | None, light: Plane, noise: Plane, size: tuple[int, int]) -> bytes:
    width, height = size
    planes: list[bytes] = []
    for place in range(3):
        halved = 1 if place == 0 else 2
        plane = _enlarged(picture[:, :, place], (width // halved, height // halved))
        if shine is not None:
            over = shine if place == 0 else shine[: height // 2 * 2 : 2, : width // 2 * 2 : 2]
            plane += over * (light[place] - plane)
        plane *= 219 if place == 0 else 224
        plane += noise[: plane.shape[0], : plane.shape[1]] + (16 if place == 0 else 128)
        planes.append(plane.astype(np.uint8).tobytes())
    return b"".join(planes)


def _enlarged(plane: Plane, size: tuple[int, int]) -> Plane:
    small = Image.fromarray(np.ascontiguousarray(plane))
    return np.array(small.resize(size, Image.Resampling.BICUBIC), np.float32)
