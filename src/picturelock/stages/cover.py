"""A film's poster and thumbnail: one frame of it, chosen in the film and drawn again without its captions."""

from dataclasses import dataclass
from pathlib import Path

from picturelock.domain.cover import Cover, cover_frames
from picturelock.domain.cut import Cut
from picturelock.domain.digest import digest
from picturelock.domain.drawing import DrawOrder
from picturelock.domain.frames import FORMATS, Shape
from picturelock.domain.shot import Artifact
from picturelock.ports.films import Tools
from picturelock.stages.drawing import still_of

POSTER = "poster.png"
THUMBNAIL = "thumbnail.png"
# In pixels, as platforms ask for them.
_SIZES: dict[Shape, tuple[int, int]] = {"16:9": (1280, 720), "9:16": (1080, 1920), "1:1": (1080, 1080)}


@dataclass(frozen=True)
class MadeCover:
    """The kept pictures."""

    poster: Artifact
    thumbnail: Artifact


async def cover_of(film: Artifact, cut: Cut, orders: list[DrawOrder], *, tools: Tools) -> MadeCover:
    """The poster and the thumbnail of a film that is kept.

    Raises:
        ProviderError: the film cannot be decoded, or no font can write its title.
        SceneError: the frame could not be drawn.
    """
    frames = cover_frames(cut, orders)
    cover = _cover(cut, orders)
    versions = sorted({tools.renderers[order.shot.engine].version for order in orders})
    key = digest("cover", tools.covers.version, versions, film, frames, cover)

    async def make(folder: Path) -> None:
        chosen = await tools.covers.choose(tools.takes.path(film), frames, fps=cut.frame.fps)
        order, clip = orders[chosen.place], cut.picture.clips[chosen.place]
        still = await still_of(_bare(order), at=chosen.frame - clip.start, tools=tools)
        await tools.covers.draw(tools.takes.path(still), cover, to=folder)

    await tools.takes.take(key, make)
    return MadeCover(poster=Artifact(key=key, name=POSTER), thumbnail=Artifact(key=key, name=THUMBNAIL))


def _bare(order: DrawOrder) -> DrawOrder:
    """The scene without captions, as large as films are at their best: a draft's cover is sharp too."""
    size = FORMATS[order.frame.shape]["high"]
    frame = order.frame.model_copy(update={"width": size.width, "height": size.height})
    return order.model_copy(update={"captions": (), "frame": frame})


def _cover(cut: Cut, orders: list[DrawOrder]) -> Cover:
    width, height = _SIZES[cut.frame.shape]
    return Cover(title=cut.title, palette=orders[0].palette, width=width, height=height)
