"""What a media file says of itself, read from its head without decoding."""

from fractions import Fraction
from pathlib import Path

import av
from av.error import FFmpegError
from av.stream import Disposition

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import Frozen

# H.273 code points, as libavcodec counts them.
_BT709 = 1
_LIMITED = 1
UNKNOWN = 2
"""A file that does not say which primaries, transfer or matrix it has."""


class Picture(Frozen):
    """A file's first video stream. ``frames`` is 0 where the container does not count them."""

    codec: str
    profile: str
    pixel_format: str
    width: int
    height: int
    fps: Fraction | None
    frames: int
    seconds: float
    start: float
    bt709: bool
    transfer: int = UNKNOWN
    primaries: int = UNKNOWN
    matrix: int = UNKNOWN
    see_through: bool = False


class Sound(Frozen):
    """A file's first audio stream."""

    codec: str
    rate: int
    channels: int
    start: float


class Media(Frozen):
    """A media file's container, its first streams, and how many of each kind there are."""

    container: str
    seconds: float
    picture: Picture | None
    sound: Sound | None
    videos: int
    sounds: int


def probe(file: Path, formats: str = "") -> Media:
    """What ``file`` holds. The cover of a song is no picture stream.

    Args:
        file: the file.
        formats: the demuxers that may open it, with commas between them; without, any. Playlists name other
            files, so what strangers sent is opened with a list.

    Raises:
        ProviderError: there is no such file, or it is not a picture, sound or film.
    """
    options = {"format_whitelist": formats} if formats else {}
    try:
        with av.open(str(file), container_options=options) as opened:
            video = next((stream for stream in opened.streams.video if not _is_cover(stream)), None)
            audio = next(iter(opened.streams.audio), None)
            return Media(
                container=opened.format.name,
                seconds=(opened.duration or 0) / 1_000_000,
                picture=_picture(video) if video else None,
                sound=_sound(audio) if audio else None,
                videos=len(opened.streams.video),
                sounds=len(opened.streams.audio),
            )
    except FileNotFoundError as error:
        raise ProviderError(f"{file.name} is missing", provider="film") from error
    except (FFmpegError, ValueError) as error:
        raise ProviderError(f"{file.name} cannot be read: {error}", provider="film") from error


def _is_cover(stream: av.VideoStream) -> bool:
    return Disposition.attached_pic in stream.disposition


def _picture(stream: av.VideoStream) -> Picture:
    codec = stream.codec_context
    colours = (codec.color_primaries, codec.color_trc, codec.colorspace, codec.color_range)
    return Picture(
        codec=codec.name,
        profile=codec.profile or "",
        pixel_format=codec.pix_fmt or "",
        width=codec.width,
        height=codec.height,
        fps=stream.average_rate,
        frames=stream.frames,
        seconds=_seconds(stream.duration, stream.time_base),
        start=_seconds(stream.start_time, stream.time_base),
        bt709=colours == (_BT709, _BT709, _BT709, _LIMITED),
        transfer=codec.color_trc,
        primaries=codec.color_primaries,
        matrix=codec.colorspace,
        see_through=any(part.is_alpha for part in codec.format.components) if codec.format else False,
    )


def _sound(stream: av.AudioStream) -> Sound:
    codec = stream.codec_context
    return Sound(
        codec=codec.name,
        rate=codec.sample_rate,
        channels=codec.channels,
        start=_seconds(stream.start_time, stream.time_base),
    )


def _seconds(ticks: int | None, base: Fraction | None) -> float:
    return float((ticks or 0) * (base or 0))
