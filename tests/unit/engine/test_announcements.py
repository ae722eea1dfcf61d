"""What is told to whom, stored with the events themselves."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection, select

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import OpenStudio, accept_all, act, at_gate, until
from picturelock.engine.database import Database
from picturelock.engine.deliveries import Endpoint, register
from picturelock.engine.errors import OutOfTurnError
from picturelock.engine.studio import Studio
from picturelock.engine.tables import webhook_deliveries

REVIEW = Endpoint(name="review", url="https://review.example.com/hook", base="https://films.example.com")


async def _register(database_url: str, *endpoints: Endpoint) -> None:
    database = Database(database_url)
    await database.write(register, endpoints, moment=0.0)
    database.close()


async def _told(database_url: str) -> list[dict[str, Any]]:
    def read(connection: Connection) -> list[dict[str, Any]]:
        table = webhook_deliveries
        rows = connection.execute(select(table).order_by(table.c.seq, table.c.type, table.c.endpoint))
        return [{**row, "message": json.loads(row["body"])} for row in rows.mappings()]

    database = Database(database_url)
    try:
        return await database.read(read)
    finally:
        database.close()


async def test_a_film_is_told_from_its_start_to_its_end(studio: Studio, database_url: str) -> None:
    await _register(database_url, REVIEW)
    video_id = await studio.start("moa", ASPIRIN, by="Ann")
    await accept_all(studio, video_id)

    told = await _told(database_url)

    assert [one["type"] for one in told] == [
        "session.started",
        *("stage.completed", "stage.decided") * 5,
        "video.completed",
    ]
    events = {event.seq: event for event in await studio.events(video_id)}
    assert {one["message"]["timestamp"] for one in told} <= {event.ts for event in events.values()}
    assert told[2]["message"]["data"] == {
        "video_id": video_id,
        "video_type": "moa",
        "stage": "scenes",
        "version": 1,
        "seq": told[2]["seq"],
        "status": "running",
        "url": f"https://films.example.com/videos/{video_id}",
        "decision": {"action": "accept", "by": "Ann"},
    }
    assert told[-1]["message"]["data"]["status"] == "complete"
    assert len({one["id"] for one in told}) == len(told)


async def test_failures_and_stops_are_told_and_no_word_of_a_person_is(
    studio: Studio, production: FakeProduction, database_url: str
) -> None:
    await _register(database_url, REVIEW)
    production.fails["scenes"] = "a reason that may quote the payload"
    video_id = await studio.start("moa", ASPIRIN)
    await at_gate(studio, video_id)
    del production.fails["scenes"]
    await act(studio, video_id, "regenerate", feedback="say less about Smith")
    await at_gate(studio, video_id)
    await act(studio, video_id, "stop")

    told = await _told(database_url)

    assert [one["type"] for one in told] == [
        *("session.started", "stage.failed", "stage.decided", "stage.completed"),
        *("stage.decided", "video.stopped"),
    ]
    assert not [word for word in ("Aspirin", "Smith", "quote the payload") if word in str(told)]


async def test_endpoints_are_told_what_they_asked_for_and_films_have_their_own(
    studio: Studio, database_url: str
) -> None:
    ends = REVIEW.model_copy(update={"name": "ends", "events": ("video.stopped",)})
    await _register(database_url, ends, Endpoint(name="films", events=("session.started",)))
    own = await studio.start("moa", ASPIRIN, webhook="https://hooks.example.com/1")
    other = await studio.start("moa", ASPIRIN)
    for video_id in (own, other):
        await act(studio, video_id, "stop")

    told = await _told(database_url)

    assert {(one["session_id"], one["endpoint"], one["type"], one["url"]) for one in told} == {
        (own, "ends", "video.stopped", ends.url),
        (other, "ends", "video.stopped", ends.url),
        (own, "films", "session.started", "https://hooks.example.com/1"),
    }


async def test_nothing_is_written_when_nobody_listens(studio: Studio, database_url: str) -> None:
    video_id = await studio.start("moa", ASPIRIN)
    await until(studio, video_id, "completed")

    assert await _told(database_url) == []


async def test_what_is_refused_tells_nothing(studio: Studio, database_url: str) -> None:
    await _register(database_url, REVIEW)
    video_id = await studio.start("moa", ASPIRIN)
    await act(studio, video_id, "stop")
    before = len(await _told(database_url))

    with pytest.raises(OutOfTurnError):
        await act(studio, video_id, "accept")

    assert len(await _told(database_url)) == before


async def test_a_process_that_knows_no_endpoints_tells_them_all_the_same(
    open_studio: OpenStudio, database_url: str
) -> None:
    """Endpoints are in the database: workers need no configuration of their own."""
    await _register(database_url, REVIEW)
    async with open_studio() as studio:
        video_id = await studio.start("moa", ASPIRIN, "automatic")
        await studio.wait(video_id)

    told = await _told(database_url)

    assert told[-1]["type"] == "video.completed"
    decided = [one["message"]["data"]["decision"] for one in told if one["type"] == "stage.decided"]
    assert decided[0] == {"action": "accept", "by": "automatic"}
