"""Takes in folders: ``<root>/ab/cd/abcd…``, each complete or not there at all."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path

from picturelock.domain.shot import Artifact
from picturelock.providers.store.disk import named, settle
from picturelock.providers.store.once import Once
from picturelock.providers.store.shelf import note_use, release
from picturelock.providers.store.workshop import MAKING, Workshop

Make = Callable[[Path], Awaitable[None]]


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
        self.root = root
        with named(root):
            root.mkdir(parents=True, exist_ok=True)
            self._workshop = Workshop(root / MAKING)
        self._making = Once[Path]()

    async def take(self, key: str, make: Make) -> Path:
        """The folder of the take with this key; ``make`` fills a new one when there is none.

        Asked for twice at a time, it is made once. When everybody who waits is cancelled, so is
        the making, and what it had made is removed.

        Raises:
            ProviderError: the disk is full or read-only. Whatever ``make`` raises is passed on.
        """
        place = self.place(key)
        # Somebody may begin while the disk is asked, so it is asked only while nobody has.
        if key not in self._making and await asyncio.to_thread(note_use, place):
            return place
        return await self._making.do(key, partial(self._make, place, make))

    async def bring(self, artifacts: Iterable[Artifact]) -> None:
        """Whatever is kept lies here already."""

    def path(self, artifact: Artifact) -> Path:
        """Where a kept file lies. Raises ``KeyError`` when there is no such file."""
        folder = self.place(artifact.key)
        file = folder / artifact.name
        if file.parent != folder or file.is_symlink() or not file.is_file():
            raise KeyError(f"there is no file {artifact.name!r} of take {artifact.key!r}")
        return file

    def holds(self, key: str) -> bool:
        """Whether the take with this key lies here."""
        return self.place(key).is_dir()

    def keys(self) -> list[str]:
        """The keys of all takes that lie here; it looks into every folder."""
        folders = self.root.glob("[0-9a-z][0-9a-z]/[0-9a-z][0-9a-z]/*")
        return [folder.name for folder in folders if folder.name.isalnum() and folder.is_dir()]

    def remove(self, key: str) -> None:
        """Take a take out of its place, at once and whole, and delete it. Blocking."""
        with named(self.root):
            leaving = Path(tempfile.mkdtemp(dir=self._workshop.folder))
            try:
                self.place(key).rename(leaving / key)
            except FileNotFoundError:
                pass  # somebody else was first
            finally:
                shutil.rmtree(leaving)

    async def release(self, key: str, *, before: float) -> bool:
        """See ``ports.Takes``."""
        with named(self.root):
            return await asyncio.to_thread(release, self.root, self.place(key), before=before)

    def close(self) -> None:
        """Give up this process's workshop."""
        self._workshop.close()

    def place(self, key: str) -> Path:
        """Where the take with this key lies once it is made. Raises ``KeyError`` for what is no key."""
        if not (len(key) > 4 and key.isalnum() and key.isascii()):
            raise KeyError(f"{key!r} is not the key of a take")
        return self.root / key[:2] / key[2:4] / key

    async def _make(self, place: Path, make: Make) -> Path:
        new: Path | None = None
        try:
            with named(self.root):
                new = Path(await asyncio.to_thread(tempfile.mkdtemp, dir=self._workshop.folder))
                await make(new)
                await asyncio.to_thread(_keep, new, place)
            return place
        finally:
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
