"""Props with the shortest and the longest texts that a template's schema allows.

A field whose texts cannot be any words, like a structure's SMILES, gives ``examples`` in its schema; those
are used. Numbers, switches and choices stay as in the template's own example.
"""

from collections.abc import Iterator
from typing import Any, Literal, cast

from picturelock.domain.frozen import JsonObject

Extent = Literal["shortest", "longest"]

WORDS = "Medicines moderate inflammation because membranes make more molecules than a wounded cell can use "


def fillings(
    schema: JsonObject, example: JsonObject, extent: Extent, words: str = WORDS
) -> Iterator[JsonObject]:
    """Ways to fill a template's props, the most extreme first.

    What a schema cannot say may forbid one of them, as fields that need each other; the first one that the
    template accepts is the one to use.

    Args:
        schema: the props' JSON Schema.
        example: valid props, for what is no text.
        extent: ``shortest`` has only what must be there first, ``longest`` all there can be.
        words: what the longest texts are made of, again and again.
    """
    if extent == "shortest":
        yield _Filling(schema, extent, words, bare=True).whole(example)
        for least in range(_longest_list(schema) + 1):
            yield _Filling(schema, extent, words, entries=least).whole(example)
        return
    for entries in range(_longest_list(schema), 0, -1):
        yield _Filling(schema, extent, words, entries=entries).whole(example)


class _Filling:
    """One way to fill a schema: ``bare`` without what may be left out, no list with more than ``entries``,
    and where it is the shortest, none with fewer if it may have as many.
    """

    def __init__(
        self, schema: JsonObject, extent: Extent, words: str, *, bare: bool = False, entries: int = 0
    ) -> None:
        self._schema: dict[str, Any] = dict(schema)
        self._extent = extent
        self._words = words
        self._bare = bare
        self._entries = entries

    def whole(self, example: JsonObject) -> JsonObject:
        return cast(JsonObject, self._value(self._schema, dict(example), 0))

    def _value(self, part: dict[str, Any], shown: Any, place: int) -> Any:
        part = resolved(part, self._schema)
        match part.get("type"):
            case "object":
                return self._object(
                    part, cast(dict[str, Any], shown) if isinstance(shown, dict) else {}, place
                )
            case "array":
                return self._list(part, cast(list[Any], shown) if isinstance(shown, list) else [])
            case "string" if not is_code(part):
                return self._text(part)
            case _:
                return _kept(part, shown, place)

    def _object(self, part: dict[str, Any], shown: dict[str, Any], place: int) -> dict[str, Any]:
        needed = part.get("required", [])
        return {
            name: self._value(field, shown.get(name), place)
            for name, field in part.get("properties", {}).items()
            if name in needed or self._is_filled(field, shown.get(name))
        }

    def _is_filled(self, field: dict[str, Any], shown: Any) -> bool:
        """Whether an optional field is there: texts unless bare, all else only where the example has it."""
        part = resolved(field, self._schema)
        words = _has_words(part, self._schema)
        return not self._bare if words else shown is not None

    def _list(self, part: dict[str, Any], shown: list[Any]) -> list[Any]:
        least: int = part.get("minItems", 0)
        most: int = part.get("maxItems", max(least, len(shown)))
        if (shown or not least) and not _has_words(part["items"], self._schema):
            return shown  # figures that belong together, like the points of a curve
        count = max(least, min(most, self._entries))
        known = shown or [None]
        return [self._value(part["items"], known[place % len(known)], place) for place in range(count)]

    def _text(self, part: dict[str, Any]) -> str:
        if self._extent == "shortest":
            return "a" * (max(1, part.get("minLength", 0)))
        most: int = part["maxLength"]
        text = (self._words * (most // len(self._words) + 1))[:most]
        # What a template strips would make it shorter than it may be.
        return text if text == text.strip() else text.strip().ljust(most, text.strip()[-1])


def resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema with its reference followed, and without the choice of leaving it empty."""
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rsplit("/", 1)[-1]]
    for choice in part.get("anyOf", ()):
        if choice.get("type") != "null":
            return resolved(choice, schema)
    return part


def is_code(part: dict[str, Any]) -> bool:
    """Whether a text field holds no words for people: a choice, a colour, a structure."""
    return any(keyword in part for keyword in ("enum", "const", "pattern", "format", "examples"))


def _has_words(part: dict[str, Any], schema: dict[str, Any]) -> bool:
    """Whether there is a text for people anywhere in what a schema describes."""
    flat = resolved(part, schema)
    below = [*flat.get("properties", {}).values(), *([flat["items"]] if "items" in flat else [])]
    return (flat.get("type") == "string" and not is_code(flat)) or any(
        _has_words(one, schema) for one in below
    )


def _kept(part: dict[str, Any], shown: Any, place: int) -> Any:
    if "examples" in part:
        return part["examples"][place % len(part["examples"])]
    if shown is not None:
        return shown
    if "enum" in part:
        return part["enum"][place % len(part["enum"])]
    if part.get("type") == "boolean":
        return False
    return part.get("const", part.get("default", part.get("minimum", 0)))


def _longest_list(schema: JsonObject) -> int:
    """The most entries that any list of the schema may have."""

    def lists(value: Any) -> Iterator[int]:
        if isinstance(value, dict):
            node = cast(dict[str, Any], value)
            if isinstance(node.get("maxItems"), int):
                yield node["maxItems"]
            for below in node.values():
                yield from lists(below)
        elif isinstance(value, list):
            for below in cast(list[Any], value):
                yield from lists(below)

    return max(lists(schema), default=1)
