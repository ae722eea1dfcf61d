"""Measures where recordings are heard in a film: run as a process of its own with ``python -m``."""

import subprocess
from pathlib import Path

import numpy as np

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import Frozen
from picturelock.providers.film.child import in_child, serve
from picturelock.providers.film.ffmpeg import ffmpeg_program
from picturelock.providers.film.recording import Samples, recording
from picturelock.providers.film.sound import RATE, LaidVoice

_RATE = 16_000
_SEARCHED = 0.3
_HEARD_OF_CLIP = 3.0
# Below this likeness the recording is not there at all, and no lag can be told.
_LEAST_LIKENESS = 0.25


class SyncJob(Frozen):
    """The film and the recordings to look for, where they should be."""

    film: Path
    voices: tuple[LaidVoice, ...]


class Lags(Frozen):
    """How late each recording is heard, in seconds; None where it was not found within 0.3 s."""

    seconds: tuple[float | None, ...]


async def voice_lags(film: Path, voices: tuple[LaidVoice, ...]) -> Lags:
    """How late the recordings are heard in the film, by correlation.

    Raises:
        ProviderError: the film cannot be decoded, or a recording not be read.
    """
    if not voices:
        return Lags(seconds=())
    return await in_child(__name__, SyncJob(film=film, voices=voices), Lags, provider="sync")


def lag(sound: Samples, voice: Samples, *, at: int, rate: int) -> float | None:
    """How late ``voice`` starts in ``sound`` after sample ``at``, in seconds; None when it is not there."""
    reach = round(_SEARCHED * rate)
    voice = voice[: round(_HEARD_OF_CLIP * rate)]
    heard = np.zeros(voice.size + 2 * reach, np.float32)
    first = max(0, at - reach)
    part = sound[first : at + voice.size + reach]
    heard[first - (at - reach) :][: part.size] = part
    size = 1 << (heard.size + voice.size).bit_length()
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(voice, size))
    match = np.fft.irfft(product, size)[: 2 * reach + 1]
    power = np.concatenate(([0.0], np.cumsum(np.square(heard, dtype=np.float64))))
    around = np.sqrt(np.maximum(power[voice.size :] - power[: -voice.size], 1e-12))
    likeness = match / (around * max(float(np.sqrt(np.sum(voice**2))), 1e-9))
    best = int(np.argmax(likeness))
    return None if likeness[best] < _LEAST_LIKENESS else (best - reach) / rate


def _measure(job: SyncJob) -> Lags:
    found: list[float | None] = []
    for laid in job.voices:
        first = max(0.0, laid.start / RATE - 1.0)
        sound = _decoded(job.film, first, _HEARD_OF_CLIP + 2.0)
        whole = recording(laid.file)
        step = RATE // _RATE
        voice = whole[: whole.size // step * step].reshape(-1, step).mean(axis=1)
        found.append(lag(sound, voice, at=round((laid.start / RATE - first) * _RATE), rate=_RATE))
    return Lags(seconds=tuple(found))


def _decoded(film: Path, first: float, seconds: float) -> Samples:
    """The film's sound as it is played: silence where the audio starts late."""
    command = [ffmpeg_program(), "-v", "error", "-nostdin", "-i", str(film), "-map", "0:a:0"]
    cut = ["-af", f"aresample=first_pts=0,atrim={first}:{first + seconds}"]
    done = subprocess.run(
        [*command, *cut, "-ac", "1", "-ar", str(_RATE), "-f", "f32le", "-"], capture_output=True, check=False
    )
    if done.returncode != 0:
        raise ProviderError(f"{film.name} cannot be decoded: {done.stderr.decode()[-400:]}", provider="sync")
    return np.frombuffer(done.stdout, np.float32)


if __name__ == "__main__":
    serve(SyncJob, _measure)
