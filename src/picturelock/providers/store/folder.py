"""Takes in folders: ``<root>/ab/cd/abcd…``, each complete or not there at all."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from picturelock.domain.shot import Artifact
from picturelock.providers.store.disk import named, settle
from picturelock.providers.store.shelf import note_use, release
from picturelock.providers.store.workshop import MAKING, Workshop

Make = Callable[[Path], Awaitable[None]]


@dataclass
class _Making:
    """A take that is being made, and how many wait for it."""

    task: asyncio.Task[Path]
    waiting: int = 0


class FolderTakes:
    """Implements ``ports.Takes`` below one folder, which several processes may share.

    A take is made in a workshop folder on the same file system and then renamed into its place.
    What a dead process left in its workshop is swept when the store is opened.
    """

    def __init__(self, root: Path) -> None:
        """Open the store, making its folder.

        Raises:
            ProviderError: the folder cannot be written, with the reason.
        """
        self._root = root
        with named(root):
            root.mkdir(parents=True, exist_ok=True)
            self._workshop = Workshop(root / MAKING)
        self._making: dict[str, _Making] = {}

    async def take(self, key: str, make: Make) -> Path:
        """The folder of the take with this key; ``make`` fills a new one when there is none.

        Asked for twice at a time, it is made once. When everybody who waits is cancelled, so is
        the making, and what it had made is removed.

        Raises:
            ProviderError: the disk is full or read-only. Whatever ``make`` raises is passed on.
        """
        place = self._place(key)
        making = self._making.get(key)
        if making is None:
            if await asyncio.to_thread(note_use, place):
                return place
            # Somebody else may have begun while the disk was asked.
            making = self._making.get(key)
        if making is None:
            making = _Making(asyncio.create_task(self._make(key, place, make)))
            self._making[key] = making
        return await self._wait(making)

    def path(self, artifact: Artifact) -> Path:
        """Where a kept file lies. Raises ``KeyError`` when there is no such file."""
        folder = self._place(artifact.key)
        file = folder / artifact.name
        if file.parent != folder or file.is_symlink() or not file.is_file():
            raise KeyError(f"there is no file {artifact.name!r} of take {artifact.key!r}")
        return file

    async def release(self, key: str, *, before: float) -> bool:
        """See ``ports.Takes``."""
        with named(self._root):
            return await asyncio.to_thread(release, self._root, self._place(key), before=before)

    def close(self) -> None:
        """Give up this process's workshop."""
        self._workshop.close()

    def _place(self, key: str) -> Path:
        if not (len(key) > 4 and key.isalnum() and key.isascii()):
            raise KeyError(f"{key!r} is not the key of a take")
        return self._root / key[:2] / key[2:4] / key

    async def _wait(self, making: _Making) -> Path:
        making.waiting += 1
        try:
            return await asyncio.shield(making.task)
        except asyncio.CancelledError:
            if making.waiting == 1 and not making.task.done():
                making.task.cancel()
                # Its processes must have ended before the caller may think so.
                await asyncio.gather(making.task, return_exceptions=True)
            raise
        finally:
            making.waiting -= 1

    async def _make(self, key: str, place: Path, make: Make) -> Path:
        new: Path | None = None
        try:
            with named(self._root):
                new = Path(await asyncio.to_thread(tempfile.mkdtemp, dir=self._workshop.folder))
                await make(new)
                await asyncio.to_thread(_keep, new, place)
            return place
        finally:
            self._making.pop(key, None)
            if new is not None:
                await asyncio.shield(asyncio.to_thread(shutil.rmtree, new, ignore_errors=True))


def _keep(new: Path, place: Path) -> None:
    settle(new)
    place.parent.mkdir(parents=True, exist_ok=True)
    new.chmod(0o755)
    try:
        new.rename(place)
    except OSError:
        # Another process was first: the same key is the same take, so theirs is ours.
        if not place.is_dir():
            raise
