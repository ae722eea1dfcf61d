"""Takes that several machines share: an object store, with a folder on each machine as its cache."""

import asyncio
import logging
import shutil
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.domain.shot import Artifact
from picturelock.providers.readiness import Readiness
from picturelock.providers.store.cache import IN_USE, TELL_AFTER, Cache
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.store.object_store import SETTING, open_store, try_store
from picturelock.providers.store.once import Once
from picturelock.providers.store.remote_takes import DamagedTakeError, RemoteTakes
from picturelock.providers.store.transfers import together

Make = Callable[[Path], Awaitable[None]]

TEND_EVERY = 30.0
SETTLED = float(IN_USE + TELL_AFTER)
"""Seconds after which nobody can be at work with a take that the store was not told of again."""
# While it may be in use, the store is asked so often whether a take that is to be removed was used again.
_LOOKS = 6

_log = logging.getLogger(__name__)


class AbsentTakeError(Exception):
    """The store has no such take."""


class SharedTakes:
    """Implements ``ports.Takes``: what one machine made, the others find in the store.

    A take that is given out lies in the store, whole: another machine can go on from it at once. Two
    machines may make the same take at the same time; the first one in the store is the take of both.
    """

    def __init__(
        self, local: FolderTakes, remote: RemoteTakes, cache: Cache, *, settled: float = SETTLED
    ) -> None:
        self._settled = settled
        self._local = local
        self._remote = remote
        self._cache = cache
        self._sharing = Once[None]()
        self._fetched: dict[str, int] = {}
        self._damaged: set[str] = set()
        self._alone: set[str] = set()
        self._in_use_until: dict[str, float] = {}

    async def take(self, key: str, make: Make) -> Path:
        """The folder of the take with this key: from this machine, from the store, or made by ``make``.

        A take of the store that is damaged is made anew and put there again.

        Raises:
            ProviderError: the store does not answer (what was made stays here, and is put there later), or
                the disk is full or read-only. Whatever ``make`` raises is passed on.
        """
        while True:
            try:
                folder = await self._local.take(key, partial(self._fetch_or_make, key, make))
                await self._sharing.do(key, partial(self._share, key, folder))
            except (AbsentTakeError, DamagedTakeError):
                # Somebody who could not make it was looking for it at the same time.
                continue
            if await asyncio.to_thread(folder.is_dir):
                return folder

    async def bring(self, artifacts: Iterable[Artifact]) -> None:
        """Have the takes of these files on this machine, as far as the store has them.

        Raises:
            DamagedTakeError: what the store has is not what was put there.
            ProviderError: the store does not answer, or the disk is full or read-only.
        """
        await together(self._bring(key) for key in {artifact.key for artifact in artifacts})

    def path(self, artifact: Artifact) -> Path:
        """Where a kept file lies on this machine. Raises ``KeyError`` when it does not."""
        path = self._local.path(artifact)
        self._cache.use(artifact.key)
        return path

    async def release(self, key: str, *, before: float) -> bool:
        """Remove a take that was used before a time only, and that no machine may have in hand.

        Returns:
            False when it was used since, and so is still there; True when it is gone.

        Raises:
            ProviderError: the store does not answer, or the folder cannot be written.
        """
        now = time.time()
        # It is asked for again and again; the store need not be.
        if now < self._in_use_until.get(key, 0.0):
            return False
        if not await self._remote.release(key, before=min(before, now - self._settled)):
            self._in_use_until[key] = now + self._settled / _LOOKS
            return False
        self._in_use_until.pop(key, None)
        await asyncio.to_thread(self._cache.forget, key)
        return await self._local.release(key, before=before)

    async def tend(self) -> None:
        """Again and again put what lies here alone into the store, and keep the cache within its limit."""
        self._alone.update(await asyncio.to_thread(self._cache.unmarked))
        while True:
            try:
                await self.share_rest()
                await asyncio.to_thread(self._cache.prune)
            except (ProviderError, OSError) as error:
                _log.warning("the cache of takes could not be tended: %s", error)
            await asyncio.sleep(TEND_EVERY)

    async def share_rest(self) -> None:
        """Put what lies on this machine alone into the store; what cannot be put there waits."""
        for key in sorted(self._alone):
            folder = self._local.place(key)
            if key in self._sharing or not await asyncio.to_thread(folder.is_dir):
                continue
            try:
                await self._sharing.do(key, partial(self._share, key, folder))
            except AbsentTakeError:
                continue  # the other machine's was removed meanwhile: whoever needs it makes it
            except ProviderError as error:
                _log.warning("%d takes wait on this machine to be shared: %s", len(self._alone), error)
                if error.retryable:
                    return

    async def _bring(self, key: str) -> None:
        if await asyncio.to_thread(self._local.holds, key):
            await asyncio.to_thread(self._cache.use, key)
            return
        try:
            await self._local.take(key, partial(self._fetch, key))
        except AbsentTakeError:
            return
        await self._note_fetched(key)

    async def _fetch_or_make(self, key: str, make: Make, to: Path) -> None:
        if not await self._fetched_whole(key, to):
            await make(to)

    async def _fetched_whole(self, key: str, to: Path) -> bool:
        try:
            await self._fetch(key, to)
        except AbsentTakeError:
            return False
        except DamagedTakeError as error:
            _log.warning("%s: it is made again", error)
            self._damaged.add(key)
            await asyncio.to_thread(_empty, to)
            return False
        return True

    async def _fetch(self, key: str, to: Path) -> None:
        manifest = await self._remote.find(key)
        if manifest is None:
            raise AbsentTakeError(key)
        await self._remote.fetch(manifest, to)
        self._fetched[key] = manifest.size

    async def _note_fetched(self, key: str) -> bool:
        size = self._fetched.pop(key, None)
        if size is None:
            return await asyncio.to_thread(self._cache.use, key)
        await asyncio.to_thread(self._cache.mark, key, size)
        return True

    async def _told(self, key: str) -> bool:
        """Tell the store that a take is used, if that is due; False when it has none that is whole."""
        if not await asyncio.to_thread(self._cache.due, key):
            return True
        try:
            manifest = await self._remote.renew(key)
        except DamagedTakeError:
            return False
        if manifest is None:
            return False
        await asyncio.to_thread(self._cache.mark, key, manifest.size)
        return True

    async def _share(self, key: str, folder: Path) -> None:
        if await self._note_fetched(key) and await self._told(key):
            self._alone.discard(key)
            return
        self._alone.add(key)
        try:
            kept, ours = await self._remote.keep(key, folder, renew=key in self._damaged)
        except DamagedTakeError:
            kept, ours = await self._remote.keep(key, folder, renew=True)
        except FileNotFoundError:
            if await asyncio.to_thread(folder.is_dir):
                raise
            return  # it was removed to make room, so it lies in the store
        if not ours:
            # Nobody was given ours yet: from here on it is the other machine's.
            await asyncio.to_thread(self._local.remove, key)
            await self._local.take(key, partial(self._fetch, key))
            self._fetched.pop(key, None)
        await asyncio.to_thread(self._cache.mark, key, kept.size)
        self._damaged.discard(key)
        self._alone.discard(key)


@asynccontextmanager
async def open_shared_takes(address: str, root: Path, *, cache_bytes: int) -> AsyncGenerator[SharedTakes]:
    """The takes of the store at an address, cached in the folder ``root``.

    Raises:
        InvalidInputError: the address or the credentials are wrong, naming the setting.
        ProviderError: the store does not answer, or the folder cannot be written.
    """
    store = open_store(address)
    await try_store(store, address)
    local = FolderTakes(root)
    takes = SharedTakes(local, RemoteTakes(store, address), Cache(local, address, limit=cache_bytes))
    tending = asyncio.create_task(takes.tend(), name="tend the takes")
    try:
        yield takes
    finally:
        tending.cancel()
        await asyncio.wait([tending])
        local.close()


async def shared_readiness(address: str) -> Readiness:
    """Whether the store at an address can be used now; it is written to and read from."""
    adds = "takes for every machine"
    try:
        await try_store(open_store(address), address)
    except (InvalidInputError, ProviderError) as error:
        return Readiness("Store", False, str(error), adds, SETTING)
    return Readiness("Store", True, f"{address}: reached, can be read and written", adds)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
