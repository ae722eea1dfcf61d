"""From a beat to its recording with word times, the same way for every voice."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from picturelock.domain.errors import ProviderError
from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.script import Beat
from picturelock.domain.shot import Artifact
from picturelock.domain.voice import BeatTake
from picturelock.providers.voice.pronunciation import OwnWords, refuse_other_letters
from picturelock.providers.voice.reading import Reader, Reading
from picturelock.providers.voice.take_sound import UNKEPT, Samples, refuse_silence, write_take


@dataclass(frozen=True)
class Recorded:
    """What a speaker gave: samples in -1..1 at ``rate`` Hz, and when each part begins and ends in seconds.

    ``times`` is None where the speaker does not tell.
    """

    sound: Samples
    rate: int
    times: tuple[tuple[float, float], ...] | None = None


class Speaker(Protocol):
    """Whoever turns a reading into sound.

    ``learnt`` says that it learnt from recordings, and so knows how medicines are said.
    """

    provider: str
    version: int
    draft: bool
    learnt: bool

    @property
    def voice(self) -> str:
        """Which of its voices; part of a recording's key."""
        ...

    async def record(self, reading: Reading, *, pace: float) -> Recorded:
        """Speak a reading. Raises ``ProviderError``."""
        ...


class Timing(Protocol):
    """Whoever finds word times in a recording that came without."""

    async def times(
        self, reading: Reading, recorded: Recorded, *, provider: str
    ) -> tuple[tuple[float, float], ...]:
        """When each part begins and ends. Raises ``ProviderError``: the recording breaks off."""
        ...


class BeatVoice:
    """Implements ``ports.Voice`` over a speaker.

    Args:
        speaker: who speaks.
        language: in which language (BCP 47).
        own: a person's own words.
        timing: who finds the word times that the speaker does not tell.
    """

    def __init__(self, speaker: Speaker, language: str, own: OwnWords, timing: Timing) -> None:
        self._speaker = speaker
        self._language = language
        self._reader = Reader(language, own, learnt=speaker.learnt)
        self._timing = timing

    @property
    def name(self) -> str:
        return f"{self._speaker.provider}:{self._speaker.voice}:{self._speaker.version}"

    @property
    def draft(self) -> bool:
        return self._speaker.draft

    def reads(self, text: str, pronunciations: Sequence[Pronunciation] = ()) -> str:
        """How a text is read out; see ``ports.Voice``."""
        return f"{self._language}: {self._reader.read(text, pronunciations).key}"

    async def speak(
        self, beat: Beat, *, pace: float, to: Path, pronunciations: Sequence[Pronunciation] = ()
    ) -> BeatTake:
        """Record a beat as ``<beat id>.wav``; the take's artifact has no key yet (``UNKEPT``).

        Raises:
            ProviderError: letters that the language does not use, no sound, or what the speaker says.
        """
        provider = self._speaker.provider
        refuse_other_letters(beat.text, self._language, provider=provider, beat_id=beat.id)
        reading = self._reader.read(beat.text, pronunciations)
        if not reading.text.strip():
            raise ProviderError(f"beat {beat.id}: there is no word in it to say", provider=provider)
        recorded = await self._speaker.record(reading, pace=pace)
        refuse_silence(recorded.sound, provider=provider)
        times = recorded.times
        if times is None:
            times = await self._timing.times(reading, recorded, provider=provider)
        timed = [(part.token, *time) for part, time in zip(reading.parts, times, strict=True)]
        name = f"{beat.id}.wav"
        seconds, words = await asyncio.to_thread(
            write_take, recorded.sound, recorded.rate, timed, to / name, provider=provider
        )
        return BeatTake(beat_id=beat.id, audio=Artifact(key=UNKEPT, name=name), seconds=seconds, words=words)
