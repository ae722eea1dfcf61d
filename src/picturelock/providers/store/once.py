"""Work that many may ask for at a time and that is done once for all of them."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Done = TypeVar("Done")


@dataclass
class _Work(Generic[Done]):
    """Something that is being done, and how many wait for it."""

    task: asyncio.Task[Done]
    waiting: int = 0


class Once(Generic[Done]):
    """Work under keys, on one event loop. What has ended is forgotten."""

    def __init__(self) -> None:
        self._working: dict[str, _Work[Done]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._working

    async def do(self, key: str, work: Callable[[], Coroutine[Any, Any, Done]]) -> Done:
        """What the work under this key comes to; ``work`` is begun when nobody is at it.

        When everybody who waits is cancelled, so is the work, and it has ended when this returns.
        Whatever it raises is raised to everybody.
        """
        working = self._working.get(key)
        if working is None:
            working = _Work(asyncio.create_task(self._begin(key, work)))
            self._working[key] = working
        working.waiting += 1
        try:
            return await asyncio.shield(working.task)
        except asyncio.CancelledError:
            if working.waiting == 1 and not working.task.done():
                working.task.cancel()
                # Its processes must have ended before the caller may think so.
                await asyncio.gather(working.task, return_exceptions=True)
            raise
        finally:
            working.waiting -= 1

    async def _begin(self, key: str, work: Callable[[], Coroutine[Any, Any, Done]]) -> Done:
        try:
            return await work()
        finally:
            del self._working[key]
