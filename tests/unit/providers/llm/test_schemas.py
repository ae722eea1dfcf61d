"""What can be said of a JSON Schema before it is sent."""

from typing import Any

import pytest

from picturelock.providers.llm.schemas import is_closed

TEXT = {"type": "string"}


def an_object(**properties: object) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


@pytest.mark.parametrize(
    "schema",
    [
        TEXT,
        an_object(title=TEXT),
        an_object(titles={"type": "array", "items": TEXT}),
        an_object(age={"anyOf": [{"type": "integer"}, TEXT]}, kind={"enum": ["a", "b"]}),
        {**an_object(hero={"$ref": "#/$defs/Hero"}), "$defs": {"Hero": an_object(name=TEXT)}},
    ],
)
def test_a_schema_that_names_everything_is_closed(schema: dict[str, Any]) -> None:
    assert is_closed(schema)


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"type": "object"},
        {"type": "array"},
        an_object(title={"description": "anything"}),
        an_object(title=True),
        {**an_object(title=TEXT), "additionalProperties": True},
        an_object(props={"type": "object", "additionalProperties": TEXT}),
        an_object(list={"type": "array", "items": {}}),
        an_object(age={"anyOf": [TEXT, {}]}),
        {**an_object(hero={"$ref": "#/$defs/Hero"}), "$defs": {"Hero": {}}},
    ],
)
def test_a_schema_that_leaves_something_open_is_not(schema: dict[str, Any]) -> None:
    assert not is_closed(schema)
