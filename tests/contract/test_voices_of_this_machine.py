"""Which voice of this machine speaks which language, when none or one of them is chosen."""

from pathlib import Path

import pytest

from picturelock.domain.errors import MissingToolError, ProviderError
from picturelock.domain.regions import REGIONS
from picturelock.domain.script import Beat
from picturelock.providers.voice import festival
from picturelock.providers.voice.voices import InstalledVoices

BEAT = Beat(id="s1b1", text="Aspirin 100 mg.")


@pytest.mark.parametrize("language", ["de-DE", "fr-FR", "pt-BR", "ja-JP", "hi-IN", "ar", "zh-CN"])
def test_other_languages_are_spoken_by_espeak(language: str) -> None:
    voice = InstalledVoices().speaker(language)
    assert voice.name.startswith(f"espeak:{language}")
    assert voice.draft


async def test_every_regions_language_is_spoken_by_espeak(tmp_path: Path) -> None:
    voices = InstalledVoices("espeak")
    for language in sorted({region.language for region in REGIONS.values()} | {"hi-IN", "ar"}):
        take = await voices.speaker(language).speak(BEAT, pace=1, to=tmp_path)
        assert take.seconds > 0.5, language
        assert "".join(word.text for word in take.words) == BEAT.text.replace(" ", ""), language
    await voices.stop()


async def test_a_language_without_a_voice_is_named(tmp_path: Path) -> None:
    voices = InstalledVoices("espeak")
    with pytest.raises(ProviderError, match="'tlh'"):
        await voices.speaker("tlh").speak(Beat(id="s1b1", text="Qapla"), pace=1, to=tmp_path)
    await voices.stop()


def test_festival_speaks_american_english_only() -> None:
    with pytest.raises(
        ProviderError, match=r"festival: does not speak de-DE; set PICTURELOCK_VOICE .*azure.*espeak"
    ):
        InstalledVoices("festival").speaker("de-DE")


def test_a_missing_festival_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(festival, "ready", lambda: "festival is not installed")
    with pytest.raises(MissingToolError, match="apt-get install festival"):
        InstalledVoices("festival").speaker("en-US")
    assert InstalledVoices().speaker("en-US").name.startswith("espeak")
