import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import manuscript_words as words
from picturelock.writing.manuscripts.replies import refuses, whole_items

SEGMENTS = [words.segment(number, ["a"]) for number in range(1, 5)]
TEXT = json.dumps({"segments": SEGMENTS}, ensure_ascii=False)


@given(st.integers(min_value=0, max_value=len(TEXT)))
def test_a_reply_cut_anywhere_gives_only_items_that_are_whole_and_unchanged(place: int) -> None:
    whole = whole_items(TEXT[:place], "segments")

    assert list(whole.items) == SEGMENTS[: len(whole.items)]
    assert whole.closed == (place >= len(TEXT) - 1)


@pytest.mark.parametrize(
    "wrapped",
    [
        f"Sure, {{JSON}}:\n```json\n{TEXT}\n```\nMore?",
        json.dumps(SEGMENTS),
        f'<think>{{"segments": [{{"segment_number": 9}}]}}</think>{TEXT}',
        f'The key "segments": [] will hold them. {TEXT}',
    ],
)
def test_what_stands_around_the_items_is_not_read(wrapped: str) -> None:
    whole = whole_items(wrapped, "segments")

    assert list(whole.items) == SEGMENTS
    assert whole.closed


def test_one_bare_object_is_read_as_one_item() -> None:
    assert list(whole_items(json.dumps(SEGMENTS[0], indent=1), "segments").items)[:1] != []
    assert whole_items('{"number": 1, "point": "x"}', "points").items == ({"number": 1, "point": "x"},)


@pytest.mark.parametrize("text", ["", "{", "hello", "[[[[", "{" * 5_000, '{"segments": 3}', "<think>no end"])
def test_what_holds_no_items_gives_none(text: str) -> None:
    assert whole_items(text, "segments").items in ((), ({"segments": 3},))


@pytest.mark.parametrize(
    "text", ["I'm sorry, but I can't help with that.", "I cannot do this.", "Sorry, no."]
)
def test_a_refusal_in_words_is_told_from_an_answer(text: str) -> None:
    assert refuses(text)
    assert not refuses(f"{text} But here: {TEXT}")
    assert not refuses("Here you are.")
