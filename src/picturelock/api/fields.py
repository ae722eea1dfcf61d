"""A brief's fields for forms, for the OpenAPI schema, and for reading forms."""

from typing import Any

from pydantic import BaseModel

from picturelock.api.schemas import inlined_schema
from picturelock.domain.brief import Brief

# Set by the service itself.
_HIDDEN = ("video_type",)


def brief_schema(brief: type[Brief]) -> dict[str, Any]:
    """The JSON Schema of a payload, complete in itself."""
    return inlined_schema(brief, without=_HIDDEN)


def list_fields(brief: type[Brief]) -> frozenset[str]:
    """The names of the fields that hold lists."""
    properties = brief_schema(brief)["properties"]
    return frozenset(name for name, facts in properties.items() if facts.get("type") == "array")


def form_fields(brief: type[Brief]) -> list[dict[str, Any]]:
    """What a form needs to ask for each field, in the brief's order, required ones first."""
    schema = brief_schema(brief)
    required = schema.get("required", [])
    fields = [_form_field(name, facts, name in required) for name, facts in schema["properties"].items()]
    return sorted(fields, key=lambda field: not field["required"])


def defaults(brief: type[BaseModel]) -> dict[str, Any]:
    """The optional fields and what is taken when they are not given."""
    return {
        name: field.get_default()
        for name, field in brief.model_fields.items()
        if not field.is_required() and name not in _HIDDEN
    }


def _form_field(name: str, facts: dict[str, Any], required: bool) -> dict[str, Any]:
    options = [facts, *facts.get("anyOf", [])]
    return {
        "name": name,
        "label": name.replace("_", " ").capitalize(),
        "required": required,
        "type": next((option["type"] for option in options if "type" in option), "string"),
        "default": facts.get("default"),
        "choices": next((option["enum"] for option in options if "enum" in option), None),
        "max_length": next((option["maxLength"] for option in options if "maxLength" in option), None),
    }
