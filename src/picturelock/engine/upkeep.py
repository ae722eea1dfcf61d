"""What a studio does beside its films: it seals the complete ones, and clears what removed ones have left."""

import asyncio
import logging
import time
from collections.abc import Awaitable
from typing import TypeVar

from picturelock.engine.database import Database
from picturelock.engine.errors import DatabaseError
from picturelock.engine.production import JsonObject, Production, StageFailedError
from picturelock.engine.removal import free, keep_left, read_left
from picturelock.engine.sealing import mark_sealed, order_sealing, read_unsealed

# Also for films that another process completed, or that completed by themselves.
_LOOKS_AFTER = 1.0
_CLEARS_AFTER = 60.0

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class Upkeep:
    """Looks again and again. Several processes may do the same at once."""

    def __init__(self, production: Production, database: Database) -> None:
        self._production = production
        self._database = database
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._failed: dict[str, float] = {}
        self._cleared = 0.0

    def open(self) -> None:
        """Start looking."""
        self._task = asyncio.create_task(self._look(), name="upkeep")

    def wake(self) -> None:
        """A film may be complete."""
        self._woken.set()

    async def close(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def seal(self, session_id: str) -> JsonObject:
        """Lay a complete film with the head of its log.

        Returns:
            What is told of it then; nothing when it is not complete.

        Raises:
            StageFailedError: it cannot be laid; it is tried again while a studio is open.
            DatabaseError: the database cannot be used.
        """
        found = await self._database.write(order_sealing, session_id)
        if found is None:
            return {}
        told = await _named(self._production.complete(found.order, found.take))
        assert found.order.log is not None, "an order of a stored session has a log"
        await self._database.write(mark_sealed, session_id, found.order.log.seq)
        return told

    async def clear(self) -> None:
        """Remove what removed sessions have left and nobody uses.

        Raises:
            StageFailedError: the takes cannot be reached.
            DatabaseError: the database cannot be used.
        """
        for session_id, keys in (await self._database.read(read_left)).items():
            # Again: a process may have been at work on it when it was removed.
            await _named(self._production.remove(session_id))
            unused = await self._database.read(free, keys)
            # What another session uses now is that one's from here on.
            left = await _named(self._production.release(unused.keys, before=unused.before))
            if left != keys or not left:
                await self._database.write(keep_left, session_id, left)

    async def _look(self) -> None:
        away = False
        while True:
            self._woken.clear()
            try:
                await self._seal_all()
                await self._clear_sometimes()
                away = False
            except DatabaseError as error:
                if not away:
                    _log.warning("complete films cannot be sealed: %s", error)
                away = True
            try:
                async with asyncio.timeout(_LOOKS_AFTER):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _seal_all(self) -> None:
        for session_id in await self._database.read(read_unsealed):
            if time.monotonic() < self._failed.get(session_id, 0.0):
                continue
            try:
                await self.seal(session_id)
                self._failed.pop(session_id, None)
            except StageFailedError as error:
                if session_id not in self._failed:
                    _log.warning("%s is complete, but its film could not be laid: %s", session_id, error)
                self._failed[session_id] = time.monotonic() + _CLEARS_AFTER

    async def _clear_sometimes(self) -> None:
        if time.monotonic() < self._cleared + _CLEARS_AFTER:
            return
        self._cleared = time.monotonic()
        try:
            await self.clear()
        except StageFailedError as error:
            _log.warning("what removed films have left stays for now: %s", error)


async def _named(work: Awaitable[Answer]) -> Answer:
    # One film that cannot be laid must not keep the others from it, whatever is wrong with it.
    try:
        return await work
    except StageFailedError:
        raise
    except Exception as error:
        _log.error("the upkeep failed unexpectedly", exc_info=error)
        raise StageFailedError(f"unexpected {type(error).__name__}: {error}") from error
