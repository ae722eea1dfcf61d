"""Where long words may be broken."""

import pytest

from picturelock.domain.hyphens import syllables


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Blutdruckmedikamentenverordnung", ("Blut", "druck", "medi", "kamenten", "verordnung")),
        ("Verstoffwechselung", ("Verstoff", "wechselung")),
    ],
)
def test_a_compound_can_be_broken_where_its_parts_meet(word: str, parts: tuple[str, ...]) -> None:
    broken = syllables(word, "de-DE")
    assert "".join(broken) == word
    ends = {word.index(part) + len(part) for part in parts[:1]}
    assert ends & {len("".join(broken[:count])) for count in range(1, len(broken))}


def test_no_part_is_shorter_than_four_letters_at_the_words_ends() -> None:
    broken = syllables("Arbeitsunfähigkeitsbescheinigung", "de")
    assert len(broken) > 3
    assert min(len(broken[0]), len(broken[-1])) >= 4


@pytest.mark.parametrize(
    ("word", "language"), [("Blutdruck", "de"), ("acetylsalicylates", "en"), ("एसिटाइलसैलिसिलिक", "hi")]
)
def test_short_words_and_other_languages_stay_whole(word: str, language: str) -> None:
    assert syllables(word, language) == (word,)
