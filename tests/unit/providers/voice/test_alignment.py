import numpy as np
import pytest

from picturelock.domain.errors import ProviderError
from picturelock.providers.voice.alignment import Spoken, word_times
from picturelock.providers.voice.espeak import _shared_out  # pyright: ignore[reportPrivateUsage]
from picturelock.providers.voice.take_sound import Samples, refuse_silence

RATE = 16_000
TONES = (300, 900, 1_800, 500, 2_600)


def tones(seconds: tuple[float, ...], pause_after: int, pause: float) -> tuple[Spoken, list[float]]:
    """A tone for each word, with a pause after one of them; when each begins."""
    pieces: list[Samples] = []
    starts: list[float] = []
    clock = 0.0
    for place, (length, frequency) in enumerate(zip(seconds, TONES, strict=True)):
        starts.append(clock)
        times = np.arange(round(length * RATE)) / RATE
        pieces.append(0.5 * np.sin(2 * np.pi * frequency * times))
        clock += length
        if place == pause_after:
            pieces.append(np.zeros(round(pause * RATE)))
            clock += pause
    return Spoken(np.concatenate(pieces), RATE), starts


def test_words_are_found_at_another_pace_and_behind_another_pause() -> None:
    reference, starts = tones((0.3, 0.2, 0.4, 0.2, 0.3), 2, 0.2)
    recording, true = tones((0.4, 0.3, 0.3, 0.3, 0.5), 2, 0.5)
    found = word_times(recording, reference, starts)
    assert np.abs(np.array([start for start, _ in found]) - np.array(true)).max() < 0.04
    assert abs(found[2][1] - (true[3] - 0.5)) < 0.04  # the word before the pause ends where it begins


def test_times_are_in_order_and_within_what_is_spoken() -> None:
    reference, starts = tones((0.3, 0.2, 0.4, 0.2, 0.3), 2, 0.2)
    noise = Spoken(np.random.default_rng(1).normal(0, 0.1, RATE), RATE)
    found = word_times(noise, reference, starts)
    flat = [moment for time in found for moment in time]
    assert flat == sorted(flat)
    assert 0 <= flat[0] <= flat[-1] <= 1.0


def test_silence_is_refused() -> None:
    with pytest.raises(ProviderError, match="silent"):
        refuse_silence(np.zeros(100), provider="x")


def test_a_phrase_that_espeak_takes_for_one_word_is_shared_among_its_words() -> None:
    assert _shared_out(["stop", "at", "once", "when"], [0.0, 1.0, 1.6, 1.6, 2.0]) == [0.0, 1.0, 1.2, 1.6, 2.0]
