"""Stock footage and photos from Pexels: the addresses and answers of its REST API."""

from limits import RateLimitItemPerHour
from pydantic import BaseModel, ConfigDict, Field

from picturelock.ports.films import StockQuery
from picturelock.providers.stock.candidate import Candidate, shape_of, smallest_covering
from picturelock.providers.stock.conform import Kind
from picturelock.providers.stock.library import Search
from picturelock.providers.stock.service import Access

# Per key and hour by default (pexels.com/api/documentation, Guidelines), and 20,000 a month.
_LIMIT = RateLimitItemPerHour(200)
_PER_PAGE = "15"


class Pexels:
    """Implements ``Catalogue``."""

    licence = "Pexels License"

    def __init__(self, key: str, base_url: str) -> None:
        self.access = Access(
            service="pexels",
            setting="PEXELS_API_KEY",
            base_url=base_url,
            limit=_LIMIT,
            headers={"Authorization": key},
        )

    def searches(self, query: StockQuery) -> tuple[Search, ...]:
        """Clips, then photos, of the film's shape."""
        turned = shape_of(query.width, query.height)
        asked = {"query": query.words, "orientation": turned, "per_page": _PER_PAGE}
        return (
            Search(kind="video", path="/videos/search", asked=asked),
            Search(kind="image", path="/v1/search", asked=asked),
        )

    def read(self, kind: Kind, answer: str, query: StockQuery) -> list[Candidate]:
        """See ``Catalogue``."""
        if kind == "image":
            return [_photo(one, query) for one in _Photos.model_validate_json(answer).photos]
        videos = (_video(one, query) for one in _Videos.model_validate_json(answer).videos)
        return [video for video in videos if video is not None]


class _Answer(BaseModel):
    """Part of an answer. Fields that are not named here are left alone: the service adds to them."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _VideoFile(_Answer):
    """One encoding of a video. Sizes are null for streams without a fixed one."""

    file_type: str | None = ""
    width: int | None = None
    height: int | None = None
    link: str


class _Person(_Answer):
    name: str = ""


class _Video(_Answer):
    """A video; ``duration`` in whole seconds, ``image`` a still of it."""

    id: int
    duration: float
    url: str = ""
    image: str = ""
    user: _Person = _Person()
    video_files: tuple[_VideoFile, ...] = ()


class _PhotoSizes(_Answer):
    """Addresses of a photo: as it was uploaded, and at most 1880 by 1300."""

    original: str
    large2x: str


class _Photo(_Answer):
    """A photo and its size as uploaded."""

    id: int
    width: int
    height: int
    url: str = ""
    photographer: str = ""
    alt: str | None = ""
    avg_color: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{6}$")
    src: _PhotoSizes


class _Videos(_Answer):
    """The answer of ``/videos/search``."""

    videos: tuple[_Video, ...] = ()


class _Photos(_Answer):
    """The answer of ``/v1/search``."""

    photos: tuple[_Photo, ...] = ()


def _video(one: _Video, query: StockQuery) -> Candidate | None:
    sizes = [
        (file.link, file.width, file.height)
        for file in one.video_files
        if file.file_type in ("", None, "video/mp4") and file.width and file.height
    ]
    file = smallest_covering(sizes, query)
    if file is None:
        return None
    return Candidate(
        asset=f"pexels video {one.id}",
        kind="video",
        link=file[0],
        width=file[1],
        height=file[2],
        seconds=one.duration,
        preview=one.image,
        title=f"Video {one.id}",
        author=one.user.name,
        page=one.url,
    )


def _photo(one: _Photo, query: StockQuery) -> Candidate:
    return Candidate(
        asset=f"pexels photo {one.id}",
        kind="image",
        link=one.src.large2x if max(query.width, query.height) <= 1280 else one.src.original,
        width=one.width,
        height=one.height,
        colour=one.avg_color,
        title=one.alt or f"Photo {one.id}",
        author=one.photographer,
        page=one.url,
    )
