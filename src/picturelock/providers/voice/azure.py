"""Azure's neural voices, over their REST address. It tells no word times."""

import re
from xml.sax.saxutils import escape, quoteattr

from picturelock.domain.errors import ProviderError
from picturelock.providers.voice.cloud_voices import AZURE_NEUTRAL, AZURE_VOICES, NEUTRAL, voice_of
from picturelock.providers.voice.reading import Part, Reading
from picturelock.providers.voice.speaking import Recorded
from picturelock.providers.voice.speech_service import SpeechService

PROVIDER = "azure"
ADDRESS = "https://{region}.tts.speech.microsoft.com"
KEY = "AZURE_SPEECH_KEY"
_FORMAT = "riff-24khz-16bit-mono-pcm"
_RATE = 24_000  # Hz
_LOCALE = re.compile(r"[a-z]{2,3}-[A-Z]{2}")


class AzureSpeaker:
    """Implements ``Speaker`` with POST /cognitiveservices/v1 and SSML.

    A taught word is said by its sounds or its respelling, while its spelling stays in the text.
    """

    provider = PROVIDER
    version = 1
    draft = False
    learnt = True

    def __init__(self, service: SpeechService, language: str, named: str = "") -> None:
        self._service = service
        self._language = language
        self.voice = voice(language, named)

    async def record(self, reading: Reading, *, pace: float) -> Recorded:
        """Speak a reading. Raises ``ProviderError``."""
        reply = await self._service.post(
            "/cognitiveservices/v1",
            content=self._ssml(reading, pace),
            headers={"Content-Type": "application/ssml+xml", "X-Microsoft-OutputFormat": _FORMAT},
        )
        sound, rate = self._service.samples(self._service.sound(reply), _RATE)
        return Recorded(sound, rate)

    def _ssml(self, reading: Reading, pace: float) -> str:
        said = reading.glue.join(_marked(part) for part in reading.parts if part.said)
        found = _LOCALE.match(self.voice)
        locale = (
            found[0] if found and self._language.split("-")[0] == found[0].split("-")[0] else self._language
        )
        return (
            '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis"'
            f" xml:lang={quoteattr(locale)}><voice name={quoteattr(self.voice)}>"
            f'<prosody rate="{round((pace - 1) * 100):+d}%">{said}</prosody></voice></speak>'
        )


def voice(language: str, named: str = "") -> str:
    """The voice for a language. Raises ``ProviderError`` when none is known and none is named."""
    found = AZURE_NEUTRAL if named == NEUTRAL and language.startswith("en") else None
    found = found or voice_of(AZURE_VOICES, language, "" if named == NEUTRAL else named)
    if found is None:
        message = (
            f"no voice is known here for {language}; name one, as PICTURELOCK_VOICE=azure:en-US-JennyNeural"
        )
        raise ProviderError(message, provider=PROVIDER)
    return found


def speaks(language: str) -> bool:
    """Whether a voice is known for a language."""
    return voice_of(AZURE_VOICES, language, "") is not None


def _marked(part: Part) -> str:
    core = part.token.strip("\"'()[].,;:!?“”„")
    if part.taught and part.sounds is not None and part.said.strip(".,;:!?\"'()") == core:
        return f'<phoneme alphabet="ipa" ph={quoteattr(part.sounds.ipa)}>{escape(core)}</phoneme>{part.tail}'
    if part.taught:
        alias = part.said.strip(".,;:!?\"'()")
        return f"<sub alias={quoteattr(alias)}>{escape(core)}</sub>{part.tail}"
    return escape(part.said)
