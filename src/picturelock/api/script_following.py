"""Following a script that is being written: to its end, by events, or not at all."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from picturelock.api.preferences import wants_async, wants_events
from picturelock.api.script_errors import error_told, unexpected
from picturelock.api.script_telling import address, told_news, told_plan, told_queued, told_whole
from picturelock.domain.errors import PicturelockError
from picturelock.domain.kept_script import KeptScript
from picturelock.engine.errors import StudioError
from picturelock.writing.room.news import Finished, Moved, News, Planned, SetDone
from picturelock.writing.room.room import WritersRoom

KEEP_ALIVE_SECONDS = 15.0
_HEADERS = {"cache-control": "no-cache", "x-accel-buffering": "no"}


async def follow(request: Request, room: WritersRoom, script_id: str, result_key: str, size: int) -> Response:
    """Answer as the client wants: at once, by events, or when the script is written."""
    location = {"location": address(script_id)}
    if wants_async(request):
        headers = {**location, "preference-applied": "respond-async"}
        return JSONResponse(told_queued(script_id).model_dump(), status_code=202, headers=headers)
    if wants_events(request):
        stream = _events(room, script_id, result_key, size)
        return StreamingResponse(stream, media_type="text/event-stream", headers={**_HEADERS, **location})
    try:
        ended = await room.finished(script_id)
    except PicturelockError as failed:
        status, body, headers = error_told(failed, script_id)
        return JSONResponse(body, status_code=status, headers={**location, **headers})
    return JSONResponse({result_key: told_whole(ended).model_dump(mode="json")}, headers=location)


async def _events(room: WritersRoom, script_id: str, result_key: str, size: int) -> AsyncGenerator[bytes]:
    """``metadata`` once, ``progress`` now and then, ``set`` once a set, and ``complete`` or ``error``."""
    telling = asyncio.Queue[bytes | None]()
    pump = asyncio.create_task(_pump(room, script_id, result_key, size, telling))
    try:
        while True:
            try:
                event = await asyncio.wait_for(telling.get(), KEEP_ALIVE_SECONDS)
            except TimeoutError:
                yield KEEPALIVE_COMMENT
                continue
            if event is None:
                return
            yield event
    finally:
        # The client is gone, or everything is told; the writing itself goes on.
        pump.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await pump


async def _pump(
    room: WritersRoom, script_id: str, result_key: str, size: int, telling: asyncio.Queue[bytes | None]
) -> None:
    script: KeptScript | None = None
    try:
        async with room.watch(script_id) as following:
            async for news in following:
                if isinstance(news, Planned):
                    script = news.script
                telling.put_nowait(_event(news, script, result_key, size))
    except PicturelockError as failed:
        telling.put_nowait(_formatted("error", error_told(failed, script_id).body))
    except StudioError as failed:
        told = {"detail": str(failed), "retryable": True, "script_id": script_id}
        telling.put_nowait(_formatted("error", told))
    except Exception as failed:
        # The client is told that it ended; the server's log gets the cause.
        told = {"detail": unexpected(failed), "retryable": False, "script_id": script_id}
        telling.put_nowait(_formatted("error", told))
        raise
    finally:
        telling.put_nowait(None)


def _event(news: News, script: KeptScript | None, result_key: str, size: int) -> bytes:
    match news:
        case Planned():
            return _formatted("metadata", told_plan(news.script).model_dump(mode="json"))
        case Moved():
            return _formatted("progress", news.progress.model_dump(mode="json"))
        case SetDone():
            assert script is not None, "told after the plan"
            told = told_news(script, size, news).model_dump(mode="json")
            return _formatted("set", {**told, "error": news.outcome.error})
        case Finished():
            return _formatted("complete", {result_key: told_whole(news).model_dump(mode="json")})


def _formatted(event: str, told: dict[str, Any]) -> bytes:
    return format_sse_event(event=event, data_str=json.dumps(told, ensure_ascii=False))
