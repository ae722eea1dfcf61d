"""ffmpeg from its wheel, always as a process of its own."""

import asyncio
from functools import cache

import imageio_ffmpeg

from picturelock.domain.errors import ProviderError
from picturelock.domain.frames import FrameFormat
from picturelock.providers.bound_process import bound, end_group

_ERROR_END = 800
# ffmpeg's own colour options do not reach x264's headers, where players look first.
_X264 = "open-gop=0:colorprim=bt709:transfer=bt709:colormatrix=bt709"


@cache
def ffmpeg_program() -> str:
    """Where the ffmpeg of the ``imageio-ffmpeg`` wheel lies."""
    return imageio_ffmpeg.get_ffmpeg_exe()


def picture_encoder(frame: FrameFormat) -> list[str]:
    """The one way a scene is encoded, so that scenes join without encoding again.

    H.264 High, yuv420p, closed GOPs of two seconds, tagged bt709, no sound; the same bytes for the same
    frames.
    """
    return [
        *[
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-crf",
            "18",
            "-profile:v",
            "high",
            "-pix_fmt",
            "yuv420p",
        ],
        *["-g", str(2 * frame.fps), "-x264-params", _X264],
        *["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"],
        *["-r", str(frame.fps), "-video_track_timescale", "90000", "-an", "-bitexact", "-map_metadata", "-1"],
    ]


async def ffmpeg(*arguments: str) -> str:
    """Run ffmpeg to its end; what it wrote to standard error.

    Raises:
        ProviderError: it failed, with the end of what it said; a full disk is named as such.
    """
    process = await asyncio.create_subprocess_exec(
        *bound(ffmpeg_program(), "-hide_banner", "-nostdin", "-y", *arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        process_group=0,
    )
    try:
        _, output = await process.communicate()
    except asyncio.CancelledError:
        await end_group(process)
        raise
    said = output.decode(errors="replace")
    if process.returncode != 0:
        if "No space left on device" in said:
            raise ProviderError("the disk is full; free some space and try again", provider="ffmpeg")
        raise ProviderError(f"ended with code {process.returncode}: {said[-_ERROR_END:]}", provider="ffmpeg")
    return said
