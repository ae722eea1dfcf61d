"""ElevenLabs' voices. They tell when each character is heard."""

import base64
import binascii
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from picturelock.domain.errors import ProviderError
from picturelock.providers.voice.cloud_voices import ELEVENLABS_LANGUAGES, ELEVENLABS_VOICES, voice_of
from picturelock.providers.voice.openai import respelled_part
from picturelock.providers.voice.pronunciation import base_of
from picturelock.providers.voice.reading import Reading
from picturelock.providers.voice.speaking import Recorded
from picturelock.providers.voice.speech_service import SpeechService

PROVIDER = "elevenlabs"
ADDRESS = "https://api.elevenlabs.io"
KEY = "ELEVENLABS_API_KEY"
MODEL = "eleven_multilingual_v2"
_RATE = 24_000  # Hz
# What its setting for speed may be.
_SLOWEST, _FASTEST = 0.7, 1.2
# Models that are told the language; the others hear it from the text and refuse to be told.
_TOLD = ("eleven_flash_v2_5", "eleven_turbo_v2_5", "eleven_v3")
_CUT = 0.5  # seconds that the told times may run beyond the sound


class _Alignment(BaseModel):
    characters: list[str]
    character_start_times_seconds: list[float]
    character_end_times_seconds: list[float]


class _Answer(BaseModel):
    audio_base64: str
    alignment: _Alignment | None = None


class ElevenlabsSpeaker:
    """Implements ``Speaker`` with POST /v1/text-to-speech/{voice_id}/with-timestamps.

    A taught word is respelled. Speeds outside of 0.7 to 1.2 are not to be had.
    """

    provider = PROVIDER
    version = 1
    draft = False
    learnt = True

    def __init__(self, service: SpeechService, language: str, named: str = "", *, model: str = MODEL) -> None:
        self._service = service
        self._language = language
        self._model = model
        self._voice = voice_of(ELEVENLABS_VOICES, language, named) or ELEVENLABS_VOICES[""]

    @property
    def voice(self) -> str:
        return f"{self._model}:{self._voice}"

    async def record(self, reading: Reading, *, pace: float) -> Recorded:
        """Speak a reading. Raises ``ProviderError``."""
        said = [respelled_part(part) for part in reading.parts]
        text = reading.glue.join(part for part in said if part)
        told = {"language_code": base_of(self._language)} if self._model in _TOLD else {}
        reply = await self._service.post(
            f"/v1/text-to-speech/{quote(self._voice, safe='')}/with-timestamps",
            asked={
                "text": text,
                "model_id": self._model,
                "voice_settings": {"speed": round(min(_FASTEST, max(_SLOWEST, pace)), 2)},
                **told,
            },
            params={"output_format": f"pcm_{_RATE}"},
        )
        try:
            answer = _Answer.model_validate_json(reply.content)
            content = base64.b64decode(answer.audio_base64, validate=True)
        except (ValidationError, binascii.Error) as error:
            raise ProviderError(
                f"answered what cannot be read ({reply.kind}); check ELEVENLABS_BASE_URL", provider=PROVIDER
            ) from error
        sound, rate = self._service.samples(content, _RATE)
        times = _times(said, reading.glue, answer.alignment)
        if times and max(end for _, end in times) > sound.size / rate + _CUT:
            raise ProviderError("the recording breaks off; try again", provider=PROVIDER, retryable=True)
        return Recorded(sound, rate, times)


def speaks(language: str) -> bool:
    """Whether its model follows a language."""
    return base_of(language) in ELEVENLABS_LANGUAGES


def _times(
    said: list[str], glue: str, alignment: _Alignment | None
) -> tuple[tuple[float, float], ...] | None:
    """Each part from its first character to its last; None when the characters are not those of the text."""
    if alignment is None or "".join(alignment.characters) != glue.join(part for part in said if part):
        return None
    starts, ends = alignment.character_start_times_seconds, alignment.character_end_times_seconds
    # An entry may be of several characters.
    entries = [number for number, characters in enumerate(alignment.characters) for _ in characters]
    if not len(starts) == len(ends) == len(alignment.characters):
        return None
    times: list[tuple[float, float]] = []
    place, clock = 0, 0.0
    for part in said:
        if not part:
            times.append((clock, clock))
            continue
        times.append((starts[entries[place]], ends[entries[place + len(part) - 1]]))
        clock = times[-1][1]
        place += len(part) + len(glue)
    return tuple(times)
