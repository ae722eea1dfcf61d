"""Word times for the voices that tell none, from espeak-ng's rendering of the same reading."""

import asyncio

from picturelock.domain.errors import ProviderError
from picturelock.providers.voice.alignment import Spoken, speech, word_times
from picturelock.providers.voice.espeak import Espeak
from picturelock.providers.voice.reading import Reading
from picturelock.providers.voice.speaking import Recorded

# The throat that the recordings of most voices are nearest to; see bench/word_times.py.
_VARIANT = "+f3"
# Nobody speaks so much faster than espeak-ng at its ordinary pace.
_SHORTEST = 0.35


class Aligner:
    """Implements ``Timing``."""

    def __init__(self, espeak: Espeak) -> None:
        self._espeak = espeak

    async def times(
        self, reading: Reading, recorded: Recorded, *, provider: str
    ) -> tuple[tuple[float, float], ...]:
        """When each part begins and ends, in seconds of the recording.

        Raises:
            ProviderError: the recording is far too short for its words, or espeak-ng fails.
        """
        said = await self._espeak.speak(reading, variant=_VARIANT)
        # The sums of a few seconds of speech take tenths of a second of numpy, which lets other threads run.
        return await asyncio.to_thread(_times, recorded, Spoken(said.sound, said.rate), said.times, provider)


def _times(
    recorded: Recorded, reference: Spoken, known: tuple[tuple[float, float], ...], provider: str
) -> tuple[tuple[float, float], ...]:
    recording = Spoken(recorded.sound, recorded.rate)
    (first, last), (known_first, known_last) = speech(recording), speech(reference)
    if last - first < _SHORTEST * (known_last - known_first):
        raise ProviderError(
            f"the recording breaks off: {last - first:.1f} s of speech for what takes about "
            f"{known_last - known_first:.1f} s; it is worth another try",
            provider=provider,
            retryable=True,
        )
    return tuple(word_times(recording, reference, [start for start, _ in known]))
