"""The music bed: soft pads and plucked notes, synthesised from a score; no recording, no licence.

All that sounds lies below 6 kHz, so it is made at half the film's rate and doubled in the same spectral step
that adds the room and takes the edge off.
"""

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.cut import MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.providers.film.recording import Samples
from picturelock.providers.film.score import MOODS, Note, Part, Score, compose
from picturelock.providers.film.sound import RATE

_HALF = RATE // 2
_FADE_IN, _FADE_OUT = 1.5, 2.5
_TABLE = 1 << 15
_LOW_PASS, _HIGH_PASS = 2_000.0, 45.0
_ROOM_SECONDS, _ROOM_SHARE, _ROOM_SEED = 2.4, 0.32, 7

# Loudness of the harmonics, fundamental first. The pad is mellow; the bass has just enough harmonics
# to be heard on small speakers.
_PAD = (1.0, 0.42, 0.2, 0.09, 0.05, 0.02)
_BASS = (1.0, 0.5, 0.18, 0.05)
_GAIN: dict[Part, float] = {"pad": 0.10, "bass": 0.085, "pluck": 0.2, "bell": 0.09}
_DETUNED = 2 ** (3.5 / 1200)


def music_bed(bed: MusicBed, samples: int) -> Samples:
    """The bed as stereo at 48 kHz, shape ``(samples, 2)``; the same samples for the same arguments.

    It starts softly and fades over its last 2.5 seconds into silence. Its level is not set here.

    Raises:
        ProviderError: no such mood.
    """
    if bed.mood not in MOODS:
        raise ProviderError(
            f"no music for the mood {bed.mood!r}; there is {', '.join(MOODS)}", provider="music"
        )
    score = compose(bed.mood, bed.seed, samples / RATE)
    played = _in_room(_play(score, -(-samples // 2)), samples)
    return played * _fades(samples)[:, None]


def _play(score: Score, length: int) -> Samples:
    sound = np.zeros((2, length), np.float32)
    plucks: dict[tuple[Part, int], Samples] = {}
    tables = {"pad": _wavetable(_PAD), "bass": _wavetable(_BASS)}
    for note in score.notes:
        first = round(note.start * _HALF)
        if note.part == "pad" or note.part == "bass":
            tone = _held_tone(note, tables[note.part])
        else:
            if (note.part, note.pitch) not in plucks:
                plucks[note.part, note.pitch] = _struck_tone(note)
            tone = _panned(plucks[note.part, note.pitch], note.pan)
        room = sound[:, first : first + tone.shape[1]]
        room += tone[:, : room.shape[1]] * np.float32(_GAIN[note.part] * note.velocity)
    return sound


def _frequency(pitch: int) -> float:
    return 440.0 * 2 ** ((pitch - 69) / 12)


def _wavetable(harmonics: tuple[float, ...]) -> Samples:
    turn = np.arange(_TABLE) * (2 * np.pi / _TABLE)
    # Spread phases keep the peaks low: the same sound, less need for a limiter.
    waves = [loud * np.sin(order * turn + 1.9 * order**2) for order, loud in enumerate(harmonics, start=1)]
    return np.sum(waves, axis=0).astype(np.float32)


def _held_tone(note: Note, table: Samples) -> Samples:
    """A pad or bass note. A pad has a string in the middle and one on each side, slightly detuned."""
    attack, release = (1.1, 1.8) if note.part == "pad" else (0.25, 0.9)
    count = round((note.length + release) * _HALF)
    time = np.arange(count) / _HALF
    frequency = _frequency(note.pitch)
    middle = _string(table, frequency * time)
    if note.part == "bass":
        sides = [middle, middle]
    else:
        left = _string(table, frequency * _DETUNED * time + 0.21)
        right = _string(table, frequency / _DETUNED * time + 0.58)
        sides = [
            (middle + string) * np.float32(0.5 + lean * 0.25 * note.pan)
            for string, lean in ((left, -1), (right, 1))
        ]
    breath = 1 - 0.12 * np.cos(2 * np.pi * (0.13 * time + 0.31 * (note.pitch % 5)))
    envelope = _rise(time / attack) * _rise((note.length + release - time) / release) * breath
    return np.stack(sides) * envelope.astype(np.float32)


def _string(table: Samples, turns: NDArray[np.float64]) -> Samples:
    return table[(turns * _TABLE).astype(np.int64) & (_TABLE - 1)]


def _struck_tone(note: Note) -> Samples:
    """A felt-piano note or a small bell at velocity 1: harmonics that die away, the high ones first."""
    bell = note.part == "bell"
    time = np.arange(round((4.5 if bell else 3.2) * _HALF)) / _HALF
    frequency = _frequency(note.pitch)
    ratios = (1.0, 2.0, 3.01, 4.03) if bell else (1.0, 2.001, 3.004, 4.01, 5.02)
    tone = np.zeros(time.size)
    for order, ratio in enumerate(ratios, start=1):
        decay = (1.5 if bell else 0.85) / order**0.9 * (330 / frequency) ** 0.3
        tone += np.exp(-time / decay) * np.sin(2 * np.pi * frequency * ratio * time) / order**1.7
    hammer = _rise(time / (0.03 if bell else 0.012))
    tail = _rise((time[-1] - time) / 0.4)
    return (tone * hammer * tail).astype(np.float32)


def _panned(tone: Samples, pan: float) -> Samples:
    angle = (pan + 1) * np.pi / 4
    return np.stack((tone * np.float32(np.cos(angle)), tone * np.float32(np.sin(angle))))


def _rise(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """From 0 to 1 without a corner, for a share that runs from 0 to 1 and is held outside."""
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0, 1))


def _fades(samples: int) -> Samples:
    time = np.arange(samples) / RATE
    left = (samples - 1) / RATE - time
    share = min(1.0, samples / RATE / (_FADE_IN + _FADE_OUT))
    return (_rise(time / (_FADE_IN * share)) * _rise(left / (_FADE_OUT * share))).astype(np.float32)


def _in_room(dry: Samples, samples: int) -> Samples:
    """The sound in a soft room, low-passed, at the full rate: one spectral step a side."""
    chance = np.random.default_rng(_ROOM_SEED)
    time = np.arange(round(_ROOM_SECONDS * _HALF)) / _HALF
    size = _fast_length(dry.shape[1] + time.size)
    frequency = np.fft.rfftfreq(size, 1 / _HALF)
    tone = 1 / np.sqrt(1 + (frequency / _LOW_PASS) ** 4)
    tone *= frequency**2 / (frequency**2 + _HIGH_PASS**2)
    sides: list[Samples] = []
    for side in dry:
        echo = chance.standard_normal(time.size) * np.exp(-time * (6.9 / 2.0)) * _rise(time / 0.04)
        echo *= _ROOM_SHARE / np.sqrt(np.sum(echo**2))
        answer = (1 + np.fft.rfft(echo, size) / (1 + (frequency / 1_800) ** 2)) * tone
        whole = np.fft.irfft(np.fft.rfft(side, size) * answer, 2 * size) * 2
        sides.append(whole[:samples].astype(np.float32))
    return np.stack(sides, axis=1)


def _fast_length(least: int) -> int:
    """The next length whose Fourier transform is quick."""
    return min(odd << max(0, (-(-least // odd) - 1).bit_length()) for odd in (1, 3, 5, 9, 15))
