import wave
from pathlib import Path

import numpy as np
import pytest

from picturelock.domain.cut import MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.providers.film.loudness import limited, loudness
from picturelock.providers.film.mix import DUCKED_BY, ducking, mixed
from picturelock.providers.film.recording import Samples, recording
from picturelock.providers.film.sound import RATE, LaidVoice, SoundOrder, read_level


def tone(seconds: float, frequency: float = 997.0, amplitude: float = 1.0) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    side = amplitude * np.sin(2 * np.pi * frequency * time)
    return np.stack((side, side), axis=1).astype(np.float32)


def write(file: Path, sound: Samples, rate: int = RATE) -> LaidVoice:
    with wave.open(str(file), "wb") as opened:
        opened.setparams((1, 2, rate, 0, "NONE", ""))
        opened.writeframes((sound[:, 0] * 32767).astype("<i2").tobytes())
    return LaidVoice(file=file, start=RATE)


def test_loudness_of_the_standard_s_tone_is_what_the_standard_says() -> None:
    # EBU Tech 3341, test case 1: a stereo sine of 1 kHz at -23 dBFS measures -23 LUFS.
    assert loudness(tone(5, 1_000, 10 ** (-23 / 20))) == pytest.approx(-23.0, abs=0.1)


def test_silence_around_speech_does_not_count() -> None:
    speech = tone(4, amplitude=0.1)
    around = np.concatenate((np.zeros_like(speech), speech, np.zeros_like(speech)))
    assert loudness(around) == pytest.approx(loudness(speech), abs=0.35)
    assert loudness(np.zeros((RATE, 2), np.float32)) == -70.0


def test_the_limiter_keeps_true_peaks_between_samples_and_leaves_quiet_sound_alone() -> None:
    # A quarter of the rate, 45 degrees off: no sample shows the peak, which lies 3 dB higher.
    time = np.arange(RATE)
    loud = np.repeat(np.sin(np.pi / 2 * time + np.pi / 4)[:, None], 2, axis=1).astype(np.float32)
    held = limited(loud, -6.0)
    middle = np.abs(held[1_000:-1_000]).max()
    assert 20 * np.log10(middle * np.sqrt(2)) == pytest.approx(-6.0, abs=0.1)
    quiet = tone(0.5, amplitude=0.2)
    assert np.allclose(limited(quiet, -6.0), quiet)


def test_music_is_down_before_the_first_word_and_comes_up_slowly_after_the_last() -> None:
    gain = 20 * np.log10(ducking([(2 * RATE, 4 * RATE), (4 * RATE + RATE // 3, 6 * RATE)], 10 * RATE))
    assert gain[0] == pytest.approx(0, abs=0.01)
    assert gain[2 * RATE] == pytest.approx(-DUCKED_BY, abs=0.1)
    # The breath between two sentences does not let it up.
    assert gain[4 * RATE : 4 * RATE + RATE // 3].max() == pytest.approx(-DUCKED_BY, abs=0.01)
    assert gain[-1] == pytest.approx(0, abs=0.01)
    assert np.abs(np.diff(gain)).max() < 0.01


@pytest.mark.parametrize("music", [None, MusicBed(seed=3)])
def test_a_mix_has_the_target_loudness_with_and_without_music(tmp_path: Path, music: MusicBed | None) -> None:
    voice = write(tmp_path / "voice.wav", tone(3, 500, 0.25))
    mix = mixed(SoundOrder(samples=6 * RATE, voices=(voice,), music=music))
    assert mix.shape == (6 * RATE, 2)
    assert loudness(mix) == pytest.approx(-16.0, abs=0.3)


def test_a_voice_of_sharp_peaks_is_as_loud_as_any_other(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    peaks = chance.laplace(0, 1, (3 * RATE, 1)) * np.repeat(chance.random((30, 1)) ** 3, RATE // 10, axis=0)
    voice = write(tmp_path / "voice.wav", (peaks / np.abs(peaks).max()).astype(np.float32))
    mix = mixed(SoundOrder(samples=5 * RATE, voices=(voice,)))
    assert loudness(mix) == pytest.approx(-16.0, abs=0.3)
    assert np.abs(mix).max() < 10 ** (-1.5 / 20)


def test_a_recording_starts_at_its_sample_and_without_a_click(tmp_path: Path) -> None:
    flat = np.full((RATE, 2), 0.5, np.float32)
    mix = mixed(SoundOrder(samples=3 * RATE, voices=(write(tmp_path / "voice.wav", flat),)))
    heard = np.flatnonzero(np.abs(mix[:, 0]) > 1e-4)
    assert heard[0] == pytest.approx(RATE, abs=3)
    assert heard[-1] == pytest.approx(2 * RATE, abs=3)
    assert np.abs(np.diff(mix[:, 0])).max() < 0.02


def test_a_recording_past_the_end_missing_or_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    late = write(tmp_path / "late.wav", tone(1))
    with pytest.raises(ProviderError, match=r"late\.wav is empty or after the end"):
        mixed(SoundOrder(samples=RATE, voices=(late,)))
    with pytest.raises(ProviderError, match=r"none\.wav is missing"):
        recording(tmp_path / "none.wav")
    (tmp_path / "text.wav").write_text("hello")
    with pytest.raises(ProviderError, match=r"text\.wav is not a WAV file"):
        recording(tmp_path / "text.wav")
    write(tmp_path / "slow.wav", tone(1), rate=22_050)
    with pytest.raises(ProviderError, match=r"slow\.wav has 22050 Hz, 1 channel"):
        recording(tmp_path / "slow.wav")


@pytest.mark.parametrize(
    ("value", "expected"), [("-16.2", -16.2), ("-70.0", None), ("-inf", None), ("nan", None)]
)
def test_what_is_silent_has_no_loudness(value: str, expected: float | None) -> None:
    assert read_level(f"  Integrated loudness:\n    I:         {value} LUFS\n").loudness == expected
