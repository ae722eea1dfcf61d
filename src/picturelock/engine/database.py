"""The database: every act is one transaction, run on threads of its own so that the loop never waits."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from picturelock.engine.errors import DatabaseError, StudioClosedError
from picturelock.engine.migrations.upgrade import upgrade

Said = ParamSpec("Said")
Answer = TypeVar("Answer")

_THREADS = 4
_BUSY_SECONDS = 15
_WAL_RETRY_SECONDS = 0.02
_BEGIN = "picturelock_begin"


class Database:
    """One database with the tables of this version."""

    def __init__(self, address: str) -> None:
        """Open the database at an SQLAlchemy address and bring its tables up to date.

        Raises:
            DatabaseError: it cannot be opened, with the reason.
            NewerDatabaseError: a newer version wrote it.
        """
        self.url = _parsed(address)
        self._engine = _engine(self.url)
        self._closed = False
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="database")
        try:
            with self._transaction("BEGIN IMMEDIATE") as connection:
                upgrade(connection)
        except DatabaseError:
            self.close()
            raise

    @property
    def local(self) -> bool:
        """Whether only processes of this machine can use it."""
        return self.url.get_backend_name() == "sqlite"

    async def write(
        self,
        act: Callable[Concatenate[Connection, Said], Answer],
        /,
        *args: Said.args,
        **kwargs: Said.kwargs,
    ) -> Answer:
        """Do ``act(connection, ...)`` in one transaction that holds the right to write from its start.

        Raises:
            DatabaseError: it could not be done, with the reason; nothing of it happened.
            StudioClosedError: the database is closed.
        """
        return await self._on_thread("BEGIN IMMEDIATE", act, *args, **kwargs)

    async def read(
        self,
        act: Callable[Concatenate[Connection, Said], Answer],
        /,
        *args: Said.args,
        **kwargs: Said.kwargs,
    ) -> Answer:
        """Do ``act(connection, ...)`` in one transaction that sees one state of the database."""
        return await self._on_thread("BEGIN", act, *args, **kwargs)

    def close(self) -> None:
        """Wait for what is being written, and close."""
        self._closed = True
        self._threads.shutdown(wait=True)
        self._engine.dispose()

    async def _on_thread(
        self,
        begin: str,
        act: Callable[Concatenate[Connection, Said], Answer],
        /,
        *args: Said.args,
        **kwargs: Said.kwargs,
    ) -> Answer:
        def transact() -> Answer:
            with self._transaction(begin) as connection:
                return act(connection, *args, **kwargs)

        if self._closed:
            raise StudioClosedError
        return await asyncio.get_running_loop().run_in_executor(self._threads, transact)

    @contextmanager
    def _transaction(self, begin: str) -> Generator[Connection]:
        try:
            with self._engine.execution_options(**{_BEGIN: begin}).begin() as connection:
                yield connection
        except DBAPIError as error:
            raise _explained(error) from error


def _parsed(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError as error:
        raise DatabaseError(
            "DATABASE_URL is not a database address; write it like sqlite:////folder/file.sqlite3 "
            "or postgresql+psycopg://user@host/name"
        ) from error


def _engine(url: URL) -> Engine:
    shown = url.render_as_string(hide_password=True)
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, pool_pre_ping=True, hide_parameters=True)
        if not url.database or url.database == ":memory:":
            raise DatabaseError("the database must be a file: sqlite:////folder/file.sqlite3")
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, hide_parameters=True)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseError(f"there is no driver for {shown}: {error}") from error
    except OSError as error:
        raise DatabaseError(f"the folder of the database {shown} cannot be made: {error.strerror}") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # sqlite3 would begin transactions by itself and late; _begin_sqlite begins them where they start.
    connection.isolation_level = None
    for setting in (f"busy_timeout={_BUSY_SECONDS * 1000}", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")
    _switch_on_wal(connection)


def _switch_on_wal(connection: sqlite3.Connection) -> None:
    # The switch does not wait for locks, as everything else does: two that open a new file at once collide.
    until = time.monotonic() + _BUSY_SECONDS
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
    connection.exec_driver_sql(options.get(_BEGIN, "BEGIN"))


def _explained(error: DBAPIError) -> DatabaseError:
    cause = str(error.orig)
    if "disk is full" in cause or "disk I/O error" in cause:
        return DatabaseError(
            f"the database cannot be written ({cause}); free space on its disk and try again", retryable=True
        )
    if "readonly" in cause or "read-only" in cause:
        return DatabaseError(f"the database cannot be written ({cause}); make its folder writable")
    if "locked" in cause or "busy" in cause:
        return DatabaseError(
            f"the database was locked by another program for {_BUSY_SECONDS} s; try again", retryable=True
        )
    return DatabaseError(f"the database answered: {cause}", retryable=error.connection_invalidated)
