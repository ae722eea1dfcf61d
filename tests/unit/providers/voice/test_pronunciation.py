import tomllib
from pathlib import Path

import pytest

from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.providers.voice import pronunciation
from picturelock.providers.voice.accounts import chosen_voice
from picturelock.providers.voice.espeak import espeak_tag
from picturelock.providers.voice.kana import kana
from picturelock.providers.voice.pronunciation import around, ascii_only, lexicon, refuse_other_letters

VOWELS = {"AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"}
CONSONANTS = {
    *("B", "CH", "D", "DH", "F", "G", "HH", "JH", "K", "L", "M", "N", "NG", "P", "R", "S", "SH", "T", "TH"),
    *("V", "W", "Y", "Z", "ZH"),
}
FILES = sorted((Path(pronunciation.__file__).parent / "lexicon").glob("*.toml"))


def test_words_with_sounds_are_found_in_any_case() -> None:
    said = lexicon("en-GB").said("Serine")
    assert said is not None
    assert said.sounds is not None
    assert said.sounds.arpabet == "S EH1 R IY2 N"


def test_a_language_without_a_lexicon_says_words_as_they_are() -> None:
    assert lexicon("sv-SE").said("COX-1") is None


def test_every_sound_of_the_english_lexicon_is_arpabet_with_stress_on_vowels() -> None:
    for word, sounds in lexicon("en").sounds.items():
        assert word == word.lower()
        for sound in (sounds.arpabet or "").split():
            base = sound.rstrip("012")
            assert base in (VOWELS if base != sound else CONSONANTS), f"{word}: {sound}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_language_has_words_for_the_same_units_signs_and_addresses(file: Path) -> None:
    english = tomllib.loads((file.parent / "en.toml").read_text(encoding="utf-8"))
    own = tomllib.loads(file.read_text(encoding="utf-8"))
    assert own["words"].keys() == english["words"].keys()
    assert own["signs"].keys() == english["signs"].keys()
    assert {"mg", "g", "kg", "µg", "mL", "mmol", "mmHg", "h", "min", "IU", "m²"} <= own["units"].keys()
    assert "{number}" in own["words"]["every_hours"]
    assert own["alphabet"] in ("arpabet", "ipa")
    assert lexicon(file.stem).units["mg"][0]


def test_marks_belong_to_their_letters() -> None:
    assert around("“मिग्रा,”") == ("“", "मिग्रा", ",”")
    assert around("—") == ("—", "", "")


def test_accents_are_dropped_for_voices_that_know_none() -> None:
    assert ascii_only("Ménière's") == "Meniere's"


def test_letters_of_another_script_are_refused_for_latin_languages_only() -> None:
    refuse_other_letters("аспирин", "ru", provider="x", beat_id="s1b1")
    with pytest.raises(ProviderError, match=r"'аспирин'"):
        refuse_other_letters("take аспирин", "en", provider="x", beat_id="s1b1")


def test_languages_without_their_own_region_fall_back() -> None:
    known = ["en-us", "en-gb", "de", "pt-br", "cmn"]
    tags = [espeak_tag(tag, known) for tag in ("en-US", "en-IN", "de-AT", "pt-BR", "zh-CN")]
    assert tags == ["en-us", "en-gb", "de", "pt-br", "cmn"]


def test_japanese_is_written_as_it_is_heard() -> None:
    assert kana("血小板は酵素を止めます。") == "ケッショーバンワコーソヲトメマス。"
    assert kana("1日100ミリグラム") == "イチニチヒャクミリグラム"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0.5", "レーテンゴ"),
        ("0", "ゼロ"),
        ("12", "ジューニ"),
        ("360", "サンビャクロクジュー"),
        ("2,800", "ニセンハッピャク"),
        ("11000", "イチマンセン"),
        ("10000000", "イッセンマン"),
    ],
)
def test_japanese_numbers_are_said_as_in_japanese(number: str, said: str) -> None:
    assert kana(number) == said


def test_a_voice_is_a_provider_and_perhaps_one_of_its_voices() -> None:
    assert chosen_voice(None) == (None, "")
    assert chosen_voice("azure:de-DE-KatjaNeural") == ("azure", "de-DE-KatjaNeural")
    with pytest.raises(InvalidInputError, match=r"PICTURELOCK_VOICE: there is no voice 'robot'; .*espeak"):
        chosen_voice("robot")
    with pytest.raises(InvalidInputError, match=r"festival has one voice"):
        chosen_voice("festival:kal")
