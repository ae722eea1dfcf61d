"""Heavy runs take turns: so many at a time, first come, first served."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager


class Turns:
    """A queue for the machine. Whoever waits is told how many are ahead."""

    def __init__(self, at_once: int) -> None:
        if at_once < 1:
            raise ValueError("at least one run must be allowed at a time")
        self._free = at_once
        self._line: deque[tuple[asyncio.Future[None], Callable[[int], None]]] = deque()

    @asynccontextmanager
    async def turn(self, on_wait: Callable[[int], None]) -> AsyncGenerator[None]:
        """Wait for a turn and hold it. ``on_wait`` gets the place in line, from 1, at each change."""
        await self._wait(on_wait)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, on_wait: Callable[[int], None]) -> None:
        if self._free:
            self._free -= 1
            return
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._line.append((called, on_wait))
        on_wait(len(self._line))
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._pass_on()
            else:
                self._line = deque(waiting for waiting in self._line if waiting[0] is not called)
                self._tell()
            raise

    def _pass_on(self) -> None:
        while self._line:
            called, _ = self._line.popleft()
            # Whoever was cancelled a moment ago is still in line, and must not swallow the turn.
            if not called.cancelled():
                called.set_result(None)
                self._tell()
                return
        self._free += 1

    def _tell(self) -> None:
        for place, (_, on_wait) in enumerate(self._line, start=1):
            on_wait(place)
