"""Which voices are ready, and what the others would need. Nothing is tried: nothing leaves the machine."""

from picturelock.providers.readiness import Readiness, key_detail
from picturelock.providers.voice import festival
from picturelock.providers.voice.accounts import CLOUD, SETTING, VoiceAccounts

_NAMES = {
    "openai": ("OpenAI voices", "natural voices in about sixty languages"),
    "elevenlabs": (
        "ElevenLabs voices",
        "natural voices in about thirty languages, with word times of their own",
    ),
    "azure": ("Azure voices", "natural voices, one or more for each region"),
    "piper": ("Piper voice", "a natural voice on this machine, from a model file of yours"),
    "kokoro": ("Kokoro voices", "natural voices on this machine, from a model file of yours"),
}


def voices_ready() -> tuple[str, ...]:
    """The voices of this machine that need no setting."""
    english = () if festival.ready() else ("festival (American English)",)
    return (*english, "espeak-ng (every language, for drafts)")


def voices_readiness(choice: str | None, accounts: VoiceAccounts, *, offline: bool) -> tuple[Readiness, ...]:
    """The voices that keys and model files make available, each with what it lacks."""
    chosen = (choice or "").partition(":")[0]
    found: list[Readiness] = []
    for provider, (name, adds) in _NAMES.items():
        missing = accounts.missing(provider)
        refused = provider in CLOUD and offline
        detail = ""
        if not missing:
            detail = key_detail(offline=offline) if provider in CLOUD else "model file set"
            detail += "; speaks now" if provider == chosen else f"; {SETTING}={provider} chooses it"
        found.append(Readiness(name, not missing and not refused, detail, adds, " and ".join(missing)))
    return tuple(found)
