"""Listens to a film once: how loud it is, where it is silent or clipped, and where its recordings are heard.

Run as a process of its own with ``python -m``.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import Frozen
from picturelock.providers.film.child import in_child, serve
from picturelock.providers.film.ffmpeg import ffmpeg_program
from picturelock.providers.film.recording import Samples, recording
from picturelock.providers.film.sound import RATE, LaidVoice, Level, read_level
from picturelock.providers.film.sync import HEARD, SEARCHED, lag
from picturelock.providers.quality.limits import SHORTEST_HOLE
from picturelock.providers.quality.stretches import Stretch, Stretches

# Speech is compared at a third of the rate.
_THIRD = 3
_SYNC_RATE = RATE // _THIRD
_CELL = RATE // 100
_BLOCK_CELLS = 500
_SILENT = 10 ** (-60 / 20)
# Sound that was cut off at full scale stays there for some samples; a peak that just reaches it does not.
_FULL, _FULL_FOR = 0.985, 4
_CLIPS_JOIN = 0.5
_ERROR_END = 600


class ListenJob(Frozen):
    """The film, and the recordings to look for, where they should be, in order."""

    film: Path
    voices: tuple[LaidVoice, ...] = ()


class Heard(Frozen):
    """What is heard of a film, in seconds.

    ``peak_at`` is where the highest sample is; ``lags`` are how late each recording is heard, None where it
    was not found.
    """

    seconds: float
    level: Level
    peak_at: float = 0.0
    silent: tuple[Stretch, ...] = ()
    clipped: tuple[Stretch, ...] = ()
    lags: tuple[float | None, ...] = ()


async def listen(film: Path, voices: tuple[LaidVoice, ...] = ()) -> Heard:
    """Decode a film's sound once.

    Raises:
        ProviderError: it cannot be decoded, or a recording not be read.
    """
    return await in_child(__name__, ListenJob(film=film, voices=voices), Heard, provider="quality control")


class _Ear:
    """What was heard up to a sample."""

    def __init__(self) -> None:
        self.silent = Stretches(SHORTEST_HOLE)
        self.clipped: list[Stretch] = []
        self.second = 0.0
        self.peak, self.peak_at = 0.0, 0.0

    def hear(self, sound: Samples) -> None:
        """Take some more of the sound, shape ``(samples, 2)``: whole cells, but for the last."""
        loudest: Samples = np.abs(sound).max(axis=1)
        for cell in range(0, loudest.size, _CELL):
            part = loudest[cell : cell + _CELL]
            self.silent.feed(self.second + cell / RATE, float(np.sqrt(np.square(part).mean())) < _SILENT)
        highest = int(np.argmax(loudest))
        if loudest[highest] > self.peak:
            self.peak, self.peak_at = float(loudest[highest]), self.second + highest / RATE
        self._clips(loudest >= _FULL)
        self.second += loudest.size / RATE

    def _clips(self, full: NDArray[np.bool_]) -> None:
        if not full.any():
            return
        run = np.convolve(full, np.ones(_FULL_FOR), mode="valid") >= _FULL_FOR
        for place in np.flatnonzero(run):
            at = self.second + float(place) / RATE
            if self.clipped and at - self.clipped[-1][1] <= _CLIPS_JOIN:
                self.clipped[-1] = (self.clipped[-1][0], at)
            else:
                self.clipped.append((at, at))


def heard(job: ListenJob) -> Heard:
    """What the child does."""
    ear = _Ear()
    speech: list[Samples] = []
    with tempfile.TemporaryFile() as said:
        for block in _sound(job.film, said):
            ear.hear(block)
            if job.voices:
                speech.append(_slower(block.mean(axis=1)))
        said.seek(0)
        level = read_level(said.read().decode(errors="replace"))
    ear.silent.end(ear.second)
    voice = np.concatenate(speech) if speech else np.zeros(0, np.float32)
    return Heard(
        seconds=ear.second,
        level=level,
        peak_at=round(ear.peak_at, 3),
        silent=ear.silent.found,
        clipped=tuple(ear.clipped),
        lags=tuple(_lag(voice, laid) for laid in job.voices),
    )


def _sound(film: Path, said: IO[bytes]) -> Iterator[Samples]:
    """The film's sound as it is played, block by block: silence where it starts late."""
    played = "[0:a:0]aresample=48000:first_pts=0,aformat=flt:channel_layouts=stereo"
    measured = f"{played},ebur128=peak=true:framelog=quiet[a]"
    command = [
        *[ffmpeg_program(), "-hide_banner", "-nostdin", "-i", str(film), "-filter_complex", measured],
        *["-map", "[a]", "-f", "f32le", "-"],
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as decoder:
        assert decoder.stdout is not None
        while raw := decoder.stdout.read(_BLOCK_CELLS * _CELL * 2 * 4):
            yield np.frombuffer(raw[: len(raw) // 8 * 8], np.float32).reshape(-1, 2)
    if decoder.returncode != 0:
        said.seek(0)
        last_words = said.read().decode(errors="replace")[-_ERROR_END:]
        raise ProviderError(f"its sound cannot be decoded: {last_words}", provider="quality control")


def _lag(heard: Samples, laid: LaidVoice) -> float | None:
    voice = _slower(recording(laid.file)[: round((HEARD + SEARCHED) * RATE)])
    return lag(heard, voice, at=round(laid.start / _THIRD), rate=_SYNC_RATE)


def _slower(sound: Samples) -> Samples:
    whole = sound[: sound.size // _THIRD * _THIRD]
    return whole.reshape(-1, _THIRD).mean(axis=1, dtype=np.float32)


if __name__ == "__main__":
    serve(ListenJob, heard)
