# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Loudness and true peak after ITU-R BS.1770-4, and a limiter that keeps the true peak."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.signal import resample_poly, sosfilt

from picturelock.providers.film.recording import Samples
from picturelock.providers.film.sound import RATE

SILENCE = -70.0
"""The absolute gate in LUFS: what is below it does not count."""

# BS.1770-4, tables 1 and 2: the K-weighting at 48 kHz, a shelf for the head and a high-pass.
_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
_STEP = RATE // 10
_RELATIVE_GATE = -10.0
_OVERSAMPLED = 4
_CELL = 24  # samples whose peaks are limited as one: half a millisecond
_REACH = 12  # cells that a reduction starts before a peak and lasts after it: 6 ms


def loudness(sound: Samples) -> float:
    """Integrated loudness in LUFS of stereo at 48 kHz, shape ``(samples, 2)``; ``SILENCE`` for silence."""
    weighted = np.asarray(sosfilt(_K_WEIGHTING, sound, axis=0))
    steps = weighted.shape[0] // _STEP
    if steps < 4:
        padded = np.zeros((4 * _STEP, 2))
        padded[: weighted.shape[0]] = weighted
        weighted, steps = padded, 4
    power = np.square(weighted[: steps * _STEP]).reshape(steps, _STEP, 2).mean(axis=1).sum(axis=1)
    # Blocks of 400 ms that overlap by 75 %.
    blocks = sliding_window_view(power, 4).mean(axis=1)
    loud = blocks[blocks > _power(SILENCE)]
    if loud.size == 0:
        return SILENCE
    loud = loud[loud > loud.mean() * 10 ** (_RELATIVE_GATE / 10)]
    return float(-0.691 + 10 * np.log10(loud.mean()))


def limited(sound: Samples, ceiling: float) -> Samples:
    """The sound with its true peak brought under ``ceiling`` (dBTP), by short smooth reductions only."""
    cells = -(-sound.shape[0] // _CELL)
    peaks = np.zeros(cells * _CELL * _OVERSAMPLED, np.float32)
    for side in range(sound.shape[1]):
        fine = np.abs(np.asarray(resample_poly(sound[:, side], _OVERSAMPLED, 1)))
        peaks[: fine.size] = np.maximum(peaks[: fine.size], fine)
    highest = peaks.reshape(cells, -1).max(axis=1)
    allowed = np.minimum(1.0, 10 ** (ceiling / 20) / np.maximum(highest, 1e-9))
    # The least gain around each cell, then a mean over no wider a stretch: never above what is allowed.
    around = sliding_window_view(np.pad(allowed, 2 * _REACH, mode="edge"), 2 * _REACH + 1).min(axis=1)
    window = np.hanning(2 * _REACH + 3)[1:-1]
    gain = np.convolve(around, window / window.sum(), mode="valid")
    centres = np.arange(cells) * _CELL + _CELL / 2
    smooth = np.interp(np.arange(sound.shape[0]), centres, gain)
    return (sound * smooth[:, None]).astype(np.float32)


def _power(level: float) -> float:
    return 10 ** ((level + 0.691) / 10)
