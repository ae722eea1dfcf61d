from itertools import pairwise

import pytest

from picturelock.providers.film.score import MOODS, Score, compose

MAJOR = {0, 2, 4, 5, 7, 9, 11}
SCORES = [compose(mood, seed, seconds) for mood in MOODS for seed in (1, 2, 3) for seconds in (9.0, 61.7)]


def chords(score: Score) -> list[list[int]]:
    """The pad's pitches by chord, low to high."""
    starts = sorted({note.start for note in score.notes if note.part == "pad"})
    return [
        sorted(note.pitch for note in score.notes if note.part == "pad" and note.start == start)
        for start in starts
    ]


def test_the_same_seed_mood_and_length_give_the_same_score() -> None:
    assert compose("calm", 5, 30.0) == compose("calm", 5, 30.0)


def test_another_seed_or_mood_gives_other_music() -> None:
    assert compose("calm", 5, 30.0).notes != compose("calm", 6, 30.0).notes
    assert compose("calm", 5, 30.0).notes != compose("hopeful", 5, 30.0).notes


@pytest.mark.parametrize("score", SCORES)
def test_every_note_is_of_the_key(score: Score) -> None:
    assert {(note.pitch - score.tonic) % 12 for note in score.notes} <= MAJOR


@pytest.mark.parametrize("score", SCORES)
def test_no_two_held_voices_rub_and_low_ones_lie_well_apart(score: Score) -> None:
    for chord in chords(score):
        assert all(high - low >= 2 for low, high in pairwise(chord))
        assert chord[1] - chord[0] >= 2
        assert chord[0] >= 48


@pytest.mark.parametrize("score", SCORES)
def test_voices_move_to_near_notes(score: Score) -> None:
    for before, after in pairwise(chords(score)):
        assert sum(abs(one - other) for one, other in zip(before, after, strict=True)) <= 12


@pytest.mark.parametrize("score", SCORES)
def test_it_ends_at_rest_on_the_tonic(score: Score) -> None:
    bass = max((note for note in score.notes if note.part == "bass"), key=lambda note: note.start)
    assert bass.start == pytest.approx(score.ending)
    assert bass.pitch % 12 == score.tonic
    assert not [note for note in score.notes if note.part == "pluck" and note.start > score.ending]
