from picturelock.domain.frozen import JsonObject
from picturelock.writing.told_schema import told_schema

SCHEMA: JsonObject = {
    "$defs": {
        "Point": {
            "type": "object",
            "description": "One statement.",
            "properties": {
                "text": {"type": "string", "minLength": 1, "maxLength": 90},
                "beat": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 11}, {"type": "null"}]},
            },
            "required": ["text"],
        }
    },
    "type": "object",
    "properties": {
        "title": {"type": "string", "maxLength": 60, "title": "Title"},
        "sign": {"enum": ["dot", "drop"], "default": "dot"},
        "smiles": {"type": "string", "maxLength": 300, "examples": ["CCO"]},
        "share": {"type": "number", "exclusiveMinimum": 0, "maximum": 1, "description": "of\nall"},
        "points": {"type": "array", "items": {"$ref": "#/$defs/Point"}, "minItems": 2, "maxItems": 5},
        "open": {"type": "boolean", "default": False},
    },
    "required": ["title", "points"],
}


def test_every_field_is_told_with_all_that_limits_it() -> None:
    assert told_schema(SCHEMA).splitlines() == [
        "title*: text of up to 60 characters",
        'sign: "dot" | "drop", else "dot"',
        'smiles: text of up to 300 characters, such as "CCO"',
        "share: number to 1 above 0 (of all)",
        "points*: list of 2 to 5 object",
        "  text*: text of up to 90 characters",
        "  beat: integer from 0 to 11",
        "open: boolean",
    ]
