"""The instruments of the music bed: tones made of harmonics that are held, or struck and die away.

Every tone is made at ``HALF``, half the film's rate: what sounds lies far below.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.film.moods import Held, Struck
from picturelock.providers.film.recording import Samples
from picturelock.providers.film.sound import RATE

HALF = RATE // 2
"""Samples a second of the tones."""

GAIN: dict[Held | Struck, float] = {
    "pad": 0.07,
    "glass": 0.055,
    "bass": 0.065,
    "felt": 0.3,
    "bell": 0.14,
    "marimba": 0.34,
    "pizzicato": 0.3,
    "upright": 0.19,
    "celesta": 0.22,
    "pulse": 0.26,
    "thump": 0.2,
    "shaker": 0.16,
}
"""How loud an instrument's tones are beside one another."""

_TABLE = 1 << 15
_DETUNED = 2 ** (3.5 / 1200)
_NOISE_SEED = 11

# Loudness of the harmonics, fundamental first. The pad is mellow; the bass has just enough harmonics
# to be heard on small speakers.
_HELD: dict[Held, tuple[float, ...]] = {
    "pad": (1.0, 0.42, 0.2, 0.09, 0.05, 0.02),
    "glass": (1.0, 0.0, 0.3, 0.0, 0.09),
    "bass": (1.0, 0.5, 0.18, 0.05),
}
_ATTACK: dict[Held, tuple[float, float]] = {"pad": (1.1, 1.8), "glass": (0.7, 1.2), "bass": (0.25, 0.9)}


@dataclass(frozen=True)
class _Body:
    """How a struck instrument sounds: partials as (ratio, loudness, seconds to fall to a third at 330 Hz).

    Low notes ring longer. ``hammer`` is the time of the attack, ``seconds`` that of the whole tone.
    """

    partials: tuple[tuple[float, float, float], ...]
    hammer: float
    seconds: float


def _string(
    count: int, *, slope: float, decay: float, faster: float, stiff: float = 0.0
) -> tuple[tuple[float, float, float], ...]:
    return tuple(
        (order * (1 + stiff * order**2), order**-slope, decay / order**faster)
        for order in range(1, count + 1)
    )


_BODIES: dict[Struck, _Body] = {
    "felt": _Body(_string(5, slope=1.7, decay=0.85, faster=0.9, stiff=0.0004), 0.012, 3.2),
    "bell": _Body(((1, 1, 1.5), (2, 0.31, 0.8), (3.01, 0.15, 0.56), (4.03, 0.09, 0.43)), 0.03, 4.5),
    "celesta": _Body(((1, 1, 0.75), (2, 0.1, 0.4), (4, 0.12, 0.2)), 0.01, 2.2),
    "marimba": _Body(((1, 1, 0.42), (3.93, 0.14, 0.1), (9.2, 0.03, 0.04)), 0.006, 1.4),
    "pizzicato": _Body(_string(6, slope=1.5, decay=0.17, faster=0.8), 0.005, 0.9),
    "upright": _Body(_string(5, slope=1.3, decay=0.3, faster=0.7), 0.012, 1.5),
    "pulse": _Body(_string(6, slope=1.35, decay=0.12, faster=0.5), 0.022, 0.6),
}


def held_table(part: Held) -> Samples:
    """One turn of a held instrument's wave, for ``held_tone``."""
    turn = np.arange(_TABLE) * (2 * np.pi / _TABLE)
    # Spread phases keep the peaks low: the same sound, less need for a limiter.
    waves = [loud * np.sin(order * turn + 1.9 * order**2) for order, loud in enumerate(_HELD[part], start=1)]
    return np.sum(waves, axis=0).astype(np.float32)


def held_tone(part: Held, table: Samples, *, pitch: int, length: float, pan: float) -> Samples:
    """A note that is held for ``length`` seconds and released, stereo, shape ``(2, samples)``.

    A pad has a string in the middle and one on each side, slightly detuned; a bass lies in the middle.
    """
    attack, release = _ATTACK[part]
    time = np.arange(round((length + release) * HALF)) / HALF
    frequency = frequency_of(pitch)
    middle = _turned(table, frequency * time)
    if part == "bass":
        sides = [middle, middle]
    else:
        left = _turned(table, frequency * _DETUNED * time + 0.21)
        right = _turned(table, frequency / _DETUNED * time + 0.58)
        sides = [
            (middle + string) * np.float32(0.5 + lean * 0.25 * pan)
            for string, lean in ((left, -1), (right, 1))
        ]
    breath = 1 - 0.12 * np.cos(2 * np.pi * (0.13 * time + 0.31 * (pitch % 5)))
    envelope = rise(time / attack) * rise((length + release - time) / release) * breath
    return np.stack(sides) * envelope.astype(np.float32)


def struck_tone(part: Struck, pitch: int) -> Samples:
    """A struck note at velocity 1, mono: it dies away, its high partials first."""
    if part == "thump":
        return _thump()
    if part == "shaker":
        return _shaker()
    body = _BODIES[part]
    time = np.arange(round(body.seconds * HALF)) / HALF
    frequency = frequency_of(pitch)
    longer = (330 / frequency) ** 0.3
    tone = np.zeros(time.size)
    for ratio, loud, decay in body.partials:
        if frequency * ratio < HALF / 2:
            tone += loud * np.exp(-time / (decay * longer)) * np.sin(2 * np.pi * frequency * ratio * time)
    tail = rise((time[-1] - time) / (0.2 * body.seconds))
    return (tone * rise(time / body.hammer) * tail).astype(np.float32)


def panned(tone: Samples, pan: float) -> Samples:
    """A mono tone at a place from left -1 to right 1, equally loud everywhere."""
    angle = (pan + 1) * np.pi / 4
    return np.stack((tone * np.float32(np.cos(angle)), tone * np.float32(np.sin(angle))))


def frequency_of(pitch: int) -> float:
    """The frequency in Hz of a MIDI pitch."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


def rise(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """From 0 to 1 without a corner, for a share that runs from 0 to 1 and is held outside."""
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0, 1))


def _turned(table: Samples, turns: NDArray[np.float64]) -> Samples:
    return table[(turns * _TABLE).astype(np.int64) & (_TABLE - 1)]


def _thump() -> Samples:
    """A soft low drum: a tone that falls from 84 to 56 Hz within a tenth of a second."""
    time = np.arange(round(0.5 * HALF)) / HALF
    turns = 56 * time + 28 * 0.05 * (1 - np.exp(-time / 0.05))
    shape = rise(time / 0.012) * np.exp(-time / 0.11) * rise((time[-1] - time) / 0.1)
    return (np.sin(2 * np.pi * turns) * shape).astype(np.float32)


def _shaker() -> Samples:
    """A breath of noise between 4 and 9 kHz, above where speech is understood."""
    count = round(0.16 * HALF)
    spectrum = np.fft.rfft(np.random.default_rng(_NOISE_SEED).standard_normal(count))
    frequency = np.fft.rfftfreq(count, 1 / HALF)
    spectrum *= np.exp(-0.5 * (np.log2(np.maximum(frequency, 1) / 6_000) / 0.4) ** 2)
    time = np.arange(count) / HALF
    shape = rise(time / 0.035) * np.exp(-time / 0.035) * rise((time[-1] - time) / 0.03)
    return (np.fft.irfft(spectrum, count) * shape).astype(np.float32)
