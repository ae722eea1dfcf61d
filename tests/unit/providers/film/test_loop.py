import numpy as np
import pytest

from picturelock.providers.film.loop import loop_points, looped
from picturelock.providers.film.recording import Samples

RATE = 48_000
BEAT = RATE // 2


def piece(beats: int, *, fading: int = 0) -> Samples:
    """Bars of four beats: each a struck tone of its own pitch, the first one louder; maybe a fade-out."""
    time = np.arange(BEAT) / RATE
    tones = [
        (0.6 if beat % 4 == 0 else 0.3) * np.exp(-8 * time) * np.sin(2 * np.pi * pitch * time)
        for beat, pitch in ((beat, (220, 330, 277, 415)[beat % 4]) for beat in range(beats))
    ]
    sound = np.concatenate(tones)
    if fading:
        sound[-fading * BEAT :] *= np.linspace(1, 0, fading * BEAT)
    return np.repeat(sound[:, None], 2, axis=1).astype(np.float32)


@pytest.mark.parametrize("fading", [0, 6])
def test_a_loop_goes_back_by_whole_bars_and_leaves_a_fade_out(fading: int) -> None:
    music = piece(33, fading=fading)
    back, end = loop_points(music, fade=BEAT // 2)
    assert (end - back) % (4 * BEAT) == pytest.approx(0, abs=48)
    assert end <= (33 - fading) * BEAT + BEAT // 2


def test_the_beat_goes_on_through_every_joint() -> None:
    long = looped(piece(24), 60 * BEAT)
    whole = piece(60)
    assert long.shape == whole.shape
    power = np.square(long[:, 0]).reshape(-1, BEAT).sum(axis=1)
    expected = np.square(whole[:, 0]).reshape(-1, BEAT).sum(axis=1)
    assert power == pytest.approx(expected, rel=0.25)


def test_music_that_is_long_enough_is_only_cut() -> None:
    music = piece(12)
    assert np.array_equal(looped(music, 5 * BEAT), music[: 5 * BEAT])


@pytest.mark.parametrize("seconds", [1.0, 2.0, 3.3])
def test_a_very_short_piece_fills_any_length(seconds: float) -> None:
    chance = np.random.default_rng(2)
    noise = chance.normal(0, 0.1, (round(seconds * RATE), 2)).astype(np.float32)
    long = looped(noise, 20 * RATE)
    assert long.shape == (20 * RATE, 2)
    level = np.sqrt(np.square(long[:, 0]).reshape(-1, RATE // 10).mean(axis=1))
    assert level.min() > 0.7 * level.mean()
    assert level.max() < 1.4 * level.mean()
