from typing import Any

from picturelock.domain.filled_props import fillings
from picturelock.domain.frozen import JsonObject

SCHEMA: JsonObject = {
    "$defs": {
        "Point": {
            "type": "object",
            "properties": {
                "text": {"type": "string", "minLength": 1, "maxLength": 20},
                "sign": {"type": "string", "enum": ["dot", "check"]},
                "beat": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]},
            },
            "required": ["text"],
        }
    },
    "type": "object",
    "properties": {
        "title": {"type": "string", "minLength": 2, "maxLength": 12},
        "note": {"type": "string", "maxLength": 8},
        "smiles": {"type": "string", "maxLength": 300, "examples": ["CCO"]},
        "points": {"type": "array", "items": {"$ref": "#/$defs/Point"}, "minItems": 2, "maxItems": 5},
        "marks": {"type": "array", "items": {"type": "string", "maxLength": 3}, "maxItems": 2},
    },
    "required": ["title", "smiles", "points"],
}
EXAMPLE: JsonObject = {"title": "Water", "smiles": "O", "points": [{"text": "Wet", "sign": "check"}]}


def first(extent: Any, words: str = "ab cd ") -> dict[str, Any]:
    return dict(next(fillings(SCHEMA, EXAMPLE, extent, words)))


def test_the_shortest_has_only_what_must_be_there() -> None:
    assert first("shortest") == {
        "title": "aa",
        "smiles": "CCO",
        "points": [{"text": "a", "sign": "check"}] * 2,
    }


def test_the_longest_fills_every_text_and_every_list_to_its_limit() -> None:
    props = first("longest")
    assert props["title"] == "ab cd ab cdd"
    assert props["note"] == "ab cd ab"
    assert props["points"] == [{"text": "ab cd ab cd ab cd ab", "sign": "check"}] * 5
    assert props["marks"] == ["abb", "abb"]


def test_what_cannot_be_any_words_is_taken_from_the_fields_own_examples() -> None:
    assert first("longest", "W")["smiles"] == "CCO"


def test_lists_become_shorter_one_entry_at_a_time_for_templates_that_refuse_the_longest() -> None:
    ways: list[Any] = list(fillings(SCHEMA, EXAMPLE, "longest"))
    assert [len(way["points"]) for way in ways] == [5, 4, 3, 2, 2]
    assert [len(way["marks"]) for way in ways] == [2, 2, 2, 2, 1]


def test_fields_that_need_each_other_are_all_there_in_the_second_shortest() -> None:
    _, second, *_ = fillings(SCHEMA, EXAMPLE, "shortest")
    assert second["note"] == "a"


def test_lists_that_need_more_entries_get_them_one_at_a_time_in_the_shortest() -> None:
    ways: list[Any] = list(fillings(SCHEMA, EXAMPLE, "shortest"))
    assert [len(way["points"]) for way in ways] == [2, 2, 2, 2, 3, 4, 5]


def test_figures_that_belong_together_stay_as_the_example_has_them() -> None:
    pair: JsonObject = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    schema: JsonObject = {
        "type": "object",
        "properties": {"curve": {"type": "array", "items": pair, "maxItems": 9}},
        "required": ["curve"],
    }
    curve: JsonObject = {"curve": [[0, 1], [4, 0.9]]}
    assert next(fillings(schema, curve, "longest")) == curve
    assert next(fillings(schema, curve, "shortest")) == curve
