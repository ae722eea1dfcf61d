"""Making a piece of music longer: from a place near its end back to one near its beginning that is alike."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.film.recording import Samples
from picturelock.providers.film.sound import RATE

# What is heard is compared in stretches of a twentieth of a second, in bands of a third of an octave or so.
_HOP = RATE // 20
_LOWEST, _HIGHEST, _BANDS = 60.0, 8_000.0, 24
_FLOOR = 1e-7
# The places are compared over so many seconds before and after them, less in short pieces.
_AROUND, _AROUND_SHARE = 1.5, 0.1
_CROSSFADE, _CROSSFADE_SHARE = 0.6, 0.08
# Ten dB apart weigh as much as losing the whole piece: among alike places the longest loop wins.
_SHORT_COSTS = 60.0

Fade = NDArray[np.float64]


def looped(piece: Samples, samples: int) -> Samples:
    """The piece over ``samples``: cut when it is longer, else going back again and again with a crossfade.

    Args:
        piece: stereo at 48 kHz, shape ``(n, 2)``, at least a second of it.
        samples: how long it is to be.
    """
    if piece.shape[0] >= samples:
        return piece[:samples]
    fade = round(min(_CROSSFADE * RATE, _CROSSFADE_SHARE * piece.shape[0]))
    back, end = loop_points(piece, fade)
    out, into = _crossfade(piece[end - fade : end], piece[back - fade : back])
    joint = piece[end - fade : end] * out[:, None] + piece[back - fade : back] * into[:, None]
    turn = np.concatenate((piece[back : end - fade], joint.astype(np.float32)))
    again = -(-(samples - end) // turn.shape[0])
    return np.concatenate((piece[: end - fade], joint.astype(np.float32), *[turn] * max(0, again)))[:samples]


def loop_points(piece: Samples, fade: int) -> tuple[int, int]:
    """Where to go back to, and from where: the samples at which the music is most alike before and after.

    Args:
        piece: stereo at 48 kHz, shape ``(n, 2)``.
        fade: the length of the crossfade in samples; both places have room for it before them.
    """
    heard = _heard(piece)
    stretches = heard.shape[0]
    around = max(1, round(min(_AROUND * RATE, _AROUND_SHARE * piece.shape[0]) / _HOP))
    first = max(around, -(-fade // _HOP) + 1)
    backs = range(first, max(first + 1, stretches // 2 - around))
    ends = range(max(first + 1, round(stretches * 0.6)), stretches - around)
    if not ends:
        return fade + _HOP, piece.shape[0]
    one, other = (
        np.stack([heard[place - around : place + around].ravel() for place in places])
        for places in (backs, ends)
    )
    apart = np.square(one).sum(axis=1)[:, None] + np.square(other).sum(axis=1) - 2 * one @ other.T
    shorter: NDArray[np.float64] = 1 - np.subtract.outer(-np.array(backs), -np.array(ends)) / stretches
    cost = apart / one.shape[1] + _SHORT_COSTS * shorter
    place, other_place = divmod(int(cost.argmin()), len(ends))
    back, end = backs[place] * _HOP, ends[other_place] * _HOP
    return _in_phase(piece, back, end, fade), end


def _heard(piece: Samples) -> NDArray[np.float64]:
    """How loud each band is in each stretch, in dB, shape ``(stretches, bands)``."""
    count = piece.shape[0] // _HOP
    frames = piece[: count * _HOP].mean(axis=1).reshape(count, _HOP) * np.hanning(_HOP)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    edges = np.geomspace(_LOWEST, _HIGHEST, _BANDS + 1) * _HOP / RATE
    bands = [power[:, int(low) : max(int(low) + 1, int(high))].mean(axis=1) for low, high in pairwise(edges)]
    level = np.stack(bands, axis=1)
    return 10 * np.log10(level / max(float(level.max()), _FLOOR) + _FLOOR)


def _in_phase(piece: Samples, back: int, end: int, fade: int) -> int:
    """``back`` moved by up to a stretch, to where the waves of both places agree best."""
    reach = min(_HOP, back - fade)
    mono = piece.mean(axis=1)
    leaving = mono[end - fade : end]
    around = mono[back - fade - reach : back + reach]
    size = 1 << (around.size + leaving.size).bit_length()
    match = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(leaving, size)), size)
    # Against the power of each place, or the loudest one would seem the most alike.
    power = np.concatenate(([0.0], np.cumsum(np.square(around, dtype=np.float64))))
    there = np.maximum(power[leaving.size :] - power[: -leaving.size], _FLOOR)
    return back - reach + int(np.argmax(match[: there.size] / np.sqrt(there)))


def _crossfade(leaving: Samples, coming: Samples) -> tuple[Fade, Fade]:
    """Gains of both sides that keep the power, however alike the two are."""
    turn = np.linspace(0, np.pi / 2, leaving.shape[0])
    out, into = np.cos(turn), np.sin(turn)
    norm = float(np.sqrt(np.square(leaving).sum() * np.square(coming).sum()))
    alike = max(0.0, float((leaving * coming).sum()) / norm) if norm > 0 else 0.0
    together = np.sqrt(1 + 2 * alike * out * into)
    return out / together, into / together
