"""Where takes are made before they are kept: a folder for each living process."""

import fcntl
import os
import shutil
import tempfile
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".lock"
MAKING = ".making"
"""The folder of workshops among the takes."""


class Workshop:
    """A folder of this process, held by a lock that the system releases when the process ends.

    So a folder whose lock is free belongs to nobody any more, and is swept; a process id could not
    tell, as ids are used again.
    """

    def __init__(self, root: Path) -> None:
        root.mkdir(exist_ok=True)
        with locked(root / LOCK):
            _sweep(root)
            self.folder = Path(tempfile.mkdtemp(dir=root))
            handle = os.open(self.folder / LOCK, os.O_CREAT | os.O_RDWR)
            fcntl.flock(handle, fcntl.LOCK_EX)
        self.close = weakref.finalize(self, _leave, self.folder, handle)


def _leave(folder: Path, handle: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.close(handle)


def _sweep(root: Path) -> None:
    for folder in root.iterdir():
        if folder.is_dir() and abandoned(folder / LOCK):
            shutil.rmtree(folder, ignore_errors=True)


def abandoned(lock: Path) -> bool:
    """Whether the process that held this lock has ended."""
    try:
        handle = os.open(lock, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Hold the lock of a file, which other processes wait for."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
