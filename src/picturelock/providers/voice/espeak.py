"""espeak-ng: every language, a voice for drafts. It runs in a process of its own (``espeak_worker``)."""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from picturelock.domain.errors import ProviderError
from picturelock.providers.voice.pronunciation import base_of
from picturelock.providers.voice.reading import Part, Reading
from picturelock.providers.voice.speaking import Recorded
from picturelock.providers.voice.take_sound import Samples, read_wav
from picturelock.providers.worker_process import WorkerError, WorkerProcess

PROVIDER = "espeak"
WORDS_A_MINUTE = 160
_WITHIN = 60.0  # seconds for one beat
# espeak's own tags, where they differ from BCP 47's.
_TAGS = {
    "zh": "cmn",
    "zh-cn": "cmn",
    "zh-tw": "cmn",
    "zh-hk": "yue",
    "no": "nb",
    "nn": "nb",
    "en": "en-us",
    "en-in": "en-gb",
    "pt": "pt-br",
}


@dataclass(frozen=True)
class Rendering:
    """What espeak-ng said: samples in -1..1 at ``rate`` Hz, and when each part begins and ends in seconds."""

    sound: Samples
    rate: int
    times: tuple[tuple[float, float], ...]


class Espeak:
    """The process that holds espeak-ng, as voices, word times and phonemes are asked of it."""

    def __init__(self) -> None:
        self._worker = WorkerProcess(
            PROVIDER, [sys.executable, "-m", "picturelock.providers.voice.espeak_worker"]
        )

    async def speak(self, reading: Reading, *, pace: float = 1.0, variant: str = "") -> Rendering:
        """Speak a reading. ``variant`` is another throat of espeak's, such as ``+f3``.

        Raises:
            ProviderError: an unknown language, or no answer in time.
        """
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder) / "raw.wav"
            voice = f"{await self._voice(reading.language)}{variant}"
            asked = {**_parts(reading), "voice": voice, "rate": round(WORDS_A_MINUTE * pace), "to": str(raw)}
            answer = await self._asked({"op": "speak", **asked})
            sound, rate = await asyncio.to_thread(read_wav, raw)
        times = _times([part.said for part in reading.parts], answer["starts"], float(answer["seconds"]))
        return Rendering(sound, rate, times)

    async def phonemes(self, reading: Reading) -> str:
        """A reading in the International Phonetic Alphabet, clause by clause with its punctuation.

        Raises:
            ProviderError: an unknown language, or no answer in time.
        """
        voice = await self._voice(reading.language)
        return str((await self._asked({"op": "phonemes", **_parts(reading), "voice": voice}))["phonemes"])

    async def stop(self) -> None:
        """End the process."""
        await self._worker.stop()

    async def _voice(self, language: str) -> str:
        voices: dict[str, str] = (await self._worker.start())["voices"]
        return voices[espeak_tag(language, list(voices))]

    async def _asked(self, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            return await asyncio.wait_for(self._worker.request(asked), timeout=_WITHIN)
        except TimeoutError as error:
            self._worker.kill()
            raise ProviderError(
                f"no answer within {_WITHIN:.0f} s", provider=PROVIDER, retryable=True
            ) from error
        except WorkerError as error:
            raise ProviderError(f"could not speak: {error}", provider=PROVIDER, retryable=True) from error


class EspeakSpeaker:
    """Implements ``Speaker`` for one of espeak-ng's languages."""

    provider = PROVIDER
    version = 3
    draft = True
    learnt = False

    def __init__(self, espeak: Espeak, language: str) -> None:
        self._espeak = espeak
        self.voice = language

    async def record(self, reading: Reading, *, pace: float) -> Recorded:
        """Speak a reading. Raises ``ProviderError``."""
        said = await self._espeak.speak(reading, pace=pace)
        return Recorded(said.sound, said.rate, said.times)


def espeak_tag(language: str, known: list[str]) -> str:
    """espeak's tag for a language (BCP 47). Raises ``ProviderError`` when it has no such voice."""
    asked = language.lower()
    base = asked.split("-")[0]
    for tag in (_TAGS.get(asked, asked), _TAGS.get(base, base)):
        if tag in known:
            return tag
    raise ProviderError(f"espeak-ng has no voice for the language {language!r}", provider=PROVIDER)


def _parts(reading: Reading) -> dict[str, Any]:
    """A reading's parts as the process takes them."""
    japanese = base_of(reading.language) == "ja"
    # In kana nothing tells where a phrase ends, so that espeak-ng is told by blanks.
    glue = " " if japanese else reading.glue
    return {"parts": [_told(part) for part in reading.parts], "glue": glue, "kana": japanese}


def _told(part: Part) -> str:
    if part.sounds is not None:
        return f"[[{part.sounds.espeak}]]{part.tail}"
    # Double brackets in a text would be taken for phonemes.
    return part.said.replace("[[", "[").replace("]]", "]")


def _times(
    tokens: Sequence[str], starts: Sequence[float | None], seconds: float
) -> tuple[tuple[float, float], ...]:
    """Each token from its mark to the next one's; marks that are missing or out of order are closed up."""
    clock = 0.0
    ordered: list[float] = []
    for start in starts:
        clock = min(seconds, max(clock, clock if start is None else start))
        ordered.append(clock)
    shared = _shared_out(tokens, [*ordered, seconds])
    return tuple(pairwise(shared))


def _shared_out(tokens: Sequence[str], starts: Sequence[float]) -> list[float]:
    """The starts with the time of one phrase shared among its words, by their letters.

    What espeak's dictionary holds as a phrase ("at once") is one word to it: the second word's mark comes
    when the phrase has ended.
    """
    lengths = [sum(sign.isalnum() for sign in token) for token in tokens]
    shared = list(starts)
    for place in range(1, len(tokens)):
        first = place - 1
        if lengths[place] and lengths[first] and starts[place] == starts[place + 1] > starts[first]:
            part = lengths[first] / (lengths[first] + lengths[place])
            shared[place] = starts[first] + part * (starts[place] - starts[first])
    return shared
