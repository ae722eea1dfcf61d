"""Following a script: signs of life while nothing happens, and whatever ends it is told as such."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from fakes.service import Opened
from picturelock.api import script_following
from picturelock.ports.progress import Progress
from picturelock.writing.room.errors import WritingEndedError
from picturelock.writing.room.news import Finished, Moved, News
from picturelock.writing.room.room import WritersRoom

EVENTS = {"accept": "text/event-stream"}


def news_of(*told: News | Exception, after: float = 0) -> Any:
    """Stands in for ``WritersRoom.watch``: tells the news after some seconds, and raises errors."""

    @asynccontextmanager
    async def watch(room: WritersRoom, script_id: str) -> AsyncGenerator[AsyncIterator[News]]:
        async def tell() -> AsyncIterator[News]:
            await asyncio.sleep(after)
            for one in told:
                if isinstance(one, Exception):
                    raise one
                yield one

        yield tell()

    return watch


async def stream(service: Opened) -> str:
    answer = await service.client.post("/generate-meme-segments", json={"segments": 3}, headers=EVENTS)
    assert answer.status_code == 200
    return answer.text


def last_event(text: str) -> tuple[str, Any]:
    name, data = text.strip().split("\n\n")[-1].splitlines()
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


async def test_a_stream_in_which_nothing_happens_is_kept_alive(
    service: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script_following, "KEEP_ALIVE_SECONDS", 0.02)
    monkeypatch.setattr(WritersRoom, "watch", news_of(Moved(Progress(done=0.5)), after=0.3))

    before, _, after = (await stream(service)).partition("event: progress")

    assert before.startswith(": ")
    assert '"done": 0.5' in after


async def test_a_stream_is_not_held_up_by_anything_on_its_way(service: Opened) -> None:
    answer = await service.client.post("/generate-meme-segments", json={"segments": 3}, headers=EVENTS)

    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-accel-buffering"] == "no"
    assert "content-length" not in answer.headers


@pytest.mark.parametrize(
    ("failed", "told"),
    [
        (WritingEndedError(), "what is written is kept"),
        (ZeroDivisionError(), "unexpected ZeroDivisionError; the service's log has the cause"),
    ],
)
async def test_whatever_ends_a_stream_is_its_last_event(
    service: Opened, monkeypatch: pytest.MonkeyPatch, failed: Exception, told: str
) -> None:
    monkeypatch.setattr(WritersRoom, "watch", news_of(Moved(Progress(done=0.5)), failed))

    name, data = last_event(await stream(service))

    assert name == "error"
    assert told in data["detail"]
    assert data["script_id"].startswith("scr_")


async def test_whoever_waits_for_a_script_that_is_stopped_is_told_which_one(
    service: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def finished(room: WritersRoom, script_id: str) -> Finished:
        raise WritingEndedError

    monkeypatch.setattr(WritersRoom, "finished", finished)
    answer = await service.client.post("/generate-meme-segments", json={"segments": 3})
    told = answer.json()

    assert (answer.status_code, told["retryable"]) == (409, True)
    assert answer.headers["location"] == f"/scripts/{told['script_id']}"
