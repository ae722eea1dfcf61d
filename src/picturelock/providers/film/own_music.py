"""A person's own music, checked and brought to one form in a process of its own."""

import asyncio
import re
import tempfile
from pathlib import Path

from picturelock.domain.errors import InvalidInputError, Problem, ProviderError
from picturelock.domain.sound import MUSIC
from picturelock.providers.film.ffmpeg import ffmpeg
from picturelock.providers.film.sound import RATE

SHORTEST = 2.0
"""Music is at least so many seconds long."""
LONGEST = 600
"""Of longer music so many seconds from its beginning are kept."""

# Nothing but these is opened: a playlist could name other files of this machine.
_FORMATS = "mp3,wav,w64,mov,flac,ogg"
_HEADS = (b"ID3", b"RIFF", b"fLaC", b"OggS", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
_SILENT = -50.0
_SECONDS = 60.0
_NOT_AUDIO = "is not audio that can be used; use MP3, WAV, M4A, FLAC or OGG"


async def read_music(name: str, content: bytes) -> bytes:
    """The music as FLAC, stereo at 48 kHz, without the original's tags and cover; at most ten minutes.

    Args:
        name: the file's name, for messages.
        content: the file.

    Raises:
        InvalidInputError: it is not audio, cannot be decoded, is shorter than 2 s or silent.
        ProviderError: the disk is full.
    """
    with tempfile.TemporaryDirectory(prefix="music-") as folder:
        source, made = Path(folder) / "source", Path(folder) / MUSIC
        await asyncio.to_thread(source.write_bytes, content)
        try:
            said = await asyncio.wait_for(_conform(source, made), timeout=_SECONDS)
        except TimeoutError as error:
            raise _refused(name, f"could not be read within {_SECONDS:.0f} s") from error
        except ProviderError as error:
            if "disk is full" in str(error):
                raise
            raise _refused(name, _reason(content, str(error))) from error
        problem = _problem(said)
        if problem is not None:
            raise _refused(name, problem)
        return await asyncio.to_thread(made.read_bytes)


async def _conform(source: Path, to: Path) -> str:
    """Decode, measure and write in one pass; what ffmpeg said of it."""
    return await ffmpeg(
        *["-format_whitelist", _FORMATS, "-protocol_whitelist", "file", "-i", str(source)],
        *["-map", "0:a:0", "-t", str(LONGEST), "-af"],
        f"aformat=sample_fmts=s16:sample_rates={RATE}:channel_layouts=stereo,volumedetect",
        *["-c:a", "flac", "-compression_level", "5", "-bitexact", "-map_metadata", "-1", str(to)],
    )


def _problem(said: str) -> str | None:
    # Filters are set up twice, and the first time nothing goes through; both sides are counted.
    counted = re.findall(r"n_samples: (\d+)", said)
    seconds = int(counted[-1]) / 2 / RATE if counted else 0.0
    if seconds == 0:
        return "cannot be decoded; it may be damaged"
    if seconds < SHORTEST:
        return f"is {seconds:.1f} s long; music has at least {SHORTEST:.0f} s"
    loudest = re.search(r"max_volume: (-?[\d.]+|-inf) dB", said)
    if loudest is None or float(loudest[1]) < _SILENT:
        return "is silent"
    return None


def _reason(content: bytes, said: str) -> str:
    if "matches no streams" in said:
        return "has no sound in it"
    known = content.startswith(_HEADS) or content[4:8] == b"ftyp"
    return "cannot be decoded; it may be damaged" if known else _NOT_AUDIO


def _refused(name: str, reason: str) -> InvalidInputError:
    return InvalidInputError([Problem(name, reason)])
