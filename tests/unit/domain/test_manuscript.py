from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from picturelock.domain.errors import InvalidInputError
from picturelock.domain.manuscript_kind import KINDS, KindName, numbers_of_set, sets_of
from picturelock.domain.manuscript_reading import LARGEST_METADATA, read_metadata
from picturelock.domain.manuscript_request import ManuscriptRequest, read_request

ALEX = {"id": "char_001", "name": "Alex Chen"}
INFO = {"total_segments": 5, "segments_planned": 5, "idea": "x"}
ALL: tuple[KindName, ...] = ("movie", "story", "meme", "free-content")


def metadata(**changed: Any) -> dict[str, Any]:
    return {
        "title": "T",
        "short_summary": "s",
        "characters_roster": [ALEX],
        "story_outline": ["a", "b"],
        "generation_info": INFO,
        **changed,
    }


def fields(refused: pytest.ExceptionInfo[InvalidInputError]) -> set[str]:
    return {problem.field for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("kind", "count", "size", "key"),
    [
        ("movie", 50, 10, "movie"),
        ("story", 7, 5, "story"),
        ("meme", 7, 5, "meme"),
        ("free-content", 7, 5, "content"),
    ],
)
def test_the_four_kinds_have_the_contracts_defaults(kind: KindName, count: int, size: int, key: str) -> None:
    row = KINDS[kind]

    assert (row.default_segments, row.set_size, row.result_key) == (count, size, key)
    assert read_request({"idea": "x"}, kind).count == count


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("name", ["total_segments", "segments"])
def test_segments_are_counted_under_either_name(kind: KindName, name: str) -> None:
    assert read_request({"idea": "x", name: 12}, kind).count == 12


def test_two_counts_that_differ_are_refused() -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_request({"idea": "x", "total_segments": 5, "segments": 6}, "movie")
    assert fields(refused) == {"segments"}


@pytest.mark.parametrize("body", [{}, {"idea": None}, {"idea": "  "}])
def test_a_missing_idea_is_refused_where_it_is_needed_only(body: dict[str, Any]) -> None:
    for kind in ("movie", "story"):
        with pytest.raises(InvalidInputError) as refused:
            read_request(body, kind)
        assert fields(refused) == {"idea"}
    for kind in ("meme", "free-content"):
        assert read_request(body, kind).idea is None


@pytest.mark.parametrize("count", [0, -1, 10**9, 1.5, "5", True])
def test_counts_that_make_no_sense_are_refused_by_field(count: object) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_request({"idea": "x", "total_segments": count}, "movie")
    assert fields(refused) == {"total_segments"}


def test_every_problem_of_a_request_is_told_in_one_answer() -> None:
    body = {
        "total_segments": 0,
        "no_narration": True,
        "narration_only_first": True,
        "adult_story": True,
        "language": "??",
        "unknown": 1,
        "custom_character_roster": [
            {"id": "x", "name": "A", "age": 40},
            {"id": "x", "name": "B", "age": 12},
            {"name": 3},
            {"id": "c", "name": "C"},
        ],
    }
    with pytest.raises(InvalidInputError) as refused:
        read_request(body, "movie")

    assert fields(refused) == {
        "idea",
        "total_segments",
        "narration_only_first",
        "language",
        "unknown",
        "custom_character_roster.1.id",
        "custom_character_roster.1.age",
        "custom_character_roster.2.name",
        "custom_character_roster.3.age",
    }


def test_a_custom_roster_is_kept_word_for_word_and_gets_the_ids_that_are_missing() -> None:
    given = [
        {"id": "char_001", "name": "A", "physical_appearance": {"scar": " left  "}, "pets": [{"cat": None}]},
        {"name": "B", "personality": "grumpy"},
        {"name": "C", "personality": ["brave", "late"]},
    ]
    roster = read_request({"idea": "x", "custom_character_roster": given}, "movie").cast

    assert [character.id for character in roster] == ["char_001", "char_002", "char_003"]
    for told, character in zip(given, roster, strict=True):
        kept = character.model_dump(mode="json")
        assert {name: kept[name] for name in told} == told


@pytest.mark.parametrize("age", [18, "34", "34 years", "40-year-old", 18.0])
def test_an_age_that_is_known_and_adult_is_taken(age: object) -> None:
    body = {"idea": "x", "adult_story": True, "custom_character_roster": [{"name": "A", "age": age}]}
    assert read_request(body, "movie").adult_story


@pytest.mark.parametrize("age", [17, "seventeen", "early thirties", None, -5, "17 years", True])
def test_an_adult_story_needs_every_age_as_a_number_of_at_least_18(age: object) -> None:
    roster = [{"name": "A", "physical_appearance": {"age": age}}]
    with pytest.raises(InvalidInputError) as refused:
        read_request({"idea": "x", "adult_story": True, "custom_character_roster": roster}, "movie")
    assert fields(refused) == {"custom_character_roster.0.age"}


@pytest.mark.parametrize("kind", ALL)
def test_metadata_is_read_bare_and_wrapped_and_as_text(kind: KindName) -> None:
    bare = read_metadata(metadata(), kind)

    assert bare == read_metadata({"metadata": metadata()}, kind)
    assert bare == read_metadata(bare.model_dump_json(), kind)
    assert bare.generation_info.kind == kind


def test_metadata_keeps_what_it_does_not_know() -> None:
    read = read_metadata(metadata(note={"a": [1]}), "movie")
    assert read.model_dump(mode="json")["note"] == {"a": [1]}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"characters_roster": None}, "characters_roster"),
        ({"characters_roster": []}, "characters_roster"),
        (
            {"characters_roster": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]},
            "characters_roster.1.id",
        ),
        ({"characters_roster": ["Alex"]}, "characters_roster.0"),
        ({"story_outline": "one"}, "story_outline"),
        ({"story_outline": []}, "story_outline"),
        ({"title": 3}, "title"),
        ({"title": ""}, "title"),
        ({"generation_info": None}, "generation_info"),
        ({"generation_info": {}}, "generation_info.total_segments"),
        ({"generation_info": {**INFO, "kind": "story"}}, "generation_info.kind"),
        ({"generation_info": {"total_segments": 10**9}}, "generation_info.total_segments"),
        (
            {"generation_info": {**INFO, "segments_planned": 6}},
            "generation_info.segments_planned",
        ),
        ({"generation_info": {**INFO, "no_narration": "yes"}}, "generation_info.no_narration"),
        ({"generation_info": {**INFO, "adult_story": True}}, "characters_roster.0.age"),
        ({"title": "\ud800"}, "title"),
        ({"note": "\x00"}, "body"),
        ({"note": float("nan")}, "body"),
    ],
)
def test_metadata_edited_by_hand_is_refused_by_the_bad_fields_name(
    changed: dict[str, Any], named: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_metadata(metadata(**changed), "movie")
    assert named in fields(refused)


@pytest.mark.parametrize("document", [None, 3, "", "[1", "[]", [], {"metadata": 5}, "[" * 100_000, b"\xff"])
def test_what_is_no_metadata_at_all_is_refused_without_a_stack_trace(document: object) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_metadata(document, "movie")
    assert fields(refused) == {"metadata"}


@pytest.mark.parametrize("as_text", [False, True])
def test_metadata_of_five_megabytes_is_refused_by_its_size(as_text: bool) -> None:
    large: object = metadata(description="x" * 5_000_000)
    with pytest.raises(InvalidInputError, match=f"at most {LARGEST_METADATA:,}"):
        read_metadata(str(large) if as_text else large, "movie")


@pytest.mark.parametrize(("total", "size", "sets"), [(50, 10, 5), (7, 5, 2), (1, 10, 1), (11, 10, 2)])
def test_sets_cover_every_segment_once_and_the_last_may_be_shorter(total: int, size: int, sets: int) -> None:
    assert sets_of(total, size) == sets
    numbers = [number for one in range(1, sets + 1) for number in numbers_of_set(one, size, total)]
    assert numbers == list(range(1, total + 1))


@pytest.mark.parametrize(
    ("number", "size", "field"),
    [
        (3, 5, "set_number"),
        (0, 5, "set_number"),
        (-1, 5, "set_number"),
        (1, 0, "segments_per_set"),
        (1, 10**9, "segments_per_set"),
    ],
)
def test_a_set_that_there_is_not_is_refused(number: int, size: int, field: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        numbers_of_set(number, size, 7)
    assert fields(refused) == {field}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
REQUEST_FIELDS = tuple(ManuscriptRequest.model_fields)[1:]
METADATA_FIELDS = (
    "title",
    "short_summary",
    "hashtags",
    "characters_roster",
    "story_outline",
    "generation_info",
)
CHARACTER = st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "name", "age", "personality", "x"), JSON))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(st.sampled_from(ALL), st.dictionaries(st.sampled_from(REQUEST_FIELDS), JSON | st.lists(CHARACTER)))
def test_any_request_is_read_or_refused_by_field(kind: KindName, body: dict[str, Any]) -> None:
    try:
        assert read_request(body, kind).count >= 1
    except InvalidInputError as refused:
        assert all(problem.field for problem in refused.problems)


@QUICK
@given(st.dictionaries(st.sampled_from(METADATA_FIELDS), JSON | st.lists(CHARACTER, min_size=1)))
def test_any_edit_of_metadata_is_read_or_refused_by_field(changed: dict[str, Any]) -> None:
    try:
        assert read_metadata(metadata(**changed), "movie").characters_roster
    except InvalidInputError as refused:
        assert all(problem.field for problem in refused.problems)
