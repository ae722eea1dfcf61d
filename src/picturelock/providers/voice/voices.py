"""The voices of this machine, and which of them speaks a language."""

from typing import Literal

from picturelock.domain.errors import ProviderError
from picturelock.ports.films import Voice
from picturelock.providers.voice import espeak, festival

Choice = Literal["espeak", "festival"]


class InstalledVoices:
    """Implements ``ports.Voices``: the chosen voice, else festival for American English, else espeak-ng."""

    def __init__(self, choice: Choice | None = None) -> None:
        self._choice = choice
        self._worker = espeak.espeak_worker()

    def speaker(self, language: str) -> Voice:
        """The voice for a language (BCP 47).

        Raises:
            MissingToolError: festival was chosen and is not installed.
            ProviderError: festival was chosen for another language than American English.
        """
        american = language.lower() in ("en", "en-us")
        if self._choice == "festival" and not american:
            message = f"speaks en-US only, not {language}; unset PICTURELOCK_VOICE or set it to espeak"
            raise ProviderError(message, provider=festival.PROVIDER)
        if self._choice == "festival" or (self._choice is None and american and festival.ready() is None):
            return festival.FestivalVoice()
        return espeak.EspeakVoice(self._worker, language)

    def ready(self) -> tuple[str, ...]:
        """The names of the voices that can speak now."""
        english = () if festival.ready() else ("festival (American English)",)
        return (*english, "espeak-ng (every language, for drafts)")

    async def stop(self) -> None:
        """End espeak's process."""
        await self._worker.stop()
