"""The twelve endpoints of two-step writing: for each kind its two steps, and the single call."""

from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from picturelock.api.body import read_json
from picturelock.api.preferences import wants_async, wants_events
from picturelock.api.schemas import inlined_schema, request_body
from picturelock.api.script_answers import ErrorAnswer, MetadataAnswer, QueuedAnswer, SetAnswer, whole_answer
from picturelock.api.script_asks import PlanAsk, SetAsk, WholeAsk
from picturelock.api.script_following import follow
from picturelock.api.script_reading import PATIENCE, read_plan, read_set, read_whole
from picturelock.api.script_telling import told_plan, told_set
from picturelock.api.service import Serving
from picturelock.domain.manuscript_kind import KINDS, KindName
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.writing.manuscripts.template_manuscript_writer import WRITER

Answering = Callable[..., Coroutine[Any, Any, Response]]


class Paths(NamedTuple):
    """Where one kind is written."""

    plan: str
    sets: str
    whole: str


PATHS: dict[KindName, Paths] = {
    "movie": Paths("/generate-movie-metadata", "/generate-movie-segments", "/generate-movie-auto"),
    "story": Paths(
        "/generate-story-metadata",
        "/generate-story-segments-from-metadata",
        "/generate-prompt-based-story",
    ),
    "meme": Paths(
        "/generate-meme-metadata", "/generate-meme-segments-from-metadata", "/generate-meme-segments"
    ),
    "free-content": Paths(
        "/generate-free-content-metadata",
        "/generate-free-content-segments-from-metadata",
        "/generate-free-content",
    ),
}
WHOLE: dict[KindName, type[BaseModel]] = {kind: whole_answer(row.result_key) for kind, row in KINDS.items()}
_IDEA = "A thrilling sci-fi adventure about time travelers"


def writing_router() -> APIRouter:
    """The endpoints of all kinds."""
    router = APIRouter(tags=["scripts"])
    for kind, row in KINDS.items():
        paths = PATHS[kind]
        example: dict[str, Any] = {"idea": _IDEA, row.count_field: 12, "model": "template"}
        request = inlined_schema(ManuscriptRequest, without=("kind",))
        if row.idea_required:
            request["required"] = ["idea"]
        else:
            request.pop("required", None)
        router.add_api_route(
            paths.plan,
            _plan(kind),
            methods=["POST"],
            name=f"plan_{kind}",
            summary=f"Step 1 of a {row.label}: its metadata",
            responses={200: {"model": MetadataAnswer, "description": "The metadata."}, **ERRORS},
            openapi_extra=request_body(request, inlined_schema(PlanAsk), example=example),
        )
        router.add_api_route(
            paths.sets,
            _set(kind),
            methods=["POST"],
            name=f"write_{kind}",
            summary=f"Step 2 of a {row.label}: one set of segments",
            responses={200: {"model": SetAnswer, "description": "The whole set."}, **ERRORS},
            openapi_extra=request_body(_set_schema(kind), example=_set_example(kind)),
        )
        router.add_api_route(
            paths.whole,
            _whole(kind),
            methods=["POST"],
            name=f"write_whole_{kind}",
            summary=f"A whole {row.label} in a single call",
            responses=whole_responses(WHOLE[kind]),
            openapi_extra=request_body(request, inlined_schema(WholeAsk), example=example),
        )
    return router


def _plan(kind: KindName) -> Answering:
    async def plan(request: Request, service: Serving) -> JSONResponse:
        """The plan of a script: title, summary, characters and outline."""
        asked, wishes = read_plan(await read_json(request), kind)
        return told(told_plan(await service.room.plan(asked, wishes)))

    return plan


def _set(kind: KindName) -> Answering:
    async def write_set(request: Request, service: Serving) -> JSONResponse:
        """One set, whole, each segment once. The same set again is answered from what is kept."""
        asked = read_set(await read_json(request), kind)
        result = await service.room.write_set(
            asked.metadata, asked.number, asked.wishes, regenerate=asked.regenerate
        )
        return told(told_set(result))

    return write_set


def _whole(kind: KindName) -> Answering:
    async def write_whole(request: Request, service: Serving) -> Response:
        """Both steps, set after set. A set that fails is reported, and can be asked for again.

        With `Prefer: respond-async` the answer comes at once and says where to ask; with
        `Accept: text/event-stream` there is an event for each set.
        """
        waits = not (wants_async(request) or wants_events(request))
        asked, wishes = read_whole(await read_json(request), kind, patience=PATIENCE if waits else None)
        script_id = await service.room.begin(asked, wishes)
        return await follow(
            request, service.room, script_id, KINDS[kind].result_key, wishes.size or asked.row.set_size
        )

    return write_whole


def told(answer: Any, status: int = 200, headers: dict[str, str] | None = None) -> JSONResponse:
    """A document as JSON."""
    return JSONResponse(answer.model_dump(mode="json"), status_code=status, headers=headers)


def _set_schema(kind: KindName) -> dict[str, Any]:
    schema = inlined_schema(SetAsk)
    schema["properties"]["metadata"]["type"] = ["object", "string"]
    schema["properties"]["metadata"]["examples"] = [_set_example(kind)["metadata"]]
    return schema


def _set_example(kind: KindName) -> dict[str, Any]:
    metadata = SetAsk.model_fields["metadata"].examples or []
    info = {"total_segments": 12, "kind": kind, "writer": WRITER}
    return {"metadata": {**metadata[0], "generation_info": info}, "set_number": 1}


def _error(description: str) -> dict[str, Any]:
    return {"model": ErrorAnswer, "description": description}


ERRORS: dict[int | str, dict[str, Any]] = {
    400: _error("The body is not JSON."),
    402: _error("The next request to the model might pass `max_cost`; what is written is kept."),
    413: _error("The body is too large."),
    415: _error("The body is of another type than JSON."),
    422: _error("Something asked for is not valid, with every problem by field; or the model refused."),
    429: _error("A limit of the model is used up; `Retry-After` says for how long."),
    502: _error("The model failed; what is written is kept."),
    503: _error("The model or the database failed, and may work a little later; what is written is kept."),
    507: _error("Files could not be written; the script itself is kept."),
}


_EVENTS = """Events, each with JSON as its data: `metadata` once, as step 1 answers; `progress` now and then;
`set` once a set, as step 2 answers it but without the key, with `error` where it is not whole; then
`complete`, as this endpoint answers otherwise, or `error`. A client that goes away stops nothing."""


def whole_responses(*models: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """The answers of an endpoint that writes a whole script, as one of these documents."""
    whole: Any = models[0]
    for other in models[1:]:
        whole = whole | other
    events = {"text/event-stream": {"schema": {"type": "string", "description": _EVENTS}}}
    return {
        200: {"model": whole, "description": "The script, and what became of each set.", "content": events},
        202: {"model": QueuedAnswer, "description": "It is being written; `Location` says where to ask."},
        **ERRORS,
    }
