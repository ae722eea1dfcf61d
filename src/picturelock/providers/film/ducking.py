"""When somebody speaks, and how far the music steps back for it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.film.recording import Samples
from picturelock.providers.film.sound import RATE

DUCKED_BY = 15.0
"""By how many dB the music is quieter under speech."""

_AHEAD, _RELEASE = 0.15, 0.6
# A shorter pause than this leaves the music down; from the second on it comes up all the way.
_SHORT_PAUSE, _LONG_PAUSE = 0.8, 1.6
_ENVELOPE_RATE = 200
# A stretch of 10 ms is speech when it is less than so many dB below the loud ones.
_FRAME = RATE // 100
_QUIET = 38.0
_LOUD_SHARE = 0.9
# The soft beginnings and ends of words, in stretches, belong to them.
_EDGE = 4

Span = tuple[int, int]


def speech(voice: Samples) -> list[Span]:
    """Where in a mono voice somebody speaks, from and to samples; breaks under 0.8 s are part of it."""
    frames = voice.size // _FRAME
    level = np.sqrt(np.square(voice[: frames * _FRAME]).reshape(frames, _FRAME).mean(axis=1))
    if not level.any():
        return []
    loud = float(np.quantile(level[level > 0], _LOUD_SHARE))
    heard = np.flatnonzero(level > loud * 10 ** (-_QUIET / 20))
    breaks = np.flatnonzero(np.diff(heard) * _FRAME / RATE > _SHORT_PAUSE)
    firsts, lasts = heard[np.r_[0, breaks + 1]], heard[np.r_[breaks, heard.size - 1]]
    return [
        (max(0, int(first) - _EDGE) * _FRAME, min(voice.size, (int(last) + 1 + _EDGE) * _FRAME))
        for first, last in zip(firsts, lasts, strict=True)
    ]


def ducking(spans: Sequence[Span], samples: int) -> NDArray[np.float32]:
    """The music's gain for each sample, with speech from and to the given samples, in order.

    It is down when a word starts, and comes up within 0.6 s after the last one. How far it comes up in a
    pause depends on the pause: not at all in a short one, so that it does not pump, and all the way in one
    of 1.6 s or more.
    """
    time = np.arange(-(-samples * _ENVELOPE_RATE // RATE) + 1) / _ENVELOPE_RATE
    down = np.zeros(time.size)
    edges = [(first / RATE, last / RATE) for first, last in spans]
    for place, (first, last) in enumerate(edges):
        before = 1 - _rise((first - time) / _AHEAD)
        after = 1 - _rise((time - last) / _RELEASE)
        down = np.maximum(down, np.minimum(before, after))
        if place + 1 < len(edges):
            following = edges[place + 1][0]
            share = (following - last - _SHORT_PAUSE) / (_LONG_PAUSE - _SHORT_PAUSE)
            kept = 1 - min(1.0, max(0.0, share))
            between = (time >= last) & (time <= following)
            down[between] = np.maximum(down[between], kept)
    level: NDArray[np.float64] = np.interp(np.arange(samples) / RATE, time, -DUCKED_BY * down)
    return (10 ** (level / 20)).astype(np.float32)


def _rise(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0, 1))
