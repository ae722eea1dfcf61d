"""Finished films in folders a person can find: ``films/<video id>/film.mp4`` and what belongs to it."""

import asyncio
import json
import os
import shutil
import tempfile
from pathlib import Path

from picturelock.domain.cut import Film
from picturelock.domain.frozen import JsonObject
from picturelock.ports.films import Takes

_VIDEO = "film.mp4"
_FACTS = "film.json"


class FilmFolders:
    """Implements ``ports.Films`` below one folder."""

    def __init__(self, root: Path, takes: Takes) -> None:
        self._root = root
        self._takes = takes

    async def publish(self, video_id: str, film: Film, facts: JsonObject) -> Path:
        """Lay the film's files and its facts in its folder, each file whole or not at all; the MP4's path."""
        await self._takes.bring((film.poster, film.srt, film.vtt, film.video))
        return await asyncio.to_thread(self._publish, video_id, film, facts)

    def _publish(self, video_id: str, film: Film, facts: JsonObject) -> Path:
        folder = self._root / video_id
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._root, prefix=".new-") as new:
            staged = Path(new)
            for artifact in (film.poster, film.srt, film.vtt, film.video):
                _link(self._takes.path(artifact), staged / artifact.name)
            (staged / _FACTS).write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")
            # The MP4 comes last: where it lies, everything that belongs to it lies too.
            for name in (film.poster.name, film.srt.name, film.vtt.name, _FACTS, film.video.name):
                (staged / name).replace(folder / name)
        return folder / _VIDEO


def _link(kept: Path, place: Path) -> None:
    try:
        os.link(kept, place)
    except OSError:  # another file system, or one without links
        shutil.copyfile(kept, place)
