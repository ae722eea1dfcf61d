"""Makes the finished film of a cut: sound, joined picture, captions, and what was measured on it."""

import asyncio
import errno
import tempfile
from collections.abc import Callable
from pathlib import Path

from picturelock.domain.cut import Cut, MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.domain.shot import Artifact
from picturelock.ports.films import Assembled
from picturelock.ports.progress import Progress, Report
from picturelock.providers.film.child import DISK_FULL
from picturelock.providers.film.join import join, scene_files
from picturelock.providers.film.probe import probe
from picturelock.providers.film.sidecars import write_sidecars
from picturelock.providers.film.sound import RATE, LaidVoice, MusicFile, SoundOrder, make_sound
from picturelock.providers.quality.inspection import inspect
from picturelock.providers.quality.kept import known_of

# Raised whenever the same cut may come out otherwise.
_VERSION = "film 2"


class FilmAssembler:
    """Assembles films from kept takes.

    Args:
        asset_path: where the file of a take lies; raises ``KeyError`` when there is none.
    """

    def __init__(self, asset_path: Callable[[Artifact], Path]) -> None:
        self._asset_path = asset_path

    @property
    def version(self) -> str:
        """Part of every film's key."""
        return _VERSION

    async def assemble(self, cut: Cut, *, to: Path, report: Report) -> Assembled:
        """Make ``film.mp4`` and the files of all the cut's ``tracks`` in the folder ``to``.

        Raises:
            SceneError: a scene's drawing is missing, broken, or not as long or large as the cut says.
            ProviderError: a recording cannot be used, a mood does not exist, a program failed, or the disk
                is full. What is in ``to`` then is not to be used.
        """
        try:
            return await self._assemble(cut, to, report)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise ProviderError(DISK_FULL, provider="film") from error

    async def _assemble(self, cut: Cut, to: Path, report: Report) -> Assembled:
        film = to / "film.mp4"
        report(Progress(done=0.0, message="Mixing the sound"))
        scenes = await asyncio.to_thread(scene_files, cut, self._asset_path)
        order = self._sound_order(cut)
        with tempfile.TemporaryDirectory(dir=to, prefix="making-") as making:
            sound = Path(making) / "sound.m4a"
            await make_sound(order, sound)
            report(Progress(done=0.5, message="Joining the scenes"))
            await join(cut, scenes, sound, script=Path(making) / "scenes.txt", to=film)
        await write_sidecars(cut, to)
        report(Progress(done=0.6, message="Checking the film"))
        media = await asyncio.to_thread(probe, film)
        known = await asyncio.to_thread(known_of, cut, self._asset_path, to / "script.srt")
        qc = await inspect(film, known)
        report(Progress(done=1.0, message="The film is ready"))
        return Assembled(seconds=media.seconds, size_bytes=film.stat().st_size, qc=qc)

    def _sound_order(self, cut: Cut) -> SoundOrder:
        """The cut's recordings and music, with frames turned into samples."""
        voices: list[LaidVoice] = []
        for clip in cut.voice.clips:
            try:
                file = self._asset_path(clip.media)
            except KeyError as error:
                raise ProviderError(
                    f"the recording {clip.name or clip.media.name} is missing", provider="film"
                ) from error
            voices.append(LaidVoice(file=file, start=round(clip.start * RATE / cut.frame.fps)))
        return SoundOrder(
            samples=round(cut.length * RATE / cut.frame.fps),
            voices=tuple(voices),
            music=self._music(cut),
            sounds=cut.sounds,
            loudness=cut.loudness,
        )

    def _music(self, cut: Cut) -> MusicBed | MusicFile | None:
        if cut.music is None or isinstance(cut.music, MusicBed):
            return cut.music
        try:
            return MusicFile(file=self._asset_path(cut.music.file))
        except KeyError as error:
            title = cut.music.title or "that was uploaded"
            raise ProviderError(f"the music {title} is missing; upload it again", provider="film") from error
