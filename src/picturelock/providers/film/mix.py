"""The film's sound: recordings laid at their samples, the music ducked under them, one loudness."""

import numpy as np

from picturelock.domain.cut import MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.domain.sound import Loudness
from picturelock.providers.film.ducking import ducking, speech
from picturelock.providers.film.loudness import SILENCE, limited, loudness
from picturelock.providers.film.music import music_bed
from picturelock.providers.film.own_music_bed import own_music_bed
from picturelock.providers.film.recording import Samples, recording
from picturelock.providers.film.short_sounds import short_sound
from picturelock.providers.film.sound import RATE, LaidVoice, SoundOrder

VOICE = -16.0
"""The loudness in LUFS at which the voice goes into the mix; the whole is brought to the film's after it."""
MUSIC_BELOW_VOICE = 10.0
# Under speech 10 + 15 = 25 dB below it: WCAG 2.2, success criterion 1.4.7, wants at least 20.
SOUNDS_BELOW_VOICE = 8.0
_EDGE = round(0.005 * RATE)
# Encoding moves peaks; this much room usually makes the first try good.
_ROOM_FOR_ENCODING = 0.6
_LIMITED_AGAIN, _NEAR = 5, 0.006


def mixed(order: SoundOrder) -> Samples:
    """The whole sound as stereo at 48 kHz, shape ``(samples, 2)``, before it is brought to its loudness.

    Raises:
        ProviderError: a recording or the music is missing or is something else, or a recording starts after
            the film's end.
    """
    voice = _laid(order.voices, order.samples)
    spoken = speech(voice)
    mix = np.repeat(voice[:, None], 2, axis=1)
    if order.voices:
        mix = _at(mix, VOICE)
    if order.music is not None:
        # Trimmed and looped first: what is never heard does not count for its level.
        bed = (
            music_bed(order.music, order.samples)
            if isinstance(order.music, MusicBed)
            else own_music_bed(order.music.file, order.samples)
        )
        mix += _at(bed, VOICE - MUSIC_BELOW_VOICE) * ducking(spoken, order.samples)[:, None]
    for laid in order.sounds:
        start = round(laid.start * RATE)
        sound = _at(short_sound(laid.sound, round(laid.seconds * RATE)), VOICE - SOUNDS_BELOW_VOICE)
        room = mix[start : start + sound.shape[0]]
        room += sound[: room.shape[0]]
    return mix


def level_mix(mix: Samples, wanted: Loudness, *, lift: float = 0.0, headroom: float = 0.0) -> Samples:
    """A mix brought to its loudness, its true peaks held by a limiter.

    Args:
        mix: stereo at 48 kHz, shape ``(samples, 2)``.
        wanted: how loud it is to be.
        lift: dB by which to be louder than that, for what encoding takes away.
        headroom: dB by which to keep the true peak further below its ceiling.
    """
    level = wanted.true_peak - _ROOM_FOR_ENCODING - headroom
    loud = _at(mix, wanted.target + lift)
    held = limited(loud, level)
    for _ in range(_LIMITED_AGAIN):
        # What the limiter took is given back, and the limiter holds the peaks again.
        if abs(missing := float(_gain(held, wanted.target + lift)) - 1) < _NEAR:
            break
        loud = loud * np.float32(1 + missing)
        held = limited(loud, level)
    return held


def _laid(voices: tuple[LaidVoice, ...], samples: int) -> Samples:
    """The voice alone, mono, over the whole film."""
    voice = np.zeros(samples, np.float32)
    for laid in voices:
        sound = recording(laid.file)[: max(0, samples - laid.start)].copy()
        if sound.size == 0:
            raise ProviderError(f"the recording {laid.file.name} is empty or after the end", provider="mix")
        edge = np.linspace(0, 1, min(_EDGE, sound.size // 2), dtype=np.float32)
        sound[: edge.size] *= edge
        sound[sound.size - edge.size :] *= edge[::-1]
        voice[laid.start : laid.start + sound.size] += sound
    return voice


def _gain(sound: Samples, level: float) -> np.float32:
    measured = loudness(sound)
    return np.float32(1.0 if measured <= SILENCE else 10 ** ((level - measured) / 20))


def _at(sound: Samples, level: float) -> Samples:
    return sound * _gain(sound, level)
