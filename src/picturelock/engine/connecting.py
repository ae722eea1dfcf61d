"""Connections to a database, each made ready for how this package uses it."""

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from picturelock.engine.errors import DatabaseError

if TYPE_CHECKING:
    import psycopg

THREADS = 4
"""How many acts are done at a time; each has a connection of its own."""
LOCK_SECONDS = 15
"""How long an act waits for another program's."""

_WAL_RETRY_SECONDS = 0.02
_BEGIN = "picturelock_begin"
# A process that is frozen within a transaction would keep everybody from the session for good.
_IDLE_SECONDS = 5
_CONNECT_SECONDS = 10
# A network that swallows everything is noticed before the connection is given up by itself (2 h).
_NETWORK: dict[str, Any] = {
    "connect_timeout": _CONNECT_SECONDS,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "application_name": "picturelock",
}


@dataclass(frozen=True)
class Engines:
    """The two ways to one database. ``close`` ends the connections of both."""

    readers: Engine
    """A transaction of these sees one state of the database."""
    writers: Engine
    """A transaction of these sees at each statement what was stored before it, and locks what it changes."""

    def close(self) -> None:
        """End all connections."""
        self.writers.dispose()


def parsed(address: str) -> URL:
    """A database's address. Raises ``DatabaseError`` when it is none."""
    try:
        return make_url(address)
    except ArgumentError as error:
        raise DatabaseError(
            "DATABASE_URL is not a database address; write it like sqlite:////folder/file.sqlite3 "
            "or postgresql+psycopg://user@host/name"
        ) from error


def connect(url: URL) -> Engines:
    """Make ready to connect; nothing is connected yet.

    Raises:
        DatabaseError: there is no driver for it, or no folder to make it in.
    """
    shown = url.render_as_string(hide_password=True)
    try:
        return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgres(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseError(f"there is no driver for {shown}: {error}") from error
    except OSError as error:
        raise DatabaseError(f"the folder of the database {shown} cannot be made: {error.strerror}") from error


def _sqlite(url: URL) -> Engines:
    if not url.database or url.database == ":memory:":
        raise DatabaseError("the database must be a file: sqlite:////folder/file.sqlite3")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Engines(
        readers=engine.execution_options(**{_BEGIN: "BEGIN"}),
        writers=engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}),
    )


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # sqlite3 would begin transactions by itself and late; _begin_sqlite begins them where they start.
    connection.isolation_level = None
    for setting in (f"busy_timeout={LOCK_SECONDS * 1000}", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")
    _switch_on_wal(connection)


def _switch_on_wal(connection: sqlite3.Connection) -> None:
    # The switch does not wait for locks, as everything else does: two that open a new file at once collide.
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_WAL_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its right at once: a reader that turns into a writer late is refused when another wrote.
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql(options[_BEGIN])


def _postgres(url: URL) -> Engines:
    # The pool asks each connection whether it still stands: the server may have been restarted meanwhile.
    engine = create_engine(
        url.set(query={**{name: str(value) for name, value in _NETWORK.items()}, **url.query}),
        pool_size=THREADS,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_postgres)
    return Engines(
        readers=engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True),
        # What waited for a row's lock goes on with the row as it is then, which REPEATABLE READ refuses.
        writers=engine.execution_options(isolation_level="READ COMMITTED"),
    )


def _prepare_postgres(connection: "psycopg.Connection[Any]", _record: object) -> None:
    # Outside of a transaction, which would take the settings back when it is rolled back.
    connection.autocommit = True
    for name, seconds in (
        ("lock_timeout", LOCK_SECONDS),
        ("idle_in_transaction_session_timeout", _IDLE_SECONDS),
    ):
        connection.execute("SELECT set_config(%s, %s, false)", (name, f"{seconds}s"))
    connection.autocommit = False
