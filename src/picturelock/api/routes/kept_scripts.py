"""``/scripts``: what is kept of each script, going on with one, and a person's own segments."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError

from picturelock.api.body import read_json
from picturelock.api.preferences import wants_async, wants_events
from picturelock.api.routes.writing import ERRORS, WHOLE, told, whole_responses
from picturelock.api.schemas import inlined_schema, request_body
from picturelock.api.script_answers import (
    ErrorAnswer,
    ReportAnswer,
    ScriptDocument,
    ScriptsAnswer,
    ToldSegment,
)
from picturelock.api.script_asks import ResumeAsk
from picturelock.api.script_following import follow
from picturelock.api.script_reading import PATIENCE, read_resume
from picturelock.api.script_telling import told_line, told_script
from picturelock.api.service import Serving
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.field_problems import invalid_input
from picturelock.domain.kept_script import UnknownScriptError
from picturelock.domain.manuscript_kind import KINDS, MOST_SEGMENTS
from picturelock.domain.manuscript_segment import Segment

router = APIRouter(tags=["scripts"])
_EXAMPLE_ID = "scr_5f0c2a9d1b7e4c3a"
# What every database can hold.
MOST_REVISIONS = 10**9
_ID = r"^[A-Za-z0-9_-]{1,64}$"
# Told, but not checked by the framework: an id that cannot be is one that is not there.
_Id = Path(description="The script.", examples=[_EXAMPLE_ID], json_schema_extra={"pattern": _ID})


def _kept_id(script_id: Annotated[str, _Id]) -> str:
    """An id that a script may have. Nothing else is asked of the database: not all of them take any text."""
    if not re.fullmatch(_ID, script_id):
        raise UnknownScriptError(script_id[:64])
    return script_id


ScriptId = Annotated[str, Depends(_kept_id)]
Revision = Annotated[
    int | None,
    Query(ge=1, le=MOST_REVISIONS, description="Which revision; the newest without.", examples=[1]),
]
_MISSING: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorAnswer, "description": "There is no such script or revision."},
    422: ERRORS[422],
    503: ERRORS[503],
}
_EDIT = {
    "title": "The Discovery",
    "narration": "At noon the clock strikes thirteen.",
    "dialogue": [{"character_id": "char_001", "character_name": "Alex Chen", "text": "That is mine."}],
}


@router.get(
    "/scripts",
    summary="Scripts, the last changed first",
    responses={200: {"model": ScriptsAnswer}, 422: ERRORS[422], 503: ERRORS[503]},
)
async def scripts(
    service: Serving,
    limit: Annotated[int, Query(ge=1, le=500, description="At most so many.", examples=[100])] = 100,
    offset: Annotated[int, Query(ge=0, le=10**9, description="Leave out the first ones.", examples=[0])] = 0,
) -> JSONResponse:
    """Every script that was begun, whatever became of it."""
    lines, total = await service.room.scripts(limit=limit, offset=offset)
    shown = [told_line(line, service.room.progress(line.id)) for line in lines]
    return told(ScriptsAnswer(scripts=shown, total=total))


@router.get(
    "/scripts/{script_id}",
    summary="One script: metadata, segments, what is missing, how far it is",
    responses={200: {"model": ScriptDocument}, **_MISSING},
)
async def script(service: Serving, script_id: ScriptId, revision: Revision = None) -> JSONResponse:
    """A script at a revision, with its usage as of now, and its metrics when nothing is being written."""
    kept = await service.room.script(script_id, revision)
    progress = service.room.progress(script_id)
    # Whoever asks again and again how far it is need not wait for what will be otherwise a moment later.
    measured = progress is None and kept.metadata is not None and bool(kept.segments)
    return told(told_script(kept, await service.room.metrics(kept) if measured else None, progress))


@router.get(
    "/scripts/{script_id}/report",
    summary="What can be measured of a script, and what it used up",
    responses={200: {"model": ReportAnswer}, **_MISSING},
)
async def report(service: Serving, script_id: ScriptId, revision: Revision = None) -> JSONResponse:
    """Measures that need no judge: completeness, numbering, roster, repetition, outline, language."""
    kept = await service.room.script(script_id, revision)
    if kept.metadata is None:
        raise InvalidInputError([Problem("script_id", "has no metadata yet; resume the script first")])
    metrics = await service.room.metrics(kept)
    return told(ReportAnswer(script_id=kept.id, revision=kept.revision, metrics=metrics, usage=kept.usage))


@router.post(
    "/scripts/{script_id}/resume",
    summary="Write only what is missing",
    responses={**whole_responses(*WHOLE.values()), 404: _MISSING[404]},
    openapi_extra=request_body(inlined_schema(ResumeAsk), example={}, required=False),
)
async def resume(request: Request, service: Serving, script_id: ScriptId) -> Response:
    """Goes on with the newest revision. Answers as a single call does, under the kind's result key."""
    waits = not (wants_async(request) or wants_events(request))
    wishes = read_resume(await read_json(request, optional=True), patience=PATIENCE if waits else None)
    await service.room.resume(script_id, wishes)
    kept = await service.room.script(script_id)
    key = KINDS[kept.kind].result_key
    return await follow(request, service.room, script_id, key, wishes.size or kept.set_size)


@router.post(
    "/scripts/{script_id}/stop",
    summary="Stop writing; what is written stays",
    responses={200: {"model": ScriptDocument}, 409: {"model": ErrorAnswer}, **_MISSING},
)
async def stop(service: Serving, script_id: ScriptId) -> JSONResponse:
    """Stops what is being written of a script here; resuming goes on with it."""
    await service.room.stop(script_id)
    return told(told_script(await service.room.script(script_id), None, None))


def _edit_schema() -> dict[str, Any]:
    schema = inlined_schema(ToldSegment)
    # The address says it already.
    schema["required"].remove("segment_number")
    return schema


@router.put(
    "/scripts/{script_id}/segments/{number}",
    summary="Replace a segment by your own, which no writer overwrites",
    responses={
        200: {"model": ScriptDocument},
        **{status: ERRORS[status] for status in (400, 413, 415)},
        **_MISSING,
    },
    openapi_extra=request_body(_edit_schema(), example=_EDIT),
)
async def edit(
    request: Request,
    service: Serving,
    script_id: ScriptId,
    number: Annotated[int, Path(ge=1, le=MOST_SEGMENTS, description="The segment's number.", examples=[1])],
    revision: Revision = None,
) -> JSONResponse:
    """The segment has to fit its script: its number, the roster, and the rules of narration."""
    body = await read_json(request)
    if body.setdefault("segment_number", number) != number:
        raise InvalidInputError([Problem("segment_number", f"must be {number}, as in the address")])
    try:
        # As it is answered: whoever changes a word of that and sends it back need not leave anything out.
        told_segment = ToldSegment.model_validate(body)
    except ValidationError as wrong:
        raise invalid_input(wrong) from None
    segment = Segment.model_validate(told_segment.model_dump(exclude={"edited"}))
    kept = await service.room.edit(script_id, segment, revision=revision)
    return told(told_script(kept, None, service.room.progress(script_id)))
