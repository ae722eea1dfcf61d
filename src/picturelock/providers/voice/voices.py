"""The voices that the settings make available, and which of them speaks a language."""

from collections.abc import Callable
from functools import cached_property

from picturelock.domain.errors import InvalidInputError, Problem, ProviderError
from picturelock.ports.films import Voice
from picturelock.providers.voice import azure, elevenlabs, espeak, festival, kokoro, openai, piper
from picturelock.providers.voice.accounts import CLOUD, SETTING, VoiceAccounts, chosen_voice
from picturelock.providers.voice.aligner import Aligner
from picturelock.providers.voice.neural import NeuralModel
from picturelock.providers.voice.pronunciation import OwnWords
from picturelock.providers.voice.speaking import BeatVoice, Speaker
from picturelock.providers.voice.speech_service import SpeechService


class InstalledVoices:
    """Implements ``ports.Voices``: the chosen voice, else festival for American English, else espeak-ng.

    Args:
        choice: ``provider`` or ``provider:voice``; None for what this machine has.
        accounts: keys, addresses and model files.
        offline: whether voices of other machines are refused.
        own: a person's own words.
        within: seconds that a speech service may take for one beat.

    Raises:
        InvalidInputError: the choice cannot be, with what is missing for it.
        MissingToolError: the choice needs a program or a package that is not installed.
    """

    def __init__(
        self,
        choice: str | None = None,
        accounts: VoiceAccounts | None = None,
        *,
        offline: bool = False,
        own: OwnWords | None = None,
        within: float = 90.0,
    ) -> None:
        self._accounts = accounts or VoiceAccounts()
        self._offline = offline
        self._own = own or OwnWords()
        self._within = within
        self._provider, self._named = chosen_voice(choice)
        self._espeak = espeak.Espeak()
        self._aligner = Aligner(self._espeak)
        self._stops = [self._espeak.stop]
        self._refuse_what_cannot_be()

    def speaker(self, language: str) -> Voice:
        """The voice for a language (BCP 47).

        Raises:
            MissingToolError: festival was chosen and is not installed.
            ProviderError: the chosen voice does not speak it, with those that do.
        """
        provider = self._provider
        if provider is None:
            provider = "festival" if _american(language) and festival.ready() is None else "espeak"
        if not _SPEAKS[provider](language):
            others = [name for name, speaks in _SPEAKS.items() if name != provider and speaks(language)]
            message = f"does not speak {language}; set {SETTING} to one that may: {', '.join(others)}"
            raise ProviderError(message, provider=provider)
        return BeatVoice(self._speaker(provider, language), language, self._own, self._aligner)

    def _speaker(self, provider: str, language: str) -> Speaker:
        match provider:
            case "festival":
                return festival.FestivalSpeaker()
            case "openai":
                return openai.OpenaiSpeaker(self._openai, language, self._named)
            case "elevenlabs":
                model = self._accounts.elevenlabs_model or elevenlabs.MODEL
                return elevenlabs.ElevenlabsSpeaker(self._elevenlabs, language, self._named, model=model)
            case "azure":
                return azure.AzureSpeaker(self._azure, language, self._named)
            case "piper":
                return piper.PiperSpeaker(self._piper, self._espeak, language, self._named)
            case "kokoro":
                return kokoro.KokoroSpeaker(self._kokoro, self._espeak, language, self._named)
            case _:
                return espeak.EspeakSpeaker(self._espeak, language)

    async def stop(self) -> None:
        """End the processes and close the connections that were used."""
        for stop in self._stops:
            await stop()

    def _refuse_what_cannot_be(self) -> None:
        provider = self._provider
        if provider in CLOUD and self._offline:
            message = f"{provider} speaks on another machine, and PICTURELOCK_OFFLINE=1 refuses that"
            raise InvalidInputError([Problem(SETTING, message)])
        if provider and (missing := self._accounts.missing(provider)):
            raise InvalidInputError(
                [Problem(setting, f"is needed for {SETTING}={provider}") for setting in missing]
            )
        # A model's files are looked at now: what is wrong with them is better told before a film is begun.
        if provider == "piper":
            self._stops.append(self._piper.stop)
        elif provider == "kokoro":
            self._stops.append(self._kokoro.stop)

    @cached_property
    def _openai(self) -> SpeechService:
        key = self._accounts.openai_key
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return self._service("openai", self._accounts.openai_address or openai.ADDRESS, openai.KEY, headers)

    @cached_property
    def _elevenlabs(self) -> SpeechService:
        headers = {"xi-api-key": self._accounts.elevenlabs_key or ""}
        address = self._accounts.elevenlabs_address or elevenlabs.ADDRESS
        return self._service("elevenlabs", address, elevenlabs.KEY, headers)

    @cached_property
    def _azure(self) -> SpeechService:
        headers = {"Ocp-Apim-Subscription-Key": self._accounts.azure_key or "", "User-Agent": "picturelock"}
        address = self._accounts.azure_address or azure.ADDRESS.format(region=self._accounts.azure_region)
        return self._service("azure", address, azure.KEY, headers)

    @cached_property
    def _piper(self) -> NeuralModel:
        return NeuralModel("piper", {piper.MODEL: self._accounts.piper_model})

    @cached_property
    def _kokoro(self) -> NeuralModel:
        files = {kokoro.MODEL: self._accounts.kokoro_model, kokoro.VOICES: self._accounts.kokoro_voices}
        return NeuralModel("kokoro", files)

    def _service(self, provider: str, address: str, key: str, headers: dict[str, str]) -> SpeechService:
        service = SpeechService(provider, address, key, headers, within=self._within)
        self._stops.append(service.stop)
        return service


def _american(language: str) -> bool:
    return language.lower() in ("en", "en-us")


def _by_its_model(_language: str) -> bool:
    return True


# Piper's model and espeak-ng's list of voices tell for themselves, when they are asked to speak.
_SPEAKS: dict[str, Callable[[str], bool]] = {
    "festival": _american,
    "openai": openai.speaks,
    "elevenlabs": elevenlabs.speaks,
    "azure": azure.speaks,
    "piper": _by_its_model,
    "kokoro": kokoro.speaks,
    "espeak": _by_its_model,
}
