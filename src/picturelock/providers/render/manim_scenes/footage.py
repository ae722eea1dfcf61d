"""A clip or a still behind a scene: the veil that keeps text readable on it, and how ffmpeg lays both."""

from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.frames import FrameFormat
from picturelock.domain.look import Palette
from picturelock.domain.shot import Footage
from picturelock.providers.render.manim_scenes.colors import rgb

Veil = Literal["all", "low"]

# Text keeps 4.5 : 1 over the brightest and the darkest clip at these.
_DENSE = {"dark": 0.84, "light": 0.9}
# A drawn backdrop has the palette's own colours: it needs less of a veil than a clip.
_OVER_DRAWN = 0.5
# A still comes nearer by this share while the scene lasts.
_NEARER = 0.08


def veil(
    kind: Veil, palette: Palette, frame: FrameFormat, text_from: float, *, drawn: bool
) -> NDArray[np.uint8]:
    """The veil's pixels, premultiplied, as cairo keeps them: ``(height, width, 4)``.

    Args:
        kind: over everything, or dense only from a little above ``text_from`` downwards.
        text_from: where text begins, as a share of the height from the top.
        drawn: whether what lies under it is a drawn backdrop.
    """
    rows = np.linspace(0, 1, frame.height, dtype=np.float32)
    dense = _OVER_DRAWN if drawn else _DENSE[palette.mode]
    share = np.ones_like(rows)
    if kind == "low":
        ramp = np.clip((rows - (text_from - 0.3)) / 0.3, 0, 1)
        share = 0.12 + 0.88 * ramp * ramp * (3 - 2 * ramp)
    alpha = (dense * share)[:, None]
    color = np.array(rgb(palette.background_edge)[::-1], dtype=np.float32)
    pixels = np.empty((frame.height, frame.width, 4), dtype=np.uint8)
    pixels[..., :3] = (color * alpha * 255).round().astype(np.uint8)[:, None, :]
    pixels[..., 3] = (alpha * 255).round().astype(np.uint8)
    return pixels


def footage_input(footage: Footage, file: Path, *, start: float = 0.0) -> list[str]:
    """ffmpeg's arguments to read it without end, from a second on."""
    if footage.kind == "image":
        return ["-loop", "1", "-i", str(file)]
    begin = start % footage.seconds if footage.seconds else 0.0
    return ["-ss", f"{begin:.3f}", "-stream_loop", "-1", "-i", str(file)]


def laid_under(footage: Footage, frame: FrameFormat, frames: int) -> str:
    """The filters that lay input 0, premultiplied, over input 1 at the frame's size, as ``[laid]``."""
    size = f"{frame.width}:{frame.height}"
    # The crop's middle is the footage's focus, as far as there is picture.
    at = f"x='clip(iw*{footage.focus.x}-ow/2,0,iw-ow)':y='clip(ih*{footage.focus.y}-oh/2,0,ih-oh)'"
    full = "in_color_matrix=bt709:in_range=tv:out_range=full"
    if footage.kind == "image":
        # At twice the size a slow zoom shows no steps.
        doubled = f"{2 * frame.width}:{2 * frame.height}"
        fill = (
            f"scale={doubled}:force_original_aspect_ratio=increase,crop={doubled}:{at},format=gbrp,"
            f"zoompan=z='1+{_NEARER}*on/{frames}':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2'"
            f":d=1:s={frame.width}x{frame.height}:fps={frame.fps},format=gbrp"
        )
    else:
        cover = f"scale={size}:force_original_aspect_ratio=increase:{full},crop={size}:{at}"
        fill = f"fps={frame.fps},{cover},format=gbrp"
    # ffmpeg 9 goes by what the frames say of their alpha, whatever the overlay's own option asks for.
    over = "[0:v]setparams=alpha_mode=premultiplied[over];[under][over]overlay=format=rgb:shortest=1"
    return f"[1:v]{fill},setsar=1[under];{over}[laid]"
