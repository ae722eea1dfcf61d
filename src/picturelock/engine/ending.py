"""Ending tasks for certain."""

import asyncio
from collections.abc import Iterable

_AGAIN_SECONDS = 1.0


async def end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel tasks until all have ended; what they failed with is theirs to tell.

    Once is not always enough: before Python 3.12 ``asyncio.wait_for`` swallows a cancellation that comes in
    the same moment as its result.
    """
    running = {task for task in tasks if not task.done()}
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=_AGAIN_SECONDS)
