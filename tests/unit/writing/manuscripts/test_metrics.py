import pytest

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_reading import read_metadata
from picturelock.domain.manuscript_segment import DialogueLine, Segment
from picturelock.writing.manuscripts.language import is_in
from picturelock.writing.manuscripts.metrics import measure
from picturelock.writing.manuscripts.rating import rated

ENGLISH = "The old man was not in the house, and she had to go for the key that was his."
GERMAN = "Der alte Mann war nicht im Haus, und sie hat für den Schlüssel auf die Straße gehen müssen."


def metadata(total: int = 3) -> Metadata:
    return read_metadata(
        {
            "title": "T",
            "short_summary": "s",
            "characters_roster": [{"id": "ada", "name": "Ada Moss"}, {"id": "bo", "name": "Bo Stone"}],
            "story_outline": ["Ada opens the cellar door.", "The cellar floods.", "Ada swims home."],
            "generation_info": {"total_segments": total},
        },
        "movie",
    )


def segment(number: int, narration: str, speaker: str = "ada") -> Segment:
    line = DialogueLine(
        character_id=speaker, character_name="Ada Moss", text=f"This is line number {number}."
    )
    return Segment(segment_number=number, title=f"S{number}", narration=narration, dialogue=(line,))


def test_a_whole_script_measures_as_whole() -> None:
    told = (
        "Ada opens the cellar door and Bo waits.",
        "Water floods the cellar.",
        "She swims home, Ada does.",
    )
    measured = measure(metadata(), [segment(number, text) for number, text in enumerate(told, 1)])

    assert (measured.completeness, measured.numbering, measured.missing) == (1, True, ())
    assert (measured.roster_coverage, measured.leaks) == (1, ())
    assert (measured.repetition, measured.outline_coverage) == (0, 1)


def test_what_is_missing_unused_leaked_repeated_or_off_the_outline_is_named() -> None:
    again = "On the hill Zed Zapp sings about nothing at all to Zed Zapp."
    measured = measure(metadata(4), [segment(1, again), segment(3, again, speaker="zed")])

    assert measured.missing == (2, 4)
    assert measured.completeness == 0.5
    assert not measured.numbering
    assert measured.unused_characters == ("Bo Stone",)
    assert measured.leaks == ("zed", "Zed Zapp")
    assert measured.repeated == (again,)
    assert measured.outline_coverage == 0


def test_the_language_share_counts_segments_whose_language_shows() -> None:
    measured = measure(metadata(), [segment(1, ENGLISH), segment(2, GERMAN * 2)])
    assert measured.language_share == 0.5


@pytest.mark.parametrize(
    ("text", "language", "verdict"),
    [
        (ENGLISH, "en", True),
        (ENGLISH, "en-GB", True),
        (ENGLISH, "de", False),
        (GERMAN, "de-AT", True),
        (GERMAN, "en", False),
        (ENGLISH, "ja", False),
        (ENGLISH, "sw", False),
        ("Hola, ¿qué tal?", "en", None),
        ("", "en", None),
        ("彼は家にいなかったので、彼女は鍵を取りに行った。", "ja", True),
        ("彼は家にいなかったので、彼女は鍵を取りに行った。", "en", False),
        ("他不在家，所以她去拿钥匙了，天黑了。", "zh-CN", True),
        ("كان الرجل العجوز خارج البيت", "ar", True),
        ("Старик не был дома, и она ушла", "en", False),
    ],
)
def test_a_language_is_told_where_it_shows(text: str, language: str, verdict: bool | None) -> None:
    assert is_in(text, language) is verdict


def test_explicit_words_are_found_and_plain_ones_are_not() -> None:
    assert rated("They had sex on the beach.", adult_story=False)
    assert rated("They had sex on the beach.", adult_story=True) is None
    assert rated("The teenager had sex.", adult_story=True)
    assert rated("Gore and entrails, a severed hand.", adult_story=False)
    assert rated("The naked truth of the child on the road to Essex.", adult_story=False) is None
