"""Finished films in folders a person can find, below ``films/<video id>``.

Each render lies in a folder of its own, ``render-<version>``, and is never written over. What was accepted
lies in ``films/<video id>`` itself once the film is complete. Beside every MP4 lies its ``film.json``, and
``CREDITS.txt`` for people. Further shapes of a film lie beside it: ``film_9x16.mp4``.
"""

import asyncio
import json
import os
import re
import shutil
import tempfile
from collections.abc import Collection
from itertools import count
from pathlib import Path

from pydantic import JsonValue

from picturelock.domain.credits import CREDITS, FilmCredit, credits_text
from picturelock.domain.cut import Film
from picturelock.domain.frames import SHAPES, of_shape
from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Artifact
from picturelock.ports.films import Takes
from picturelock.providers.store.disk import named
from picturelock.providers.store.workshop import locked

VIDEO = "film.mp4"
FACTS = "film.json"
NEW = ".new-"
"""What the folders of unfinished publications are called."""

_LOCK = ".lock"
_CAPTIONS = (".srt", ".vtt", ".ass")
_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class FilmFolders:
    """Implements ``ports.Films`` below one folder."""

    def __init__(self, root: Path, takes: Takes) -> None:
        self._root = root
        self._takes = takes

    async def publish(self, video_id: str, film: Film, facts: JsonObject, *, name: str) -> Path:
        """See ``ports.Films``."""
        await self._takes.bring(_laid(film).values())
        return await asyncio.to_thread(self._publish, video_id, film, facts, name)

    async def complete(self, video_id: str, film: Film, facts: JsonObject) -> Path:
        """See ``ports.Films``."""
        await self._takes.bring(_laid(film).values())
        return await asyncio.to_thread(self._complete, video_id, film, facts)

    async def remove(self, video_id: str) -> None:
        """See ``ports.Films``."""
        await asyncio.to_thread(self._remove, video_id)

    def _publish(self, video_id: str, film: Film, facts: JsonObject, name: str) -> Path:
        folder = folder_of(self._root, video_id)
        with named(self._root):
            folder.mkdir(parents=True, exist_ok=True)
            staged = Path(tempfile.mkdtemp(dir=self._root, prefix=NEW))
            try:
                self._lay(film, facts, staged)
                staged.chmod(0o755)
                return _moved(staged, folder, name) / VIDEO
            finally:
                shutil.rmtree(staged, ignore_errors=True)

    def _complete(self, video_id: str, film: Film, facts: JsonObject) -> Path:
        folder = folder_of(self._root, video_id)
        with named(self._root):
            folder.mkdir(parents=True, exist_ok=True)
            # Two processes may be at it, and whoever was held up must not bring back an older film.
            with locked(self._root / _LOCK):
                if _seq(folder / FACTS) > _log_seq(facts):
                    return folder / VIDEO
                with tempfile.TemporaryDirectory(dir=self._root, prefix=NEW) as new:
                    self._lay(film, facts, Path(new))
                    laid = _laid(film)
                    beside = [name for name in laid if name != film.video.name]
                    _without_others(folder, laid)
                    # The MP4 comes last: where it lies, everything that belongs to it lies too.
                    for part in (*beside, CREDITS, FACTS, film.video.name):
                        (Path(new) / part).replace(folder / part)
        return folder / VIDEO

    def _lay(self, film: Film, facts: JsonObject, place: Path) -> None:
        for name, artifact in _laid(film).items():
            _link(self._takes.path(artifact), place / name)
        named = [FilmCredit.model_validate(credit) for credit in _list(facts.get("credits"))]
        (place / CREDITS).write_text(credits_text(film.cut.title, named), encoding="utf-8")
        (place / FACTS).write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")

    def _remove(self, video_id: str) -> None:
        with named(self._root):
            folder = folder_of(self._root, video_id)
            if not folder.is_dir():
                return
            # Out of its place at once, so that nobody finds half of it.
            leaving = Path(tempfile.mkdtemp(dir=self._root, prefix=NEW))
            try:
                folder.rename(leaving / video_id)
            except FileNotFoundError:
                pass  # another process was first
            finally:
                shutil.rmtree(leaving)


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _files(film: Film) -> tuple[Artifact, ...]:
    """The files of one shape, the MP4 last."""
    cover = (film.poster, film.thumbnail) if film.thumbnail else (film.poster,)
    beside = (*cover, film.srt, film.vtt, *(one.file for one in film.sidecars))
    return (*dict.fromkeys(beside), film.video)


def _laid(film: Film) -> dict[str, Artifact]:
    """All files by the names that they are laid under; those of further shapes have theirs in it.

    What is said is the same in all: there is one transcript.
    """
    further = {
        of_shape(file.name, one.shape): file
        for one in film.others
        for file in _files(one)
        if file not in [side.file for side in one.sidecars if side.kind == "transcript"]
    }
    return {**further, **{file.name: file for file in _files(film)}}


def _without_others(folder: Path, laid: Collection[str]) -> None:
    """Remove captions and shapes of an earlier film that this one does not have: they would seem its own."""
    others = [f"*{ending}" for ending in _CAPTIONS] + [of_shape("*.*", shape) for shape in SHAPES]
    for pattern in others:
        for found in folder.glob(pattern):
            if found.name not in laid:
                found.unlink()


def folder_of(root: Path, video_id: str) -> Path:
    """Where a film's files lie. Raises ``KeyError`` for what is no film's id."""
    if not _VIDEO_ID.fullmatch(video_id):
        raise KeyError(f"{video_id!r} is not the id of a film")
    return root / video_id


def records_of(root: Path, video_id: str) -> list[Path]:
    """The ``film.json`` of what was accepted, and those of the renders, as far as they lie here."""
    folder = folder_of(root, video_id)
    found = [folder / FACTS, *sorted(folder.glob(f"*/{FACTS}"))]
    return [record for record in found if record.is_file()]


def _moved(staged: Path, folder: Path, name: str) -> Path:
    # Only after a database was set back can the name be taken; what lies there stays.
    for number in count(1):
        place = folder / (name if number == 1 else f"{name}-{number}")
        try:
            staged.rename(place)
        except OSError:
            if not place.is_dir():
                raise
        else:
            return place
    raise AssertionError("there is always one more name")


def _seq(facts: Path) -> int:
    try:
        return _log_seq(json.loads(facts.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return 0


def _log_seq(facts: object) -> int:
    match facts:
        case {"log": {"seq": int(seq)}}:
            return seq
        case _:
            return 0


def _link(kept: Path, place: Path) -> None:
    try:
        os.link(kept, place)
    except OSError:  # another file system, or one without links
        shutil.copyfile(kept, place)
