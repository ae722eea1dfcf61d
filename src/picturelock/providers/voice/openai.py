"""OpenAI's voices, and servers that answer as OpenAI does. They tell no word times."""

from picturelock.providers.voice.cloud_voices import OPENAI_LANGUAGES, OPENAI_VOICES, voice_of
from picturelock.providers.voice.phones import as_syllables
from picturelock.providers.voice.pronunciation import base_of
from picturelock.providers.voice.reading import Part, Reading
from picturelock.providers.voice.speaking import Recorded
from picturelock.providers.voice.speech_service import SpeechService

PROVIDER = "openai"
ADDRESS = "https://api.openai.com/v1"
KEY = "OPENAI_API_KEY"
_MODEL = "gpt-4o-mini-tts"
_RATE = 24_000  # Hz, of its bare samples
_FASTEST, _SLOWEST = 1.3, 0.8
_MANNER = (
    "Narrate a medical film in the language tagged {language}: calm, warm and clear, at an even pace{pace}."
    " Read every word exactly as it is written and add nothing."
)


class OpenaiSpeaker:
    """Implements ``Speaker`` with POST /audio/speech.

    It knows no phonemes: a taught word is respelled. Its pace is asked for twice, as a number and in words,
    since not every model heeds the number.
    """

    provider = PROVIDER
    version = 1
    draft = False
    learnt = True

    def __init__(self, service: SpeechService, language: str, named: str = "") -> None:
        self._service = service
        self._language = language
        self._voice = voice_of(OPENAI_VOICES, language, named) or OPENAI_VOICES[""]

    @property
    def voice(self) -> str:
        return f"{_MODEL}:{self._voice}"

    async def record(self, reading: Reading, *, pace: float) -> Recorded:
        """Speak a reading. Raises ``ProviderError``."""
        slowly = ", slowly" if pace <= _SLOWEST else ", briskly" if pace >= _FASTEST else ""
        reply = await self._service.post(
            "/audio/speech",
            asked={
                "model": _MODEL,
                "voice": self._voice,
                "input": respelled(reading),
                "instructions": _MANNER.format(language=self._language, pace=slowly),
                "response_format": "pcm",
                "speed": round(min(4.0, max(0.25, pace)), 2),
            },
        )
        sound, rate = self._service.samples(self._service.sound(reply), _RATE)
        return Recorded(sound, rate)


def speaks(language: str) -> bool:
    """Whether its models follow a language."""
    return base_of(language) in OPENAI_LANGUAGES


def respelled(reading: Reading) -> str:
    """A reading for voices that take letters alone."""
    return reading.glue.join(said for said in map(respelled_part, reading.parts) if said)


def respelled_part(part: Part) -> str:
    """A part with a word that was taught in sounds written as syllables."""
    if not part.taught:
        return part.said
    respelling = part.said.strip(".,;:!?") != part.token.strip(".,;:!?")
    letters = "" if respelling or part.sounds is None else as_syllables(part.sounds.ipa)
    return f"{letters}{part.tail}" if letters else part.said.replace(" ", "-")
