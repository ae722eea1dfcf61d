"""A voice that speaks for the servers of tests: espeak-ng on a loop of its own, with a throat of its own."""

import asyncio
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from picturelock.providers.voice.espeak import Espeak
from picturelock.providers.voice.reading import Part, Reading
from picturelock.providers.voice.take_sound import Samples, resampled

RATE = 24_000  # Hz, as speech services answer
VARIANT = "+m3"


@dataclass(frozen=True)
class Uttered:
    """Samples at ``RATE``, and when each word of the text begins and ends, in seconds."""

    sound: Samples
    words: tuple[tuple[float, float], ...]

    @property
    def pcm(self) -> bytes:
        """The samples as 16 bit numbers."""
        return (np.clip(self.sound, -1, 1) * 32767).round().astype("<i2").tobytes()


class Throat:
    """Speaks texts from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._espeak = Espeak()

    def utter(self, text: str, *, pace: float = 1.0) -> Uttered:
        """A text as it is, split at white space."""
        return asyncio.run_coroutine_threadsafe(self._uttered(text, pace), self._loop).result(30)

    def stop(self) -> None:
        """End its process."""
        asyncio.run_coroutine_threadsafe(self._espeak.stop(), self._loop).result(30)

    async def _uttered(self, text: str, pace: float) -> Uttered:
        reading = Reading(tuple(Part(word, word) for word in text.split()), "en-US")
        said = await self._espeak.speak(reading, pace=pace, variant=VARIANT)
        return Uttered(resampled(said.sound, said.rate, RATE), said.times)


@contextmanager
def throat() -> Generator[Throat]:
    """A throat with its loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    speaks = Throat(loop)
    try:
        yield speaks
    finally:
        speaks.stop()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
