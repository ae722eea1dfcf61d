"""Collecting what is wrong with a person's edit, so that all of it is told at once."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from picturelock.domain.frozen import JsonObject
from picturelock.engine.production import InvalidPayloadError, Problem
from picturelock.pipelines.problems import message_of

Read = TypeVar("Read", bound=BaseModel)


class Problems:
    """The problems found so far."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, field: str, message: str) -> None:
        """One more problem of a field."""
        self._found.append(Problem(field=field, message=message))

    def read(self, model: type[Read], value: Any, field: str) -> Read | None:
        """The value as a model; None when it is not valid, with its problems added below ``field``."""
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for found in error.errors():
                name = ".".join(part for part in (field, *map(str, found["loc"])) if part)
                self.add(name, message_of("", found["type"], found["msg"]))
            return None

    def check(self) -> None:
        """Raises ``InvalidPayloadError`` when there is any problem."""
        if self._found:
            raise InvalidPayloadError(tuple(self._found))


def rows(data: JsonObject, field: str) -> list[JsonObject]:
    """The objects in a list of an edit. Raises ``InvalidPayloadError`` when it is not such a list."""
    found = data.get(field)
    if not isinstance(found, list) or not found:
        raise InvalidPayloadError((Problem(field=field, message="is required: a list of scenes"),))
    problems = Problems()
    objects: list[JsonObject] = []
    for place, row in enumerate(found):
        if isinstance(row, dict):
            objects.append(row)
        else:
            problems.add(f"{field}.{place}", "must be an object")
    problems.check()
    return objects


def edited_by(writer: str | None, person: str) -> str:
    """Who wrote a take that a person has changed."""
    mark = f"edited by {person}"
    return (
        f"written by {person}" if writer is None else writer if writer.endswith(mark) else f"{writer}, {mark}"
    )
