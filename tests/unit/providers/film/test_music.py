from functools import cache

import numpy as np
import pytest

from picturelock.domain.cut import MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.providers.film.moods import MOODS
from picturelock.providers.film.music import music_bed
from picturelock.providers.film.recording import Samples

RATE = 48_000


@cache
def bed_of(mood: str) -> Samples:
    return music_bed(MusicBed(seed=2, mood=mood), 18 * RATE)


@pytest.mark.parametrize("mood", MOODS)
def test_a_bed_leaves_speech_its_band_and_has_no_rumble_mud_or_hiss(mood: str) -> None:
    bed = bed_of(mood)
    power = (np.abs(np.fft.rfft(bed, axis=0)) ** 2).sum(axis=1)
    frequency = np.fft.rfftfreq(bed.shape[0], 1 / RATE)

    def share(lowest: float, highest: float) -> float:
        return float(power[(frequency >= lowest) & (frequency < highest)].sum() / power.sum())

    assert share(1_000, 4_000) < 0.02
    assert share(0, 40) < 1e-4
    assert share(0, 80) < 0.2
    assert share(4_000, RATE / 2) < 0.002
    # No half octave holds most of it.
    assert max(share(low, low * 2**0.5) for low in 40 * 2 ** np.arange(0, 6, 0.5)) < 0.5


@pytest.mark.parametrize("mood", MOODS)
def test_a_bed_has_no_clicks_and_no_spikes(mood: str) -> None:
    bed = bed_of(mood)
    peak = np.abs(bed).max()
    # A full-scale sine of 1 kHz moves by 0.13 from sample to sample; a click by far more.
    assert np.abs(np.diff(bed, axis=0)).max() < 0.13 * peak
    assert 20 * np.log10(peak / bed.std()) < 18


@pytest.mark.parametrize("mood", MOODS)
def test_it_is_heard_on_both_sides_and_survives_mono(mood: str) -> None:
    left, right = bed_of(mood).T
    assert 0.2 < np.corrcoef(left, right)[0, 1] < 0.95
    assert ((left + right) / 2).std() > 0.8 * (left.std() + right.std()) / 2


@pytest.mark.parametrize("mood", MOODS)
def test_the_last_chord_rings_out_with_the_film(mood: str) -> None:
    bed = bed_of(mood)
    length = bed.shape[0] / RATE
    body = bed.std()
    level = [
        float(bed[round((length - left) * RATE) :][: round(0.3 * RATE)].std()) for left in (1.8, 0.8, 0.3)
    ]
    # Still heard two seconds before the end, and gone at the end without being cut off.
    assert level[0] > 0.15 * body
    assert level[0] > level[1] > 2 * level[2]
    assert np.abs(bed[-1]).max() < 1e-6


def test_the_same_order_gives_the_same_samples() -> None:
    bed = MusicBed(seed=9, mood="hopeful")
    assert np.array_equal(music_bed(bed, 5 * RATE), music_bed(bed, 5 * RATE))


@pytest.mark.parametrize("samples", [1, 4_800, RATE, 123_457])
@pytest.mark.parametrize("mood", MOODS)
def test_any_length_starts_and_ends_in_silence(mood: str, samples: int) -> None:
    bed = music_bed(MusicBed(seed=1, mood=mood), samples)
    assert bed.shape == (samples, 2)
    assert np.isfinite(bed).all()
    assert np.abs(bed[[0, -1]]).max() < 1e-6


def test_an_unknown_mood_is_refused_with_those_there_are() -> None:
    with pytest.raises(ProviderError, match="'angry'; there is calm, hopeful, clinical, playful, urgent"):
        music_bed(MusicBed(seed=1, mood="angry"), RATE)
