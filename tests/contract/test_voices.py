"""What every voice promises: those of this machine, services served here, and tiny models."""

from collections.abc import AsyncGenerator, Generator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from contract.voice_server import KEY, VoiceServer, voice_server
from fakes.throat import Throat, throat
from fakes.tone_models import kokoro_model, piper_model
from picturelock.domain.errors import ProviderError
from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.script import Beat
from picturelock.domain.voice import VOICE_PROVIDERS, BeatTake
from picturelock.ports.films import Voice
from picturelock.providers.voice import festival
from picturelock.providers.voice.accounts import VoiceAccounts
from picturelock.providers.voice.take_sound import RATE, Samples, read_wav
from picturelock.providers.voice.voices import InstalledVoices

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENTENCE = "Aspirin, or acetylsalicylic acid, hands 81.5 mg to COX-1 (for good) — at once."
# Each word is read as it is written, so that a server's own times are those of the text's words.
PLAIN = "First the pain goes. Then your body heals, and you sleep through the night again."
CLOUDS = ("openai", "elevenlabs", "azure")
OF_SPEECH = tuple(name for name in VOICE_PROVIDERS if name not in ("piper", "kokoro"))


@pytest.fixture(scope="module")
def speaks() -> Generator[Throat]:
    with throat() as one:
        yield one


@pytest.fixture(scope="module")
def servers(speaks: Throat) -> Generator[dict[str, VoiceServer]]:
    with ExitStack() as stack:
        yield {cloud: stack.enter_context(voice_server(cloud, speaks)) for cloud in CLOUDS}


@pytest.fixture(scope="module")
def accounts(servers: dict[str, VoiceServer], tmp_path_factory: pytest.TempPathFactory) -> VoiceAccounts:
    folder = tmp_path_factory.mktemp("models")
    model, voices = kokoro_model(folder)
    return VoiceAccounts(
        openai_key=KEY,
        openai_address=servers["openai"].url,
        elevenlabs_key=KEY,
        elevenlabs_address=servers["elevenlabs"].url,
        azure_key=KEY,
        azure_address=servers["azure"].url,
        piper_model=piper_model(folder),
        kokoro_model=model,
        kokoro_voices=voices,
    )


@dataclass
class Booth:
    """A voice, and what it recorded so far: what several promises are about is spoken once."""

    voice: Voice
    folder: Path
    kept: dict[str, tuple[BeatTake, Samples]] = field(default_factory=dict[str, tuple[BeatTake, Samples]])

    async def spoken(self, text: str, pace: float = 1.0, say: str = "") -> tuple[BeatTake, Samples]:
        """A text's take; ``say`` teaches its first word."""
        key = f"{text} {pace} {say}"
        if key not in self.kept:
            self.kept[key] = await self.again(text, pace, say)
        return self.kept[key]

    async def again(self, text: str, pace: float = 1.0, say: str = "") -> tuple[BeatTake, Samples]:
        """The same, spoken anew."""
        taught = (Pronunciation(word=text.split()[0], say=say),) if say else ()
        beat = Beat(id="s1b1", text=text)
        take = await self.voice.speak(beat, pace=pace, to=self.folder, pronunciations=taught)
        sound, rate = read_wav(self.folder / take.audio.name)
        assert rate == RATE
        return take, sound


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=VOICE_PROVIDERS)
async def booth(
    request: pytest.FixtureRequest, accounts: VoiceAccounts, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[Booth, None]:
    if request.param == "festival" and festival.ready():
        pytest.skip(str(festival.ready()))
    voices = InstalledVoices(request.param, accounts)
    yield Booth(voices.speaker("en-US"), tmp_path_factory.mktemp("booth"))
    await voices.stop()


async def test_the_words_are_the_texts_each_once_in_order_within_the_recording(booth: Booth) -> None:
    take, sound = await booth.spoken(SENTENCE)
    assert [word.text for word in take.words] == SENTENCE.split()
    assert all(word.start <= word.end for word in take.words)
    assert all(one.start <= other.start for one, other in pairwise(take.words))
    assert take.words[-1].end <= take.seconds == pytest.approx(sound.size / RATE)  # pyright: ignore[reportUnknownMemberType]


async def test_a_recording_begins_and_ends_with_its_words(booth: Booth) -> None:
    _, sound = await booth.spoken(SENTENCE)
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    assert loud[0] < 0.1 * RATE
    assert loud[-1] > sound.size - 0.1 * RATE
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-3


async def test_beats_are_even_in_loudness_and_never_clip(booth: Booth) -> None:
    levels: list[float] = []
    for text in ("Zy helps.", PLAIN):
        _, sound = await booth.spoken(text)
        assert np.max(np.abs(sound)) < 0.9
        assert abs(float(sound.mean())) < 1e-3
        frames = sound[: sound.size // 2400 * 2400].reshape(-1, 2400)
        power = (frames**2).mean(axis=1)
        levels.append(10 * np.log10(power[power > power.max() * 1e-3].mean()))
    assert max(levels) - min(levels) < 3


async def test_a_slower_pace_takes_longer(booth: Booth) -> None:
    slow, _ = await booth.spoken(PLAIN, pace=0.8)
    usual, _ = await booth.spoken(PLAIN)
    assert slow.seconds > 1.1 * usual.seconds


async def test_what_a_voice_cannot_say_is_named(booth: Booth) -> None:
    with pytest.raises(ProviderError, match=r"s1b1.*阿司匹林"):
        await booth.spoken("Take 阿司匹林 once.")


async def test_text_is_never_a_program(booth: Booth) -> None:
    mark = booth.folder / "mark"
    await booth.spoken(f'Say ") (system "touch {mark}") <break/> & [[aaa]] now \\".')
    assert not mark.exists()


async def test_a_taught_word_is_said_otherwise_and_keeps_its_spelling(booth: Booth) -> None:
    plain, _ = await booth.spoken("Zy helps.")
    take, _ = await booth.spoken("Zy helps.", say="zin TAH rah reks")
    assert [word.text for word in take.words] == ["Zy", "helps."]
    # The server that stands for Azure speaks what is marked, and not what it is marked with.
    assert take.seconds > plain.seconds + 0.1 or booth.voice.name.startswith("azure")


async def test_what_is_taught_changes_the_reading_of_the_sentences_that_hold_it(booth: Booth) -> None:
    taught = (Pronunciation(word="Zy", say="/zɪnˈtɑːɹə/"),)
    assert booth.voice.reads("Zy's help.", taught) != booth.voice.reads("Zy's help.")
    assert booth.voice.reads("It helps.", taught) == booth.voice.reads("It helps.")


async def test_a_text_of_signs_alone_is_an_error(booth: Booth) -> None:
    with pytest.raises(ProviderError, match="no word in it"):
        await booth.spoken("— … —")


@pytest.mark.parametrize("booth", ["espeak", "festival"], indirect=True)
async def test_the_same_beat_sounds_the_same(booth: Booth) -> None:
    first, one = await booth.spoken(PLAIN)
    again, other = await booth.again(PLAIN)
    assert abs(first.seconds - again.seconds) < 0.005
    assert abs(one.size - other.size) < 0.005 * RATE
    for before, after in zip(first.words, again.words, strict=True):
        assert (before.text, abs(before.start - after.start) < 0.005) == (after.text, True)


@pytest.mark.parametrize("booth", OF_SPEECH, indirect=True)
async def test_a_word_after_a_pause_is_heard_when_its_time_says(booth: Booth) -> None:
    take, sound = await booth.spoken(PLAIN)
    goes, then = take.words[3:5]
    assert (goes.text, then.text) == ("goes.", "Then")
    quiet = np.abs(sound) < 0.02 * np.max(np.abs(sound))
    loud_again = np.flatnonzero(~quiet[round((goes.start + 0.2) * RATE) :])
    gaps = np.flatnonzero(np.diff(loud_again) > 0.06 * RATE)
    onset = (loud_again[gaps[0] + 1] + round((goes.start + 0.2) * RATE)) / RATE
    assert abs(onset - then.start) < 0.06


@pytest.mark.parametrize("booth", CLOUDS, indirect=True)
async def test_words_are_timed_within_60_ms_of_what_the_service_said(
    booth: Booth, servers: dict[str, VoiceServer]
) -> None:
    take, _ = await booth.again(PLAIN)
    true = servers[booth.voice.name.partition(":")[0]].uttered[-1].words
    # Silence before the first word is cut off the take.
    found = np.array([word.start - take.words[0].start for word in take.words])
    errors = np.abs(found - (np.array([start for start, _ in true]) - true[0][0]))
    assert float(np.median(errors)) < 0.03
    assert float(errors.max()) < 0.06
