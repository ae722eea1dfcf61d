"""Takes in an object store: ``takes/<key>/<sha256>`` for each file, then ``takes/<key>/manifest.json``.

The manifest makes the take: what lies there without one is the rest of an upload that was cut short.
Files lie under their own digest, so that two machines that made the same take cannot mix their files.
The time of a manifest is when the take was used last, to the hour: whoever uses it writes it again.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import ObjectStore
from pydantic import ValidationError

from picturelock.domain.errors import ProviderError
from picturelock.providers.store.manifest import Manifest, measure
from picturelock.providers.store.object_store import SETTING, named_store
from picturelock.providers.store.transfers import SpoiltFileError, Transfers, together

if TYPE_CHECKING:
    from obstore import ListStream, ObjectMeta

_LISTED_AT_ONCE = 1000


class DamagedTakeError(ProviderError):
    """What the store has of a take is not what was put there."""

    def __init__(self, address: str, key: str, why: str) -> None:
        message = f"take {key} in {address} is damaged: {why}. Make what it belongs to again"
        super().__init__(message, provider=SETTING)


@dataclass(frozen=True)
class StoredTake:
    """A take in a store, or the rest of one. ``used`` is in seconds since 1970, ``size`` in bytes."""

    key: str
    used: float
    size: int


class RemoteTakes:
    """The takes of one object store."""

    def __init__(self, store: ObjectStore, address: str) -> None:
        self._store = store
        self._address = address
        self._transfers = Transfers(store, address)

    async def find(self, key: str) -> Manifest | None:
        """What the take with this key consists of; None when the store does not have it whole.

        Raises:
            DamagedTakeError: its manifest cannot be read.
            ProviderError: the store cannot be reached, or refused.
        """
        try:
            with named_store(self._address):
                answer = await obstore.get_async(self._store, _manifest(key))
                told = bytes(await answer.bytes_async())
        except FileNotFoundError:
            return None
        try:
            manifest = Manifest.model_validate_json(told)
        except ValidationError as error:
            raise DamagedTakeError(self._address, key, "its manifest cannot be read") from error
        if manifest.key != key:
            raise DamagedTakeError(self._address, key, f"its manifest is that of {manifest.key!r}")
        return manifest

    async def fetch(self, manifest: Manifest, to: Path) -> None:
        """Lay every file of a take in the folder ``to`` and check it.

        Raises:
            DamagedTakeError: a file is missing, or has another content than was put there.
            ProviderError: the store cannot be reached, or refused.
        """
        key = manifest.key
        try:
            await together(
                self._transfers.fetch(_file(key, file.sha256), file, to / file.name)
                for file in manifest.files
            )
        except SpoiltFileError as error:
            raise DamagedTakeError(self._address, key, str(error)) from error

    async def keep(self, key: str, folder: Path, *, renew: bool = False) -> tuple[Manifest, bool]:
        """Put a take into the store unless it is there.

        Args:
            key: the take's.
            folder: where its files lie.
            renew: what the store has is damaged, and is to be put there again.

        Returns:
            What the take in the store consists of, and whether that is what lies in ``folder``: the first
            one that was put there stays.

        Raises:
            DamagedTakeError: the store has a manifest that cannot be read.
            ProviderError: the store cannot be reached, or refused.
        """
        there = None if renew else await self.find(key)
        ours = await asyncio.to_thread(measure, key, folder)
        if there is not None:
            return there, there == ours
        files = {file.sha256: folder / file.name for file in ours.files}
        await together(self._transfers.put(path, _file(key, content)) for content, path in files.items())
        first = await self._seal(ours, renew=renew)
        if first == ours:
            return ours, True
        await self._take_back(ours, first)
        return first, False

    async def renew(self, key: str) -> Manifest | None:
        """Note that a take is used now; what it consists of, or None when the store does not have it.

        Raises:
            DamagedTakeError: its manifest cannot be read.
            ProviderError: the store cannot be reached, or refused.
        """
        there = await self.find(key)
        return None if there is None else await self._seal(there, renew=True)

    async def release(self, key: str, *, before: float) -> bool:
        """Delete a take that was used before a time only; False when it was used since.

        Raises:
            ProviderError: the store cannot be reached, or refused.
        """
        try:
            with named_store(self._address):
                told = await obstore.head_async(self._store, _manifest(key))
        except FileNotFoundError:
            pass
        else:
            if told["last_modified"].timestamp() >= before:
                return False
        await self.remove(key)
        return True

    async def kept(self) -> AsyncGenerator[StoredTake]:
        """Everything that the store has, the rest of uploads that were cut short among it.

        Raises:
            ProviderError: the store cannot be reached, or refused.
        """
        listing = obstore.list(self._store, prefix="takes/", chunk_size=_LISTED_AT_ONCE)  # pyright: ignore[reportUnknownMemberType]
        parts: list[ObjectMeta] = []
        while (more := await self._next(listing)) is not None:
            parts.extend(more)
            # The parts of a take are listed in a row; those of the last one may go on.
            *whole, parts = ([*of_one] for _, of_one in groupby(parts, key=_key_of))
            for of_one in whole:
                yield _stored(of_one)
        if parts:
            yield _stored(parts)

    async def _next(self, listing: "ListStream[Sequence[ObjectMeta]]") -> "Sequence[ObjectMeta] | None":
        with named_store(self._address):
            return await anext(aiter(listing), None)

    async def remove(self, key: str) -> None:
        """Delete a take, and what is left there of uploads of it that were cut short.

        Raises:
            ProviderError: the store cannot be reached, or refused.
        """
        with named_store(self._address):
            parts = [
                part["path"]
                for part in await obstore.list(self._store, prefix=f"takes/{key}/").collect_async()  # pyright: ignore[reportUnknownMemberType]
            ]
            # Without its manifest it is no take any more: nobody is given half of it.
            for path in sorted(parts, key=lambda path: path != _manifest(key)):
                await obstore.delete_async(self._store, path)

    async def _seal(self, ours: Manifest, *, renew: bool) -> Manifest:
        """Put the manifest there; the one that is there then, which may be another machine's."""
        told = ours.model_dump_json().encode()
        mode = "overwrite" if renew else "create"
        try:
            with named_store(self._address):
                await obstore.put_async(self._store, _manifest(ours.key), told, mode=mode)
        except AlreadyExistsError:
            # Also after an answer that was lost: then it is ours that is there.
            return await self.find(ours.key) or ours
        return ours

    async def _take_back(self, ours: Manifest, first: Manifest) -> None:
        """Delete the files of ours that the first one does not consist of."""
        kept = {file.sha256 for file in first.files}
        mine = {_file(ours.key, file.sha256) for file in ours.files if file.sha256 not in kept}
        if mine:
            with named_store(self._address):
                await obstore.delete_async(self._store, sorted(mine))


def _key_of(part: "ObjectMeta") -> str:
    return part["path"].split("/")[1]


def _stored(parts: "Sequence[ObjectMeta]") -> StoredTake:
    key = _key_of(parts[0])
    # Of an upload that was cut short nobody has used anything: what came last tells its time.
    times = {part["path"]: part["last_modified"].timestamp() for part in parts}
    used = times.get(_manifest(key), max(times.values()))
    return StoredTake(key, used, sum(part["size"] for part in parts))


def _manifest(key: str) -> str:
    return f"takes/{key}/manifest.json"


def _file(key: str, content: str) -> str:
    return f"takes/{key}/{content}"
