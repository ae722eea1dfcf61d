"""Short sounds for where scenes meet: soft, dark and synthesised, the same samples every time."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.transition_sounds import Sound
from picturelock.providers.film.instruments import rise
from picturelock.providers.film.recording import Samples
from picturelock.providers.film.sound import RATE

Wave = NDArray[np.float64]

_SEED = 23
_EDGE = 0.004


def short_sound(sound: Sound, samples: int) -> Samples:
    """A sound over ``samples`` at 48 kHz, stereo, shape ``(samples, 2)``. Its level is not set here."""
    time = np.arange(samples) / RATE
    share = time / max(time[-1], 1 / RATE)
    sides = _MADE[sound](time, share)
    edges = rise(time / _EDGE) * rise((time[-1] - time) / _EDGE)
    made = np.stack(sides, axis=1) * edges[:, None]
    return (made / max(float(np.abs(made).max()), 1e-9)).astype(np.float32)


def _whoosh(time: Wave, share: Wave) -> tuple[Wave, Wave]:
    """Air that passes from left to right: noise that rises and falls in pitch and loudness."""
    bright = np.exp(-0.5 * ((share - 0.6) / 0.2) ** 2)
    dark, light = _noise(time.size, 350, 0.7), _noise(time.size, 1_300, 0.6)
    swell = np.sin(np.pi * np.minimum(share / 1.2, 1)) ** 2 * bright**0.5 * rise((1 - share) / 0.4)
    air = (dark * (1 - bright) + light * bright) * swell
    left = np.cos(share * np.pi / 2)
    return air * (0.35 + 0.65 * left), air * (1 - 0.65 * left)


def _hit(time: Wave, share: Wave) -> tuple[Wave, Wave]:
    """A soft low drum with a breath of air, that dies away with its length."""
    turns = 62 * time + 46 * 0.04 * (1 - np.exp(-time / 0.04))
    drum = np.sin(2 * np.pi * turns) + 0.7 * np.sin(4 * np.pi * turns)
    felt = _noise(time.size, 500, 0.8) * np.exp(-time / 0.03) * 0.35
    attack = rise(share / 0.1)
    both = (drum * np.exp(-3.2 * share) + felt) * attack * rise((1 - share) / 0.4)
    return both, both


def _page(time: Wave, share: Wave) -> tuple[Wave, Wave]:
    """A sheet that is turned: two strokes of rustling paper."""
    chance = np.random.default_rng(_SEED)
    knots = chance.uniform(0.35, 1.0, 28)
    rustle = np.interp(share, np.linspace(0, 1, knots.size), knots)
    strokes = np.exp(-0.5 * ((share - 0.3) / 0.14) ** 2) + 0.7 * np.exp(-0.5 * ((share - 0.68) / 0.1) ** 2)
    paper = rustle * strokes * rise((1 - share) / 0.2)
    return paper * _noise(time.size, 2_600, 0.8), paper * _noise(time.size, 2_600, 0.8, seed=_SEED + 1)


def _click(time: Wave, share: Wave) -> tuple[Wave, Wave]:
    """A wooden click, quickly gone."""
    wood = np.sin(2 * np.pi * 740 * time) * np.exp(-time / 0.012) + 0.4 * np.sin(
        2 * np.pi * 1_480 * time
    ) * np.exp(-time / 0.006)
    made = wood * rise(time / 0.003) * rise((1 - share) / 0.3)
    return made, made


def _noise(count: int, middle: float, octaves: float, seed: int = _SEED) -> Wave:
    """Noise around a frequency in Hz, with most of its power within so many octaves."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequency = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 1)
    return np.fft.irfft(spectrum * np.exp(-0.5 * (np.log2(frequency / middle) / octaves) ** 2), count)


_MADE: dict[Sound, Callable[[Wave, Wave], tuple[Wave, Wave]]] = {
    "whoosh": _whoosh,
    "hit": _hit,
    "page": _page,
    "click": _click,
}
