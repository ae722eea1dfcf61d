"""A film's sound as it is ordered and as it was measured; making it is the work of a child process."""

import re
from pathlib import Path

from pydantic import Field

from picturelock.domain.cut import MusicBed
from picturelock.domain.frozen import Frozen
from picturelock.domain.sound import WEB, Loudness
from picturelock.domain.transition_sounds import LaidSound
from picturelock.providers.film.child import in_child

RATE = 48_000
"""Samples a second of all sound in a film."""

_CHILD = "picturelock.providers.film.sound_child"
_GATE = -70.0


class LaidVoice(Frozen):
    """A recording and the sample of the film at which it starts."""

    file: Path
    start: int = Field(ge=0)


class MusicFile(Frozen):
    """Music that was made elsewhere: stereo at 48 kHz, as ``own_music`` keeps it."""

    file: Path


class SoundOrder(Frozen):
    """What to mix, over ``samples`` at 48 kHz, and how loud it is to be."""

    samples: int = Field(gt=0)
    voices: tuple[LaidVoice, ...]
    music: MusicBed | MusicFile | None = None
    sounds: tuple[LaidSound, ...] = ()
    loudness: Loudness = WEB


class SoundJob(Frozen):
    """What to mix and the M4A file to write."""

    order: SoundOrder
    to: Path


class Level(Frozen):
    """Measured on encoded sound: integrated loudness in LUFS and true peak in dBTP, None for silence."""

    loudness: float | None
    true_peak: float | None


class MixedSound(Frozen):
    """How loud the encoded sound is, and how many times it had to be made."""

    level: Level
    tries: int = Field(ge=1)


async def make_sound(order: SoundOrder, to: Path) -> MixedSound:
    """Mix and encode as AAC 48 kHz stereo into ``to``, in a child process.

    Raises:
        ProviderError: a recording that cannot be used, a mood that does not exist, a full disk.
    """
    return await in_child(_CHILD, SoundJob(order=order, to=to), MixedSound, provider="sound")


def read_level(said: str) -> Level:
    """Loudness and true peak from the summary of ffmpeg's ``ebur128`` filter."""
    loud = re.findall(r"^\s+I:\s+(\S+) LUFS", said, re.MULTILINE)
    peak = re.findall(r"^\s+Peak:\s+(\S+) dBFS", said, re.MULTILINE)
    return Level(loudness=_number(loud), true_peak=_number(peak))


def _number(found: list[str]) -> float | None:
    """The last one found; None for what is not a number or not above the gate, which means silence."""
    value = float(found[-1]) if found else _GATE
    return value if _GATE < value < float("inf") else None
