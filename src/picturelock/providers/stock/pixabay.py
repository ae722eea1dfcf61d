"""Stock footage and photos from Pixabay: the addresses and answers of its API (pixabay.com/api/docs)."""

from limits import RateLimitItemPerMinute
from pydantic import BaseModel, ConfigDict

from picturelock.ports.films import StockQuery
from picturelock.providers.stock.candidate import Candidate, shape_of, smallest_covering
from picturelock.providers.stock.conform import Kind
from picturelock.providers.stock.library import Search
from picturelock.providers.stock.service import LARGEST, Access

_LIMIT = RateLimitItemPerMinute(100)
_PER_PAGE = "20"
_LONGEST_QUERY = 100
_ORIENTATIONS = {"landscape": "horizontal", "portrait": "vertical", "square": "all"}
# What it hands out without a permission of its own is no larger.
_LARGE = 1280


class Pixabay:
    """Implements ``Catalogue``. Its key goes into the query, so no address of it is ever told to anybody."""

    licence = "Pixabay Content License"

    def __init__(self, key: str, base_url: str) -> None:
        self.access = Access(
            service="pixabay",
            setting="PIXABAY_API_KEY",
            base_url=base_url,
            limit=_LIMIT,
            params={"key": key},
        )

    def searches(self, query: StockQuery) -> tuple[Search, ...]:
        """Clips, then photos; only for photos can a shape be asked for."""
        asked = {"q": _shortened(query.words), "safesearch": "true", "per_page": _PER_PAGE}
        shape = _ORIENTATIONS[shape_of(query.width, query.height)]
        photos = {
            "image_type": "photo",
            "orientation": shape,
            "min_width": str(min(query.width, _LARGE)),
            "min_height": str(min(query.height, _LARGE)),
        }
        return (
            Search(kind="video", path="/api/videos/", asked={**asked, "video_type": "film"}),
            Search(kind="image", path="/api/", asked={**asked, **photos}),
        )

    def read(self, kind: Kind, answer: str, query: StockQuery) -> list[Candidate]:
        """See ``Catalogue``."""
        if kind == "image":
            return [_photo(one) for one in _Photos.model_validate_json(answer).hits]
        videos = (_video(one, query) for one in _Videos.model_validate_json(answer).hits)
        return [video for video in videos if video is not None]


class _Answer(BaseModel):
    """Part of an answer. Fields that are not named here are left alone: the service adds to them."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _VideoFile(_Answer):
    """One encoding of a video; without address and size where there is none. ``size`` in bytes."""

    url: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    thumbnail: str = ""


class _VideoFiles(_Answer):
    """About 3840 by 2160, 1920 by 1080, 1280 by 720 and 960 by 540."""

    large: _VideoFile = _VideoFile()
    medium: _VideoFile = _VideoFile()
    small: _VideoFile = _VideoFile()
    tiny: _VideoFile = _VideoFile()


class _Video(_Answer):
    """A video; ``duration`` in whole seconds."""

    id: int
    duration: float
    pageURL: str = ""  # noqa: N815 - the service's own name
    tags: str = ""
    user: str = ""
    videos: _VideoFiles = _VideoFiles()


class _Photo(_Answer):
    """A photo and its size as uploaded; ``largeImageURL`` is at most 1280 pixels on its longer side."""

    id: int
    imageWidth: int  # noqa: N815
    imageHeight: int  # noqa: N815
    largeImageURL: str  # noqa: N815
    fullHDURL: str | None = None  # noqa: N815
    previewURL: str = ""  # noqa: N815
    pageURL: str = ""  # noqa: N815
    tags: str = ""
    user: str = ""


class _Videos(_Answer):
    """The answer of ``/api/videos/``."""

    hits: tuple[_Video, ...] = ()


class _Photos(_Answer):
    """The answer of ``/api/``."""

    hits: tuple[_Photo, ...] = ()


def _shortened(words: str) -> str:
    """At most as long as a query may be, whole words where there are several."""
    if len(words) <= _LONGEST_QUERY:
        return words
    return words[: _LONGEST_QUERY + 1].rpartition(" ")[0] or words[:_LONGEST_QUERY]


def _video(one: _Video, query: StockQuery) -> Candidate | None:
    files = one.videos
    named = [files.large, files.medium, files.small, files.tiny]
    sizes = [(file.url, file.width, file.height) for file in named if file.url and file.size <= LARGEST]
    file = smallest_covering(sizes, query)
    if file is None:
        return None
    return Candidate(
        asset=f"pixabay video {one.id}",
        kind="video",
        link=file[0],
        width=file[1],
        height=file[2],
        seconds=one.duration,
        preview=next((file.thumbnail for file in reversed(named) if file.thumbnail), ""),
        title=one.tags or f"Video {one.id}",
        author=one.user,
        page=one.pageURL,
    )


def _photo(one: _Photo) -> Candidate:
    scale = min(1.0, (1920 if one.fullHDURL else _LARGE) / max(one.imageWidth, one.imageHeight, 1))
    return Candidate(
        asset=f"pixabay photo {one.id}",
        kind="image",
        link=one.fullHDURL or one.largeImageURL,
        width=max(1, round(one.imageWidth * scale)),
        height=max(1, round(one.imageHeight * scale)),
        preview=one.previewURL,
        title=one.tags or f"Photo {one.id}",
        author=one.user,
        page=one.pageURL,
    )
