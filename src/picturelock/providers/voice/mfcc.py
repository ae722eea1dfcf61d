"""How a sound's spectrum changes over time, in the few numbers that tell one speech sound from another.

Mel-frequency cepstral coefficients after Davis and Mermelstein (1980), with their slopes.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.voice.take_sound import Samples, resampled

RATE = 16_000  # Hz; speech holds little above 8 kHz
HOP = 160  # samples from one row to the next: 10 ms
_WINDOW = 400  # samples: 25 ms
_SPECTRUM = 512
_BANDS = 40
_KEPT = 13
_LOWEST, _HIGHEST = 60.0, 7_600.0  # Hz
_EMPHASIS = 0.97
# High enough that the digital silence of one voice is the noise floor of another.
_FLOOR = 1e-2

Rows = NDArray[np.float64]


def cepstra(sound: Samples, rate: int) -> Rows:
    """A row for every 10 ms: 13 coefficients, each even over the sound, and their slopes.

    Args:
        sound: samples in -1..1, at least 25 ms of them.
        rate: their rate in Hz.
    """
    speech = resampled(sound, rate, RATE)
    if speech.size < _WINDOW:
        speech = np.pad(speech, (0, _WINDOW - speech.size))
    # Voices differ in loudness; the floor below must not.
    speech = speech / max(float(np.max(np.abs(speech))), 1e-6)
    emphasised = np.append(speech[0], speech[1:] - _EMPHASIS * speech[:-1])
    frames = np.lib.stride_tricks.sliding_window_view(emphasised, _WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(frames * np.hamming(_WINDOW), _SPECTRUM)) ** 2
    kept = _cosines(np.log(power @ _bands().T + _FLOOR))
    even = (kept - kept.mean(axis=0)) / (kept.std(axis=0) + 1e-6)
    slopes = np.gradient(even, axis=0) if len(even) > 1 else np.zeros_like(even)
    return np.hstack([even, slopes])


def _cosines(loudness: Rows) -> Rows:
    from scipy.fft import dct  # pyright: ignore[reportUnknownVariableType, reportMissingTypeStubs]

    cosines: Any = dct(loudness, norm="ortho")
    return np.asarray(cosines, dtype=np.float64)[:, :_KEPT]


@cache
def _bands() -> Rows:
    """The weights of each mel band over the spectrum, as triangles."""
    points = np.linspace(_mel(_LOWEST), _mel(_HIGHEST), _BANDS + 2)
    edges = np.floor((_SPECTRUM + 1) * 700 * (10 ** (points / 2595) - 1) / RATE).astype(int)
    bands = np.zeros((_BANDS, _SPECTRUM // 2 + 1))
    for place in range(_BANDS):
        low, middle, high = edges[place : place + 3]
        bands[place, low:middle] = (np.arange(low, middle) - low) / max(middle - low, 1)
        bands[place, middle:high] = (high - np.arange(middle, high)) / max(high - middle, 1)
    return bands


def _mel(frequency: float) -> float:
    return 2595 * float(np.log10(1 + frequency / 700))
