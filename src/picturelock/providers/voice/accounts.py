"""The keys, addresses and model files that voices need, as the settings name them."""

from dataclasses import dataclass
from pathlib import Path

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.voice import VOICE_PROVIDERS

# They send what is spoken to somebody else's machine, unless an address of one's own is set.
CLOUD = ("openai", "elevenlabs", "azure")
SETTING = "PICTURELOCK_VOICE"


@dataclass(frozen=True)
class VoiceAccounts:
    """What the settings hold; all of it may be missing."""

    openai_key: str | None = None
    openai_address: str | None = None
    elevenlabs_key: str | None = None
    elevenlabs_address: str | None = None
    elevenlabs_model: str | None = None
    azure_key: str | None = None
    azure_region: str | None = None
    azure_address: str | None = None
    piper_model: Path | None = None
    kokoro_model: Path | None = None
    kokoro_voices: Path | None = None

    def missing(self, provider: str) -> tuple[str, ...]:
        """The settings that a provider needs and that are not set."""
        needs: dict[str, tuple[tuple[str, object], ...]] = {
            "openai": (("OPENAI_API_KEY", self.openai_key or self.openai_address),),
            "elevenlabs": (("ELEVENLABS_API_KEY", self.elevenlabs_key),),
            "azure": (
                ("AZURE_SPEECH_KEY", self.azure_key),
                ("AZURE_SPEECH_REGION", self.azure_region or self.azure_address),
            ),
            "piper": (("PICTURELOCK_PIPER_MODEL", self.piper_model),),
            "kokoro": (
                ("PICTURELOCK_KOKORO_MODEL", self.kokoro_model),
                ("PICTURELOCK_KOKORO_VOICES", self.kokoro_voices),
            ),
        }
        return tuple(setting for setting, value in needs.get(provider, ()) if not value)


def chosen_voice(choice: str | None) -> tuple[str | None, str]:
    """The provider and the voice of ``provider`` or ``provider:voice``.

    Raises:
        InvalidInputError: there is no such provider, or it has one voice alone.
    """
    if choice is None:
        return None, ""
    provider, _, named = choice.partition(":")
    if provider not in VOICE_PROVIDERS:
        message = f"there is no voice {provider!r}; choose one of {', '.join(VOICE_PROVIDERS)}"
        raise InvalidInputError([Problem(SETTING, message)])
    if named and provider in ("espeak", "festival"):
        raise InvalidInputError(
            [Problem(SETTING, f"{provider} has one voice a language: leave out {named!r}")]
        )
    return provider, named
