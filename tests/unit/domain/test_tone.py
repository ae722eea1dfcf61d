import pytest

from picturelock.domain.sound import Mood
from picturelock.domain.tone import TONES, mood_of


@pytest.mark.parametrize(
    ("tone", "mood"),
    [
        ("clear and reassuring", "hopeful"),
        ("formal and precise", "clinical"),
        ("clear and educational", "clinical"),
        ("scientific and professional", "clinical"),
        ("engaging and conversational", "hopeful"),
        ("Warm", "hopeful"),
        ("playful", "playful"),
        ("urgent, but never alarming", "urgent"),
        ("verspielt und locker", "playful"),
        ("herzlich", "hopeful"),
        ("apaisant", "calm"),
        ("didáctico", "clinical"),
        ("allegro e divertente", "playful"),
        ("acolhedor", "calm"),
        ("शांत", "calm"),
        ("वैज्ञानिक और सटीक", "clinical"),
        ("遊び心のある", "playful"),
        ("希望に満ちた", "hopeful"),
        ("بأسلوب هادئ", "calm"),
        ("والعاجل", "urgent"),
    ],
)
def test_a_tone_s_words_choose_the_mood_in_every_language(tone: str, mood: Mood) -> None:
    assert mood_of(tone) == mood


def test_the_mood_that_is_named_most_wins_and_of_equals_the_first() -> None:
    assert mood_of("warm, precise, scientific") == "clinical"
    assert mood_of("calm yet precise") == "calm"
    assert mood_of("precise yet calm") == "clinical"


@pytest.mark.parametrize("tone", ["", "as you like", "fundamental", "unreassured"])
def test_a_tone_that_says_nothing_of_a_mood_is_calm(tone: str) -> None:
    assert mood_of(tone) == "calm"


def test_no_word_stands_for_two_moods() -> None:
    for mood, words in TONES.items():
        assert {mood_of(word) for word in words} == {mood}
