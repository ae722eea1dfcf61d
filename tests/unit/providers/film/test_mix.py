import wave
from pathlib import Path

import numpy as np
import pytest

from picturelock.domain.cut import MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.domain.sound import PLATFORMS, WEB, Platform
from picturelock.domain.transition_sounds import LaidSound, Sound
from picturelock.providers.film.loudness import limited, loudness
from picturelock.providers.film.mix import level_mix, mixed
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


@pytest.mark.parametrize("music", [None, MusicBed(seed=3)])
def test_a_mix_has_the_target_loudness_with_and_without_music(tmp_path: Path, music: MusicBed | None) -> None:
    voice = write(tmp_path / "voice.wav", tone(3, 500, 0.25))
    mix = level_mix(mixed(SoundOrder(samples=6 * RATE, voices=(voice,), music=music)), WEB)
    assert mix.shape == (6 * RATE, 2)
    assert loudness(mix) == pytest.approx(-16.0, abs=0.3)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_voice_of_sharp_peaks_is_as_loud_as_any_other(tmp_path: Path, platform: Platform) -> None:
    chance = np.random.default_rng(1)
    peaks = chance.laplace(0, 1, (3 * RATE, 1)) * np.repeat(chance.random((30, 1)) ** 3, RATE // 10, axis=0)
    voice = write(tmp_path / "voice.wav", (peaks / np.abs(peaks).max()).astype(np.float32))
    wanted = PLATFORMS[platform]
    mix = level_mix(mixed(SoundOrder(samples=5 * RATE, voices=(voice,))), wanted)
    assert loudness(mix) == pytest.approx(wanted.target, abs=0.3)
    assert np.abs(mix).max() < 10 ** (wanted.true_peak / 20)


def test_a_recording_starts_at_its_sample_and_without_a_click(tmp_path: Path) -> None:
    flat = np.full((RATE, 2), 0.5, np.float32)
    mix = mixed(SoundOrder(samples=3 * RATE, voices=(write(tmp_path / "voice.wav", flat),)))
    mix = level_mix(mix, WEB)
    heard = np.flatnonzero(np.abs(mix[:, 0]) > 1e-4)
    assert heard[0] == pytest.approx(RATE, abs=3)
    assert heard[-1] == pytest.approx(2 * RATE, abs=3)
    assert np.abs(np.diff(mix[:, 0])).max() < 0.02


def test_under_speech_the_music_is_at_least_20_db_below_the_voice_and_heard_in_pauses(tmp_path: Path) -> None:
    voice = write(tmp_path / "voice.wav", tone(5, 500, 0.25))
    order = SoundOrder(samples=12 * RATE, voices=(voice,), music=MusicBed(seed=3, mood="hopeful"))
    spoken, alone = slice(2 * RATE, 5 * RATE), slice(7 * RATE, 10 * RATE)
    mix = mixed(order)
    music = mix - mixed(order.model_copy(update={"music": None}))
    assert loudness(mix[spoken]) - loudness(music[spoken]) > 20
    assert -32 < loudness(music[alone]) < -22
    unducked = mixed(order.model_copy(update={"voices": ()}))
    assert loudness(unducked[spoken]) - loudness(music[spoken]) == pytest.approx(15, abs=0.5)
    assert loudness(unducked[alone]) == pytest.approx(loudness(music[alone]), abs=0.5)


@pytest.mark.parametrize("sound", ["whoosh", "hit", "page", "click"])
def test_a_short_sound_is_heard_in_its_place_and_nowhere_else(sound: Sound) -> None:
    laid = LaidSound(sound=sound, start=1.0, seconds=0.5)
    mix = mixed(SoundOrder(samples=3 * RATE, voices=(), sounds=(laid,)))
    heard = np.flatnonzero(np.abs(mix).max(axis=1) > 1e-4)
    assert RATE <= heard[0] < heard[-1] < 1.5 * RATE
    assert -28 < loudness(mix) < -21
    assert np.abs(mix).max() < 0.7
    assert np.abs(mix[[RATE, round(1.5 * RATE) - 1]]).max() < 1e-3


def test_the_same_order_gives_the_same_samples(tmp_path: Path) -> None:
    order = SoundOrder(
        samples=4 * RATE,
        voices=(write(tmp_path / "voice.wav", tone(2)),),
        music=MusicBed(seed=5, mood="playful"),
        sounds=(LaidSound(sound="page", start=3.2, seconds=0.6),),
    )
    assert np.array_equal(level_mix(mixed(order), WEB), level_mix(mixed(order), WEB))


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
