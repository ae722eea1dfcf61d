"""Recordings as they are laid: WAV files at their samples of the film."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.errors import ProviderError
from picturelock.providers.film.sound import RATE

Samples = NDArray[np.float32]


def recording(file: Path) -> Samples:
    """A mono 16 bit WAV at 48 kHz as samples from -1 to 1.

    Raises:
        ProviderError: there is no such file, or it is something else.
    """
    try:
        with wave.open(str(file), "rb") as opened:
            kind = (opened.getframerate(), opened.getnchannels(), opened.getsampwidth())
            frames = opened.readframes(opened.getnframes())
    except FileNotFoundError as error:
        raise ProviderError(f"the recording {file.name} is missing", provider="mix") from error
    except (wave.Error, EOFError) as error:
        raise ProviderError(
            f"the recording {file.name} is not a WAV file: {error}", provider="mix"
        ) from error
    if kind != (RATE, 1, 2):
        raise ProviderError(
            f"the recording {file.name} has {kind[0]} Hz, {kind[1]} channel(s), {8 * kind[2]} bit; "
            f"48000 Hz, mono, 16 bit is needed",
            provider="mix",
        )
    return (np.frombuffer(frames, "<i2") / 32768).astype(np.float32)
