"""How much of which model may be used, from the setting and from what providers document."""

import pytest

from picturelock.domain.errors import InvalidInputError
from picturelock.ports.models import Limits
from picturelock.providers.llm.limits import fits, limits_of, read_limits

FREE = Limits(requests_per_minute=20, requests_per_day=50)


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("openrouter:vendor/name:free", FREE),
        ("openrouter:openrouter/free", FREE),
        ("openrouter:vendor/name", Limits()),
        ("openai:gpt-5-mini", Limits()),
    ],
)
def test_only_free_models_of_openrouter_are_limited_unasked(name: str, limits: Limits) -> None:
    assert limits_of(name, read_limits(None)) == limits


def test_the_setting_comes_before_what_is_documented() -> None:
    asked = read_limits('{"openrouter:*:free": {"requests_per_day": 1000}, "*": {"tokens_per_minute": 9000}}')

    assert limits_of("openrouter:vendor/name:free", asked) == Limits(requests_per_day=1000)
    assert limits_of("openai:gpt-5-mini", asked) == Limits(tokens_per_minute=9000)


def test_no_limits_can_be_asked_for() -> None:
    assert limits_of("openrouter:vendor/name:free", read_limits('{"openrouter:*": {}}')) == Limits()


@pytest.mark.parametrize(
    ("setting", "field", "says"),
    [
        ("20 a minute", "PICTURELOCK_MODEL_LIMITS", "is not JSON"),
        ("[1]", "PICTURELOCK_MODEL_LIMITS", "dictionary"),
        ('{"*": 20}', "PICTURELOCK_MODEL_LIMITS.*", "write it like"),
        ('{"*": {"requests": 20}}', "PICTURELOCK_MODEL_LIMITS.*.requests", "requests_per_minute"),
        (
            '{"*": {"requests_per_day": 0}}',
            "PICTURELOCK_MODEL_LIMITS.*.requests_per_day",
            "greater than or equal to 1",
        ),
    ],
)
def test_a_wrong_setting_is_told_by_its_place(setting: str, field: str, says: str) -> None:
    with pytest.raises(InvalidInputError) as wrong:
        read_limits(setting)

    (problem,) = wrong.value.problems
    assert problem.field == field
    assert says in problem.message


@pytest.mark.parametrize(
    ("pattern", "fitting"),
    [
        ("openai:gpt-5*", True),
        ("gpt-5-mini", True),
        ("*mini", True),
        ("anthropic:*", False),
        ("GPT-5-mini", False),
    ],
)
def test_a_pattern_is_for_the_whole_name_or_the_models_own(pattern: str, fitting: bool) -> None:
    assert fits("openai:gpt-5-mini", (pattern,)) == fitting
