from itertools import pairwise

import pytest

from picturelock.providers.film.moods import MOODS
from picturelock.providers.film.score import Score, compose

LENGTHS = (4.0, 9.0, 61.7)
SCORES = [
    pytest.param(mood, compose(mood, seed, seconds), id=f"{mood}-{seed}-{seconds:.0f}s")
    for mood in MOODS
    for seed in (1, 2, 3)
    for seconds in LENGTHS
]
HELD = {"pad", "glass"}
UNPITCHED = {"thump", "shaker"}


def chords(score: Score) -> list[list[int]]:
    """The held pitches by chord, low to high."""
    held = [note for note in score.notes if note.part in HELD]
    starts = sorted({note.start for note in held})
    return [sorted(note.pitch for note in held if note.start == start) for start in starts]


def test_the_same_seed_mood_and_length_give_the_same_score() -> None:
    assert compose("calm", 5, 30.0) == compose("calm", 5, 30.0)


@pytest.mark.parametrize("mood", MOODS)
def test_another_seed_gives_other_music(mood: str) -> None:
    assert compose(mood, 5, 30.0).notes != compose(mood, 6, 30.0).notes


def test_no_two_moods_share_their_speed_or_their_instruments() -> None:
    assert len({rule.tempo for rule in MOODS.values()}) == len(MOODS)
    assert len({tuple(figure.part for figure in rule.figures) for rule in MOODS.values()}) == len(MOODS)


@pytest.mark.parametrize(("mood", "score"), SCORES)
def test_every_note_is_of_the_key(mood: str, score: Score) -> None:
    pitched = [note for note in score.notes if note.part not in UNPITCHED]
    assert {(note.pitch - score.tonic) % 12 for note in pitched} <= set(MOODS[mood].scale)


@pytest.mark.parametrize(("mood", "score"), SCORES)
def test_no_two_held_voices_rub_and_low_ones_lie_well_apart(mood: str, score: Score) -> None:
    for chord in chords(score):
        assert all(high - low >= 2 for low, high in pairwise(chord))
        assert chord[0] >= 48


@pytest.mark.parametrize(("mood", "score"), SCORES)
def test_voices_move_to_near_notes(mood: str, score: Score) -> None:
    for before, after in pairwise(chords(score)):
        assert sum(abs(one - other) for one, other in zip(before, after, strict=True)) <= 14


@pytest.mark.parametrize(("mood", "score"), SCORES)
def test_it_ends_at_rest_on_the_tonic(mood: str, score: Score) -> None:
    lowest = min(
        (note for note in score.notes if note.start >= score.ending and note.part not in UNPITCHED),
        key=lambda note: note.pitch,
    )
    assert lowest.pitch % 12 == score.tonic
    # Nothing begins after the last chord's own strokes, and the held chord lasts to the end.
    assert max(note.start for note in score.notes) <= score.ending + 0.3
    last = [note for note in score.notes if note.part in HELD and note.start == pytest.approx(score.ending)]
    assert {round(note.start + note.length, 6) for note in last} == {round(score.seconds, 6)}


@pytest.mark.parametrize(("mood", "score"), SCORES)
def test_nothing_is_struck_into_the_first_word(mood: str, score: Score) -> None:
    if score.seconds < 5:
        return
    early = {note.part for note in score.notes if note.start < 1.0}
    assert early <= HELD | {"bass", "upright"}


def test_the_pulse_of_an_urgent_film_stays_low_and_soft() -> None:
    notes = [note for note in compose("urgent", 3, 60.0).notes if note.part not in UNPITCHED]
    assert max(note.pitch for note in notes) <= 79
    assert max(note.velocity for note in notes if note.part == "pulse") < 0.9
