"""What a take in an object store consists of: the name, size and SHA-256 of each of its files."""

import hashlib
import os
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, Field

from picturelock.domain.frozen import Frozen

_BLOCK = 1 << 20


def _inside(name: str) -> str:
    # Whoever may write to the store must not be able to write beside the take on this machine.
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        raise ValueError("is not a file inside a take")
    return name


class KeptFile(Frozen):
    """One file of a take; ``name`` is its path in the take's folder, with slashes."""

    name: Annotated[str, AfterValidator(_inside)]
    size: int = Field(ge=0, description="bytes")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(Frozen):
    """A take that is kept whole: it is written when all of its files are there."""

    key: str
    files: tuple[KeptFile, ...]

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)


def measure(key: str, folder: Path) -> Manifest:
    """The manifest of the take in a folder. Blocking: every file is read."""
    files = [
        KeptFile(name=PurePosixPath(path.relative_to(folder)).as_posix(), size=size, sha256=sha256)
        for path in _files(folder)
        for size, sha256 in [_measured(path)]
    ]
    return Manifest(key=key, files=tuple(files))


def _files(folder: Path) -> list[Path]:
    return sorted(Path(parent) / name for parent, _, names in os.walk(folder) for name in names)


def _measured(path: Path) -> tuple[int, str]:
    seen, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            seen.update(block)
            size += len(block)
    return size, seen.hexdigest()
