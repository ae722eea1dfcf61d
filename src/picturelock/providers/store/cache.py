"""A local folder of takes as the cache of a store: what the store has too, and what may leave again.

Beside each take that the store has too lies a mark, ``<key>.<store>``: it holds the take's bytes and when the
store was told last that it is used; its time is when it was used last. A take without a mark lies on this
machine alone.
"""

import hashlib
import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path

from picturelock.providers.store.folder import FolderTakes

# What was used within these seconds is not removed: a stage, which may run for four hours, may be using it.
IN_USE = 5 * 3600
# After so many seconds the store is told again that a take is used: what nobody uses is removed from it.
TELL_AFTER = 3600
# Full is emptied to this share, so that not every new take has to look for room.
_EMPTIED_TO = 0.9
_LEAVING = ".leaving"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Mark:
    path: Path
    used: float
    size: int

    @property
    def key(self) -> str:
        return self.path.name.partition(".")[0]


class Cache:
    """The marks of the takes in one folder for one store. Every method is blocking."""

    def __init__(self, takes: FolderTakes, address: str, *, limit: int) -> None:
        """Over the takes of a folder.

        Args:
            takes: what is cached.
            address: the store's; another store has other marks.
            limit: bytes that the takes may have together.
        """
        self._takes = takes
        self._name = "." + hashlib.sha256(address.encode()).hexdigest()[:12]
        self._limit = limit

    def use(self, key: str) -> bool:
        """Note that a take is used now; False when it is not known to be in the store too."""
        try:
            os.utime(self._place(key))
        except FileNotFoundError:
            return False
        return True

    def mark(self, key: str, size: int) -> None:
        """Note that the store has this take too, and was told now that it is used."""
        self._place(key).write_text(f"{size} {time.time():.0f}", encoding="ascii")

    def due(self, key: str) -> bool:
        """Whether the store has to be told again that a take is used."""
        try:
            _, _, told = self._place(key).read_text(encoding="ascii").partition(" ")
        except FileNotFoundError:
            return True
        return float(told or 0) < time.time() - TELL_AFTER

    def forget(self, key: str) -> None:
        """Note that the store does not have this take any more."""
        self._place(key).unlink(missing_ok=True)

    def unmarked(self) -> list[str]:
        """The keys of the takes that may lie on this machine alone."""
        return [key for key in self._takes.keys() if not self._place(key).exists()]  # noqa: SIM118

    def prune(self) -> int:
        """Remove the takes that were not used for longest, when there are more than the limit allows.

        Returns:
            The bytes that were removed.
        """
        marks = sorted(self._marks(), key=lambda mark: mark.used)
        total = sum(mark.size for mark in marks)
        if total <= self._limit:
            return 0
        goal, removed, before = self._limit * _EMPTIED_TO, 0, time.time() - IN_USE
        for mark in marks:
            if total - removed <= goal or mark.used > before:
                break
            if self._leave(mark, before):
                removed += mark.size
        if total - removed > self._limit:
            _log.warning(
                "the takes in use have %.1f GB, which is more than PICTURELOCK_CACHE_GB allows",
                (total - removed) / 1e9,
            )
        return removed

    def _leave(self, mark: _Mark, before: float) -> bool:
        # Whoever uses it from now on finds no mark. Whoever did a moment ago has changed the mark's time.
        leaving = mark.path.with_name(mark.path.name + _LEAVING)
        try:
            mark.path.rename(leaving)
            if leaving.stat().st_mtime > before:
                leaving.rename(mark.path)
                return False
        except FileNotFoundError:
            return False  # another process was first
        self._takes.remove(mark.key)
        leaving.unlink(missing_ok=True)
        return True

    def _marks(self) -> list[_Mark]:
        found: list[_Mark] = []
        for path in self._takes.root.glob(f"??/??/*{self._name}"):
            try:
                size = path.read_text(encoding="ascii").partition(" ")[0]
                found.append(_Mark(path, path.stat().st_mtime, int(size or 0)))
            except FileNotFoundError:
                continue  # removed meanwhile by another process
        return found

    def _place(self, key: str) -> Path:
        folder = self._takes.place(key)
        return folder.with_name(folder.name + self._name)
