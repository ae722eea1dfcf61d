"""What a disk may refuse, in words; and making sure that it has what it was given."""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from picturelock.domain.errors import ProviderError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_REFUSED = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR)
_STORE = "takes"


@contextmanager
def named(root: Path) -> Generator[None]:
    """Turn the disk's refusals below ``root`` into errors that say what to do.

    Raises:
        ProviderError: the disk is full, or the folder cannot be written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise ProviderError(
                f"the disk is full: {root} has no space left; free space and try again",
                provider=_STORE,
                retryable=True,
            ) from error
        if error.errno in _REFUSED and _below(root, error.filename):
            raise ProviderError(
                f"the folder {root} cannot be written ({error.strerror}); "
                "make it writable, or set PICTURELOCK_HOME to another folder",
                provider=_STORE,
            ) from error
        raise


def settle(folder: Path) -> None:
    """Have everything in a folder written through, so that a power cut cannot leave an empty file."""
    for parent, _, names in os.walk(folder):
        for name in names:
            _sync(Path(parent) / name)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _below(root: Path, name: object) -> bool:
    # The folder above counts too: it is what refuses when the root cannot be made.
    return isinstance(name, str | bytes) and Path(os.fsdecode(name)).is_relative_to(root.parent)
