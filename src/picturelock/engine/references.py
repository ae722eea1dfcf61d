"""Which kept takes a session uses: whatever it names by a key. Takes are shared between sessions."""

import json
import re
from collections.abc import Collection

from pydantic import JsonValue
from sqlalchemy import Connection, insert, select

from picturelock.engine.tables import take_uses

# A key names a take wherever it stands, also within an address. What only looks like one does no harm.
_KEY = re.compile(r"(?<![0-9a-zA-Z])[0-9a-f]{32}(?![0-9a-zA-Z])")
# SQLite takes so many values in one statement at least.
_AT_ONCE = 500


def named_keys(text: str) -> frozenset[str]:
    """The keys of takes that are named in a text."""
    return frozenset(_KEY.findall(text))


def note_uses(connection: Connection, session_id: str, *said: JsonValue) -> None:
    """Note the takes that a session names, in the transaction in which it names them."""
    found = named_keys(json.dumps(said))
    if not found:
        return
    known = uses_of(connection, session_id)
    new = [{"session_id": session_id, "key": key} for key in sorted(found - known)]
    if new:
        connection.execute(insert(take_uses), new)


def uses_of(connection: Connection, session_id: str) -> frozenset[str]:
    """The keys of the takes that a session uses."""
    found = select(take_uses.c.key).where(take_uses.c.session_id == session_id)
    return frozenset(connection.execute(found).scalars())


def used(connection: Connection, keys: Collection[str], *, without: Collection[str] = ()) -> frozenset[str]:
    """Those of the keys whose takes some session uses; sessions ``without`` do not count."""
    asked, found = sorted(keys), set[str]()
    for place in range(0, len(asked), _AT_ONCE):
        some = asked[place : place + _AT_ONCE]
        uses = connection.execute(select(take_uses).where(take_uses.c.key.in_(some)))
        found.update(use.key for use in uses if use.session_id not in without)
    return frozenset(found)
