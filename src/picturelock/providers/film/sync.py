"""Where recordings are heard in a film's sound."""

import numpy as np

from picturelock.providers.film.recording import Samples

SEARCHED = 0.3
"""Seconds around its place within which a recording is looked for."""
HEARD = 3.0
"""Seconds of a recording that are compared."""

# Below this likeness the recording is not there at all, and no lag can be told.
_LEAST_LIKENESS = 0.25


def lag(sound: Samples, voice: Samples, *, at: int, rate: int) -> float | None:
    """How late ``voice`` starts in ``sound`` after sample ``at``, in seconds; None when it is not there."""
    reach = round(SEARCHED * rate)
    voice = voice[: round(HEARD * rate)]
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
