"""How speech services fail, and what they are asked: each in its own wire format, on this machine."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
import pytest_asyncio

from contract.voice_server import KEY, Behaviour, Cloud, VoiceServer, voice_server
from fakes.throat import Throat, throat
from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.script import Beat
from picturelock.providers.voice.accounts import VoiceAccounts
from picturelock.providers.voice.voices import InstalledVoices

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLOUDS: tuple[Cloud, ...] = ("openai", "elevenlabs", "azure")
KEYS = {"openai": "OPENAI_API_KEY", "elevenlabs": "ELEVENLABS_API_KEY", "azure": "AZURE_SPEECH_KEY"}
BEAT = Beat(id="s1b1", text="The enzyme hums along until somebody stops it.")


@pytest.fixture(scope="module")
def speaks() -> Generator[Throat]:
    with throat() as one:
        yield one


@pytest.fixture(params=CLOUDS, scope="module")
def server(request: pytest.FixtureRequest, speaks: Throat) -> Generator[VoiceServer]:
    with voice_server(request.param, speaks) as one:
        yield one


def accounts(server: VoiceServer, key: str = KEY) -> VoiceAccounts:
    return VoiceAccounts(
        **{f"{server.cloud}_key": key, f"{server.cloud}_address": server.url},  # pyright: ignore[reportArgumentType]
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def voices(server: VoiceServer) -> AsyncGenerator[InstalledVoices, None]:
    open_voices = InstalledVoices(server.cloud, accounts(server), within=60)
    yield open_voices
    await open_voices.stop()


@pytest.mark.parametrize(
    ("behaviour", "message", "retryable"),
    [
        ("refused", "the key was refused; check {key}. It said: Incorrect API key", False),
        ("no voice", "knows no such voice or model; check PICTURELOCK_VOICE", False),
        ("busy", "limit of requests is reached; try again in 7 s", True),
        ("used up", "credit or quota is used up", False),
        ("broken", "a problem of its own (status 503)", True),
        ("empty", "answered without any sound", True),
        ("silent", "the recording is silent", True),
        ("cut", "broke off", True),
        ("short", "the recording breaks off", True),
    ],
)
async def test_each_way_to_fail_says_what_to_do_and_whether_to_try_again(
    voices: InstalledVoices,
    server: VoiceServer,
    tmp_path: Path,
    behaviour: Behaviour,
    message: str,
    retryable: bool,
) -> None:
    server.behaviour = behaviour
    with pytest.raises(ProviderError) as failed:
        await voices.speaker("en-US").speak(BEAT, pace=1, to=tmp_path)
    assert str(failed.value).startswith(f"{server.cloud}: ")
    assert message.format(key=KEYS[server.cloud]) in str(failed.value)
    assert failed.value.retryable is retryable
    assert failed.value.retry_after == (7 if behaviour == "busy" else None)
    assert not list(tmp_path.iterdir())  # noqa: ASYNC240


async def test_a_page_instead_of_sound_is_told(
    voices: InstalledVoices, server: VoiceServer, tmp_path: Path
) -> None:
    server.behaviour = "html"
    with pytest.raises(ProviderError, match=r"text/html.*check"):
        await voices.speaker("en-US").speak(BEAT, pace=1, to=tmp_path)


async def test_a_service_that_hangs_is_given_up(server: VoiceServer, tmp_path: Path) -> None:
    server.behaviour = "hang"
    voices = InstalledVoices(server.cloud, accounts(server), within=0.3)
    with pytest.raises(ProviderError, match=r"no answer within 0.3 s") as failed:
        await voices.speaker("en-US").speak(BEAT, pace=1, to=tmp_path)
    assert failed.value.retryable
    await voices.stop()


async def test_a_service_that_is_not_there_is_told(server: VoiceServer, tmp_path: Path) -> None:
    gone = VoiceServer(server.cloud, server.throat, url="http://127.0.0.1:9")
    voices = InstalledVoices(server.cloud, accounts(gone))
    with pytest.raises(ProviderError, match=r"cannot be reached at http://127.0.0.1:9") as failed:
        await voices.speaker("en-US").speak(BEAT, pace=1, to=tmp_path)
    assert failed.value.retryable
    await voices.stop()


async def test_offline_refuses_every_service(server: VoiceServer) -> None:
    with pytest.raises(InvalidInputError, match=r"PICTURELOCK_VOICE: .*PICTURELOCK_OFFLINE=1"):
        InstalledVoices(server.cloud, accounts(server), offline=True)


async def test_a_key_that_is_missing_is_named(server: VoiceServer) -> None:
    with pytest.raises(InvalidInputError, match=f"{KEYS[server.cloud]}: is needed"):
        InstalledVoices(server.cloud)


async def test_what_is_asked_is_the_text_as_it_is_read_with_taught_words(
    voices: InstalledVoices, server: VoiceServer, tmp_path: Path
) -> None:
    server.behaviour = "ok"
    taught = (Pronunciation(word="Zyntara", say="zin TAH rah"),)
    beat = Beat(id="s1b1", text="Zyntara® 5-10 mg stops COX-1 & more.")
    take = await voices.speaker("en-US").speak(beat, pace=1.1, to=tmp_path, pronunciations=taught)
    body = server.asked[-1].body
    expected = {
        "openai": '"zin-tah-rah 5 to 10 milligrams stops cocks one and more."',
        "elevenlabs": '"zin-tah-rah 5 to 10 milligrams stops cocks one and more."',
        "azure": '<prosody rate="+10%"><sub alias="zin tah rah">Zyntara</sub> 5 to 10 milligrams',
    }[server.cloud]
    assert expected in body.replace("Zyntara®", "Zyntara")
    assert [word.text for word in take.words] == beat.text.split()


async def test_a_language_has_its_own_voice_and_one_may_be_named(
    voices: InstalledVoices, server: VoiceServer
) -> None:
    british = voices.speaker("en-GB").name
    named = InstalledVoices(f"{server.cloud}:somebody", accounts(server)).speaker("en-GB").name
    neutral = InstalledVoices(f"{server.cloud}:neutral", accounts(server)).speaker("en-US").name
    assert ":somebody:" in named
    assert len({british, named, neutral}) == 3


async def test_a_language_that_it_does_not_speak_names_who_does(voices: InstalledVoices) -> None:
    with pytest.raises(
        ProviderError, match=r"does not speak tlh; set PICTURELOCK_VOICE to one that may: .*espeak"
    ):
        voices.speaker("tlh")
