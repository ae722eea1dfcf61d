"""Which providers are ready."""

from picturelock.providers.readiness import Readiness, providers_readiness
from picturelock.providers.voice.readiness import voices_readiness, voices_ready
from picturelock.settings import Settings
from picturelock.wiring.models import model_catalogue
from picturelock.wiring.tools import open_writer, voice_accounts


def readiness(settings: Settings) -> tuple[Readiness, ...]:
    """Which providers are ready, and what each that is not would add. Nothing leaves the machine."""
    models = model_catalogue(settings)
    return providers_readiness(
        writer=open_writer(models, settings.home / "medicines").name,
        models=models.readiness(),
        footage={
            "Pexels": ("PEXELS_API_KEY", bool(settings.pexels_api_key)),
            "Pixabay": ("PIXABAY_API_KEY", bool(settings.pixabay_api_key)),
        },
        offline=settings.offline,
        voices=voices_ready(),
    ) + voices_readiness(settings.voice, voice_accounts(settings), offline=settings.offline)
