"""What every voice promises, for each voice of this machine."""

from collections.abc import AsyncGenerator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from picturelock.domain.errors import MissingToolError, ProviderError
from picturelock.domain.regions import REGIONS
from picturelock.domain.script import Beat
from picturelock.domain.voice import BeatTake
from picturelock.ports.films import Voice
from picturelock.providers.voice import festival
from picturelock.providers.voice.take_sound import RATE, Samples, read_wav
from picturelock.providers.voice.voices import Choice, InstalledVoices

SENTENCE = "Aspirin, or acetylsalicylic acid, hands 81.5 mg to COX-1 (for good) — at once."
CHOICES: tuple[Choice, ...] = ("espeak", "festival")


@pytest.fixture(params=CHOICES)
async def voice(request: pytest.FixtureRequest) -> AsyncGenerator[Voice, None]:
    if request.param == "festival" and festival.ready():
        pytest.skip(str(festival.ready()))
    voices = InstalledVoices(request.param)
    yield voices.speaker("en-US")
    await voices.stop()


async def spoken(voice: Voice, text: str, to: Path, pace: float = 1.0) -> tuple[BeatTake, Samples]:
    take = await voice.speak(Beat(id="s1b1", text=text), language="en-US", pace=pace, to=to)
    sound, rate = read_wav(to / take.audio.name)
    assert rate == RATE
    return take, sound


async def test_the_words_are_the_texts_each_once_in_order_within_the_recording(
    voice: Voice, tmp_path: Path
) -> None:
    take, sound = await spoken(voice, SENTENCE, tmp_path)
    assert [word.text for word in take.words] == SENTENCE.split()
    assert all(word.start <= word.end for word in take.words)
    assert all(one.start <= other.start for one, other in pairwise(take.words))
    assert take.words[-1].end <= take.seconds == pytest.approx(sound.size / RATE)  # pyright: ignore[reportUnknownMemberType]


async def test_a_word_after_a_pause_is_heard_when_its_time_says(voice: Voice, tmp_path: Path) -> None:
    take, sound = await spoken(voice, "First the pain. Then the enzyme stops.", tmp_path)
    then = take.words[3]
    assert then.text == "Then"
    quiet = np.abs(sound) < 0.02 * np.max(np.abs(sound))
    loud_again = np.flatnonzero(~quiet[round((take.words[2].start + 0.2) * RATE) :])
    gaps = np.flatnonzero(np.diff(loud_again) > 0.06 * RATE)
    onset = (loud_again[gaps[0] + 1] + round((take.words[2].start + 0.2) * RATE)) / RATE
    assert abs(onset - then.start) < 0.06


async def test_a_recording_begins_and_ends_with_its_words(voice: Voice, tmp_path: Path) -> None:
    _, sound = await spoken(voice, SENTENCE, tmp_path)
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    assert loud[0] < 0.1 * RATE
    assert loud[-1] > sound.size - 0.1 * RATE
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-3


async def test_beats_are_even_in_loudness_and_never_clip(voice: Voice, tmp_path: Path) -> None:
    levels: list[float] = []
    for text in ("Stop.", "The enzyme hums along until somebody stops it.", "Shh, so soft."):
        _, sound = await spoken(voice, text, tmp_path)
        assert np.max(np.abs(sound)) < 0.9
        assert abs(float(sound.mean())) < 1e-3
        frames = sound[: sound.size // 2400 * 2400].reshape(-1, 2400)
        power = (frames**2).mean(axis=1)
        levels.append(10 * np.log10(power[power > power.max() * 1e-3].mean()))
    assert max(levels) - min(levels) < 3


async def test_a_slower_pace_takes_longer(voice: Voice, tmp_path: Path) -> None:
    slow, _ = await spoken(voice, SENTENCE, tmp_path, pace=0.8)
    fast, _ = await spoken(voice, SENTENCE, tmp_path, pace=1.2)
    assert slow.seconds > 1.2 * fast.seconds


async def test_the_same_beat_sounds_the_same(voice: Voice, tmp_path: Path) -> None:
    first, one = await spoken(voice, SENTENCE, tmp_path)
    again, other = await spoken(voice, SENTENCE, tmp_path)
    assert abs(first.seconds - again.seconds) < 0.005
    assert abs(one.size - other.size) < 0.005 * RATE
    for before, after in zip(first.words, again.words, strict=True):
        assert (before.text, abs(before.start - after.start) < 0.005) == (after.text, True)


async def test_what_a_voice_cannot_say_is_named(voice: Voice, tmp_path: Path) -> None:
    with pytest.raises(ProviderError, match=r"s1b1.*阿司匹林"):
        await spoken(voice, "Take 阿司匹林 once.", tmp_path)


async def test_text_is_never_a_program(voice: Voice, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    await spoken(voice, f'Say ") (system "touch {mark}") <break/> [[aaa]] now \\".', tmp_path)
    assert not mark.exists()


@pytest.mark.parametrize("language", ["de-DE", "fr-FR", "pt-BR", "ja-JP", "hi-IN", "ar", "zh-CN"])
async def test_other_languages_are_spoken_by_espeak(language: str) -> None:
    voices = InstalledVoices()
    assert voices.speaker(language).name.startswith(f"espeak:{language}")
    assert voices.speaker(language).draft


@pytest.mark.parametrize("language", sorted({region.language for region in REGIONS.values()}))
async def test_every_regions_language_is_spoken_by_espeak(language: str, tmp_path: Path) -> None:
    voices = InstalledVoices("espeak")
    beat = Beat(id="s1b1", text="Aspirin 100 mg.")
    take = await voices.speaker(language).speak(beat, language=language, pace=1, to=tmp_path)
    assert take.seconds > 0.5
    await voices.stop()


async def test_a_language_without_a_voice_is_named(tmp_path: Path) -> None:
    voices = InstalledVoices("espeak")
    with pytest.raises(ProviderError, match="'tlh'"):
        await voices.speaker("tlh").speak(Beat(id="s1b1", text="Qapla"), language="tlh", pace=1, to=tmp_path)
    await voices.stop()


def test_festival_speaks_american_english_only() -> None:
    with pytest.raises(ProviderError, match="en-US only, not de-DE"):
        InstalledVoices("festival").speaker("de-DE")


def test_a_missing_festival_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(festival, "ready", lambda: "festival is not installed")
    with pytest.raises(MissingToolError, match="apt-get install festival"):
        InstalledVoices("festival").speaker("en-US")
    assert InstalledVoices().speaker("en-US").name.startswith("espeak")
