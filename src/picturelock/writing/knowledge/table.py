"""Tables of facts in TOML: read whole, or refused with the file, the row and the field that is wrong."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frozen import Frozen

FILES = files("picturelock.writing.knowledge")
Row = TypeVar("Row", bound=Frozen)


def read_table(file: Traversable, table: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows ``[[table]]`` of a file, in order.

    Raises:
        InvalidInputError: the file is not TOML or a row is not right; each problem names file, row and field.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInputError([Problem(str(file), f"cannot be read as TOML: {error}")]) from error
    except OSError as error:
        raise InvalidInputError([Problem(str(file), f"cannot be read: {error.strerror}")]) from error
    rows = content.pop(table, None)
    if content or not isinstance(rows, list):
        other = f", but has {', '.join(map(repr, content))}" if content else ""
        raise InvalidInputError([Problem(str(file), f"has to hold [[{table}]] rows and nothing else{other}")])
    read: list[Row] = []
    problems: list[Problem] = []
    for number, given in enumerate(cast("list[Any]", rows), 1):
        try:
            read.append(row.model_validate(given))
        except ValidationError as error:
            problems += [
                Problem(f"{place(file, number, given)}{_field(wrong['loc'])}", _message(wrong))
                for wrong in error.errors(include_url=False)
            ]
    if problems:
        raise InvalidInputError(problems)
    return tuple(read)


def place(file: Traversable, number: int, given: object) -> str:
    """Where a row stands, as a person finds it: the file, the number from 1, and the name it gives itself."""
    name = cast("dict[str, object]", given).get("name") if isinstance(given, dict) else None
    return f"{file}, row {number}" + (f" ({name})" if isinstance(name, str) else "")


def _field(location: tuple[int | str, ...]) -> str:
    return f", {'.'.join(str(part) for part in location)}" if location else ""


def _message(wrong: Any) -> str:
    return str(wrong["msg"]).removeprefix("Value error, ")
