"""A voice that fails half way: what was recorded stays."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from fakes.story import BRIEF, SCRIPT
from fakes.tools import FakeTools, FakeVoice
from picturelock.domain.errors import ProviderError
from picturelock.domain.rework import Rework
from picturelock.domain.script import Beat
from picturelock.domain.voice import BeatTake, VoiceTakes
from picturelock.stages.desk import Desk
from picturelock.stages.tts import record_voice


@dataclass
class OutOfBreath(FakeVoice):
    """Fails at one sentence."""

    fails: str = ""

    async def speak(self, beat: Beat, **asked: object) -> BeatTake:
        if beat.text == self.fails:
            raise ProviderError("its limit of requests is reached", provider="fake", retryable=True)
        return await super().speak(beat, **asked)  # pyright: ignore[reportArgumentType]


async def test_a_retry_speaks_only_what_is_missing(tmp_path: Path) -> None:
    voice = OutOfBreath(fails=SCRIPT.scenes[-1].beats[-1].text)
    fakes = FakeTools(tmp_path, voice=voice)
    desk = Desk[VoiceTakes](tools=fakes.tools, report=lambda _: None, engine="manim", rework=Rework())
    with pytest.raises(ProviderError, match="limit") as failed:
        await record_voice(BRIEF, SCRIPT, desk=desk)
    assert failed.value.retryable
    spoken = list(voice.spoken)
    # Two are spoken at a time, in whichever order.
    assert sorted(spoken) == sorted([beat.text for scene in SCRIPT.scenes for beat in scene.beats][:-1])
    voice.fails = ""
    voice.spoken.clear()
    await record_voice(BRIEF, SCRIPT, desk=desk)
    assert voice.spoken == [SCRIPT.scenes[-1].beats[-1].text]
