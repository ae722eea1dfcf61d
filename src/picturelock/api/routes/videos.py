"""``GET /videos``, ``GET /videos/{video_id}`` and the film itself, ``GET /video/{video_id}``."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse

from picturelock.api.errors import RefusedError
from picturelock.api.films import film_here, listed, told
from picturelock.api.service import Serving
from picturelock.domain.frames import Shape, of_shape

router = APIRouter(tags=["films"])


@router.get("/videos", summary="Films, newest first")
async def videos(
    service: Serving,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Every film that was started, whatever became of it."""
    sessions, total = await service.studio.sessions(limit=limit, offset=offset)
    # On a thread: each payload, which may hold long documents, is read for what its film is about.
    lines = await asyncio.to_thread(lambda: [listed(service, session) for session in sessions])
    return {"videos": lines, "total": total}


@router.get("/videos/{video_id}", summary="One film: its state, stages, versions and progress")
async def video(service: Serving, video_id: str) -> dict[str, Any]:
    """Where the film is, each version of each stage with its data, and the film's facts when complete.

    `log` is the last entry of its log: whoever keeps it elsewhere can verify the log up to there later.
    """
    state = await service.studio.state(video_id)
    session = await service.studio.session(video_id)
    log = await service.studio.head(video_id)
    return told(service, session, state, await service.studio.film(video_id), log)


@router.head("/video/{video_id}", include_in_schema=False)
@router.get("/video/{video_id}", summary="The MP4, with byte ranges")
async def mp4(
    service: Serving,
    video_id: str,
    shape: Annotated[
        Shape | None, Query(description="One of the shapes that it was made in; its own without.")
    ] = None,
) -> FileResponse:
    """The finished film; 409 says where it is while it is not finished, 404 that it has no such shape."""
    session = await service.studio.session(video_id)
    made = await service.studio.film(video_id)
    if made is None:
        where = {
            "running": f"{session.stage} is running",
            "awaiting": f"{session.stage} waits for a decision",
            "failed": f"{session.stage} failed",
            "stopped": "it was stopped",
        }
        raise RefusedError(409, f"the film is not finished: {where.get(session.status, session.status)}")
    try:
        path = await film_here(service, made, shape)
    except KeyError as error:
        raise RefusedError(404, "the film's file is no longer kept; make it again") from error
    return FileResponse(
        path,
        media_type="video/mp4",
        filename=of_shape(f"{video_id}.mp4", shape) if shape else f"{video_id}.mp4",
        content_disposition_type="inline",
    )
