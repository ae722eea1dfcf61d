import asyncio

import pytest

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import OpenStudio, act, at_gate, next_moving
from picturelock.engine.errors import StudioClosedError, UnknownSessionError
from picturelock.engine.event import Event
from picturelock.engine.production import StageProgress
from picturelock.engine.studio import Studio


async def test_a_watcher_gets_every_event_once_and_in_order_from_where_it_was(studio: Studio) -> None:
    session_id = await studio.start("moa", ASPIRIN)
    seqs: list[int] = []
    async with asyncio.timeout(20), studio.watch(session_id, after=2) as news:
        async for new in news:
            if not isinstance(new, Event):
                continue
            seqs.append(new.seq)
            if new.type == "completed":
                await act(studio, session_id, "accept")
            if new.type == "pipeline_complete":
                break
    assert seqs == list(range(3, 13))


async def test_progress_reaches_watchers_between_events(studio: Studio, production: FakeProduction) -> None:
    production.reports["scenes"] = [StageProgress(done=0.5, scene_id="s2", message="writing")]
    production.holds["scenes"] = asyncio.Event()
    session_id = await studio.start("moa", ASPIRIN)
    moving = await next_moving(studio, session_id)
    assert (moving.stage, moving.version, moving.progress.scene_id, moving.progress.done) == (
        "scenes",
        1,
        "s2",
        0.5,
    )
    production.holds["scenes"].set()
    await at_gate(studio, session_id)
    assert studio.moving(session_id) is None


async def test_waiting_ends_when_the_studio_closes(
    open_studio: OpenStudio, production: FakeProduction
) -> None:
    production.holds["scenes"] = asyncio.Event()
    async with open_studio() as studio:
        session_id = await studio.start("moa", ASPIRIN)
        waiting = asyncio.create_task(studio.wait(session_id))
        await next_or_none(studio, session_id)
    with pytest.raises(StudioClosedError):
        await waiting


async def next_or_none(studio: Studio, session_id: str) -> None:
    async with studio.watch(session_id) as news:
        async for _ in news:
            return


async def test_an_unknown_session_cannot_be_watched(studio: Studio) -> None:
    with pytest.raises(UnknownSessionError):
        async with studio.watch("vid_nothing"):
            pass
