"""``GET /metrics``: what Prometheus reads. See ``docs/operations.md`` for what each metric says."""

import logging
from typing import Annotated

from fastapi import APIRouter, Header, Response

from picturelock.api.service import Serving
from picturelock.engine.errors import DatabaseError

_log = logging.getLogger(__name__)


router = APIRouter(tags=["service"])


@router.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
async def metrics(service: Serving, accept: Annotated[str | None, Header()] = None) -> Response:
    """As text. Without its database the service still tells what it knows itself."""
    try:
        measures = await service.studio.measures()
    except DatabaseError as error:
        _log.warning("the database could not be asked for metrics: %s", error)
        measures = None
    text, media_type = service.metrics.told(measures, accept)
    return Response(text, headers={"content-type": media_type, "cache-control": "no-store"})
