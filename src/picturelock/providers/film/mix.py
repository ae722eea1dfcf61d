"""The film's sound: recordings laid at their samples, the music ducked under them, one loudness."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.errors import ProviderError
from picturelock.providers.film.loudness import SILENCE, limited, loudness
from picturelock.providers.film.music import music_bed
from picturelock.providers.film.recording import Samples, recording
from picturelock.providers.film.sound import CEILING, RATE, TARGET, SoundOrder

MUSIC_BELOW_VOICE = 8.0
# Under speech 8 + 14 = 22 dB below it: WCAG 2.2, success criterion 1.4.7, wants at least 20.
DUCKED_BY = 14.0
_ATTACK, _HOLD, _RELEASE = 0.35, 0.45, 1.2
_EDGE = round(0.005 * RATE)
_ENVELOPE_RATE = 200
# Encoding moves peaks; this much room usually makes the first try good.
_ROOM_FOR_ENCODING = 0.6
_LIMITED_AGAIN, _NEAR = 5, 0.006


def mixed(order: SoundOrder, *, lift: float = 0.0, headroom: float = 0.0) -> Samples:
    """The whole sound as stereo at 48 kHz, shape ``(samples, 2)``, at ``TARGET``.

    Args:
        order: the recordings, the music, and the film's length.
        lift: dB by which to be louder than ``TARGET``, for what encoding takes away.
        headroom: dB by which to keep the true peak further below ``CEILING``.

    Raises:
        ProviderError: a recording is missing, is not mono 16 bit at 48 kHz, or starts after the film's end.
    """
    voice, spans = _laid(order)
    mix = np.repeat(voice[:, None], 2, axis=1)
    if spans:
        mix = _at(mix, TARGET)
    if order.music is not None:
        bed = _at(music_bed(order.music, order.samples), TARGET - MUSIC_BELOW_VOICE)
        mix += bed * ducking(spans, order.samples)[:, None]
    level = CEILING - _ROOM_FOR_ENCODING - headroom
    loud = _at(mix, TARGET + lift)
    held = limited(loud, level)
    for _ in range(_LIMITED_AGAIN):
        # What the limiter took is given back, and the limiter holds the peaks again.
        if abs(missing := float(_gain(held, TARGET + lift)) - 1) < _NEAR:
            break
        loud = loud * np.float32(1 + missing)
        held = limited(loud, level)
    return held


def ducking(spans: Sequence[tuple[int, int]], samples: int) -> NDArray[np.float32]:
    """The music's gain for each sample, with speech from and to the given samples.

    It is down before a word starts, stays down over short pauses, and comes up again slowly.
    """
    time = np.arange(-(-samples * _ENVELOPE_RATE // RATE) + 1) / _ENVELOPE_RATE
    down = np.zeros(time.size)
    for first, last in spans:
        before = 1 - np.clip((first / RATE - time) / _ATTACK, 0, 1)
        after = 1 - np.clip((time - last / RATE - _HOLD) / _RELEASE, 0, 1)
        down = np.maximum(down, np.minimum(before, after))
    shape = 0.5 - 0.5 * np.cos(np.pi * down)
    level: NDArray[np.float64] = np.interp(np.arange(samples) / RATE, time, -DUCKED_BY * shape)
    return (10 ** (level / 20)).astype(np.float32)


def _laid(order: SoundOrder) -> tuple[Samples, list[tuple[int, int]]]:
    """The voice alone, and where it speaks."""
    voice = np.zeros(order.samples, np.float32)
    spans: list[tuple[int, int]] = []
    for laid in order.voices:
        sound = recording(laid.file)[: max(0, order.samples - laid.start)].copy()
        if sound.size == 0:
            raise ProviderError(f"the recording {laid.file.name} is empty or after the end", provider="mix")
        edge = np.linspace(0, 1, min(_EDGE, sound.size // 2), dtype=np.float32)
        sound[: edge.size] *= edge
        sound[sound.size - edge.size :] *= edge[::-1]
        voice[laid.start : laid.start + sound.size] += sound
        spans.append((laid.start, laid.start + sound.size))
    return voice, spans


def _gain(sound: Samples, level: float) -> np.float32:
    measured = loudness(sound)
    return np.float32(1.0 if measured <= SILENCE else 10 ** ((level - measured) / 20))


def _at(sound: Samples, level: float) -> Samples:
    return sound * _gain(sound, level)
