"""Model files of the user's own: what is wrong with them is told before or at the first sentence."""

from pathlib import Path

import pytest

from fakes.tone_models import kokoro_model, piper_model
from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.domain.script import Beat
from picturelock.providers.voice.accounts import VoiceAccounts
from picturelock.providers.voice.voices import InstalledVoices

BEAT = Beat(id="s1b1", text="The enzyme stops.")


@pytest.mark.parametrize(
    ("choice", "setting"),
    [("piper", "PICTURELOCK_PIPER_MODEL"), ("kokoro", "PICTURELOCK_KOKORO_VOICES")],
)
def test_a_model_that_is_not_named_or_not_there_is_told(choice: str, setting: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone.onnx"
    with pytest.raises(InvalidInputError, match=f"{setting}: is needed"):
        InstalledVoices(choice)
    with pytest.raises(InvalidInputError, match=f"{setting}: there is no file {gone}"):
        InstalledVoices(choice, VoiceAccounts(piper_model=gone, kokoro_model=gone, kokoro_voices=gone))


async def test_a_piper_model_speaks_its_own_language_alone(tmp_path: Path) -> None:
    voices = InstalledVoices("piper", VoiceAccounts(piper_model=piper_model(tmp_path, "de_DE")))
    with pytest.raises(
        ProviderError, match=r"its model speaks de-DE, not en-US; set PICTURELOCK_PIPER_MODEL"
    ):
        await voices.speaker("en-US").speak(BEAT, pace=1, to=tmp_path)
    await voices.stop()


async def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    model = piper_model(tmp_path)
    model.write_bytes(b"no model")
    voices = InstalledVoices("piper", VoiceAccounts(piper_model=model))
    with pytest.raises(ProviderError, match=r"cannot be opened: .*check PICTURELOCK_PIPER_MODEL"):
        await voices.speaker("en-US").speak(BEAT, pace=1, to=tmp_path)
    await voices.stop()


async def test_a_voice_that_kokoro_has_not_is_told_with_those_it_has(tmp_path: Path) -> None:
    model, styles = kokoro_model(tmp_path)
    voices = InstalledVoices("kokoro:af_nobody", VoiceAccounts(kokoro_model=model, kokoro_voices=styles))
    with pytest.raises(ProviderError, match=r"has no voice 'af_nobody'; it has af_heart"):
        await voices.speaker("en-US").speak(BEAT, pace=1, to=tmp_path)
    with pytest.raises(ProviderError, match=r"does not speak ja-JP; .*openai, elevenlabs, azure"):
        voices.speaker("ja-JP")
    await voices.stop()


async def test_another_model_gives_another_key(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    names: set[str] = set()
    for folder, language in (("one", "en_US"), ("two", "en_GB")):
        model = piper_model(tmp_path / folder, language)
        model.write_bytes(model.read_bytes() + folder.encode())
        names.add(InstalledVoices("piper", VoiceAccounts(piper_model=model)).speaker("en-US").name)
    assert len(names) == 2
