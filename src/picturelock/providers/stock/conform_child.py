"""Looks at one clip or picture, conforms it and finds its focus: run as a process with ``python -m``."""

import subprocess
from pathlib import Path

from PIL import Image

from picturelock.domain.errors import ProviderError
from picturelock.domain.frames import FrameFormat
from picturelock.providers.film.child import DISK_FULL, serve
from picturelock.providers.film.ffmpeg import ffmpeg_program, picture_encoder
from picturelock.providers.film.probe import Media, Picture, probe
from picturelock.providers.stock.colour_form import into_bt709
from picturelock.providers.stock.conform import FILES, LONGEST, Conformed, ConformJob, Kind, UnfitFileError
from picturelock.providers.stock.focus import focus_of_clip, focus_of_picture

FPS = 30
"""Films have this rate, or half of it for drafts."""

# Demuxers. None that opens other files (playlists, lists of pictures, concat scripts) is among them; sound
# and stills are, among those of videos, so that a person is told what the file is.
_STILL = ("jpeg_pipe", "png_pipe", "webp_pipe")
_FORMATS = {
    "video": "mov,mp4,matroska,webm,avi,mpegts,mpeg,ogg,flv,asf,gif,mp3,wav,flac,aac," + ",".join(_STILL),
    "image": ",".join((*_STILL, "bmp_pipe", "tiff_pipe")),
}
_UNDECODED = "cannot be decoded; it may be damaged"
_SHORTEST = 0.5
_MOST_PIXELS = 8192 * 4608
# A container's length is not to the frame.
_NEARLY = 0.9

# Never enlarged, never beyond full HD, even sizes, square pixels.
_SQUARE = "scale='trunc(iw*sar/2)*2':ih,setsar=1"
_FULL_HD = (
    "scale='if(gte(iw,ih),min(1920,iw),min(1080,iw))':'if(gte(iw,ih),min(1080,ih),min(1920,ih))'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2"
)
# A photo may be moved into by a fifth.
_PHOTO = (
    "scale='if(gte(iw,ih),min(2304,iw),min(1296,iw))':'if(gte(iw,ih),min(1296,ih),min(2304,ih))'"
    ":force_original_aspect_ratio=increase:force_divisible_by=2"
)


def conform_file(job: ConformJob) -> Conformed:
    """Conform one file, or say why it is unfit."""
    try:
        media, picture = _seen(job)
        made = job.to / FILES[job.kind]
        if job.kind == "image":
            with Image.open(_still(job.source, made)) as still:
                return Conformed(focus=focus_of_picture(still))
        return _clip(job.source, picture, media.seconds, made)
    except UnfitFileError as error:
        return Conformed(unfit=str(error))


def _seen(job: ConformJob) -> tuple[Media, Picture]:
    """What the file is, if it may be used."""
    noun = "video" if job.kind == "video" else "picture"
    if job.source.stat().st_size == 0:
        raise UnfitFileError("is empty")
    try:
        media = probe(job.source, _FORMATS[job.kind])
    except ProviderError as error:
        raise UnfitFileError(f"is not a {noun} that can be read, or is damaged") from error
    picture = media.picture
    if picture is None:
        raise UnfitFileError("has no picture, only sound")
    if picture.width * picture.height > _MOST_PIXELS:
        raise UnfitFileError(f"is {picture.width}×{picture.height}; 8192×4608 is the most")
    if job.kind == "video" and media.container in _STILL:
        raise UnfitFileError("is a still picture and not a video")
    if job.longest_source is not None and media.seconds > job.longest_source:
        allowed = f"{job.longest_source / 60:g}"
        raise UnfitFileError(f"is {media.seconds / 60:.1f} minutes long; {allowed} are allowed")
    return media, picture


def _clip(source: Path, picture: Picture, seconds: float, to: Path) -> Conformed:
    filters = ",".join([f"fps={FPS}", _SQUARE, _FULL_HD, *into_bt709(picture), "setsar=1"])
    encoder = picture_encoder(FrameFormat(width=0, height=0, fps=FPS))
    wanted = ["-map", "0:V:0", "-t", f"{LONGEST:g}", "-vf", filters, *encoder, "-movflags", "+faststart"]
    # Of a file that is cut off it makes what there is and ends with an error: what came out is judged.
    _ffmpeg("video", source, [*wanted, str(to)])
    try:
        made = probe(to)
    except ProviderError as error:
        raise UnfitFileError(_UNDECODED) from error
    if made.picture is None or made.seconds < _SHORTEST:
        raise UnfitFileError(f"has less than {_SHORTEST:g} s of picture that can be decoded")
    if made.seconds < _NEARLY * min(LONGEST, seconds) - 0.1:
        raise UnfitFileError(
            f"is damaged: only {made.seconds:.1f} of its {seconds:.1f} s can be decoded. Send it once more"
        )
    return Conformed(seconds=made.seconds, focus=focus_of_clip(to))


def _still(source: Path, to: Path) -> Path:
    wanted = ["-frames:v", "1", "-vf", f"{_PHOTO},format=yuvj444p", "-q:v", "2", "-map_metadata", "-1"]
    if not _ffmpeg("image", source, [*wanted, str(to)]):
        raise UnfitFileError(_UNDECODED)
    return to


def _ffmpeg(kind: Kind, source: Path, arguments: list[str]) -> bool:
    """Run ffmpeg over a file that anybody may have made; whether it found nothing wrong."""
    reading = ["-hide_banner", "-nostdin", "-y", "-v", "error", "-format_whitelist", _FORMATS[kind]]
    done = subprocess.run(
        [ffmpeg_program(), *reading, "-i", str(source), *arguments], capture_output=True, check=False
    )
    said = done.stderr.decode(errors="replace")
    if "No space left on device" in said:
        raise ProviderError(DISK_FULL, provider="footage")
    return done.returncode == 0


if __name__ == "__main__":
    serve(ConformJob, conform_file)
