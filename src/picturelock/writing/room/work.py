"""One piece of work in the background, and its news for whoever watches."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from picturelock.domain.errors import PicturelockError
from picturelock.ports.progress import Progress
from picturelock.writing.room.errors import WritingEndedError
from picturelock.writing.room.news import Finished, Moved, News

_log = logging.getLogger(__name__)


class Work:
    """Runs to its end whether anybody watches or not.

    Args:
        write: what is to be done; given the function to tell news with.
    """

    def __init__(self, write: Callable[[Callable[[News], None]], Coroutine[Any, Any, None]]) -> None:
        self.progress: Progress | None = Progress(done=0)
        self._told: list[News] = []
        self._moved = 0
        self._something = asyncio.Event()
        self._task = asyncio.create_task(write(self._tell))
        self._task.add_done_callback(self._end)

    @property
    def running(self) -> bool:
        """Whether it is still being done."""
        return not self._task.done()

    async def stop(self) -> None:
        """Cancel it, and wait until it has ended."""
        self._task.cancel()
        await asyncio.wait([self._task])

    async def finished(self) -> Finished:
        """Wait for its end. Raises what it failed with."""
        # Whoever waits may go away; the work goes on.
        await asyncio.wait([self._task])
        self._raise_if_failed()
        last = self._told[-1]
        assert isinstance(last, Finished)
        return last

    @asynccontextmanager
    async def watch(self) -> AsyncGenerator[AsyncIterator[News]]:
        """All its news from the start; raises what it failed with at the end."""
        news = self._news()
        try:
            yield news
        finally:
            await news.aclose()

    async def _news(self) -> AsyncGenerator[News]:
        seen, moved = 0, 0
        while True:
            something = self._something
            while seen < len(self._told):
                yield self._told[seen]
                seen += 1
            if moved < self._moved and self.progress is not None:
                moved = self._moved
                yield Moved(self.progress)
            if seen < len(self._told) or moved < self._moved:
                continue
            if not self.running:
                self._raise_if_failed()
                return
            if something is self._something:
                await something.wait()

    def _tell(self, news: News) -> None:
        if isinstance(news, Moved):
            self.progress = news.progress
            self._moved += 1
        else:
            self._told.append(news)
        self._wake()

    def _end(self, task: asyncio.Task[None]) -> None:
        self.progress = None
        failed = None if task.cancelled() else task.exception()
        # Named errors are kept with the script and told to whoever watches; others are told nobody else.
        if failed is not None and not isinstance(failed, PicturelockError):
            _log.error("writing a script failed unexpectedly", exc_info=failed)
        self._wake()

    def _raise_if_failed(self) -> None:
        if self._task.cancelled():
            raise WritingEndedError
        self._task.result()

    def _wake(self) -> None:
        self._something.set()
        self._something = asyncio.Event()
