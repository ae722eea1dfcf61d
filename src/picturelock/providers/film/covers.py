"""Implements ``ports.Covers``: the work is done in processes of its own, at low priority."""

from pathlib import Path

from picturelock.domain.cover import Cover, CoverFrame
from picturelock.providers.film.child import in_child
from picturelock.providers.film.cover_frame import choose_frame
from picturelock.providers.film.thumbnail import DrawnTitle, TitleJob

# Raised whenever the same film may get another cover.
_VERSION = "cover 1"
_DRAWING = "picturelock.providers.film.thumbnail"


class FilmCovers:
    """Chooses covers by what is measured on the film, and sets titles with Pillow."""

    @property
    def version(self) -> str:
        """Part of every cover's key."""
        return _VERSION

    async def choose(self, film: Path, frames: tuple[CoverFrame, ...], *, fps: int) -> CoverFrame:
        """See ``ports.Covers``."""
        return await choose_frame(film, frames, fps)

    async def draw(self, still: Path, cover: Cover, *, to: Path) -> None:
        """See ``ports.Covers``."""
        job = TitleJob(still=still, cover=cover, to=to)
        await in_child(_DRAWING, job, DrawnTitle, provider="cover")
