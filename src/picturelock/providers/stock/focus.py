"""Where the interest of a picture lies: where it has edges and colour, and where it moves.

One place for a whole clip. Each axis is judged alone, because a crop to another shape moves along one.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from picturelock.domain.shot import MIDDLE, Focus

Pixels = NDArray[np.float64]

_WIDTH = 96
_SHORT_CLIP = 6.0  # seconds: of a longer one the key frames, every two seconds, are enough
_EVERY = 6
# A 9:16 crop of 16:9 keeps this share of the width, a 16:9 crop of 9:16 this share of the height.
_KEPT = 0.32
# Below this share over the average nothing stands out, and the middle is best.
_STANDS_OUT = 1.08
# What lies at the edge counts for less: people frame what they film.
_SPREAD = 0.42
# Of edges, colour and motion, and the difference that is clearly seen: slow changes of light are not.
_WEIGHTS = (1.0, 0.6, 1.0)
_CLEAR = (0.05, 0.05, 0.2)


def focus_of_clip(file: Path) -> Focus:
    """The focus of a clip that can be decoded."""
    return focus_of_frames(list(_frames(file)))


def focus_of_picture(picture: Image.Image) -> Focus:
    """The focus of a still. What is see-through counts as black."""
    height = max(2, round(picture.height * _WIDTH / picture.width))
    small = Image.new("RGB", (_WIDTH, height))
    shrunk = picture.convert("RGBA").resize((_WIDTH, height), Image.Resampling.BOX)
    small.paste(shrunk, mask=shrunk.getchannel("A"))
    return focus_of_frames([np.asarray(small).astype(np.float64) / 255])


def focus_of_frames(frames: Sequence[Pixels]) -> Focus:
    """The focus over frames of one size, each R'G'B' from 0 to 1 of the shape ``(height, width, 3)``."""
    if not frames:
        return MIDDLE
    lumas = [frame @ np.array([0.2126, 0.7152, 0.0722], np.float64) for frame in frames]
    edges = _average([_edges(luma) for luma in lumas])
    # Where colour changes, not where there is much: whoever stands in a meadow is of more interest.
    colour = _average([_edges(frame.max(axis=2) - frame.min(axis=2)) for frame in frames])
    motion = _average([abs(after - before) for before, after in pairwise(lumas)] or [edges * 0])
    kinds = (edges, colour, motion)
    total = sum(
        weight * _standing_out(kind, clear)
        for weight, clear, kind in zip(_WEIGHTS, _CLEAR, kinds, strict=True)
    )
    assert not isinstance(total, int), "there are weights"
    return Focus(x=_peak(total.mean(axis=0)), y=_peak(total.mean(axis=1)))


def _average(planes: Sequence[Pixels]) -> Pixels:
    return np.stack(planes).mean(axis=0)


def _edges(luma: Pixels) -> Pixels:
    down, across = np.gradient(luma)
    return np.hypot(down, across)


def _standing_out(values: Pixels, clear: float) -> Pixels:
    """What is above the usual, from 0 to 1."""
    usual, most = (float(value) for value in np.percentile(values, (50, 99.7)))
    return np.clip((values - usual) / max(clear, most - usual), 0, 1)


def _peak(line: Pixels) -> float:
    """Where along an axis a soft window of the size of a crop holds the most."""
    places = (np.arange(line.size) + 0.5) / line.size
    window = np.hanning(2 * (int(_KEPT * line.size) // 2) + 3)
    held = np.convolve(line * np.exp(-(((places - 0.5) / _SPREAD) ** 2) / 2), window, mode="same")
    if held.max() < _STANDS_OUT * held.mean() + 1e-9:
        return 0.5
    return round(float(places[int(held.argmax())]), 3)


def _frames(file: Path) -> Iterator[Pixels]:
    with av.open(str(file)) as clip:
        stream = clip.streams.video[0]
        long = (clip.duration or 0) / 1_000_000 > _SHORT_CLIP
        if long:
            stream.codec_context.skip_frame = "NONKEY"
        height = max(2, round(stream.height * _WIDTH / stream.width / 2) * 2)
        for place, frame in enumerate(clip.decode(stream)):
            if long or place % _EVERY == 0:
                small = frame.reformat(_WIDTH, height, "rgb24").to_ndarray()
                yield small.astype(np.float64) / 255
