"""Hearing what other processes wrote: PostgreSQL calls, an SQLite file is looked at."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Protocol

import psycopg
from sqlalchemy.engine import URL

from picturelock.engine.ledger import CHANNEL

_log = logging.getLogger(__name__)

# Looking costs some microseconds; people don't see a tenth of a second.
_LOOK_SECONDS = 0.1
_AGAIN_SECONDS = 1.0
# Whoever hears something must read something: many calls in a row cost one reading. The process that called
# has told its own clients by then, and is not kept from it.
_GATHER_SECONDS = 0.025
# A line that fell silent is tried this often: whoever unplugged it does not say so.
_ALIVE_SECONDS = 30.0

_NEW_EVENTS = "SELECT session_id, max(rowid) FROM events WHERE rowid > ? GROUP BY session_id"

Changed = frozenset[str] | None
"""The ids of sessions that changed; None when some calls may have been missed."""


class Wire(Protocol):
    """Tells, until it is closed, which sessions changed. Own changes are told as well."""

    def listen(self) -> AsyncGenerator[Changed]: ...


def wire_to(url: URL) -> Wire:
    """The wire that goes with a database."""
    if url.get_backend_name() == "sqlite":
        return SqliteWire(str(url.database))
    return PostgresWire(url)


class SqliteWire:
    """Looks whether the file has changed, which needs no lock and reads no table."""

    def __init__(self, file: str) -> None:
        self._file = file

    async def listen(self) -> AsyncGenerator[Changed]:
        """See ``Wire``."""
        # One thread has the connection and closes it: a look may be under way when nobody waits for it.
        with ThreadPoolExecutor(1, thread_name_prefix="wire") as thread:
            look = _Look(self._file)
            loop = asyncio.get_running_loop()
            try:
                while True:
                    try:
                        changed = await loop.run_in_executor(thread, look.changed)
                    except sqlite3.Error as error:
                        _log.warning("the database cannot be looked at: %s", error)
                        yield None
                        await asyncio.sleep(_AGAIN_SECONDS)
                        continue
                    if changed is not None:
                        yield changed
                    await asyncio.sleep(_LOOK_SECONDS)
            finally:
                thread.submit(look.close)


class _Look:
    """What was seen of an SQLite file last."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None
        self._version = self._last = -1

    def changed(self) -> frozenset[str] | None:
        """The sessions with new events since the last look; None when nothing at all was written."""
        if self._connection is None:
            self._connection = sqlite3.connect(self._file, timeout=_LOOK_SECONDS)
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return None
        newest = self._connection.execute("SELECT max(rowid) FROM events").fetchone()[0] or 0
        if self._last < 0 or newest < self._last:
            # With a removed session went its entries: their numbers are given again.
            found, last = dict[str, int](), newest
        else:
            found = dict(self._connection.execute(_NEW_EVENTS, (self._last,)).fetchall())
            last = max([self._last, *found.values()])
        self._version, self._last = version, last
        return frozenset(found)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


class PostgresWire:
    """Listens to what transactions tell when they commit."""

    def __init__(self, url: URL) -> None:
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)

    async def listen(self) -> AsyncGenerator[Changed]:
        """See ``Wire``."""
        away = False
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._address, autocommit=True) as line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    away = False
                    # Whatever was told while nobody listened was missed.
                    yield None
                    async for changed in _calls(line):
                        yield changed
            except psycopg.Error as error:
                if not away:
                    _log.warning("the database does not answer: %s", error)
                away = True
            await asyncio.sleep(_AGAIN_SECONDS)


async def _calls(line: psycopg.AsyncConnection) -> AsyncGenerator[Changed]:
    while True:
        called = await _called(line, _ALIVE_SECONDS, at_least=1)
        if called:
            yield frozenset(called | await _called(line, _GATHER_SECONDS))
        else:
            await line.execute("SELECT 1")


async def _called(line: psycopg.AsyncConnection, seconds: float, at_least: int | None = None) -> set[str]:
    async with aclosing(line.notifies(timeout=seconds, stop_after=at_least)) as calls:
        return {call.payload async for call in calls}
