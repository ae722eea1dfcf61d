"""Documents of requests and answers for OpenAPI, each complete in itself."""

from typing import Any, cast

from pydantic import BaseModel


def inlined_schema(shape: type[BaseModel], *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The JSON Schema of a model, with no reference in it, and without some of its properties."""
    schema = shape.model_json_schema()
    known = schema.pop("$defs", {})
    for name in without:
        schema["properties"].pop(name, None)
    schema["properties"] = inlined(schema["properties"], known)
    return schema


def inlined(value: Any, known: dict[str, Any]) -> Any:
    """A schema with every reference into ``known`` replaced by what it refers to."""
    if isinstance(value, list):
        return [inlined(part, known) for part in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    facts = cast("dict[str, Any]", value)
    if "$ref" in facts:
        beside = {name: inlined(part, known) for name, part in facts.items() if name != "$ref"}
        name = str(facts["$ref"]).rpartition("/")[2]
        # A JSON value may hold JSON values: it is anything at all.
        found: dict[str, Any] = {} if name == "JsonValue" else inlined(known[name], known)
        return {**found, **beside}
    return {name: inlined(part, known) for name, part in facts.items()}


def request_body(*schemas: dict[str, Any], example: dict[str, Any], required: bool = True) -> dict[str, Any]:
    """What a JSON endpoint takes: the properties of all schemas together."""
    properties: dict[str, Any] = {}
    needed: list[str] = []
    for schema in schemas:
        properties |= schema["properties"]
        needed += schema.get("required", [])
    whole: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if needed:
        whole["required"] = needed
    return {
        "requestBody": {
            "required": required,
            "content": {"application/json": {"schema": whole, "example": example}},
        }
    }
