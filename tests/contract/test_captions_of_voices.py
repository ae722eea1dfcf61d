"""The captions of a sentence that a voice of this machine has spoken."""

from pathlib import Path

import pytest

from picturelock.domain.captions import caption_cues
from picturelock.domain.frames import LANDSCAPE
from picturelock.domain.script import Beat
from picturelock.domain.timing import time_scene
from picturelock.domain.voice import SceneVoice
from picturelock.providers.voice import festival
from picturelock.providers.voice.voices import InstalledVoices

SENTENCE = "Aspirin, or acetylsalicylic acid, hands 81.5 mg to COX-1 (for good) — at once."
FRAME = LANDSCAPE["high"]


@pytest.mark.parametrize("provider", ["espeak", "festival"])
async def test_each_word_is_lit_when_the_voice_says_it(provider: str, tmp_path: Path) -> None:
    if provider == "festival" and festival.ready():
        pytest.skip(str(festival.ready()))
    voices = InstalledVoices("espeak" if provider == "espeak" else "festival")
    try:
        beat = Beat(id="s1b1", text=SENTENCE)
        take = await voices.speaker("en-US").speak(beat, pace=1.0, to=tmp_path)
    finally:
        await voices.stop()
    timing = time_scene(SceneVoice(scene_id="s1", beats=(take,)), FRAME)
    cues = caption_cues(timing.words, timing.length, FRAME.fps, language="en-US")
    lit = [word.start / FRAME.fps for cue in cues for word in cue.words]
    heard = [timing.voice_starts[0] / FRAME.fps + word.start for word in take.words]
    assert lit == pytest.approx(heard, abs=0.04)  # pyright: ignore[reportUnknownMemberType]
