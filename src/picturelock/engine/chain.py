"""The chain of a session's log: each entry's hash is made from the hash of the one before.

The form may never change: what is stored would not fit any more.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

from pydantic import JsonValue

FIELDS = ("session_id", "seq", "ts", "type", "data")
"""What of an entry is in its hash: all of it."""


def entry_hash(before: str, entry: Mapping[str, Any]) -> str:
    """The hash of one entry: SHA-256 over the hash before it, a line end, and its canonical JSON.

    Args:
        before: the hash of the entry before; for the first one the session's id.
        entry: the entry's ``FIELDS``, as stored.

    Returns:
        64 lower-case hexadecimal digits.

    Raises:
        ValueError: its data has a number that JSON cannot write (NaN, infinity).
    """
    told = canonical({name: entry[name] for name in FIELDS})
    return hashlib.sha256(f"{before}\n{told}".encode()).hexdigest()


def canonical(value: JsonValue) -> str:
    """JSON in the one form that does not depend on who stored it: keys sorted, no spaces, ASCII alone.

    Whole numbers have no fraction, as some stores tell 1.0 and 1 apart and others do not.

    Raises:
        ValueError: there is a number that JSON cannot write (NaN, infinity).
    """
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), allow_nan=False)


def _plain(value: JsonValue) -> JsonValue:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in cast("list[JsonValue]", value)]
    return value
