import pytest

from picturelock.providers.voice.phones import as_syllables, from_arpabet, from_ipa, from_syllables


@pytest.mark.parametrize(
    ("say", "arpabet"),
    [
        ("zin TAH rah", "Z IH0 N T AA1 R AA0"),
        ("oh-ZEM-pik", "OW0 Z EH1 M P IH0 K"),
        ("kee TROO duh", "K IY0 T R UW1 D AH0"),
        ("air", "EH1 R"),
    ],
)
def test_syllables_become_sounds_with_the_stress_of_the_capitals(say: str, arpabet: str) -> None:
    if say == "air":
        arpabet = "EH1 R"
    sounds = from_syllables(say)
    assert sounds is not None
    assert sounds.arpabet == arpabet


def test_syllables_that_cannot_be_read_are_left_to_the_voice() -> None:
    assert from_syllables("zqx 5") is None


def test_english_ipa_becomes_every_alphabet() -> None:
    sounds = from_ipa("zɪnˈtɑːɹə", english=True)
    assert sounds.arpabet == "Z IH0 N T AA1 R AH0"
    assert sounds.espeak == "zInt'A:r@"
    assert as_syllables(sounds.ipa) == "zih-ntah-ruh"


def test_ipa_of_another_language_goes_to_espeak_as_it_is() -> None:
    sounds = from_ipa("ˈʃøːn", english=False)
    assert (sounds.arpabet, sounds.espeak) == (None, "'SY:n")


def test_arpabet_becomes_ipa() -> None:
    assert from_arpabet("S EH1 R IY2 N").ipa == "sˈɛɹˌiːn"
