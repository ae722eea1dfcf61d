"""Mixes and encodes a film's sound: run as a process of its own with ``python -m``."""

import errno
import subprocess
from pathlib import Path

from picturelock.domain.errors import ProviderError
from picturelock.providers.film.child import DISK_FULL, serve
from picturelock.providers.film.ffmpeg import ffmpeg_program
from picturelock.providers.film.mix import level_mix, mixed
from picturelock.providers.film.recording import Samples
from picturelock.providers.film.sound import RATE, MixedSound, SoundJob, read_level

_TRIES = 3
_TOLERANCE = 0.3
_BIT_RATE = "192k"
_ERROR_END = 800


def make(job: SoundJob) -> MixedSound:
    """Mix, encode, measure what was encoded; corrected and again while its level is not as it should be."""
    wanted, mix = job.order.loudness, mixed(job.order)
    lift, headroom = 0.0, 0.0
    for tries in range(1, _TRIES + 1):
        _encode(level_mix(mix, wanted, lift=lift, headroom=headroom), job.to)
        measuring = ["-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
        level = read_level(_run("-i", str(job.to), *measuring))
        if level.loudness is None or level.true_peak is None:
            return MixedSound(level=level, tries=tries)
        over, off = level.true_peak - wanted.true_peak, level.loudness - wanted.target
        if over <= 0 and (abs(off) <= _TOLERANCE or tries == _TRIES):
            return MixedSound(level=level, tries=tries)
        headroom += over + 0.1 if over > 0 else 0.0
        lift -= off
    raise ProviderError(
        f"the peak stays above {wanted.true_peak} dBTP after {_TRIES} tries", provider="sound"
    )


def _encode(sound: Samples, to: Path) -> None:
    raw = ["-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0"]
    aac = ["-c:a", "aac", "-b:a", _BIT_RATE, "-bitexact", "-map_metadata", "-1", "-f", "ipod", str(to)]
    _run(*raw, *aac, given=sound.tobytes())


def _run(*arguments: str, given: bytes = b"") -> str:
    done = subprocess.run(
        [ffmpeg_program(), "-hide_banner", "-y", *arguments], input=given, capture_output=True, check=False
    )
    said = done.stderr.decode(errors="replace")
    if "No space left on device" in said:
        raise OSError(errno.ENOSPC, DISK_FULL)
    if done.returncode != 0:
        raise ProviderError(f"ended with code {done.returncode}: {said[-_ERROR_END:]}", provider="ffmpeg")
    return said


if __name__ == "__main__":
    serve(SoundJob, make)
