"""The folder of takes, seen from outside: which lie there, when each was used last, and taking one away.

A take's folder has the time of its last use, as whoever is given it sets that first.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

# Takes that are on their way out lie here for a moment.
LEAVING = ".leaving"


@dataclass(frozen=True)
class KeptTake:
    """A take on the shelf. ``used`` is in seconds since 1970."""

    key: str
    place: Path
    used: float


def note_use(place: Path) -> bool:
    """Note that a take is used now; False when there is none."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    except OSError:
        # Whoever may not write here may not remove takes either.
        return place.is_dir()
    return True


def kept_takes(root: Path) -> Iterator[KeptTake]:
    """All takes below a folder."""
    for place in root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        try:
            used = place.stat().st_mtime
        except FileNotFoundError:
            continue  # removed meanwhile
        if place.is_dir():
            yield KeptTake(place.name, place, used)


def size_of(folder: Path, *, alone: bool = False) -> int:
    """The bytes of the files in a folder; with ``alone`` only of those that no other folder has too."""
    found = 0
    for path in folder.rglob("*"):
        try:
            about = path.lstat()
            counts = S_ISREG(about.st_mode) and (about.st_nlink == 1 or not alone)
            found += about.st_size if counts else 0
        except FileNotFoundError:
            continue
    return found


def release(root: Path, place: Path, *, before: float) -> bool:
    """Remove a take that nobody has used since a time; False when somebody did.

    It is taken out of its place whole, and laid back when it was used in that very moment.
    """
    try:
        if place.stat().st_mtime >= before:
            return False
    except FileNotFoundError:
        return True
    (root / LEAVING).mkdir(exist_ok=True)
    leaving = Path(tempfile.mkdtemp(dir=root / LEAVING)) / place.name
    try:
        try:
            place.rename(leaving)
        except FileNotFoundError:
            return True
        if leaving.stat().st_mtime >= before and not place.exists():
            leaving.rename(place)
            return False
        return True
    finally:
        shutil.rmtree(leaving.parent)
