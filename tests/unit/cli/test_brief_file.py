from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import JsonValue

from picturelock.cli.brief_file import read_brief
from picturelock.domain.errors import InvalidInputError

WriteBrief = Callable[[JsonValue], Path]
ASPIRIN: JsonValue = {"video_type": "moa", "payload": {"drug_name": "Aspirin", "condition": "pain"}}


def problems(path: Path) -> dict[str, str]:
    with pytest.raises(InvalidInputError) as refused:
        read_brief(path)
    return {problem.field: problem.message for problem in refused.value.problems}


def test_a_good_brief_is_read_with_its_subject(brief_file: WriteBrief) -> None:
    brief = read_brief(brief_file(ASPIRIN))

    assert (brief.video_type, brief.title) == ("moa", "Aspirin: pain")


def test_quality_of_the_command_line_wins(brief_file: WriteBrief) -> None:
    assert read_brief(brief_file(ASPIRIN), quality="low").payload["quality"] == "low"


def test_every_problem_is_listed_in_one_answer(brief_file: WriteBrief) -> None:
    found = problems(
        brief_file(
            {
                "video_type": "moa",
                "payload": {"drug_name": " ", "tone": "t" * 121, "colour": "red", "quality": "best"},
                "colour": "red",
            }
        )
    )

    assert set(found) == {"colour", "condition", "drug_name", "tone", "quality"}
    assert found["condition"] == "is required"
    assert "not a known field" in found["colour"]


@pytest.mark.parametrize(
    ("content", "field", "message"),
    [
        (
            {"video_type": "film", "payload": {}},
            "video_type",
            "'film' is not a video type; choose one of",
        ),
        ({"payload": {}}, "video_type", "is required; choose one of"),
        ({"video_type": ["moa"], "payload": {}}, "video_type", "is not a video type"),
        ({"video_type": "moa"}, "payload", "is required"),
        ({"video_type": "moa", "payload": []}, "payload", "must be an object"),
        ('{"payload": 1, "payload": 2}', "payload", "is given twice"),
    ],
)
def test_what_is_wrong_is_named_by_field(
    brief_file: WriteBrief, content: JsonValue, field: str, message: str
) -> None:
    assert message in problems(brief_file(content))[field]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '{"video_type": "moa"\n  "payload": {}}',
            "is not valid JSON: Expecting ',' delimiter at line 2, column 3",
        ),
        ("[1, 2]", "must hold one object"),
        ("", "is not valid JSON"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_file_that_is_no_brief_is_refused_with_the_place(
    brief_file: WriteBrief, content: str, message: str
) -> None:
    path = brief_file(content)

    assert message in problems(path)[str(path)]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "none.json"

    assert problems(path) == {str(path): "there is no such file"}


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    path.write_bytes(b"\x89PNG\r\n")

    assert "is not a text file in UTF-8" in problems(path)[str(path)]


def test_music_is_named_by_its_path_beside_the_brief(brief_file: WriteBrief) -> None:
    fields: JsonValue = {"drug_name": "Aspirin", "condition": "pain", "music": "song.mp3"}
    path = brief_file({"video_type": "moa", "payload": fields})
    assert "there is no file" in problems(path)["music"]

    (path.parent / "song.mp3").write_bytes(b"")
    brief = read_brief(path)

    assert brief.music == path.parent / "song.mp3"
    assert "music" not in brief.payload


def test_music_and_a_mood_are_one_too_many(brief_file: WriteBrief) -> None:
    fields: JsonValue = {"drug_name": "Aspirin", "condition": "pain", "music": "song.mp3", "mood": "calm"}
    path = brief_file({"video_type": "moa", "payload": fields})
    (path.parent / "song.mp3").write_bytes(b"")
    assert "leave one of them out" in problems(path)["music"]
