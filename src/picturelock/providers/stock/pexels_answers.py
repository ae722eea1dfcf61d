"""What the Pexels API answers, as far as it is used, and which of its files suits a query best."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from picturelock.ports.films import StockQuery

_SHORTEST = 3.0
_CHOICES = 5


class _Answer(BaseModel):
    """Part of an answer. Fields that are not named here are left alone: the service adds to them."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class VideoFile(_Answer):
    """One encoding of a video. Sizes are null for streams without a fixed one."""

    id: int
    file_type: str = ""
    width: int | None = None
    height: int | None = None
    link: str


class Person(_Answer):
    """Who made a video."""

    name: str = ""


class Video(_Answer):
    """A video; ``duration`` in whole seconds."""

    id: int
    width: int
    height: int
    duration: float
    url: str = ""
    user: Person = Person()
    video_files: tuple[VideoFile, ...] = ()


class PhotoSizes(_Answer):
    """Addresses of a photo: as it was uploaded, and at most 1880 by 1300."""

    original: str
    large2x: str


class Photo(_Answer):
    """A photo and its size as uploaded."""

    id: int
    width: int
    height: int
    url: str = ""
    photographer: str = ""
    alt: str = ""
    src: PhotoSizes


class Videos(_Answer):
    """The answer of ``/videos/search``."""

    videos: tuple[Video, ...] = Field(default=())


class Photos(_Answer):
    """The answer of ``/v1/search``."""

    photos: tuple[Photo, ...] = Field(default=())


Kept = TypeVar("Kept", Video, Photo)


def best_video(answer: Videos, query: StockQuery) -> Video | None:
    """A long enough video among the best matches; without any, the longest that is not too short."""
    usable = [video for video in answer.videos if best_file(video, query) and video.duration >= _SHORTEST]
    long_enough = [video for video in usable if video.duration >= query.seconds]
    if long_enough:
        return _chosen(long_enough, query)
    return max(usable, key=lambda video: video.duration, default=None)


def best_file(video: Video, query: StockQuery) -> VideoFile | None:
    """The smallest MP4 that covers the picture; without any, the largest."""
    files = [
        (file, file.width, file.height)
        for file in video.video_files
        if file.file_type in ("", "video/mp4") and file.width and file.height
    ]
    covering = [(file, w, h) for file, w, h in files if w >= query.width and h >= query.height]
    if covering:
        return min(covering, key=lambda found: found[1] * found[2])[0]
    return max(files, key=lambda found: found[1] * found[2])[0] if files else None


def best_photo(answer: Photos, query: StockQuery) -> Photo | None:
    """A photo among the best matches that is large enough; without any, the largest."""
    large = [photo for photo in answer.photos if photo.width >= query.width and photo.height >= query.height]
    if large:
        return _chosen(large, query)
    return max(answer.photos, key=lambda photo: photo.width * photo.height, default=None)


def _chosen(found: list[Kept], query: StockQuery) -> Kept:
    """One of the first few: the first for seed 1, others for other seeds."""
    return found[(query.seed - 1) % min(len(found), _CHOICES)]
