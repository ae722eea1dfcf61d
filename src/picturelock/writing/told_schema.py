"""A template's schema as a model is told it: a line for each field, in a third of the room of the JSON."""

import json
from typing import Any

from picturelock.domain.filled_props import resolved
from picturelock.domain.frozen import JsonObject

_INDENT = "  "
_BOUNDS = {"minimum": "from", "maximum": "to", "exclusiveMinimum": "above", "exclusiveMaximum": "below"}


def told_schema(schema: JsonObject) -> str:
    """The fields of an object's schema, one a line; those of the entries of a list stand below it, indented.

    ``*`` marks what must be there. Texts and lists have their limits, and every field its description.
    """
    return "\n".join(_fields(dict(schema), dict(schema), ""))


def _fields(part: dict[str, Any], whole: dict[str, Any], indent: str) -> list[str]:
    needed = part.get("required", [])
    lines: list[str] = []
    for name, field in part.get("properties", {}).items():
        flat = resolved(field, whole)
        # A description beside a reference is about this very field.
        about = field.get("description") or flat.get("description")
        kind, below = _kind(flat, whole, indent + _INDENT)
        default = flat.get("default", field.get("default"))
        said = [kind, *([f"else {_json(default)}"] if default not in ("", None, [], False) else [])]
        mark = "*" if name in needed else ""
        lines.append(f"{indent}{name}{mark}: {', '.join(said)}{f' ({_line(about)})' if about else ''}")
        lines += below
    return lines


def _kind(part: dict[str, Any], whole: dict[str, Any], indent: str) -> tuple[str, list[str]]:
    """What a value may be, and the lines of its own fields."""
    if "enum" in part:
        return " | ".join(_json(value) for value in part["enum"]), []
    if "const" in part:
        return _json(part["const"]), []
    match part.get("type"):
        case "object":
            return "object", _fields(part, whole, indent)
        case "array":
            entry = resolved(part["items"], whole)
            kind, below = _kind(entry, whole, indent)
            return f"list of {_count(part, 'minItems', 'maxItems')}{kind}", below
        case "string":
            shown = f", such as {_json(part['examples'][0])}" if "examples" in part else ""
            pattern = f" matching {part['pattern']}" if "pattern" in part else ""
            return f"text of {_count(part, 'minLength', 'maxLength')}characters{pattern}{shown}", []
        case other:
            bounds = [f"{word} {_json(part[bound])}" for bound, word in _BOUNDS.items() if bound in part]
            return " ".join([str(other or "any value"), *bounds]), []


def _count(part: dict[str, Any], least: str, most: str) -> str:
    low, high = part.get(least, 0), part.get(most)
    if high is None:
        return f"at least {low} " if low else ""
    return f"{low} to {high} " if low > 1 or most == "maxItems" else f"up to {high} "


def _line(text: str) -> str:
    return " ".join(text.split())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
