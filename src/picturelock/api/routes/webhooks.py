"""``GET /webhooks/deliveries``: what was told to whom, and what waits; and sending one again."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from picturelock.api.errors import RefusedError
from picturelock.api.service import Serving
from picturelock.engine.deliveries import Delivery, DeliveryStatus

router = APIRouter(tags=["service"])


@router.get("/webhooks/deliveries", summary="Webhooks that were or will be sent, newest first")
async def deliveries(
    service: Serving,
    status: Annotated[DeliveryStatus | None, Query(description="those with this status alone")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Dead ones were given up: their `error` says why, and `POST …/{id}/retry` sends them again."""
    found, total = await service.studio.deliveries(status=status, limit=limit, offset=offset)
    return {"deliveries": [_told(delivery) for delivery in found], "total": total}


@router.post("/webhooks/deliveries/{delivery_id}/retry", summary="Send a webhook once more", status_code=202)
async def retry(service: Serving, delivery_id: str) -> dict[str, Any]:
    """With the same `webhook-id`, so that a receiver that has it already can leave it out."""
    delivery = await service.studio.deliver_again(delivery_id)
    if delivery is None:
        raise RefusedError(404, f"there is no webhook {delivery_id!r}")
    return _told(delivery)


def _told(delivery: Delivery) -> dict[str, Any]:
    told = delivery.model_dump(mode="json", exclude={"session_id", "body", "due", "url"})
    # Its address may hold a token of the receiver; the endpoint's name says enough.
    due = datetime.fromtimestamp(delivery.due, UTC).isoformat(timespec="seconds")
    waits = {"next_try": due} if delivery.status == "waiting" else {}
    return {"video_id": delivery.session_id, **told, **waits}
