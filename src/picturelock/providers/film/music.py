"""The music bed: soft instruments, synthesised from a score; no recording, no licence.

It is made at half the film's rate and doubled in the same spectral step that adds the room, takes the edge
off and makes way for speech.
"""

from typing import cast, get_args

import numpy as np

from picturelock.domain.cut import MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.providers.film.instruments import (
    GAIN,
    HALF,
    held_table,
    held_tone,
    panned,
    rise,
    struck_tone,
)
from picturelock.providers.film.moods import MOODS, Held, Mood, Struck
from picturelock.providers.film.recording import Samples
from picturelock.providers.film.score import Score, compose
from picturelock.providers.film.sound import RATE

_FADE_IN, _FADE_OUT = 0.6, 2.0
_HELD: frozenset[str] = frozenset(get_args(Held))
# Below 48 Hz there is nothing that small speakers play, and much that uses up their room.
_HIGH_PASS = 48.0
# Speech is understood between 1 and 4 kHz: there the bed is taken back.
_SPEECH, _SPEECH_WIDTH, _SPEECH_DIP = 2_000.0, 0.9, 6.0
_ROOM_SECONDS, _ROOM_SEED = 2.4, 7


def music_bed(bed: MusicBed, samples: int) -> Samples:
    """The bed as stereo at 48 kHz, shape ``(samples, 2)``; the same samples for the same arguments.

    It is composed to this length: it starts softly, and its last chord rings out with its end. Its level is
    not set here.

    Raises:
        ProviderError: no such mood.
    """
    if bed.mood not in MOODS:
        raise ProviderError(
            f"no music for the mood {bed.mood!r}; there is {', '.join(MOODS)}", provider="music"
        )
    score = compose(bed.mood, bed.seed, samples / RATE)
    played = _in_room(_play(score, -(-samples // 2)), samples, MOODS[bed.mood])
    return played * _fades(samples)[:, None]


def _play(score: Score, length: int) -> Samples:
    sound = np.zeros((2, length), np.float32)
    struck: dict[tuple[Struck, int], Samples] = {}
    tables: dict[Held, Samples] = {}
    for note in score.notes:
        first = round(note.start * HALF)
        if note.part in _HELD:
            part = cast("Held", note.part)
            if part not in tables:
                tables[part] = held_table(part)
            table = tables[part]
            tone = held_tone(part, table, pitch=note.pitch, length=note.length, pan=note.pan)
        else:
            kind = (cast("Struck", note.part), note.pitch)
            if kind not in struck:
                struck[kind] = struck_tone(*kind)
            tone = panned(struck[kind], note.pan)
        room = sound[:, first : first + tone.shape[1]]
        room += tone[:, : room.shape[1]] * np.float32(GAIN[note.part] * note.velocity)
    return sound


def _fades(samples: int) -> Samples:
    time = np.arange(samples) / RATE
    left = (samples - 1) / RATE - time
    share = min(1.0, samples / RATE / (_FADE_IN + _FADE_OUT))
    return (rise(time / (_FADE_IN * share)) * rise(left / (_FADE_OUT * share))).astype(np.float32)


def _in_room(dry: Samples, samples: int, mood: Mood) -> Samples:
    """The sound in a soft room, out of speech's way, at the full rate: one spectral step a side."""
    chance = np.random.default_rng(_ROOM_SEED)
    time = np.arange(round(_ROOM_SECONDS * HALF)) / HALF
    size = _fast_length(dry.shape[1] + time.size)
    frequency = np.fft.rfftfreq(size, 1 / HALF)
    octaves = np.log2(np.maximum(frequency, 1.0) / _SPEECH)
    tone = 10 ** (-_SPEECH_DIP / 20 * np.exp(-0.5 * (octaves / _SPEECH_WIDTH) ** 2))
    tone /= np.sqrt(1 + (frequency / mood.bright) ** 4)
    tone *= frequency**4 / (frequency**4 + _HIGH_PASS**4)
    sides: list[Samples] = []
    for side in dry:
        echo = chance.standard_normal(time.size) * np.exp(-time * (6.9 / 2.0)) * rise(time / 0.04)
        echo *= mood.room / np.sqrt(np.sum(echo**2))
        # The room is left out below 200 Hz, where it would only be mud, and above 1.8 kHz.
        heard = (frequency / 200) ** 2 / (1 + (frequency / 200) ** 2) / (1 + (frequency / 1_800) ** 2)
        answer = (1 + np.fft.rfft(echo, size) * heard) * tone
        whole = np.fft.irfft(np.fft.rfft(side, size) * answer, 2 * size) * 2
        sides.append(whole[:samples].astype(np.float32))
    return np.stack(sides, axis=1)


def _fast_length(least: int) -> int:
    """The next length whose Fourier transform is quick."""
    return min(odd << max(0, (-(-least // odd) - 1).bit_length()) for odd in (1, 3, 5, 9, 15))
