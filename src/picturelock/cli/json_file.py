"""Reading a JSON file that a person wrote, with what is wrong with it in one line."""

import json
from pathlib import Path

from pydantic import JsonValue

from picturelock.domain.errors import InvalidInputError, Problem


def read_json(path: Path) -> JsonValue:
    """What the file holds.

    Raises:
        InvalidInputError: under the file's name: missing, not readable, not UTF-8, or not JSON, and where.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise _refused(path, "there is no such file") from None
    except UnicodeDecodeError as error:
        raise _refused(path, f"is not a text file in UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _refused(path, f"is not valid JSON: {error.msg} at {place}") from error
    except RecursionError as error:
        raise _refused(path, "is nested too deeply") from error


def _refused(path: Path, reason: str) -> InvalidInputError:
    return InvalidInputError([Problem(str(path), reason)])
