import pytest

from picturelock.domain.errors import ProviderError
from picturelock.providers.voice.espeak import espeak_tag
from picturelock.providers.voice.pronunciation import ascii_only, lexicon, plain, refuse_other_letters

VOWELS = {"AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"}
CONSONANTS = {
    *("B", "CH", "D", "DH", "F", "G", "HH", "JH", "K", "L", "M", "N", "NG", "P", "R", "S", "SH", "T", "TH"),
    *("V", "W", "Y", "Z", "ZH"),
}


def test_a_token_is_respelled_whatever_stands_around_it() -> None:
    assert lexicon("en-US").respelled("(COX-1),") == "(cocks one),"


def test_words_with_sounds_are_found_in_any_case() -> None:
    assert lexicon("en-GB").sounds("Serine.") == "S EH1 R IY2 N"


def test_a_language_without_a_lexicon_says_words_as_they_are() -> None:
    assert lexicon("de-DE").respelled("COX-1") == "COX-1"


def test_every_sound_of_the_lexicon_is_arpabet_with_stress_on_vowels() -> None:
    for word, sounds in lexicon("en").phones.items():
        assert word == word.lower()
        for sound in sounds.split():
            base = sound.rstrip("012")
            assert base in (VOWELS if base != sound else CONSONANTS), f"{word}: {sound}"


def test_signs_and_greek_letters_are_read_out() -> None:
    assert plain("≥ 5 µg of β-blocker™") == " at least  5  microg of  beta-blocker"


def test_accents_are_dropped_for_voices_that_know_none() -> None:
    assert ascii_only("Ménière’s") == "Menieres"


def test_letters_of_another_script_are_refused_for_latin_languages_only() -> None:
    refuse_other_letters("аспирин", "ru", provider="x", beat_id="s1b1")
    with pytest.raises(ProviderError, match="'аспирин'"):
        refuse_other_letters("take аспирин", "en", provider="x", beat_id="s1b1")


def test_languages_without_their_own_region_fall_back() -> None:
    known = ["en-us", "en-gb", "de", "pt-br", "cmn"]
    tags = [espeak_tag(tag, known) for tag in ("en-US", "en-IN", "de-AT", "pt-BR", "zh-CN")]
    assert tags == ["en-us", "en-gb", "de", "pt-br", "cmn"]
