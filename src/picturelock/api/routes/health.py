"""``GET /health``: whether the service answers."""

from importlib.metadata import version

from fastapi import APIRouter

router = APIRouter(tags=["service"])


@router.get("/health", summary="Whether the service answers")
async def health() -> dict[str, str]:
    """Answers at once, whatever is being drawn."""
    return {"status": "ok", "service": "Picturelock", "version": version("picturelock")}
