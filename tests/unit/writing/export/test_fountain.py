import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.writing.export.fountain import fountain
from unit.writing.export.fountain_reader import read_fountain
from unit.writing.export.scripts import SPOKEN, TEXTS, metadata, segment, words

GOLDEN = Path(__file__).parents[3] / "golden/exports/lantern.fountain"


@given(narration=TEXTS, spoken=st.lists(SPOKEN, max_size=3))
def test_every_narration_and_speech_comes_back_word_for_word(narration: str, spoken: list[str]) -> None:
    text = fountain(metadata(), [segment(1, narration, *spoken), segment(2, "The end of it.")])

    read = read_fountain(text)

    first, second = read.scenes
    assert words("\n".join(first.action)) == words(narration)
    assert [words(said) for _, said in first.speeches] == [words(said) for said in spoken]
    assert words("\n".join(second.action)) == [["The", "end", "of", "it."]]
    assert (read.others, read.notes) == ([], [])


@given(title=SPOKEN)
def test_every_title_becomes_a_heading_with_its_number(title: str) -> None:
    (scene,) = read_fountain(fountain(metadata(1), [segment(1, title=title)])).scenes

    assert scene.number == "1"
    assert scene.title.removeprefix("Segment 1: ") == " ".join(title.split())


@given(name=SPOKEN.map(lambda text: text[:100]).filter(str.strip))
def test_every_name_becomes_a_cue(name: str) -> None:
    line = segment(1, "", "Yes.").dialogue[0].model_copy(update={"character_name": name})
    spoken = segment(1).model_copy(update={"dialogue": (line,)})

    read = read_fountain(fountain(metadata(1), [spoken]))

    assert read.scenes[0].speeches == [(" ".join(name.split()).upper(), "Yes.")]
    assert read.others == []


@given(title=SPOKEN)
def test_the_title_page_holds_any_title(title: str) -> None:
    told = metadata(1, title=title[:300].strip() or "T")

    assert read_fountain(fountain(told, [])).title_page["Title"] == " ".join(told.title.split())


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("She opens the door.", "She opens the door."),
        ("...and the light goes out.", "!...and the light goes out."),
        ("STOP", "!STOP"),
        ("Interior light falls on her.", "Interior light falls on her."),
        ("Int. house", "!Int. house"),
        ("你好", "!你好"),
        ("a * b", r"a \* b"),
    ],
)
def test_only_what_could_be_read_otherwise_is_marked(line: str, written: str) -> None:
    assert f"\n\n{written}\n" in fountain(metadata(1), [segment(1, line)])


def test_an_empty_line_in_a_speech_does_not_end_it() -> None:
    (scene,) = read_fountain(fountain(metadata(1), [segment(1, "", "Wait.\n\nWho is it?")])).scenes

    assert scene.speeches == [("MARA VANCE", "Wait.\n\nWho is it?")]


def test_missing_segments_are_noted_where_they_would_stand() -> None:
    text = fountain(metadata(6), [segment(5, "Five."), segment(2, "Two.")])

    assert read_fountain(text).notes == [
        "Segment 1 is not written yet.",
        "Segments 3 to 4 are not written yet.",
        "Segment 6 is not written yet.",
    ]
    assert text.index("Two.") < text.index("Five.")


def test_the_export_is_as_it_was_looked_at() -> None:
    script = [
        segment(1, "A river at night.\n\nSTOP, says a sign. *Nobody* does.", "Who is it?", "(softly)\nMe."),
        segment(3, "INT. A cellar.", title="“Below”"),
    ]
    text = fountain(metadata(3), script)
    if os.environ.get("PICTURELOCK_UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")

    assert text == GOLDEN.read_text(encoding="utf-8")
