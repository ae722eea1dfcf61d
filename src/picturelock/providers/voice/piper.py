"""Piper's voices: a model file of the user's own with its JSON beside it."""

from picturelock.domain.errors import ProviderError
from picturelock.providers.voice.espeak import Espeak
from picturelock.providers.voice.neural import NeuralModel
from picturelock.providers.voice.pronunciation import base_of
from picturelock.providers.voice.reading import Reading
from picturelock.providers.voice.speaking import Recorded

PROVIDER = "piper"
MODEL = "PICTURELOCK_PIPER_MODEL"


class PiperSpeaker:
    """Implements ``Speaker`` with a Piper model and espeak-ng's phonemes, as it was trained with.

    ``named`` is one of the speakers, where the model has several.
    """

    provider = PROVIDER
    version = 1
    draft = False
    learnt = False

    def __init__(self, model: NeuralModel, espeak: Espeak, language: str, named: str = "") -> None:
        self._model = model
        self._espeak = espeak
        self._language = language
        self._named = named

    @property
    def voice(self) -> str:
        return f"{self._model.key}:{self._named}" if self._named else self._model.key

    async def record(self, reading: Reading, *, pace: float) -> Recorded:
        """Speak a reading. Raises ``ProviderError``: the model is of another language, or fails."""
        about = await self._model.about()
        if base_of(about["language"]) != base_of(self._language):
            raise ProviderError(
                f"its model speaks {about['language']}, not {self._language}; set {MODEL} to one that does, "
                "or PICTURELOCK_VOICE to another voice",
                provider=PROVIDER,
            )
        phonemes = await self._espeak.phonemes(reading)
        return await self._model.speak(phonemes, voice=self._named, pace=pace)
