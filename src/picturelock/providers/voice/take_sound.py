"""From a voice's raw sound to a take: 48 kHz, trimmed, even in loudness, with soft edges."""

import math
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.errors import ProviderError
from picturelock.domain.voice import Word

RATE = 48_000  # Hz; the film's own, so that mixing never resamples
# Stands for a take's key until the stage that keeps the take knows it.
UNKEPT = "0" * 32
_TARGET = -20.0  # dBFS RMS over what is spoken
_PEAK = -1.5  # dBFS
_AUDIBLE = -45.0  # dB below the loudest sample
_AUDIBLE_AT_ALL = 1e-4  # of full scale
_EDGE = 0.02  # seconds kept around what is audible
_FADE = 0.005  # seconds

Samples = NDArray[np.float64]


def read_wav(file: Path) -> tuple[Samples, int]:
    """A mono 16-bit WAV as samples in -1..1, and its rate in Hz."""
    with wave.open(str(file), "rb") as sound:
        frames = sound.readframes(sound.getnframes())
        return np.frombuffer(frames, dtype="<i2").astype(np.float64) / 32768, sound.getframerate()


def write_take(
    sound: Samples, rate: int, times: Sequence[tuple[str, float, float]], to: Path, *, provider: str
) -> tuple[float, tuple[Word, ...]]:
    """Write a take's WAV (mono, 16 bit, 48 kHz).

    Args:
        sound: samples in -1..1 at ``rate`` Hz.
        times: each token with its start and end in seconds of ``sound``.
        to: the file to write.
        provider: who spoke, for the error.

    Returns:
        The take's length in seconds and its words, moved by what was trimmed.

    Raises:
        ProviderError: the sound is empty or silent.
    """
    refuse_silence(sound, provider=provider)
    peak = float(np.max(np.abs(sound)))
    audible = np.flatnonzero(np.abs(sound) > peak * 10 ** (_AUDIBLE / 20))
    first = max(0, int(audible[0]) - round(_EDGE * rate))
    last = min(sound.size, int(audible[-1]) + round(_EDGE * rate))
    trimmed = _levelled(resampled(sound[first:last], rate, RATE))
    with wave.open(str(to), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(trimmed, -1, 1) * 32767).round().astype("<i2").tobytes())
    seconds = trimmed.size / RATE
    return seconds, _moved(times, first / rate, seconds)


def refuse_silence(sound: Samples, *, provider: str) -> None:
    """Refuse a recording in which nothing is heard. Raises ``ProviderError``, to be tried again."""
    if not sound.size or float(np.max(np.abs(sound))) < _AUDIBLE_AT_ALL:
        raise ProviderError("the recording is silent", provider=provider, retryable=True)


def resampled(sound: Samples, rate: int, to: int) -> Samples:
    """The sound at another rate (Hz)."""
    from scipy.signal import resample_poly  # pyright: ignore[reportUnknownVariableType, reportMissingTypeStubs]

    if rate == to:
        return sound
    shared = math.gcd(to, rate)
    samples: Any = resample_poly(sound, to // shared, rate // shared)
    return np.asarray(samples, dtype=np.float64)


def _levelled(sound: Samples) -> Samples:
    """The same loudness for every beat: RMS over the frames that are spoken, with room for the peaks."""
    size = RATE // 20
    frames = sound[: sound.size // size * size].reshape(-1, size) if sound.size >= size else sound[None, :]
    power = np.mean(frames**2, axis=1)
    spoken = power[power > power.max() * 1e-3]
    gain = 10 ** (_TARGET / 20) / math.sqrt(float(spoken.mean()))
    gain = min(gain, 10 ** (_PEAK / 20) / float(np.max(np.abs(sound))))
    edge = min(round(_FADE * RATE), sound.size // 2)
    ramp = np.linspace(0.0, 1.0, edge)
    levelled = (sound - sound.mean()) * gain
    levelled[:edge] *= ramp
    levelled[levelled.size - edge :] *= ramp[::-1]
    return levelled


def _moved(times: Sequence[tuple[str, float, float]], by: float, seconds: float) -> tuple[Word, ...]:
    words: list[Word] = []
    earliest = 0.0
    for text, start, end in times:
        start = min(max(earliest, start - by), seconds)
        end = min(max(start, end - by), seconds)
        words.append(Word(text=text, start=min(round(start, 4), seconds), end=min(round(end, 4), seconds)))
        earliest = start
    return tuple(words)
