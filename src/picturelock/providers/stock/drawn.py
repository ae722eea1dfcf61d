"""Drawn backdrops: moving pictures in a film's own colours, for whoever has no key for stock footage."""

from pathlib import Path

from picturelock.domain.credits import DRAWN
from picturelock.domain.digest import digest
from picturelock.domain.frozen import Frozen
from picturelock.domain.look import Palette
from picturelock.domain.shot import Artifact, Credit, Footage
from picturelock.ports.films import Found, StockQuery, Takes
from picturelock.providers.film.child import in_child

# Raised whenever the same query may be drawn otherwise.
_VERSION = 1
_CHILD = "picturelock.providers.stock.backdrop_child"
_FILE = "clip.mp4"

SECONDS = 8
FPS = 30
_LONG_SIDE, _SHORT_SIDE = 1280, 720


class BackdropJob(Frozen):
    """A loop to draw and the MP4 to write. ``seed`` decides everything that the palette does not."""

    palette: Palette
    seed: int
    width: int
    height: int
    fps: int
    frames: int
    to: Path


class DrawnBackdrop(Frozen):
    """What was drawn."""

    kind: str


class DrawnBackdrops:
    """Seeded backdrops that loop without a seam.

    The same query gives the same picture; other words, another seed or other colours give another one.

    Args:
        takes: where drawn loops are kept.
    """

    name = DRAWN

    def __init__(self, takes: Takes) -> None:
        self._takes = takes

    async def find(self, query: StockQuery) -> Found:
        """Draw a loop of eight seconds, at most 1280x720 (or upright), to be enlarged by whoever uses it.

        Raises:
            ProviderError: it could not be drawn, or the disk is full.
        """
        width, height = drawn_size(query.width, query.height)
        seed = int(digest("backdrop", query.words.casefold().split(), query.seed)[:12], 16)
        key = digest("backdrop", _VERSION, seed, width, height, query.palette)

        async def make(to: Path) -> None:
            job = BackdropJob(
                palette=query.palette,
                seed=seed,
                width=width,
                height=height,
                fps=FPS,
                frames=SECONDS * FPS,
                to=to / _FILE,
            )
            await in_child(_CHILD, job, DrawnBackdrop, provider=self.name)

        await self._takes.take(key, make)
        footage = Footage(
            file=Artifact(key=key, name=_FILE),
            kind="video",
            seconds=float(SECONDS),
            credit=Credit(provider=self.name, title="Drawn backdrop", author="Picturelock"),
        )
        return Found(footage=footage)


def drawn_size(width: int, height: int) -> tuple[int, int]:
    """The size to draw for a film's size: the same shape, even, not above 1280 by 720."""
    scale = min(1.0, _LONG_SIDE / max(width, height), _SHORT_SIDE / min(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)
