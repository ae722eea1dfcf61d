"""Scripts as files for people: below one root, under safe names, each whole or not at all."""

import asyncio
import json
import os
import tempfile
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

    Args:
        root: every ``output_directory`` lies below it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    async def check(self, directory: str) -> None:
        """See ``ports.scripts.ScriptFiles``."""
        await asyncio.to_thread(self._folder, directory)

    async def save(
        self, directory: str, *, title: str, script_id: str, parts: Mapping[str, JsonObject]
    ) -> tuple[str, ...]:
        """See ``ports.scripts.ScriptFiles``. The part ``metadata`` claims the title for its script."""
        return await asyncio.to_thread(self._save, directory, title, script_id, parts)

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
        try:
            blocked = next((one for one in (folder, *folder.parents) if one.exists()), root)
        except OSError as error:
            raise InvalidInputError([Problem(FIELD, f"cannot be used: {error.strerror}")]) from error
        if not blocked.is_dir():
            raise InvalidInputError([Problem(FIELD, f"{blocked.name} is a file, not a folder")])
        return folder


def _unusable(directory: str) -> str | None:
    """Why a directory can be told to be wrong without looking; None when it cannot."""
    parts = PureWindowsPath(directory).parts
    if not directory.strip():
        return "must not be empty"
    if any(ord(letter) < 32 for letter in directory):
        return "holds a control character"
    if len(directory.encode(errors="replace")) > LONGEST_DIRECTORY:
        return f"is longer than {LONGEST_DIRECTORY} bytes"
    if directory.startswith(("/", "\\", "~")) or PureWindowsPath(directory).drive:
        return "must be relative to the output folder"
    if ".." in parts:
        return "must not hold '..'"
    if any(len(part.encode(errors="replace")) > 255 for part in parts):
        return "has a part of more than 255 bytes"
    return None


def _claimed(folder: Path, name: str, script_id: str, metadata: JsonObject | None) -> str:
    """The name that this script's files have: its title, or the title with its id where that is taken.

    The first script of a title claims it by the file of its metadata, which only one of two can make.
    """
    claim = folder / f"{name}_{METADATA}.json"
    if metadata is not None:
        written = _written(folder, metadata)
        try:
            os.link(written, claim)
        except FileExistsError:
            pass
        else:
            return name
        finally:
            written.unlink()
    owner = _owner(claim)
    return name if owner in (None, script_id) else f"{name}_{script_id[-6:]}"


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
