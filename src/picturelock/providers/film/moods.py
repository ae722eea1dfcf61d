"""The five characters of music: key, speed, chords, and who plays what."""

from dataclasses import dataclass
from typing import Literal

from picturelock.providers.film.harmony import AEOLIAN, DORIAN, MAJOR

Held = Literal["pad", "glass", "bass"]
Struck = Literal["felt", "bell", "marimba", "pizzicato", "upright", "celesta", "pulse", "thump", "shaker"]
Part = Held | Struck

STEPS = 8
"""A bar has so many steps: eighths of four beats."""


@dataclass(frozen=True)
class Figure:
    """What one struck instrument plays, as a pattern of two bars that comes again with every chord.

    Attributes:
        part: the instrument.
        steps: the steps of a bar at which it may play.
        shape: ``wave`` walks up and down the chord, ``tune`` is a small melody of the chord's notes,
            ``chord`` strikes three notes together, ``root`` stays on the root and ``bass`` goes to the
            fifth and back, ``top`` is the highest note, ``noise`` has no pitch.
        lowest: the lowest pitch (MIDI).
        loud: velocity, 0 to 1.
        density: the share of ``steps`` that the pattern uses.
        enters: the bar at which it is first heard; earlier in short films.
        sections: the parts of the form in which it plays.
        pan: how far its notes lie from the middle, 0 to 1.
        rings: whether it strikes the last chord too.
    """

    part: Struck
    steps: tuple[int, ...]
    shape: Literal["wave", "tune", "chord", "root", "bass", "top", "noise"]
    lowest: int = 60
    loud: float = 0.6
    density: float = 1.0
    enters: int = 1
    sections: str = "AB"
    pan: float = 0.0
    rings: bool = False


@dataclass(frozen=True)
class Mood:
    """A character of music.

    Attributes:
        tempo: beats a minute; four beats a bar.
        scale: its notes, in semitones above the tonic.
        progressions: four bars each; a seed chooses one for section A and one for B.
        cadence: the last chords; the very last one is at rest on the tonic.
        held: the instrument of the chords and how loud it is; the bass is held under it when ``bass`` > 0.
        figures: who plays beside them.
        ring: seconds for which the last chord rings out.
        swing: how much later every second step is, as a share of a step.
        bright: where the treble begins to fall, in Hz.
        room: how much of the room is heard.
    """

    tempo: float
    scale: tuple[int, ...]
    progressions: tuple[str, ...]
    cadence: str
    held: tuple[Held, float]
    bass: float
    figures: tuple[Figure, ...]
    ring: float
    swing: float = 0.0
    bright: float = 2_000.0
    room: float = 0.32


_EVERY = tuple(range(STEPS))

MOODS: dict[str, Mood] = {
    # Slow, wide chords with a few notes of a felt piano.
    "calm": Mood(
        tempo=60,
        scale=MAJOR,
        progressions=("I vi IV Vsus", "I iii IV Vsus", "I IV vi Vsus"),
        cadence="IV Vsus I",
        held=("pad", 0.85),
        bass=0.8,
        figures=(
            Figure("felt", (0, 3, 6), "wave", loud=0.6, density=0.75, pan=0.4, rings=True),
            Figure("bell", (4,), "top", lowest=64, loud=0.4, density=0.5, enters=2, pan=0.3),
        ),
        ring=6.0,
        room=0.36,
    ),
    # A broken chord that runs, and a tune above it that comes when the film is under way.
    "hopeful": Mood(
        tempo=84,
        scale=MAJOR,
        progressions=("I V vi IV", "IV I V vi", "I IV vi V"),
        cadence="IV V I",
        held=("pad", 0.6),
        bass=0.85,
        figures=(
            Figure("felt", _EVERY, "wave", loud=0.55, density=0.9, pan=0.5, rings=True),
            Figure("celesta", (0, 3, 6), "tune", lowest=67, loud=0.5, density=0.85, enters=4, pan=0.25),
            Figure("thump", (0, 4), "noise", loud=0.5, enters=4),
        ),
        ring=5.0,
        bright=2_600.0,
    ),
    # Wooden, even and sparing: one figure that is repeated and slowly gains a second voice.
    "clinical": Mood(
        tempo=96,
        scale=DORIAN,
        progressions=("i IV i VII", "i VII IV i", "i v IV VII"),
        cadence="IV VII open",
        held=("glass", 0.5),
        bass=0.4,
        figures=(
            Figure("marimba", (0, 1, 3, 4, 6, 7), "wave", loud=0.62, pan=0.35, rings=True),
            Figure("marimba", (2, 5), "top", lowest=67, loud=0.4, enters=4, pan=0.6),
            Figure("felt", (0,), "root", lowest=48, loud=0.45, enters=2),
        ),
        ring=4.0,
        bright=2_800.0,
        room=0.22,
    ),
    # Plucked strings between the beats of a walking bass, swung, with a cheeky tune.
    "playful": Mood(
        tempo=116,
        scale=MAJOR,
        progressions=("Iadd6 vi ii V", "Iadd6 IV Iadd6 V", "Iadd6 ii IV V"),
        cadence="ii V Iadd6",
        held=("pad", 0.16),
        bass=0.0,
        figures=(
            Figure("upright", (0, 4), "bass", lowest=38, loud=0.8, enters=0, rings=True),
            Figure("pizzicato", (2, 6, 7), "chord", loud=0.55, density=0.85, pan=0.45, rings=True),
            Figure(
                "celesta",
                (0, 1, 3, 4, 6),
                "tune",
                lowest=66,
                loud=0.45,
                density=0.7,
                enters=2,
                pan=0.3,
                rings=True,
            ),
            Figure("shaker", (1, 3, 5, 7), "noise", loud=0.5, enters=4, pan=0.5),
        ),
        ring=2.6,
        swing=0.18,
        bright=3_600.0,
        room=0.14,
    ),
    # A soft pulse of low strings that goes forward, and is never a warning: no high notes, no dissonance.
    "urgent": Mood(
        tempo=108,
        scale=AEOLIAN,
        progressions=("i VI III VII", "i VI iv VII", "i III VII iv"),
        cadence="VI VII open",
        held=("pad", 0.32),
        bass=0.5,
        figures=(
            Figure("pulse", _EVERY, "root", lowest=48, loud=0.75, pan=0.15),
            Figure("felt", (0, 3, 6), "tune", loud=0.5, density=0.85, enters=4, pan=0.4, rings=True),
            Figure("pulse", (0, 3, 6), "wave", lowest=60, loud=0.42, enters=6, sections="B", pan=0.5),
            Figure("thump", (0, 3, 6), "noise", loud=0.5, enters=2),
        ),
        ring=4.5,
        bright=2_200.0,
        room=0.24,
    ),
}
