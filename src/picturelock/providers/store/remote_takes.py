"""Takes in an object store: ``takes/<key>/<sha256>`` for each file, then ``takes/<key>/manifest.json``.

The manifest makes the take: what lies there without one is the rest of an upload that was cut short.
Files lie under their own digest, so that two machines that made the same take cannot mix their files.
"""

import asyncio
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import ObjectStore
from pydantic import ValidationError

from picturelock.domain.errors import ProviderError
from picturelock.providers.store.manifest import Manifest, measure
from picturelock.providers.store.object_store import SETTING, named_store
from picturelock.providers.store.transfers import SpoiltFileError, Transfers, together


class DamagedTakeError(ProviderError):
    """What the store has of a take is not what was put there."""

    def __init__(self, address: str, key: str, why: str) -> None:
        message = f"take {key} in {address} is damaged: {why}. Make what it belongs to again"
        super().__init__(message, provider=SETTING)


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

    async def kept_since(self, key: str) -> float | None:
        """When the take was put there, in seconds since 1970; None when it is not there.

        Raises:
            ProviderError: the store cannot be reached, or refused.
        """
        try:
            with named_store(self._address):
                told = await obstore.head_async(self._store, _manifest(key))
        except FileNotFoundError:
            return None
        return told["last_modified"].timestamp()

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


def _manifest(key: str) -> str:
    return f"takes/{key}/manifest.json"


def _file(key: str, content: str) -> str:
    return f"takes/{key}/{content}"
