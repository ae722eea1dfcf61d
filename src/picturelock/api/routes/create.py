"""``POST /create…``: a film from a brief, automatically. One endpoint a video type."""

import time
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from picturelock.api.body import read_body
from picturelock.api.doors.caller import caller_of
from picturelock.api.fields import brief_schema, list_fields
from picturelock.api.films import shape_lines, shown_path
from picturelock.api.preferences import wants_async
from picturelock.api.service import Service
from picturelock.api.uploads import keep, receive
from picturelock.domain.brief import Brief
from picturelock.domain.own_media import OwnMediaBrief
from picturelock.engine.production import InvalidPayloadError, Problem

ENDPOINTS = {
    "product_ad": "/create",
    "compliance_video": "/create-compliance",
    "moa": "/create-moa",
    "doctor_ad": "/create-doctor",
    "social_media": "/create-sm",
}
_BY = "http"
_FILE = {"type": "string", "format": "binary"}
_WEBHOOK = {
    "type": "string",
    "format": "uri",
    "description": "Where this film's news are posted to, at a host that the service allows.",
}
_UPLOADS = {
    "logo": {**_FILE, "description": "A PNG, JPEG or WebP picture for the end card."},
    "music": {**_FILE, "description": "MP3, WAV, M4A, FLAC or OGG to play instead of composed music."},
    "documents": {"type": "array", "items": _FILE, "description": "PDF, DOCX or TXT to quote from."},
}
_MEDIA = {
    "image": {"type": "array", "items": _FILE, "description": "PNG, JPEG or WebP pictures to show."},
    "clip": {"type": "array", "items": _FILE, "description": "MP4, MOV, WebM or MKV clips to show."},
}


def create_router(service: Service, examples: dict[str, dict[str, Any]]) -> APIRouter:
    """The endpoints of the video types there are; ``examples`` are payloads by video type."""
    router = APIRouter(tags=["films"])
    for video_type, path in ENDPOINTS.items():
        if video_type in service.briefs:
            router.add_api_route(
                path,
                _endpoint(service, video_type),
                methods=["POST"],
                name=f"create_{video_type}",
                summary=f"Make a film: {video_type}",
                openapi_extra=_request_body(service.briefs[video_type], examples.get(video_type)),
                responses=_RESPONSES,
            )
    return router


def _endpoint(service: Service, video_type: str) -> Callable[[Request], Coroutine[Any, Any, JSONResponse]]:
    async def create(request: Request) -> JSONResponse:
        """Answers when the film is finished; with `Prefer: respond-async` at once, with its address."""
        began = time.monotonic()
        video_id = await _start(request, service, video_type)
        if wants_async(request):
            location = f"/videos/{video_id}"
            return JSONResponse(
                {"status": "queued", "video_id": video_id, "video_type": video_type, "url": location},
                status_code=202,
                headers={"location": location, "preference-applied": "respond-async"},
            )
        return await _finished(service, video_type, video_id, began)

    return create


async def _start(request: Request, service: Service, video_type: str) -> str:
    brief = service.briefs[video_type]
    async with read_body(request, lists=list_fields(brief)) as submitted:
        received = await receive(submitted, service, takes_media=issubclass(brief, OwnMediaBrief))
    webhook, refused = _webhook(service, received.payload.pop("webhook", None))
    problems = (*received.problems, *refused, *_payload_problems(service, video_type, received.payload))
    if problems:
        raise InvalidPayloadError(problems)
    await keep(received, service)
    caller = caller_of(request)
    return await service.studio.start(
        video_type,
        received.payload,
        "automatic",
        by=caller.by(None, _BY),
        quota=caller.quota(service.doors.limits.open_sessions),
        webhook=webhook,
    )


def _webhook(service: Service, said: object) -> tuple[str | None, tuple[Problem, ...]]:
    if said is None:
        return None, ()
    try:
        return service.check_webhook(said), ()
    except InvalidPayloadError as error:
        return None, error.problems


def _payload_problems(service: Service, video_type: str, payload: dict[str, Any]) -> tuple[Problem, ...]:
    try:
        service.studio.check(video_type, payload)
    except InvalidPayloadError as error:
        return error.problems
    return ()


async def _finished(service: Service, video_type: str, video_id: str, began: float) -> JSONResponse:
    session = await service.studio.wait(video_id)
    made = await service.studio.film(video_id)
    answer: dict[str, Any] = {
        "status": session.status,
        "video_id": video_id,
        "video_type": video_type,
        "elapsed_seconds": round(time.monotonic() - began, 2),
        "url": f"/videos/{video_id}",
    }
    if made is not None:
        finished = {
            "video_path": shown_path(service, made),
            "video_url": f"/video/{video_id}",
            "shapes": shape_lines(made, video_id),
            "missing_shapes": made.data.get("missing_shapes", []),
        }
        return JSONResponse({**answer, **finished})
    if session.status == "stopped":
        return JSONResponse({**answer, "detail": "the film was stopped"}, status_code=409)
    state = await service.studio.state(video_id)
    failed = {"stage": session.stage, "error": state.error, "detail": f"{session.stage}: {state.error}"}
    return JSONResponse({**answer, **failed}, status_code=500)


def _request_body(brief: type[Brief], example: dict[str, Any] | None) -> dict[str, Any]:
    brief_alone = brief_schema(brief)
    schema = {**brief_alone, "properties": {**brief_alone["properties"], "webhook": _WEBHOOK}}
    uploads = {**_UPLOADS, **(_MEDIA if issubclass(brief, OwnMediaBrief) else {})}
    form = {**schema, "properties": {**schema["properties"], **uploads}}
    shown = {"example": example} if example else {}
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": schema, **shown},
                "multipart/form-data": {"schema": form},
            },
        }
    }


def _response(description: str, **example: Any) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"example": example}}}


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _response(
        "The film is finished.",
        status="complete",
        video_id="vid_5f0c2a9d1b7e4c3a",
        video_type="moa",
        video_path="/films/vid_5f0c2a9d1b7e4c3a/film.mp4",
        video_url="/video/vid_5f0c2a9d1b7e4c3a",
        elapsed_seconds=12.3,
    ),
    202: _response("The film is being made.", status="queued", video_id="vid_5f0c2a9d1b7e4c3a"),
    400: _response("The body does not parse.", detail="the body is not JSON: EOF while parsing"),
    413: _response("The body is too large.", detail="the body is larger than 100 MB"),
    415: _response("The body is neither JSON nor a form.", detail="the body is text/plain; …"),
    422: _response(
        "Something about the brief is not valid; nothing was started.",
        detail="condition: is required",
        problems=[{"field": "condition", "message": "is required"}],
    ),
    429: _response(
        "Too many requests, or as many open films as one key may have.",
        detail="office has 50 open sessions, and 50 are allowed: finish or stop one of …",
    ),
    500: _response(
        "A stage failed; what was made before it is kept.",
        status="failed",
        video_id="vid_5f0c2a9d1b7e4c3a",
        stage="tts",
        error="no voice speaks tlh",
    ),
}
