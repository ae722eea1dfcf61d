"""What the music bed plays: composed from a seed under simple rules of harmony, to the film's length.

One chord a bar, diatonic to the mood's key. The first bar belongs to the held chord, so that no note is
struck into the first word. The last chords are a cadence; the last one is at rest on the tonic, ringing out.
"""

from dataclasses import dataclass

import numpy as np

from picturelock.providers.film.harmony import CHORDS, Chord, bass_of, ladder, voicing
from picturelock.providers.film.moods import MOODS, STEPS, Figure, Mood, Part

_TONICS = (0, 2, 3, 5, 7)
_SPREAD = (-0.5, 0.35, -0.25, 0.5)
_FORM = "AAB"
_PATTERN_BARS = 2
# The last chord is struck one note after another, so many seconds apart.
_ROLLED = 0.09
_STRUMMED = 0.016
_LATE = 0.012


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


@dataclass(frozen=True)
class _Stroke:
    """One place of a pattern: its step in the bar, and how far up the chord it is."""

    step: int
    rung: int


@dataclass(frozen=True)
class _Bar:
    """One bar as it is played."""

    place: int
    chord: Chord
    start: float
    length: float
    section: str


Pattern = tuple[tuple[_Stroke, ...], ...]


def compose(mood: str, seed: int, seconds: float) -> Score:
    """The score for a mood (a key of ``MOODS``), the same for the same arguments.

    Raises:
        KeyError: no such mood.
    """
    rule = MOODS[mood]
    chance = np.random.default_rng([seed, *mood.encode()])
    tonic = int(chance.choice(_TONICS))
    ring = min(rule.ring, seconds * 0.5)
    count = round((seconds - ring) / (240 / rule.tempo))
    length = (seconds - ring) / count if count else 0.0
    bars = _bars(rule, chance, count, length)
    ending = count * length
    # Too short for a single bar: it is all last chord.
    ring = seconds - ending
    last = CHORDS[rule.cadence.split()[-1]]
    notes = _held_notes(rule, tonic, bars, last, ring, ending)
    for figure in rule.figures:
        patterns = {section: _pattern(figure, chance) for section in sorted(set(_FORM))}
        # A short film has no time for a long build-up.
        enters = min(figure.enters, count // 3)
        for bar in bars:
            if bar.place >= enters and bar.section in figure.sections:
                notes += _struck_notes(figure, patterns[bar.section], bar, tonic, rule.swing, chance)
        if figure.rings:
            notes += _last_strokes(figure, last, tonic, ending, ring)
    return Score(tuple(notes), seconds, tonic, ending=ending)


def _bars(rule: Mood, chance: np.random.Generator, count: int, length: float) -> list[_Bar]:
    """The bars before the last chord: a theme twice, another once, and so on, then the cadence."""
    theme, other = (str(loop).split() for loop in chance.permutation(rule.progressions)[:2])
    loops = {"A": theme, "B": other}
    form = [(section, name) for section in _FORM for name in loops[section]]
    turned = [form[place % len(form)] for place in range(count)]
    cadence = rule.cadence.split()[:-1]
    kept = max(0, count - len(cadence))
    ends = [(section, name) for (section, _), name in zip(turned[kept:], cadence[-count:], strict=False)]
    return [
        _Bar(place, CHORDS[name], place * length, length, section)
        for place, (section, name) in enumerate((*turned[:kept], *ends))
    ]


def _held_notes(
    rule: Mood, tonic: int, bars: list[_Bar], last: Chord, ring: float, ending: float
) -> list[Note]:
    part, loud = rule.held
    notes: list[Note] = []
    voices: tuple[int, ...] = ()
    spans = [(bar.chord, bar.start, bar.length) for bar in bars]
    for chord, start, length in (*spans, (last, ending, ring)):
        voices = voicing(chord, tonic, voices)
        notes += [
            Note(part, pitch, start, length, loud, pan) for pitch, pan in zip(voices, _SPREAD, strict=True)
        ]
        if rule.bass > 0:
            notes.append(Note("bass", bass_of(chord, tonic), start, length, rule.bass))
    return notes


def _pattern(figure: Figure, chance: np.random.Generator) -> Pattern:
    """Two bars of strokes. A tune's second bar begins like its first and comes home."""
    rung, way = int(chance.integers(1, 4)), 1
    bars: list[tuple[_Stroke, ...]] = []
    for _ in range(_PATTERN_BARS):
        strokes: list[_Stroke] = []
        for step in figure.steps:
            leap = int(chance.integers(-2, 3))
            if chance.random() > figure.density:
                continue
            strokes.append(_Stroke(step, rung))
            if figure.shape == "tune":
                rung = min(6, max(0, rung + leap))
            else:
                rung, way = rung + way, (-way if rung + way in (0, 5) else way)
        bars.append(tuple(strokes))
    if figure.shape == "tune" and all(bars):
        half = [stroke for stroke in bars[0] if stroke.step < STEPS // 2]
        rest = [stroke for stroke in bars[1] if stroke.step >= STEPS // 2]
        bars[1] = (*half, *rest[:-1], _Stroke(bars[1][-1].step, 1))
    return tuple(bars)


def _struck_notes(
    figure: Figure, pattern: Pattern, bar: _Bar, tonic: int, swing: float, chance: np.random.Generator
) -> list[Note]:
    step = bar.length / STEPS
    notes: list[Note] = []
    for number, stroke in enumerate(pattern[bar.place % len(pattern)]):
        late = chance.uniform(0, _LATE) + (swing * step if stroke.step % 2 else 0.0)
        loud = figure.loud * chance.uniform(0.85, 1.0) * (1.12 if stroke.step == 0 else 1.0)
        # The first bar is the held chord's; who may play in it waits for its second half.
        if bar.place == 0 and figure.enters > 0 and stroke.step < STEPS // 2:
            continue
        pan = figure.pan * (-1) ** number
        for string, pitch in enumerate(_pitches(figure, bar.chord, tonic, stroke)):
            start = bar.start + stroke.step * step + late + string * _STRUMMED
            notes.append(Note(figure.part, pitch, start, step, min(1.0, loud), pan))
    return notes


def _pitches(figure: Figure, chord: Chord, tonic: int, stroke: _Stroke) -> tuple[int, ...]:
    rungs = ladder(chord, tonic, figure.lowest)
    root = figure.lowest + (tonic + chord.root - figure.lowest) % 12
    match figure.shape:
        case "noise":
            return (figure.lowest,)
        case "root":
            return (root,)
        case "bass":
            return (root if stroke.step < STEPS // 2 else root + 7 if root + 7 < 50 else root - 5,)
        case "top":
            return (rungs[-1],)
        case "chord":
            return rungs[:3]
        case "wave" | "tune":
            return (rungs[min(stroke.rung, len(rungs) - 1)],)


def _last_strokes(figure: Figure, last: Chord, tonic: int, start: float, ring: float) -> list[Note]:
    """The last chord from low to high, each note a little after the one before."""
    if figure.shape == "bass":
        return [Note(figure.part, bass_of(last, tonic), start, ring, figure.loud)]
    root = (tonic + last.root) % 12
    plain = {root, last.colour(tonic), (root + 7) % 12}
    rungs = [pitch for pitch in ladder(last, tonic, figure.lowest) if pitch % 12 in plain]
    return [
        Note(figure.part, pitch, start + place * _ROLLED, ring, figure.loud * 0.9, figure.pan * (-1) ** place)
        for place, pitch in enumerate(rungs[:3])
    ]
