"""The file of API keys: read, read again when it changes, and added to."""

import logging
import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any, cast

from picturelock.api.doors.keys import HASH, NAME, Key, matching_key
from picturelock.api.doors.roles import ROLES
from picturelock.domain.errors import InvalidInputError, Problem

VARIABLE = "PICTURELOCK_API_KEYS"
_KNOWN = ("name", "role", "hash")
_NAMES = "1 to 64 of A-Z a-z 0-9 . _ - and spaces, with a letter or digit at both ends"

_log = logging.getLogger(__name__)

Stamp = tuple[int, int, int]


class KeyFile:
    """The keys in a file, which is read again as soon as it has changed.

    A change that cannot be read is logged, and leaves the keys from before in force.
    """

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            InvalidInputError: it cannot be read, holds no key, or has something wrong, with line or field.
        """
        self._path = path
        self._stamp = _stamp(path)
        self._keys = read_keys(path)
        if not self._keys:
            raise _refused(path, "has no key yet; make one with: picturelock keys new NAME --role admin")

    def find(self, presented: str) -> Key | None:
        """The key that this is, as of now; None when it is none of them."""
        return matching_key(self.keys(), presented)

    def current(self, key: Key) -> Key | None:
        """A key that was found earlier, with the role that it has now; None when it was taken away."""
        return next((known for known in self.keys() if known.hash == key.hash), None)

    def keys(self) -> tuple[Key, ...]:
        """All keys, as of now."""
        stamp = _stamp(self._path)
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._keys = read_keys(self._path)
            except InvalidInputError as error:
                _log.error("%s; the keys from before stay in force", error)
        return self._keys


def read_keys(path: Path) -> tuple[Key, ...]:
    """The keys in a file.

    Raises:
        InvalidInputError: it cannot be read, or something in it is wrong, by its line or field.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        raise _refused(path, f"{reason}; make it with: picturelock keys new NAME --role admin") from error
    except UnicodeDecodeError as error:
        raise _refused(path, "is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise _refused(path, f"is not TOML: {error}") from error
    rows: Any = said.pop("keys", [])
    problems = [Problem(f"{path}: {name}", "is unknown; only [[keys]] is read") for name in said]
    if not isinstance(rows, list):
        raise _refused(path, "keys must be written as [[keys]], once for each key")
    keys = [_read_key(row, f"{path}: keys[{place}]", problems) for place, row in enumerate(cast("Any", rows))]
    found = [key for key in keys if key is not None]
    for field in ("name", "hash"):
        values = [getattr(key, field) for key in found]
        problems += [
            Problem(f"{path}: keys", f"have the {field} {value!r} more than once")
            for value in sorted({value for value in values if values.count(value) > 1})
        ]
    if problems:
        raise InvalidInputError(problems)
    return tuple(found)


def check_name(name: str) -> None:
    """Raises ``InvalidInputError`` when no key can be called so."""
    if not NAME.fullmatch(name):
        raise InvalidInputError([Problem("NAME", f"must be {_NAMES}")])


def add_key(path: Path, key: Key) -> None:
    """Add a key to a file, which is made when there is none. What is in it stays as it is written.

    Raises:
        InvalidInputError: the name cannot be one, is taken, or something in the file is wrong.
        OSError: the file cannot be written; it is as it was.
    """
    check_name(key.name)
    held = read_keys(path) if path.exists() else ()
    if key.name in (known.name for known in held):
        raise InvalidInputError([Problem("NAME", f"{key.name!r} is in {path} already; choose another")])
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: the service may read it at this moment. A new file is its owner's alone.
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + gap + key_lines(key))
        if path.exists():
            Path(made).chmod(path.stat().st_mode & 0o777)
        Path(made).replace(path)
    except OSError:
        Path(made).unlink(missing_ok=True)
        raise


def key_lines(key: Key) -> str:
    """A key as the file has it."""
    return f'[[keys]]\nname = "{key.name}"\nrole = "{key.role}"\nhash = "{key.hash}"\n'


def _read_key(row: Any, where: str, problems: list[Problem]) -> Key | None:
    if not isinstance(row, dict):
        problems.append(Problem(where, "must be a table with name, role and hash"))
        return None
    facts = cast("dict[str, Any]", row)
    wrong = [
        *(Problem(f"{where}.{name}", "is unknown") for name in facts if name not in _KNOWN),
        *(Problem(f"{where}.{name}", "is missing") for name in _KNOWN if name not in facts),
    ]
    name, role, digest = (facts.get(field) for field in _KNOWN)
    if "name" in facts and not (isinstance(name, str) and NAME.fullmatch(name)):
        wrong.append(Problem(f"{where}.name", f"must be {_NAMES}"))
    if "role" in facts and role not in ROLES:
        wrong.append(Problem(f"{where}.role", f"must be one of {', '.join(ROLES)}, not {role!r}"))
    if "hash" in facts and not (isinstance(digest, str) and HASH.fullmatch(digest)):
        hint = "must be a line that picturelock keys new printed; the key itself is never in the file"
        wrong.append(Problem(f"{where}.hash", hint))
    problems += wrong
    return None if wrong else Key(name=cast("Any", name), role=cast("Any", role), hash=cast("Any", digest))


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        # Reading it will say why.
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _refused(path: Path, reason: str) -> InvalidInputError:
    return InvalidInputError([Problem(VARIABLE, f"{path} {reason}")])
