"""Waiting for what a session comes to, for tests."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from picturelock.engine.event import Action, Decision, Event, Moving
from picturelock.engine.state import SessionState
from picturelock.engine.studio import Studio

SECONDS = 20

OpenStudio = Callable[[], AbstractAsyncContextManager[Studio]]


async def until(studio: Studio, session_id: str, *types: str) -> Event:
    """The next event of one of these types after what the session has decided so far."""
    async with asyncio.timeout(SECONDS), studio.watch(session_id) as news:
        found: Event | None = None
        async for new in news:
            if isinstance(new, Event):
                found = new if new.type in types else None
                if found is not None and new.seq == (await studio.session(session_id)).seq:
                    return found
    raise AssertionError(f"{session_id} never came to {types}")


async def next_moving(studio: Studio, session_id: str) -> Moving:
    """The next progress of a session."""
    async with asyncio.timeout(SECONDS), studio.watch(session_id) as news:
        async for new in news:
            if isinstance(new, Moving):
                return new
    raise AssertionError("no progress came")


async def at_gate(studio: Studio, session_id: str) -> SessionState:
    """The state once a stage waits for a decision or has failed."""
    await until(studio, session_id, "completed", "error")
    return await studio.state(session_id)


async def act(
    studio: Studio, session_id: str, action: Action, *, by: str = "Ann", feedback: str | None = None
) -> None:
    await studio.decide(session_id, Decision(action=action, by=by, feedback=feedback))


async def accept_all(studio: Studio, session_id: str) -> None:
    """Accept stage after stage until the session is complete."""
    while not (await studio.session(session_id)).ended:
        await at_gate(studio, session_id)
        await act(studio, session_id, "accept")


async def eventually(condition: Callable[[], bool]) -> None:
    """Wait for something that nothing announces."""
    async with asyncio.timeout(SECONDS):
        while not condition():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.01)
