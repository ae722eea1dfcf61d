"""What can be said of a JSON Schema before it is sent."""

from collections.abc import Iterator
from typing import Any, cast

_SAYS_WHAT = ("$ref", "type", "anyOf", "oneOf", "allOf", "const", "enum")


def is_closed(schema: object) -> bool:
    """Whether every value has a type and every object has named fields only.

    Strict schema modes need that. What is open they forbid, so a model fills in nothing there.
    """
    if not isinstance(schema, dict):
        return False
    node = cast(dict[str, Any], schema)
    if not any(key in node for key in _SAYS_WHAT):
        return False
    if node.get("type") == "object" and (not node.get("properties") or node.get("additionalProperties")):
        return False
    if node.get("type") == "array" and "items" not in node:
        return False
    return all(is_closed(child) for child in _children(node))


def _children(node: dict[str, Any]) -> Iterator[object]:
    for key in ("properties", "$defs"):
        yield from node.get(key, {}).values()
    for key in ("anyOf", "oneOf", "allOf"):
        yield from node.get(key, [])
    if "items" in node:
        yield node["items"]
