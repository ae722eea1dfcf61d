"""``GET /supported-regions``: the markets a film can be made for."""

from typing import Any

from fastapi import APIRouter

from picturelock.domain.brief import Brief
from picturelock.domain.regions import REGIONS

router = APIRouter(tags=["service"])


@router.get("/supported-regions", summary="Where a film may be shown, and the language spoken there")
async def supported_regions() -> dict[str, Any]:
    """The values of a brief's ``region``, and the one that is taken when none is given."""
    return {
        "regions": [region.model_dump() for region in REGIONS.values()],
        "default": Brief.model_fields["region"].default,
    }
