import pytest

from picturelock.domain.digest import digest
from picturelock.domain.frames import FrameFormat


def test_equal_things_have_the_same_key_in_whatever_order_their_fields_come() -> None:
    assert digest({"a": 1, "b": [1, 2]}) == digest({"b": [1, 2], "a": 1})


def test_a_changed_word_changes_the_key() -> None:
    assert digest("beat", "one word") != digest("beat", "one world")


def test_models_of_different_kinds_with_the_same_fields_differ() -> None:
    frame = FrameFormat(width=1, height=1, fps=1)
    assert digest(frame) != digest(frame.model_dump())


def test_parts_do_not_run_into_each_other() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_what_has_no_stable_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no digest for object"):
        digest(object())
