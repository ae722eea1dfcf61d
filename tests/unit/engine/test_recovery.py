import asyncio
import os
import signal
import sys

from fakes.production import ASPIRIN, FakeProduction
from fakes.stored import say
from fakes.watching import OpenStudio, act, at_gate, eventually, until

LEFT = """
import asyncio, sys
from fakes.production import ASPIRIN, FakeProduction
from picturelock.engine.studio import Studio

async def main():
    address, mode, stage, *going_on = sys.argv[1:]
    production = FakeProduction(holds={stage: asyncio.Event()})
    studio = await Studio.open(production, address)
    session_id = going_on[0] if going_on else await studio.start("moa", ASPIRIN, mode)
    while not any(order.stage == stage for order in production.orders):
        await asyncio.sleep(0.01)
    print(session_id, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


async def left_by_a_killed_service(database_url: str, mode: str, stage: str, *going_on: str) -> str:
    """A session whose service was killed while a stage ran."""
    child = await asyncio.create_subprocess_exec(
        *[sys.executable, "-c", LEFT, database_url, mode, stage, *going_on],
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert child.stdout is not None
        return (await child.stdout.readline()).decode().strip()
    finally:
        child.send_signal(signal.SIGKILL)
        await child.wait()


async def test_the_run_of_a_killed_service_comes_to_its_gate_all_the_same(
    open_studio: OpenStudio, database_url: str
) -> None:
    session_id = await left_by_a_killed_service(database_url, "creator", "scenes")
    async with open_studio() as studio:
        state = await at_gate(studio, session_id)
        assert (state.status, [(run.version, run.attempt) for run in state.runs]) == ("awaiting", [(1, 2)])


async def test_an_automatic_session_finishes_after_a_kill(open_studio: OpenStudio, database_url: str) -> None:
    session_id = await left_by_a_killed_service(database_url, "automatic", "tts")
    async with open_studio() as studio:
        assert (await studio.wait(session_id)).status == "complete"
        state = await studio.state(session_id)
        assert [(run.stage, run.version, run.attempt) for run in state.runs] == [
            ("scenes", 1, 1),
            ("script", 1, 1),
            ("visuals", 1, 1),
            ("tts", 1, 2),
            ("render", 1, 1),
        ]


async def test_a_closed_studio_takes_its_automatic_sessions_up_again(
    open_studio: OpenStudio, production: FakeProduction
) -> None:
    production.holds["render"] = asyncio.Event()
    async with open_studio() as studio:
        session_id = await studio.start("moa", ASPIRIN, "automatic")
        await eventually(lambda: any(order.stage == "render" for order in production.orders))
    assert production.cancelled == ["render"]
    production.holds["render"].set()
    async with open_studio() as studio:
        assert (await studio.wait(session_id)).status == "complete"


async def test_a_run_that_ends_its_service_each_time_is_given_up(
    open_studio: OpenStudio, database_url: str
) -> None:
    session_id = await left_by_a_killed_service(database_url, "creator", "scenes")
    for _ in range(2):
        await left_by_a_killed_service(database_url, "creator", "scenes", session_id)
    async with open_studio() as studio:
        state = await at_gate(studio, session_id)
        assert (state.status, "3 times" in str(state.error)) == ("failed", True)
        await act(studio, session_id, "regenerate")
        state = await at_gate(studio, session_id)
        assert (state.runs[-1].version, state.status) == (2, "awaiting")


async def test_closing_a_service_is_no_try_of_its_runs(
    open_studio: OpenStudio, production: FakeProduction
) -> None:
    production.holds["scenes"] = asyncio.Event()
    async with open_studio() as studio:
        session_id = await studio.start("moa", ASPIRIN)
        await eventually(lambda: len(production.orders) == 1)
    for times in (2, 3, 4):
        async with open_studio():
            await eventually(lambda times=times: len(production.orders) == times)
    production.holds["scenes"].set()
    async with open_studio() as studio:
        assert (await at_gate(studio, session_id)).status == "awaiting"


async def test_a_session_at_its_gate_is_still_there(open_studio: OpenStudio) -> None:
    async with open_studio() as studio:
        session_id = await studio.start("moa", ASPIRIN)
        before = await at_gate(studio, session_id)
    async with open_studio() as studio:
        assert await studio.state(session_id) == before
        await act(studio, session_id, "accept")
        await until(studio, session_id, "completed")


async def test_an_acceptance_that_was_not_written_any_more_is_made_up_for(
    open_studio: OpenStudio, production: FakeProduction, database_url: str
) -> None:
    async with open_studio() as studio:
        session_id = await studio.start("moa", ASPIRIN)
        await at_gate(studio, session_id)
    # As if an automatic session's process had died between the take and its acceptance.
    say(database_url, "UPDATE sessions SET mode = 'automatic'")
    async with open_studio() as studio:
        assert (await studio.wait(session_id)).status == "complete"


async def test_runs_of_a_living_process_are_left_alone(
    open_studio: OpenStudio, production: FakeProduction
) -> None:
    production.holds["scenes"] = asyncio.Event()
    async with open_studio() as studio:
        session_id = await studio.start("moa", ASPIRIN)
        await eventually(lambda: production.at_once == 1)
        async with open_studio() as other:
            assert (await other.session(session_id)).status == "running"
        assert production.at_once == 1
