"""Files on their way to an object store and back, so many at a time and each checked on arrival."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import obstore
from obstore.store import ObjectStore

from picturelock.domain.errors import ProviderError
from picturelock.providers.store.manifest import KeptFile
from picturelock.providers.store.object_store import SETTING, named_store

# Files on their way at a time, and pieces of each: 8 x 2 x 8 MB in memory at the most.
AT_ONCE = 8
_PIECES = 2
_PIECE = 8 << 20
_BLOCK = 1 << 20
_TRIES = 2

_log = logging.getLogger(__name__)


class SpoiltFileError(Exception):
    """A file in the store is not what was put there."""


class _Arriving:
    """A file that comes in blocks. Its methods are blocking."""

    def __init__(self, to: Path) -> None:
        self._to = to
        self._file: BinaryIO | None = None
        self._seen = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        return self._seen.hexdigest()

    def begin(self) -> None:
        self._to.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._to.open("wb")

    def take_in(self, block: bytes) -> None:
        assert self._file is not None
        self._seen.update(block)
        self.size += self._file.write(block)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


class Transfers:
    """The ways to and from one object store."""

    def __init__(self, store: ObjectStore, address: str) -> None:
        self._store = store
        self._address = address
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def put(self, file: Path, place: str) -> None:
        """Put a file in its place, over what may lie there. Raises ``ProviderError``."""
        async with self._turns:
            with named_store(self._address):
                try:
                    await obstore.put_async(
                        self._store, place, file, chunk_size=_PIECE, max_concurrency=_PIECES
                    )
                except FileNotFoundError as error:
                    if not await asyncio.to_thread(file.exists):
                        raise
                    message = f"the bucket of {self._address} is gone"
                    raise ProviderError(message, provider=SETTING, retryable=True) from error

    async def fetch(self, place: str, file: KeptFile, to: Path) -> None:
        """Lay what is in a place as the file ``to`` and check that it is ``file``.

        Raises:
            SpoiltFileError: it is missing, or something else; it was fetched a second time to be sure.
            ProviderError: the store cannot be reached, or refused.
        """
        async with self._turns:
            for tried in range(1, _TRIES + 1):
                try:
                    await self._fetch(place, file, to)
                    return
                except SpoiltFileError as error:
                    if tried == _TRIES:
                        raise
                    _log.warning("%s; it is fetched again", error)

    async def _fetch(self, place: str, file: KeptFile, to: Path) -> None:
        arriving = _Arriving(to)
        try:
            await _to_its_end(arriving.begin)
            async with aclosing(self._blocks(place, file)) as blocks:
                async for block in blocks:
                    await _to_its_end(partial(arriving.take_in, block))
                    if arriving.size > file.size:
                        break
        finally:
            await _to_its_end(arriving.close)
        if arriving.size != file.size:
            raise SpoiltFileError(f"{file.name} at {place} has not the {file.size} bytes it had")
        if arriving.sha256 != file.sha256:
            raise SpoiltFileError(f"{file.name} at {place} has another SHA-256 than it had")

    async def _blocks(self, place: str, file: KeptFile) -> AsyncGenerator[bytes]:
        try:
            with named_store(self._address):
                answer = await obstore.get_async(self._store, place)
                async for block in answer.stream(min_chunk_size=_BLOCK):
                    yield bytes(block)
        except FileNotFoundError as error:
            raise SpoiltFileError(f"{file.name} at {place} is missing") from error


async def _to_its_end(work: Callable[[], None]) -> None:
    """Do it on a thread; cancelled, wait for it: nobody may write to a file that was given up."""
    working = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.gather(working, return_exceptions=True)
        raise


async def together(works: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Do all of it at a time; the first that fails ends the others, and its error is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from failures
