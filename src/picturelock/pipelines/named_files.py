"""Which kept files a JSON value names, wherever in it they are."""

from pydantic import JsonValue, ValidationError

from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Artifact

_FIELDS = frozenset(Artifact.model_fields)


def named_files(*values: JsonValue | JsonObject) -> frozenset[Artifact]:
    """Every ``{"key": …, "name": …}`` in these values that could be a file of a take."""
    found: set[Artifact] = set()
    left: list[JsonValue | JsonObject] = list(values)
    while left:
        value = left.pop()
        if isinstance(value, dict):
            if value.keys() == _FIELDS:
                found.update(_read(value))
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
    return frozenset(found)


def _read(value: JsonObject) -> tuple[Artifact, ...]:
    try:
        return (Artifact.model_validate(value),)
    except ValidationError:
        return ()  # it only looks like one: a person's own words may be anything
