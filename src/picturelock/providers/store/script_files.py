"""Scripts as files for people: below one root, under safe names, each whole or not at all."""

import asyncio
import errno
import json
import os
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath
from typing import Any

from picturelock.domain.errors import InvalidInputError, Problem, ScriptFilesError
from picturelock.domain.frozen import JsonObject
from picturelock.providers.store.file_names import file_name

FIELD = "output_directory"
LONGEST_DIRECTORY = 400
METADATA = "metadata"


class FolderScriptFiles:
    """Implements ``ports.scripts.ScriptFiles``.

    A title belongs to the script whose id its metadata file holds, which is the first that laid one: only one
    of two can make it. Another script's files have the end of its id in their names, or the whole id where
    that is taken too. Where file names do not tell upper from lower case, titles that differ in nothing else
    are the same. A set that comes before any metadata claims no title, so it has the id in its name.

    Args:
        root: every ``output_directory`` lies below it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    async def check(self, directory: str) -> None:
        """See ``ports.scripts.ScriptFiles``."""
        await asyncio.to_thread(self._check, directory)

    async def save(
        self, directory: str, *, title: str, script_id: str, parts: Mapping[str, JsonObject]
    ) -> tuple[str, ...]:
        """See ``ports.scripts.ScriptFiles``.

        The part ``metadata`` claims the title, by its ``generation_info.script_id``; give it with every save.
        """
        return await asyncio.to_thread(self._save, directory, title, script_id, parts)

    def _check(self, directory: str) -> None:
        there = _nearest(self._folder(directory))
        # Told before anything is written, and paid for, that could not be laid there.
        if not os.access(there, os.W_OK | os.X_OK):
            raise InvalidInputError([Problem(FIELD, "is in a folder that the service may not write to")])

    def _save(
        self, directory: str, title: str, script_id: str, parts: Mapping[str, JsonObject]
    ) -> tuple[str, ...]:
        folder = self._folder(directory)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            name = _claimed(folder, file_name(title), script_id, parts.get(METADATA))
            paths = {folder / f"{name}_{part}.json": content for part, content in parts.items()}
            for path, content in paths.items():
                _replace(path, content)
        except OSError as error:
            raise ScriptFilesError(str(error.filename or folder), error.strerror or str(error)) from error
        return tuple(str(path) for path in paths)

    def _folder(self, directory: str) -> Path:
        """Where a directory lies. Raises ``InvalidInputError`` when that is not below the root."""
        if reason := _unusable(directory):
            raise InvalidInputError([Problem(FIELD, reason)])
        root = self._root.resolve()
        try:
            folder = (root / directory).resolve()
        except (OSError, RuntimeError) as error:
            raise InvalidInputError([Problem(FIELD, f"cannot be used: {error}")]) from error
        if not folder.is_relative_to(root):
            raise InvalidInputError([Problem(FIELD, "leads out of the output folder by a link")])
        there = _nearest(folder)
        if not there.is_dir():
            raise InvalidInputError([Problem(FIELD, f"{there.name} is a file, not a folder")])
        return folder


def _nearest(folder: Path) -> Path:
    """A folder, or the nearest above it that there is."""
    try:
        return next(one for one in (folder, *folder.parents) if one.exists())
    except OSError as error:
        raise InvalidInputError([Problem(FIELD, f"cannot be used: {error.strerror}")]) from error


def _unusable(directory: str) -> str | None:
    """Why a directory can be told to be wrong without looking; None when it cannot."""
    parts = PureWindowsPath(directory).parts
    if not directory.strip():
        return "must not be empty"
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in directory):
        return "holds a control character, or half of a surrogate pair"
    if len(directory.encode()) > LONGEST_DIRECTORY:
        return f"is longer than {LONGEST_DIRECTORY} bytes"
    if directory.startswith(("/", "\\", "~")) or PureWindowsPath(directory).drive:
        return "must be relative to the output folder"
    # Windows leaves out the spaces and dots at the end of a name: ".. " leads upwards there as well.
    if not all(part.rstrip(". ") for part in parts):
        return "must not hold '..'"
    if any(len(part.encode()) > 255 for part in parts):
        return "has a part of more than 255 bytes"
    return None


def _claimed(folder: Path, title: str, script_id: str, metadata: JsonObject | None) -> str:
    """The name that this script's files have: its title, or the title with its id where that is taken."""
    key = file_name(script_id)
    for name in (title, f"{title}_{key[-6:]}", f"{title}_{key}"):
        claim = folder / f"{name}_{METADATA}.json"
        owner = _owner(claim)
        if owner is None and metadata is not None:
            if _claim(claim, metadata):
                return name
            owner = _owner(claim)
        if owner == script_id or (owner is None and name != title):
            return name
    raise FileExistsError(errno.EEXIST, "there is a file of another script", str(claim))


def _claim(path: Path, metadata: JsonObject) -> bool:
    """Make the file that claims a title; false when another was faster."""
    written = _written(path.parent, metadata)
    try:
        os.link(written, path)
    except FileExistsError:
        return False
    except OSError:
        # FAT and some network folders have no links: there an empty file holds the place for a moment.
        return _claim_without_link(written, path)
    else:
        return True
    finally:
        written.unlink(missing_ok=True)


def _claim_without_link(written: Path, path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    written.replace(path)
    return True


def _owner(claim: Path) -> str | None:
    """Whose metadata a file holds; empty when it is nobody's, None when there is no such file."""
    try:
        told: Any = json.loads(claim.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return ""
    try:
        return str(told["generation_info"]["script_id"])
    except (KeyError, TypeError):
        return ""


def _replace(path: Path, content: JsonObject) -> None:
    written = _written(path.parent, content)
    try:
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
        raise


def _written(folder: Path, content: JsonObject) -> Path:
    """A new file beside its future place, on the disk when this returns."""
    number, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    written = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        written.chmod(0o644)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written
