"""What a model fills in for each part. Ids and numbers are checked later, never trusted."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from picturelock.domain.frozen import JsonObject

# How a model rates what it wrote, in whatever language it wrote it.
GENERAL = "general"
ADULTS = "adults"


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class CoreAnswer(_Answer):
    """The core of a plan."""

    number: int = 1
    title: str = Field(min_length=1, max_length=200)
    short_summary: str = Field(min_length=1, max_length=4_000)
    description: str = Field(min_length=1, max_length=8_000)
    hashtags: tuple[str, ...] = ()
    narrator_voice: str = Field(default="", max_length=2_000)
    cast_size: int = Field(ge=1, le=40)
    document_facts: tuple[str, ...] = ()


class Looks(_Answer):
    """What a painter must know."""

    model_config = ConfigDict(frozen=True, extra="allow")
    age: int | str
    build: JsonValue = None
    face: JsonValue = None
    hair: JsonValue = None
    clothing: JsonValue = None
    memorable: JsonValue = None


class CharacterAnswer(_Answer):
    """One character, without the id, which is ours to give."""

    number: int
    name: str = Field(min_length=1, max_length=120)
    role: str = Field(default="", max_length=600)
    physical_appearance: Looks
    personality: dict[str, JsonValue] | str
    voice_characteristics: dict[str, JsonValue] | str


class ActAnswer(_Answer):
    """What changes in one act."""

    number: int
    summary: str = Field(min_length=1, max_length=1_000)


class PointAnswer(_Answer):
    """One point of the outline."""

    number: int
    point: str = Field(min_length=1, max_length=600)


class LineAnswer(_Answer):
    """What a character says; a name is looked at only where the id is not known."""

    character_id: str = ""
    character_name: str = ""
    text: str = Field(min_length=1)


class NotesAnswer(_Answer):
    """What the model notes for itself."""

    facts: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


class SegmentAnswer(_Answer):
    """One segment as a model gives it."""

    segment_number: int
    title: str = Field(min_length=1, max_length=300)
    narration: str = ""
    dialogue: tuple[LineAnswer, ...] = ()
    continuity: NotesAnswer = NotesAnswer()
    audience: str = GENERAL


_TEXT: JsonObject = {"type": "string"}
_TEXTS: JsonObject = {"type": "array", "items": _TEXT}


def segment_schema(ids: list[str]) -> JsonObject:
    """The JSON Schema of a reply with segments; the same for every set of a script.

    Args:
        ids: the roster's ids, in its order.
    """
    line = _object({"character_id": {"type": "string", "enum": [*ids]}, "text": _TEXT})
    notes = _object({"facts": _TEXTS, "opened": _TEXTS, "closed": _TEXTS})
    segment = _object(
        {
            "segment_number": {"type": "integer"},
            "title": _TEXT,
            "narration": _TEXT,
            "dialogue": {"type": "array", "items": line},
            "continuity": notes,
            "audience": {"type": "string", "enum": [GENERAL, ADULTS]},
        }
    )
    return _list_of("segments", segment)


def part_schema(key: str, answer: type[BaseModel]) -> JsonObject:
    """The JSON Schema of a reply with a list of ``answer`` under ``key``."""
    schema: dict[str, Any] = answer.model_json_schema()
    known = schema.pop("$defs", {})
    listed = _list_of(key, schema)
    return {**listed, "$defs": known} if known else listed


def _object(properties: JsonObject) -> JsonObject:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def _list_of(key: str, item: JsonObject) -> JsonObject:
    return _object({key: {"type": "array", "items": item}})
