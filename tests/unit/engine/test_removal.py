"""A removed session is gone with what it alone used; a line says who removed it, and how its log ended."""

import asyncio

import pytest

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import SECONDS, OpenStudio, at_gate, eventually, next_moving
from picturelock.engine.database import Database
from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.event import Event
from picturelock.engine.production import StageFailedError, StageProgress
from picturelock.engine.removal import find_removed, read_left
from picturelock.engine.studio import Studio

KEY = "ab" * 16
LOGO = "cd" * 16


async def held(studio: Studio, production: FakeProduction) -> str:
    """A film whose first stage runs until it is ended."""
    production.reports["scenes"] = [StageProgress(done=0.5)]
    production.holds["scenes"] = asyncio.Event()
    video_id = await studio.start("moa", ASPIRIN, "automatic")
    await next_moving(studio, video_id)
    return video_id


async def test_what_runs_is_ended_before_it_is_answered(studio: Studio, production: FakeProduction) -> None:
    video_id = await held(studio, production)
    await studio.remove(video_id, by="Ann")
    assert (production.cancelled, production.at_once) == (["scenes"], 0)
    assert production.removed == [video_id]
    with pytest.raises(UnknownSessionError):
        await studio.session(video_id)
    with pytest.raises(UnknownSessionError):
        await studio.remove(video_id, by="Ann")


async def test_other_films_go_on(studio: Studio, production: FakeProduction) -> None:
    first = await held(studio, production)
    second = await studio.start("moa", ASPIRIN, "automatic")
    await studio.remove(first, by="Ann")
    production.holds["scenes"].set()
    async with asyncio.timeout(SECONDS):
        assert (await studio.wait(second)).status == "complete"


async def test_whoever_waits_for_it_is_told(studio: Studio, production: FakeProduction) -> None:
    video_id = await held(studio, production)
    waiting = asyncio.create_task(studio.wait(video_id))
    await asyncio.sleep(0)
    await studio.remove(video_id, by="Ann")
    async with asyncio.timeout(SECONDS):
        with pytest.raises(UnknownSessionError):
            await waiting


async def test_other_processes_end_what_they_run_for_it(
    open_studio: OpenStudio, production: FakeProduction
) -> None:
    async with open_studio() as worker:
        video_id = await held(worker, production)
        async with worker.watch(video_id) as news:
            async with open_studio() as other:
                await other.remove(video_id, by="Ann")
            await eventually(lambda: production.cancelled == ["scenes"])
            async with asyncio.timeout(SECONDS):
                with pytest.raises(UnknownSessionError):
                    async for new in news:
                        assert not isinstance(new, Event) or new.seq < 3


async def test_a_line_stays_of_who_removed_it(
    studio: Studio, production: FakeProduction, database_url: str
) -> None:
    video_id = await studio.start("moa", ASPIRIN)
    await at_gate(studio, video_id)
    last = await studio.head(video_id)
    await studio.remove(video_id, by="Ann")
    database = Database(database_url)
    line = await database.read(find_removed, video_id)
    database.close()
    assert line is not None
    assert (line.by, line.seq, line.hash) == ("Ann", last.seq, last.hash)


async def test_takes_go_only_when_no_other_film_uses_them(studio: Studio, production: FakeProduction) -> None:
    production.last_take = {"video": {"key": KEY, "name": "film.mp4"}}
    first = await studio.start("moa", {**ASPIRIN, "drug_name": f"Aspirin {LOGO}"}, "automatic")
    second = await studio.start("moa", ASPIRIN, "automatic")
    for video_id in (first, second):
        await studio.wait(video_id)
    await studio.remove(first, by="Ann")
    assert [keys & {KEY, LOGO} for keys, _ in production.released] == [{LOGO}]
    await studio.remove(second, by="Ann")
    assert KEY in production.released[-1][0]


async def test_what_was_used_a_moment_ago_is_tried_again(
    open_studio: OpenStudio, production: FakeProduction, database_url: str
) -> None:
    production.last_take = {"video": {"key": KEY, "name": "film.mp4"}}
    production.keeps = frozenset({KEY})
    database = Database(database_url)
    async with open_studio() as studio:
        video_id = await studio.start("moa", ASPIRIN, "automatic")
        await studio.wait(video_id)
        await studio.remove(video_id, by="Ann")
        assert list((await database.read(read_left)).values()) == [frozenset({KEY})]
    production.keeps = frozenset()
    async with open_studio():
        async with asyncio.timeout(SECONDS):
            while await database.read(read_left):  # noqa: ASYNC110 - nothing announces it
                await asyncio.sleep(0.01)
    database.close()


async def test_a_complete_film_is_sealed_with_the_end_of_its_log(
    studio: Studio, production: FakeProduction
) -> None:
    video_id = await studio.start("moa", ASPIRIN, "automatic")
    await studio.wait(video_id)
    await eventually(lambda: bool(production.completed))
    order, take = production.completed[0]
    assert (order.log, take) == (await studio.head(video_id), {"made": "render 1"})
    assert set(order.inputs) == {"scenes", "script", "visuals", "tts"}


async def test_a_film_whose_process_ended_before_it_was_laid_is_sealed_at_the_next_start(
    open_studio: OpenStudio, production: FakeProduction
) -> None:
    production.lays = StageFailedError("the disk is full")
    async with open_studio() as studio:
        video_id = await studio.start("moa", ASPIRIN, "automatic")
        await studio.wait(video_id)
        last = await studio.head(video_id)
    assert production.completed == []
    production.lays = None
    async with open_studio() as studio_now:
        await eventually(lambda: [order.log for order, _ in production.completed] == [last])
        async with asyncio.timeout(SECONDS):
            while (await studio_now.session(video_id)).sealed != last.seq:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    async with open_studio() as studio:
        await studio.wait(await studio.start("moa", ASPIRIN, "automatic"))
        await eventually(lambda: len(production.completed) == 2)
    assert [order.session_id for order, _ in production.completed].count(video_id) == 1
