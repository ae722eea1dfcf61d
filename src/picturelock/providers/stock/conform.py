"""Brings found media to one form, once, so that every renderer reads it the same way."""

from pathlib import Path

from picturelock.domain.frames import FrameFormat
from picturelock.providers.film.ffmpeg import ffmpeg, picture_encoder

FPS = 30
"""Films have this rate, or half of it for drafts."""

# Never enlarged, never beyond full HD, even sizes.
_FULL_HD = (
    "scale='if(gte(iw,ih),min(1920,iw),min(1080,iw))':'if(gte(iw,ih),min(1080,ih),min(1920,ih))'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2:out_color_matrix=bt709:out_range=tv"
)
# A photo may be moved into by a fifth.
_PHOTO = (
    "scale='if(gte(iw,ih),min(2304,iw),min(1296,iw))':'if(gte(iw,ih),min(1296,ih),min(2304,ih))'"
    ":force_original_aspect_ratio=increase:force_divisible_by=2"
)
_TAGGED = "setsar=1,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"


async def conform_clip(source: Path, to: Path) -> None:
    """Write ``clip.mp4`` into the folder ``to``: at most full HD, 30 fps, H.264 tagged bt709, without sound.

    Raises:
        ProviderError: the source cannot be decoded, or the disk is full.
    """
    encoder = picture_encoder(FrameFormat(width=0, height=0, fps=FPS))
    await ffmpeg(
        *["-i", str(source), "-map", "0:v:0", "-vf", f"fps={FPS},{_FULL_HD},{_TAGGED}", *encoder],
        *["-movflags", "+faststart", str(to / "clip.mp4")],
    )


async def conform_picture(source: Path, to: Path) -> None:
    """Write ``picture.jpg`` into the folder ``to``, turned upright, just large enough to move in.

    Raises:
        ProviderError: the source cannot be decoded, or the disk is full.
    """
    await ffmpeg(
        *["-i", str(source), "-frames:v", "1", "-vf", f"{_PHOTO},format=yuvj444p", "-q:v", "2"],
        *["-map_metadata", "-1", str(to / "picture.jpg")],
    )
