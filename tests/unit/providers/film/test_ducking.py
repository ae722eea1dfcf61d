import numpy as np
import pytest

from picturelock.providers.film.ducking import DUCKED_BY, ducking, speech
from picturelock.providers.film.recording import Samples
from picturelock.providers.film.sound import RATE


def voice(*spans: tuple[float, float], seconds: float) -> Samples:
    """Syllables from and to seconds, over a breath of noise."""
    time = np.arange(round(seconds * RATE)) / RATE
    sound = 2e-4 * np.random.default_rng(1).standard_normal(time.size)
    for first, last in spans:
        speaking = (time >= first) & (time < last)
        sound[speaking] += (0.2 * np.sin(1_500 * time) * (0.3 + np.abs(np.sin(13 * time))))[speaking]
    return sound.astype(np.float32)


def level(*spans: tuple[float, float], seconds: float) -> Samples:
    """The music's gain in dB for each sample."""
    laid = [(round(first * RATE), round(last * RATE)) for first, last in spans]
    return 20 * np.log10(ducking(laid, round(seconds * RATE)))


def at(seconds: float) -> int:
    return round(seconds * RATE)


def test_speech_is_found_inside_recordings_and_breath_is_none() -> None:
    spans = speech(voice((0.5, 2.0), (2.5, 4.0), (6.0, 7.0), seconds=8))
    assert np.array(spans) / RATE == pytest.approx(np.array([(0.5, 4.0), (6.0, 7.0)]), abs=0.06)
    assert all(first <= at(word) for (first, _), word in zip(spans, (0.5, 6.0), strict=True))


def test_silence_is_no_speech() -> None:
    assert speech(np.zeros(RATE, np.float32)) == []


def test_music_is_down_when_a_word_starts_and_up_six_tenths_after_the_last() -> None:
    gain = level((3, 5), seconds=8)
    assert gain[at(2.84)] == pytest.approx(0, abs=0.01)
    assert gain[at(3) : at(5)].max() == pytest.approx(-DUCKED_BY, abs=0.1)
    assert -14 < gain[at(5.3)] < -1
    assert gain[at(5.62)] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("pause", [0.1, 0.5, 0.8])
def test_a_short_pause_does_not_let_the_music_up(pause: float) -> None:
    gain = level((1, 3), (3 + pause, 6), seconds=8)
    assert gain[at(1) : at(6)].max() == pytest.approx(-DUCKED_BY, abs=0.1)


def test_the_longer_a_pause_the_further_the_music_comes_up() -> None:
    highest = [
        level((1, 3), (3 + pause, 7), seconds=9)[at(3) : at(3 + pause)].max()
        for pause in (1.0, 1.3, 1.7, 2.5)
    ]
    assert highest == sorted(highest)
    assert highest[0] < -9
    assert highest[2] == pytest.approx(0, abs=0.3)


def test_the_gain_never_jumps() -> None:
    gain = level((1, 3), (4.1, 5), (5.4, 6), seconds=9)
    assert np.abs(np.diff(gain)).max() < 0.01
