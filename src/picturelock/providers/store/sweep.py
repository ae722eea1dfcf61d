"""Removing what was kept long enough: ended films, takes that no film uses, and what was left unfinished.

It may run beside services that make films: the database says which takes films use, each take's own time
when it was used last, and a take that is used in that very moment is laid back.
"""

import shutil
import time
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from picturelock.engine.database import Database
from picturelock.engine.errors import OutOfTurnError, UnknownSessionError
from picturelock.engine.removal import (
    Freed,
    find_removed,
    free,
    keep_left,
    knows_films,
    read_ended,
    read_left,
    remove_session,
)
from picturelock.providers.store.films import NEW
from picturelock.providers.store.remote_takes import RemoteTakes, StoredTake
from picturelock.providers.store.shared import SETTLED
from picturelock.providers.store.shelf import LEAVING, KeptTake, kept_takes, release, size_of
from picturelock.providers.store.workshop import LOCK, MAKING, abandoned, locked

RETENTION = "retention"
"""Who removes the films that were kept long enough."""

_DAY = 86_400.0
_AT_ONCE = 500
# Whoever lays a film or takes one away needs seconds for it.
_UNFINISHED = 3_600.0


@dataclass(frozen=True)
class Swept:
    """Something that was removed, or would be."""

    what: str
    size: int


class Sweep:
    """One pass over a database and its folders. With ``dry`` nothing is changed."""

    def __init__(
        self,
        database: Database,
        *,
        takes: Path,
        films: Path,
        keep_films_days: float | None,
        keep_takes_days: float,
        store: RemoteTakes | None = None,
        dry: bool = False,
    ) -> None:
        self._database = database
        self._store = store
        self._takes = takes
        self._films = films
        self._keep_films = keep_films_days
        self._keep_takes = keep_takes_days * _DAY
        self._dry = dry
        self._films_gone: set[str] = set()
        self._takes_gone: set[str] = set()

    async def run(self) -> AsyncIterator[Swept]:
        """Everything that is removed, one thing after another.

        Raises:
            DatabaseError: the database cannot be used.
            ProviderError: the store does not answer.
            OSError: something cannot be removed.
        """
        left = dict(await self._database.read(read_left))
        async for swept in self._old_films(left):
            yield swept
        for swept in self._removed_films(await self._ids_of_removed()):
            yield swept
        async for swept in self._left_takes(left):
            yield swept
        async for swept in self._old_takes():
            yield swept
        async for swept in self._old_takes_of_store():
            yield swept
        for swept in (*self._abandoned(), *self._unfinished()):
            yield swept

    async def _old_films(self, left: dict[str, frozenset[str]]) -> AsyncIterator[Swept]:
        if self._keep_films is None:
            return
        before = datetime.fromtimestamp(time.time() - self._keep_films * _DAY, UTC)
        moment = before.isoformat(timespec="milliseconds")
        for old in await self._database.read(read_ended, before=moment):
            if not self._dry:
                try:
                    await self._database.write(
                        remove_session, old.id, by=RETENTION, unchanged_since=old.changed
                    )
                except (OutOfTurnError, UnknownSessionError):
                    continue  # somebody went on with it, or removed it
            left[old.id] = old.uses
            self._films_gone.add(old.id)
            folder = self._films / old.id
            what = f"film {old.id}: {old.status} since {old.changed[:10]}"
            yield Swept(what, self._dropped(folder, alone=True))

    def _removed_films(self, ids: Collection[str]) -> Iterator[Swept]:
        for video_id in sorted(ids):
            if (folder := self._films / video_id).is_dir() and video_id not in self._films_gone:
                yield Swept(
                    f"what was laid for {video_id}, which was removed", self._dropped(folder, alone=True)
                )

    async def _left_takes(self, left: dict[str, frozenset[str]]) -> AsyncIterator[Swept]:
        for session_id, keys in left.items():
            unused = await self._unused(keys)
            still = set[str]()
            for key in sorted(unused.keys):
                if (take := self._take(key)) is not None:
                    swept = self._released(take, unused.before, f"of {session_id}, which is removed")
                    if swept is None:
                        still.add(key)
                    else:
                        yield swept
                if self._store is not None and not await self._removed_from_store(key, unused.before):
                    still.add(key)
            if not self._dry and frozenset(still) != keys:
                await self._database.write(keep_left, session_id, still)

    async def _old_takes(self) -> AsyncIterator[Swept]:
        oldest = time.time() - self._keep_takes
        old = (take for take in kept_takes(self._takes) if take.used < oldest)
        if not await self._database.read(knows_films):
            # Another database's films may use what lies here.
            return
        while some := list(islice(old, _AT_ONCE)):
            unused = await self._unused([take.key for take in some], unused_for=self._keep_takes)
            for take in some:
                if take.key not in unused.keys or take.key in self._takes_gone:
                    continue
                since = datetime.fromtimestamp(take.used, UTC).date()
                if (swept := self._released(take, unused.before, f"not used since {since}")) is not None:
                    yield swept

    async def _old_takes_of_store(self) -> AsyncIterator[Swept]:
        if self._store is None or not await self._database.read(knows_films):
            return
        keep = max(self._keep_takes, SETTLED)
        old: list[StoredTake] = []
        async with aclosing(self._store.kept()) as kept:
            async for take in kept:
                if take.used < time.time() - keep:
                    old.append(take)
                if len(old) == _AT_ONCE:
                    async for swept in self._out_of_store(old, keep):
                        yield swept
                    old = []
        async for swept in self._out_of_store(old, keep):
            yield swept

    async def _out_of_store(self, old: list[StoredTake], keep: float) -> AsyncIterator[Swept]:
        unused = await self._unused([take.key for take in old], unused_for=keep)
        for take in old:
            if take.key in unused.keys and (
                self._dry or await self._removed_from_store(take.key, unused.before)
            ):
                since = datetime.fromtimestamp(take.used, UTC).date()
                yield Swept(f"take {take.key} in the store: not used since {since}", take.size)

    async def _removed_from_store(self, key: str, before: float) -> bool:
        assert self._store is not None, "only asked for with a store"
        if self._dry:
            return False
        return await self._store.release(key, before=min(before, time.time() - SETTLED))

    def _abandoned(self) -> Iterator[Swept]:
        making = self._takes / MAKING
        if not making.is_dir():
            return
        with locked(making / LOCK):
            for folder in sorted(path for path in making.iterdir() if path.is_dir()):
                if abandoned(folder / LOCK):
                    yield Swept("what a process that ended was making", self._dropped(folder))

    def _unfinished(self) -> Iterator[Swept]:
        before = time.time() - _UNFINISHED
        for folder in (*self._films.glob(f"{NEW}*"), *(self._takes / LEAVING).glob("*")):
            if folder.is_dir() and folder.stat().st_mtime < before:
                yield Swept("an unfinished folder", self._dropped(folder))

    async def _unused(self, keys: Collection[str], unused_for: float = 0.0) -> Freed:
        # Without anything being removed, the films that would be still use theirs.
        return await self._database.read(free, keys, unused_for=unused_for, without=self._films_gone)

    async def _ids_of_removed(self) -> set[str]:
        names = [path.name for path in self._films.glob("*") if path.is_dir()]
        found = [await self._database.read(find_removed, name) for name in names if not name.startswith(".")]
        return {one.id for one in found if one is not None}

    def _take(self, key: str) -> KeptTake | None:
        place = self._takes / key[:2] / key[2:4] / key
        return KeptTake(key, place, place.stat().st_mtime) if place.is_dir() else None

    def _released(self, take: KeptTake, before: float, why: str) -> Swept | None:
        size = size_of(take.place)
        gone = take.used < before if self._dry else release(self._takes, take.place, before=before)
        if not gone:
            return None
        self._takes_gone.add(take.key)
        return Swept(f"take {take.key}: {why}", size)

    def _dropped(self, folder: Path, *, alone: bool = False) -> int:
        size = size_of(folder, alone=alone) if folder.is_dir() else 0
        if not self._dry:
            shutil.rmtree(folder, ignore_errors=True)
        return size
