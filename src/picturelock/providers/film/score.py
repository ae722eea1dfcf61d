"""What the music bed plays: chords and notes, composed from a seed under simple rules of harmony.

One chord a bar, diatonic to a major key; voices move to the nearest notes of the next chord; the last chords
are a cadence and the last one is the tonic, ringing out.
"""

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

import numpy as np

Part = Literal["pad", "bass", "pluck", "bell"]


@dataclass(frozen=True)
class Chord:
    """A chord by the semitones of its root above the tonic and of its notes above the root."""

    root: int
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Mood:
    """A character of music. ``figure`` is the eighths of a bar at which a plucked note may fall."""

    tempo: float
    progressions: tuple[str, ...]
    cadence: str
    figure: tuple[int, ...]
    density: float
    bells: float


@dataclass(frozen=True)
class Note:
    """One note: MIDI pitch, start and length in seconds, loudness 0 to 1, place from left -1 to right 1."""

    part: Part
    pitch: int
    start: float
    length: float
    velocity: float
    pan: float = 0.0


@dataclass(frozen=True)
class Score:
    """All notes of a bed, its length in seconds, the tonic's pitch class and where its last chord starts."""

    notes: tuple[Note, ...]
    seconds: float
    tonic: int
    ending: float


CHORDS: dict[str, Chord] = {
    "I": Chord(0, (0, 2, 4, 7)),
    "ii": Chord(2, (0, 3, 7, 10)),
    "iii": Chord(4, (0, 3, 7)),
    "IV": Chord(5, (0, 2, 4, 7)),
    "V": Chord(7, (0, 2, 4, 7)),
    "Vsus": Chord(7, (0, 5, 7)),
    "vi": Chord(9, (0, 3, 7, 10)),
}

MOODS: dict[str, Mood] = {
    "calm": Mood(
        tempo=64,
        progressions=("I vi IV Vsus", "I iii IV Vsus", "I IV vi Vsus"),
        cadence="IV Vsus I",
        figure=(0, 3, 6),
        density=0.7,
        bells=0.45,
    ),
    "hopeful": Mood(
        tempo=76,
        progressions=("I V vi IV", "IV I V vi", "I IV vi V"),
        cadence="IV V I",
        figure=(0, 1, 2, 3, 4, 5, 6, 7),
        density=0.85,
        bells=0.6,
    ),
    "clinical": Mood(
        tempo=70,
        progressions=("I iii vi IV", "vi IV I Vsus", "I ii vi IV"),
        cadence="ii Vsus I",
        figure=(0, 2, 4, 6),
        density=1.0,
        bells=0.25,
    ),
}

# The pad's voices lie around middle C: full, yet below the part of speech that carries consonants.
_LOWEST, _HIGHEST, _VOICES = 50, 69, 4
_BASS_LOWEST = 36
_PLUCK_LOWEST = 60
_LAST_CHORD = 5.5
_TONICS = (0, 2, 3, 5, 7)


def compose(mood: str, seed: int, seconds: float) -> Score:
    """The score for a mood (a key of ``MOODS``), the same for the same arguments.

    Raises:
        KeyError: no such mood.
    """
    rule = MOODS[mood]
    chance = np.random.default_rng([seed, *mood.encode()])
    tonic = int(chance.choice(_TONICS))
    ring = min(_LAST_CHORD, seconds * 0.5)
    bars = round((seconds - ring) / (240 / rule.tempo))
    bar = (seconds - ring) / bars if bars else 0.0
    names = _harmony(rule, chance, bars)
    notes: list[Note] = []
    voicing: tuple[int, ...] = ()
    for place, name in enumerate(names):
        chord, start = CHORDS[name], place * bar
        last = place == bars
        length = ring if last else bar
        voicing = _voicing(chord, tonic, voicing)
        notes += _held(voicing, _bass(chord, tonic), start, length)
        notes += _figure(rule, voicing, start, length, chance, opening=place == 0, last=last)
    return Score(tuple(notes), seconds, tonic, ending=bars * bar)


def _harmony(rule: Mood, chance: np.random.Generator, bars: int) -> list[str]:
    """A chord for each bar and the last one: a theme twice, another once, and so on, then the cadence."""
    theme, other = (str(loop).split() for loop in chance.permutation(rule.progressions)[:2])
    form = [*theme, *theme, *other]
    turned = [form[place % len(form)] for place in range(bars + 1)]
    cadence = rule.cadence.split()
    kept = max(0, bars + 1 - len(cadence))
    return turned[:kept] + cadence[len(cadence) - (bars + 1 - kept) :]


def _voicing(chord: Chord, tonic: int, before: tuple[int, ...]) -> tuple[int, ...]:
    """The four pitches of a chord that lie nearest to those of the chord before."""
    classes = {(tonic + chord.root + note) % 12 for note in chord.notes}
    pitches = [pitch for pitch in range(_LOWEST, _HIGHEST + 1) if pitch % 12 in classes]
    third = (tonic + chord.root + chord.notes[-2 if len(chord.notes) > 3 else 1]) % 12
    target = before or (52, 57, 60, 64)

    def cost(voices: tuple[int, ...]) -> float:
        steps = [high - low for low, high in pairwise(voices)]
        # Seconds rub, and rub more the lower they lie; a chord wants its colour and all its notes.
        rubbing = sum(40.0 if step < 2 else 6.0 if step < 3 else 0.0 for step in steps)
        missing = 3.0 * len(classes - {pitch % 12 for pitch in voices})
        colourless = 8.0 if third not in {pitch % 12 for pitch in voices} else 0.0
        moved = sum(abs(one - other) for one, other in zip(voices, target, strict=True))
        return moved + rubbing + missing + colourless

    return min(combinations(pitches, _VOICES), key=cost)


def _bass(chord: Chord, tonic: int) -> int:
    return _BASS_LOWEST + (tonic + chord.root - _BASS_LOWEST) % 12


def _held(voicing: tuple[int, ...], bass: int, start: float, length: float) -> list[Note]:
    spread = (-0.5, 0.35, -0.25, 0.5)
    pads = [Note("pad", pitch, start, length, 0.8, pan) for pitch, pan in zip(voicing, spread, strict=True)]
    return [*pads, Note("bass", bass, start, length, 0.8)]


def _figure(
    rule: Mood,
    voicing: tuple[int, ...],
    start: float,
    length: float,
    chance: np.random.Generator,
    *,
    opening: bool,
    last: bool,
) -> list[Note]:
    """The plucked notes and now and then a bell over one bar: up and down the chord an octave higher."""
    ladder = [pitch + 12 if pitch < _PLUCK_LOWEST else pitch for pitch in voicing]
    ladder = sorted({*ladder, ladder[0] + 12})
    # The first bar begins with the pad alone; the last one is left to ring.
    if last:
        return [Note("bell", ladder[-1], start, length, 0.5, 0.2)] if length > 1 else []
    eighth = length / 8
    turn = [*range(len(ladder)), *range(len(ladder) - 2, 0, -1)]
    first = int(chance.integers(len(turn)))
    notes: list[Note] = []
    for step, place in enumerate(rule.figure):
        played, loud, late = chance.random(), chance.uniform(0.45, 0.75), chance.uniform(0, 0.012)
        if played > rule.density or (opening and place < 4):
            continue
        pitch = ladder[turn[(first + step) % len(turn)]]
        accent = 1.15 if place == 0 else 1.0
        notes.append(
            Note("pluck", pitch, start + place * eighth + late, 2.4, loud * accent, 0.6 * (-1) ** step)
        )
    if chance.random() < rule.bells and not opening:
        notes.append(Note("bell", ladder[-1], start + 4 * eighth, 3.0, 0.45, chance.uniform(-0.3, 0.3)))
    return notes
