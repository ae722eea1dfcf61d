"""A person's own music as a bed: trimmed to the film, or looped where it loops well, and faded at the end."""

from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError

from picturelock.domain.errors import ProviderError
from picturelock.providers.film.instruments import rise
from picturelock.providers.film.loop import looped
from picturelock.providers.film.recording import Samples
from picturelock.providers.film.sound import RATE

_FADE_IN, _FADE_OUT = 0.05, 2.0
# Before the first and after the last sound that is less than so many dB below the loudest, there is nothing.
_NOTHING = -50.0


def own_music_bed(file: Path, samples: int) -> Samples:
    """The music over ``samples`` at 48 kHz, stereo, shape ``(samples, 2)``; its level is not set here.

    Raises:
        ProviderError: the file is missing or cannot be read.
    """
    bed = looped(_without_edges(_read(file, samples)), samples)
    time = np.arange(samples) / RATE
    left = (samples - 1) / RATE - time
    share = min(1.0, samples / RATE / (_FADE_IN + _FADE_OUT))
    fades = rise(time / (_FADE_IN * share)) * rise(left / (_FADE_OUT * share))
    return bed * fades.astype(np.float32)[:, None]


def _read(file: Path, samples: int) -> Samples:
    """The music from its beginning: no more of it than a film of this length can need."""
    needed = samples + 10 * RATE
    blocks: list[Samples] = []
    read = 0
    try:
        with av.open(str(file)) as opened:
            for frame in opened.decode(audio=0):
                interleaved = frame.to_ndarray().reshape(-1, 2)
                blocks.append((interleaved / 32768).astype(np.float32))
                read += frame.samples
                if read >= needed:
                    break
    except FileNotFoundError as error:
        raise ProviderError("the music is missing; upload it again", provider="mix") from error
    except FFmpegError as error:
        raise ProviderError(f"the music {file.name} cannot be read: {error}", provider="mix") from error
    return np.concatenate(blocks)


def _without_edges(piece: Samples) -> Samples:
    """The piece without silence around it; the whole of it when it is all silent."""
    level = np.abs(piece).max(axis=1)
    heard = np.flatnonzero(level > level.max() * 10 ** (_NOTHING / 20))
    return piece[heard[0] : heard[-1] + 1] if heard.size else piece
