"""The line of waiting runs, and several processes over one database."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import Connection, update

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import SECONDS, act, at_gate, eventually, next_moving
from picturelock.engine.database import Database
from picturelock.engine.event import Decision, Event
from picturelock.engine.heartbeat import beat, reap
from picturelock.engine.studio import EVERY_QUEUE, Studio
from picturelock.engine.tables import executors, stage_runs

NONE: Mapping[str, int] = {}


@asynccontextmanager
async def opened(
    production: FakeProduction, database_url: str, queues: Mapping[str, int] = EVERY_QUEUE
) -> AsyncGenerator[Studio]:
    studio = await Studio.open(production, database_url, queues=queues)
    try:
        yield studio
    finally:
        await studio.close()


def silenced(connection: Connection) -> None:
    connection.execute(update(executors).values(beat=0))


async def taken_over(studio: Studio) -> None:
    """As if everybody else had been silent for longer than their lease."""
    database, pulse = studio._database, studio._pulse  # pyright: ignore[reportPrivateUsage]
    await database.write(silenced)
    await database.write(beat, pulse._executor)  # pyright: ignore[reportPrivateUsage]
    await database.write(reap, local=database.local, trusts_silence=True)
    studio._conductor.wake()  # pyright: ignore[reportPrivateUsage]


async def test_sessions_take_turns_when_one_asks_for_many_takes(
    production: FakeProduction, database_url: str
) -> None:
    async with opened(production, database_url, {"write": 1}) as studio:
        first = await studio.start("moa", ASPIRIN)
        await at_gate(studio, first)
        production.orders.clear()
        production.holds["scenes"] = asyncio.Event()
        await studio.decide(first, Decision(action="vary", by="Ann", count=4))
        await eventually(lambda: len(production.orders) == 1)
        second, third = await studio.start("moa", ASPIRIN), await studio.start("moa", ASPIRIN)
        production.holds["scenes"].set()
        await eventually(lambda: len(production.orders) == 6)
        assert [order.session_id for order in production.orders] == [
            first,
            second,
            third,
            first,
            first,
            first,
        ]


async def test_a_waiting_run_tells_its_place_and_moves_up(
    production: FakeProduction, database_url: str
) -> None:
    production.holds["scenes"] = asyncio.Event()
    async with opened(production, database_url, {"write": 1}) as studio:
        sessions = [await studio.start("moa", ASPIRIN) for _ in range(3)]
        await eventually(lambda: len(production.orders) == 1)
        places = [(await next_moving(studio, session)).progress.place_in_line for session in sessions[1:]]
        assert places == [1, 2]
        await act(studio, sessions[1], "stop")

        def moved_up() -> bool:
            moving = studio.moving(sessions[2])
            return moving is not None and moving.progress.place_in_line == 1

        await eventually(moved_up)
        assert studio.moving(sessions[1]) is None


async def test_a_process_without_queues_leaves_the_work_to_others_and_tells_of_it(
    production: FakeProduction, database_url: str
) -> None:
    async with opened(production, database_url, NONE) as node:
        session_id = await node.start("moa", ASPIRIN)
        moving = await next_moving(node, session_id)
        assert moving.progress.place_in_line == 1
        assert production.orders == []
        async with opened(production, database_url, {"write": 1}):
            assert (await at_gate(node, session_id)).status == "awaiting"


async def test_a_process_works_only_on_its_queues(production: FakeProduction, database_url: str) -> None:
    async with opened(production, database_url, {"write": 1}) as studio:
        session_id = await studio.start("moa", ASPIRIN, "automatic")
        await eventually(lambda: [order.stage for order in production.orders] == ["scenes", "script"])
        moving = await next_moving(studio, session_id)
        assert (moving.stage, moving.progress.place_in_line) == ("visuals", 1)
        async with opened(production, database_url, {"draw": 1}):
            assert (await studio.wait(session_id)).status == "complete"


async def test_progress_and_events_are_told_by_another_process(
    production: FakeProduction, database_url: str
) -> None:
    from picturelock.engine.production import StageProgress

    production.reports["scenes"] = [StageProgress(done=0.4, message="thinking")]
    production.holds["scenes"] = asyncio.Event()
    async with opened(production, database_url, NONE) as node, opened(production, database_url):
        session_id = await node.start("moa", ASPIRIN)
        async with asyncio.timeout(SECONDS), node.watch(session_id) as news:
            async for new in news:
                if isinstance(new, Event):
                    if new.type == "completed":
                        break
                elif new.progress.message == "thinking":
                    production.holds["scenes"].set()


@pytest.mark.parametrize("action", ["stop", "regenerate"])
async def test_a_decision_ends_a_run_in_another_process(
    production: FakeProduction, database_url: str, action: str
) -> None:
    production.holds_version["scenes", 1] = asyncio.Event()
    async with opened(production, database_url, NONE) as node, opened(production, database_url):
        session_id = await node.start("moa", ASPIRIN)
        await eventually(lambda: len(production.orders) == 1)
        decision = {"action": action, "by": "Ann", "seen": {"stage": "scenes", "version": 1}}
        await node.decide(session_id, Decision.model_validate(decision))
        await eventually(lambda: production.cancelled == ["scenes"])


async def test_a_thawed_process_cannot_write_over_its_replacement(
    production: FakeProduction, database_url: str
) -> None:
    production.holds_version["scenes", 1] = asyncio.Event()
    async with opened(production, database_url) as frozen:
        # It does not hear that it was given up.
        await frozen._pulse.fall_silent()  # pyright: ignore[reportPrivateUsage]
        session_id = await frozen.start("moa", ASPIRIN)
        await eventually(lambda: len(production.orders) == 1)
        replacing = FakeProduction()
        async with opened(replacing, database_url) as other:
            await taken_over(other)
            await at_gate(other, session_id)
            before = await other.events(session_id)
            production.holds_version["scenes", 1].set()
            await eventually(lambda: production.at_once == 0)
            await act(other, session_id, "accept")
            await at_gate(other, session_id)
            after = await other.events(session_id)
            assert after[: len(before)] == before
            assert [event.type for event in after[2:]] == [
                "stage_running",
                "completed",
                "stage_running",
                "completed",
            ]
            assert [event.data.get("attempt") for event in after[2:4]] == [2, None]


async def test_a_process_that_was_given_up_begins_nothing_before_it_is_heard_of_again(
    production: FakeProduction, database_url: str
) -> None:
    async with opened(production, database_url, {"write": 1}) as frozen:
        await frozen._pulse.fall_silent()  # pyright: ignore[reportPrivateUsage]
        async with opened(production, database_url, NONE) as other:
            await taken_over(other)
            session_id = await other.start("moa", ASPIRIN)
            frozen._conductor.wake()  # pyright: ignore[reportPrivateUsage]
            assert (await next_moving(other, session_id)).progress.place_in_line == 1
            assert production.orders == []
            await frozen._pulse.open()  # pyright: ignore[reportPrivateUsage]
            assert (await at_gate(other, session_id)).status == "awaiting"


async def test_a_run_that_was_taken_with_the_last_word_of_a_lost_connection_is_put_back(
    production: FakeProduction, database_url: str
) -> None:
    async with opened(production, database_url, NONE) as node:
        session_id = await node.start("moa", ASPIRIN)
        executor = node._pulse._executor.id  # pyright: ignore[reportPrivateUsage]
        await node._database.write(  # pyright: ignore[reportPrivateUsage]
            lambda connection: connection.execute(update(stage_runs).values(executor=executor, attempt=1))
        )
        async with opened(production, database_url):
            assert (await at_gate(node, session_id)).status == "awaiting"
        assert [event.data.get("attempt") for event in await node.events(session_id)][2] == 2


async def test_silence_is_trusted_only_after_steady_beats(database_url: str) -> None:
    production = FakeProduction(holds={"scenes": asyncio.Event()})
    async with opened(production, database_url) as studio:
        await studio.start("moa", ASPIRIN)
        await eventually(lambda: len(production.orders) == 1)
        database = Database(database_url)
        try:
            await database.write(silenced)
            assert await database.write(reap, local=database.local, trusts_silence=False) == 0
        finally:
            database.close()
