"""The database: every act is one transaction, run on threads of its own so that the loop never waits."""

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from picturelock.engine.connecting import THREADS, connect, parsed
from picturelock.engine.errors import DatabaseError, StudioClosedError
from picturelock.engine.faults import collided, explained
from picturelock.engine.migrations.upgrade import upgrade

Said = ParamSpec("Said")
Answer = TypeVar("Answer")

# Two that lock each other out are told so by PostgreSQL; one of them goes first then.
_TRIES = 6
_PAUSE_SECONDS = 0.02


class Database:
    """One database with the tables of this version."""

    def __init__(self, address: str) -> None:
        """Open the database at an SQLAlchemy address and bring its tables up to date.

        Raises:
            DatabaseError: it cannot be opened, with the reason.
            NewerDatabaseError: a newer version wrote it.
        """
        self.url = parsed(address)
        self._engines = connect(self.url)
        self._closed = False
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")
        try:
            _transact(self._engines.writers, upgrade)
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
        """Do ``act(connection, ...)`` in one transaction.

        On SQLite it holds the right to write from its start. On PostgreSQL others write at the same time: an
        act locks the rows that it decides by (``with_for_update``), and is done again from its start
        when two were in each other's way.

        Raises:
            DatabaseError: it could not be done, with the reason. Nothing of it happened; only when the
                connection was lost at the very end, all of it may have.
            StudioClosedError: the database is closed.
        """
        return await self._on_thread(self._engines.writers, act, *args, **kwargs)

    async def read(
        self,
        act: Callable[Concatenate[Connection, Said], Answer],
        /,
        *args: Said.args,
        **kwargs: Said.kwargs,
    ) -> Answer:
        """Do ``act(connection, ...)`` in one transaction that sees one state of the database."""
        return await self._on_thread(self._engines.readers, act, *args, **kwargs)

    def close(self) -> None:
        """Wait for what is being written, and close."""
        self._closed = True
        self._threads.shutdown(wait=True)
        self._engines.close()

    async def _on_thread(
        self,
        engine: Engine,
        act: Callable[Concatenate[Connection, Said], Answer],
        /,
        *args: Said.args,
        **kwargs: Said.kwargs,
    ) -> Answer:
        if self._closed:
            raise StudioClosedError
        done = partial(_transact, engine, lambda connection: act(connection, *args, **kwargs))
        return await asyncio.get_running_loop().run_in_executor(self._threads, done)


def _transact(engine: Engine, act: Callable[[Connection], Answer]) -> Answer:
    for nth in range(_TRIES):
        try:
            with engine.begin() as connection:
                return act(connection)
        except DBAPIError as error:
            if not collided(error) or nth == _TRIES - 1:
                raise explained(error) from error
            time.sleep(random.uniform(0, _PAUSE_SECONDS * 2**nth))
    raise AssertionError("the last try answers or raises")
