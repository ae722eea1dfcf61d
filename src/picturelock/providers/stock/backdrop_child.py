"""Draws one backdrop and encodes it: run as a process of its own with ``python -m``."""

import errno
import subprocess
from collections.abc import Iterable

from picturelock.domain.errors import ProviderError
from picturelock.domain.frames import FrameFormat
from picturelock.providers.film.child import DISK_FULL, serve
from picturelock.providers.film.ffmpeg import ffmpeg_program, picture_encoder
from picturelock.providers.stock.backdrop import KINDS, paint
from picturelock.providers.stock.drawn import BackdropJob, DrawnBackdrop

# What keeps the grain that hides bands: bits for the dark, small differences kept, little deblocking.
# The rest is as in every scene.
_SMOOTH = (
    "open-gop=0:aq-mode=3:deadzone-inter=2:deadzone-intra=2:no-dct-decimate=1:deblock=-3,-3"
    ":colorprim=bt709:transfer=bt709:colormatrix=bt709"
)
_ERROR_END = 800


def draw(job: BackdropJob) -> DrawnBackdrop:
    """Draw the loop that the job's seed decides, and encode it."""
    kind = KINDS[job.seed % len(KINDS)]
    pictures = paint(
        kind, job.palette, job.seed // len(KINDS), width=job.width, height=job.height, frames=job.frames
    )
    _encode(pictures, job)
    return DrawnBackdrop(kind=kind)


def _encode(pictures: Iterable[bytes], job: BackdropJob) -> None:
    frame = FrameFormat(width=job.width, height=job.height, fps=job.fps)
    size = f"{job.width}x{job.height}"
    raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", str(job.fps), "-i", "pipe:0"]
    encoder = [*picture_encoder(frame), "-crf", "16", "-x264-params", _SMOOTH, "-threads", "1"]
    command = [ffmpeg_program(), "-v", "error", "-y", *raw, *encoder, "-movflags", "+faststart", str(job.to)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as ffmpeg:
        assert ffmpeg.stdin is not None
        try:
            for picture in pictures:
                ffmpeg.stdin.write(picture)
        except BrokenPipeError:
            pass  # ffmpeg ended early; its own words, below, say why
        said = ffmpeg.communicate()[1].decode(errors="replace")
    if "No space left on device" in said:
        raise OSError(errno.ENOSPC, DISK_FULL)
    if ffmpeg.returncode != 0:
        raise ProviderError(f"ended with code {ffmpeg.returncode}: {said[-_ERROR_END:]}", provider="ffmpeg")


if __name__ == "__main__":
    serve(BackdropJob, draw)
