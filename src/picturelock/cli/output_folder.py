"""Where a script's files are laid for whoever asked for them on the command line."""

import os
from pathlib import Path
from typing import NamedTuple

from picturelock.domain.errors import InvalidInputError, Problem

DEFAULT_FOLDER = Path("generated_movie_script")


class OutputFolder(NamedTuple):
    """A folder as the writers' room wants it: a root that exists, and the way from there."""

    root: Path
    directory: str


def output_folder(folder: Path) -> OutputFolder:
    """The folder, which may not be there yet.

    Raises:
        InvalidInputError: of ``--output``: it is a file, lies in one, or may not be written.
    """
    whole = folder.resolve()
    if whole.exists() and not whole.is_dir():
        raise _refused(f"{folder} is a file; name a folder")
    # The root of a disk has no folder above it.
    root = whole.parent
    while not root.exists():
        root = root.parent
    if not root.is_dir():
        raise _refused(f"{root} is a file; no folder can be made in it")
    nearest = whole if whole.exists() else root
    if not os.access(nearest, os.W_OK):
        raise _refused(f"the folder {nearest} is read-only")
    return OutputFolder(root, whole.relative_to(root).as_posix())


def _refused(reason: str) -> InvalidInputError:
    return InvalidInputError([Problem("--output", reason)])
