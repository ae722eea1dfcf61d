import numpy as np
import pytest

from picturelock.domain.cut import MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.providers.film.music import music_bed
from picturelock.providers.film.score import MOODS

RATE = 48_000


@pytest.mark.parametrize("mood", MOODS)
def test_a_bed_is_low_warm_and_free_of_clicks(mood: str) -> None:
    bed = music_bed(MusicBed(seed=2, mood=mood), 16 * RATE)
    power = np.abs(np.fft.rfft(bed.mean(axis=1))) ** 2
    frequency = np.fft.rfftfreq(bed.shape[0], 1 / RATE)
    assert power[frequency < 2_000].sum() > 0.99 * power.sum()
    assert power[frequency < 80].sum() < 0.25 * power.sum()
    peak = np.abs(bed).max()
    # A full-scale sine of 1 kHz moves by 0.13 from sample to sample; a click by far more.
    assert np.abs(np.diff(bed, axis=0)).max() < 0.13 * peak
    assert 20 * np.log10(peak / bed.std()) < 18


def test_the_same_order_gives_the_same_samples() -> None:
    bed = MusicBed(seed=9, mood="hopeful")
    assert np.array_equal(music_bed(bed, 5 * RATE), music_bed(bed, 5 * RATE))


def test_it_is_heard_on_both_sides_and_survives_mono() -> None:
    left, right = music_bed(MusicBed(seed=1), 10 * RATE).T
    assert 0.2 < np.corrcoef(left, right)[0, 1] < 0.95


@pytest.mark.parametrize("samples", [1, 4_800, RATE, 123_457])
def test_any_length_starts_and_ends_in_silence(samples: int) -> None:
    bed = music_bed(MusicBed(seed=1), samples)
    assert bed.shape == (samples, 2)
    assert np.isfinite(bed).all()
    assert np.abs(bed[[0, -1]]).max() < 1e-6


def test_it_fades_over_its_last_seconds() -> None:
    bed = music_bed(MusicBed(seed=1), 12 * RATE)
    level = [float(bed[round(at * RATE) : round((at + 0.4) * RATE)].std()) for at in (9.0, 10.8, 11.5)]
    assert level[0] > level[1] > 4 * level[2]


def test_an_unknown_mood_is_refused_with_those_there_are() -> None:
    with pytest.raises(ProviderError, match="'angry'; there is calm, hopeful, clinical"):
        music_bed(MusicBed(seed=1, mood="angry"), RATE)
