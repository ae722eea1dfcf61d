"""Chords and how they are laid: which notes sound together, and that voices move to near ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise


@dataclass(frozen=True)
class Chord:
    """A chord by the semitones of its root above the tonic and of its notes above the root."""

    root: int
    notes: tuple[int, ...]

    def classes(self, tonic: int) -> frozenset[int]:
        """Its pitch classes, 0 to 11, in the key of ``tonic``."""
        return frozenset((tonic + self.root + note) % 12 for note in self.notes)

    def colour(self, tonic: int) -> int:
        """The pitch class that gives it its colour: its third, or its fourth or second without one."""
        third = next((note for note in self.notes if note in (3, 4)), self.notes[1])
        return (tonic + self.root + third) % 12


MAJOR = (0, 2, 4, 5, 7, 9, 11)
DORIAN = (0, 2, 3, 5, 7, 9, 10)
AEOLIAN = (0, 2, 3, 5, 7, 8, 10)

# Every chord is of its mode: capitals are major, small letters minor. "open" has no third: it is at rest,
# and neither bright nor dark.
CHORDS: dict[str, Chord] = {
    "I": Chord(0, (0, 2, 4, 7)),
    "Iadd6": Chord(0, (0, 4, 7, 9)),
    "ii": Chord(2, (0, 3, 7, 10)),
    "iii": Chord(4, (0, 3, 7)),
    "IV": Chord(5, (0, 2, 4, 7)),
    "V": Chord(7, (0, 2, 4, 7)),
    "Vsus": Chord(7, (0, 5, 7)),
    "vi": Chord(9, (0, 3, 7, 10)),
    "i": Chord(0, (0, 3, 7, 10)),
    "open": Chord(0, (0, 2, 7)),
    "III": Chord(3, (0, 2, 4, 7)),
    "iv": Chord(5, (0, 3, 7, 10)),
    "v": Chord(7, (0, 3, 7, 10)),
    "VI": Chord(8, (0, 4, 7, 9)),
    "VII": Chord(10, (0, 2, 4, 7)),
}

# A pad's voices lie around middle C: full, yet below the part of speech that carries consonants.
_LOWEST, _HIGHEST, _VOICES = 50, 69, 4
_MIDDLE = (52, 57, 60, 64)
_BASS_LOWEST = 36
# A ladder is an octave and a third: room for a tune, not for a leap.
_LADDER = 16


def voicing(chord: Chord, tonic: int, before: Sequence[int]) -> tuple[int, ...]:
    """The four pitches of a chord that lie nearest to those of the chord before."""
    classes, colour = chord.classes(tonic), chord.colour(tonic)
    pitches = [pitch for pitch in range(_LOWEST, _HIGHEST + 1) if pitch % 12 in classes]
    target = before or _MIDDLE

    def cost(voices: tuple[int, ...]) -> float:
        steps = [high - low for low, high in pairwise(voices)]
        # Seconds rub, and rub more the lower they lie; a chord wants its colour and all its notes.
        rubbing = sum(40.0 if step < 2 else 6.0 if step < 3 else 0.0 for step in steps)
        heard = {pitch % 12 for pitch in voices}
        missing = 3.0 * len(classes - heard) + (0.0 if colour in heard else 8.0)
        moved = sum(abs(one - other) for one, other in zip(voices, target, strict=True))
        return moved + rubbing + missing

    return min(combinations(pitches, _VOICES), key=cost)


def bass_of(chord: Chord, tonic: int) -> int:
    """The pitch of a chord's root in the bass, 36 to 47."""
    return _BASS_LOWEST + (tonic + chord.root - _BASS_LOWEST) % 12


def ladder(chord: Chord, tonic: int, lowest: int) -> tuple[int, ...]:
    """The pitches of a chord from ``lowest`` up, for tunes and broken chords."""
    classes = chord.classes(tonic)
    return tuple(pitch for pitch in range(lowest, lowest + _LADDER) if pitch % 12 in classes)
