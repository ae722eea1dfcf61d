"""Kokoro's voices: a model file of the user's own, and the file of its voices."""

from picturelock.providers.voice.espeak import Espeak
from picturelock.providers.voice.kokoro_symbols import kokoro_phonemes
from picturelock.providers.voice.neural import NeuralModel
from picturelock.providers.voice.pronunciation import base_of
from picturelock.providers.voice.reading import Reading
from picturelock.providers.voice.speaking import Recorded

PROVIDER = "kokoro"
MODEL, VOICES = "PICTURELOCK_KOKORO_MODEL", "PICTURELOCK_KOKORO_VOICES"
# Of each language that espeak-ng's phonemes serve. Its Chinese and Japanese want phonemes of other tools.
_VOICES = {
    "en": "af_heart",
    "en-gb": "bf_emma",
    "es": "ef_dora",
    "fr": "ff_siwis",
    "hi": "hf_alpha",
    "it": "if_sara",
    "pt": "pf_dora",
}


class KokoroSpeaker:
    """Implements ``Speaker`` with a Kokoro model and espeak-ng's phonemes."""

    provider = PROVIDER
    version = 1
    draft = False
    learnt = False

    def __init__(self, model: NeuralModel, espeak: Espeak, language: str, named: str = "") -> None:
        self._model = model
        self._espeak = espeak
        self._language = language
        self._named = named or _VOICES.get(language.lower(), _VOICES[base_of(language)])

    @property
    def voice(self) -> str:
        return f"{self._model.key}:{self._named}"

    async def record(self, reading: Reading, *, pace: float) -> Recorded:
        """Speak a reading. Raises ``ProviderError``: there is no such voice, or the model fails."""
        await self._model.about()
        phonemes = kokoro_phonemes(await self._espeak.phonemes(reading), self._language)
        return await self._model.speak(phonemes, voice=self._named, pace=pace)


def speaks(language: str) -> bool:
    """Whether it has a voice for a language."""
    return base_of(language) in _VOICES
