"""The form that hashes are made of does not depend on who stored an entry."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from picturelock.engine.chain import canonical, entry_hash

_PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
_VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    _PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)

ENTRY: dict[str, Any] = {
    "session_id": "vid_1",
    "seq": 1,
    "ts": "2026-01-02T03:04:05.678+00:00",
    "type": "session_started",
    "data": {"stage": "scenes", "by": "Zoë", "pace": 1.5},
}


@given(_VALUES)
def test_what_was_stored_and_read_again_has_the_same_form(value: JsonValue) -> None:
    assert canonical(json.loads(json.dumps(value))) == canonical(value)


def test_order_and_whole_numbers_make_no_difference() -> None:
    assert canonical({"b": 1.0, "a": [2, -0.0, 1e22]}) == canonical({"a": [2.0, 0, 10**22], "b": 1})


def test_words_are_told_apart_in_every_script() -> None:
    assert canonical("ä") != canonical("a\u0308")
    assert canonical("\ud800") == '"\\ud800"'


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_what_json_cannot_write_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"seconds": number})


def test_the_form_never_changes() -> None:
    assert entry_hash("vid_1", ENTRY) == "79bd3c03174adb23802d15e314f971e984031fd3047e1ba8eeed112e8b89efcc"


@pytest.mark.parametrize("field", ["session_id", "seq", "ts", "type", "data"])
def test_every_field_and_what_came_before_count(field: str) -> None:
    changed = {**ENTRY, field: 2 if field == "seq" else "other"}
    assert len({entry_hash("vid_1", ENTRY), entry_hash("vid_1", changed), entry_hash("vid_2", ENTRY)}) == 3
