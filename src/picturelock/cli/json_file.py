"""Reading a JSON file that a person wrote, with what is wrong with it in one line."""

import json
from pathlib import Path

from pydantic import JsonValue

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frozen import JsonObject


def read_json(path: Path) -> JsonValue:
    """What the file holds.

    Raises:
        InvalidInputError: under the file's name: missing, not readable, not UTF-8, or not JSON, and where;
            or under the name of a field that is given twice.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_each_once)
    except FileNotFoundError:
        raise refused(path, "there is no such file") from None
    except UnicodeDecodeError as error:
        raise refused(path, f"is not a text file in UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise refused(path, f"cannot be read: {error.strerror}") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise refused(path, f"is not valid JSON: {error.msg} at {place}") from error
    except RecursionError as error:
        raise refused(path, "is nested too deeply") from error


def refused(path: Path, reason: str) -> InvalidInputError:
    """What is wrong with a file, under its name."""
    return InvalidInputError([Problem(str(path), reason)])


def _each_once(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    names = [name for name, _ in pairs]
    twice = [Problem(name, "is given twice") for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise InvalidInputError(twice)
    return dict(pairs)
