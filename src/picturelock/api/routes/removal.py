"""``DELETE /videos/{video_id}``: a film and everything that was made for it alone."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from picturelock.api.doors.caller import caller_of
from picturelock.api.service import Serving

router = APIRouter(tags=["films"])

_BY = "http"
_UNKNOWN = {"detail": "there is no video 'vid_5f0c2a9d1b7e4c3a'"}


@router.delete(
    "/videos/{video_id}",
    status_code=204,
    response_class=Response,
    summary="Stop and remove a film",
    responses={
        204: {"description": "It is removed."},
        404: {
            "description": "There is no such film, or it was removed before.",
            "content": {"application/json": {"example": _UNKNOWN}},
        },
    },
)
async def remove(
    request: Request,
    service: Serving,
    video_id: str,
    by: Annotated[
        str | None,
        Query(min_length=1, max_length=200, description="who removes it; the key's name stands before it"),
    ] = None,
) -> Response:
    """Ends whatever runs for the film and removes it: its log, its versions, its files.

    Files that another film uses too stay. What was used within the last minutes goes some minutes
    later. A line stays of who removed it, when, and how its log ended.
    """
    await service.studio.remove(video_id, by=caller_of(request).by(by, _BY))
    return Response(status_code=204)
