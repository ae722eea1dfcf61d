"""What a process does besides its work: it says that it lives, and hears what the others did."""

import asyncio
import logging
from contextlib import aclosing

from picturelock.engine.bulletin import Bulletin
from picturelock.engine.conductor import Conductor
from picturelock.engine.database import Database
from picturelock.engine.ending import end
from picturelock.engine.errors import DatabaseError
from picturelock.engine.executor import Executor
from picturelock.engine.heartbeat import BEAT_SECONDS, LEASE_SECONDS, beat, leave, reap
from picturelock.engine.line import keep_progress, read_progress
from picturelock.engine.removal import removed_lately
from picturelock.engine.sessions import changed_since
from picturelock.engine.wire import Changed, wire_to

_log = logging.getLogger(__name__)

# Calls are lost with a connection at most; then this is how long a client may wait for its news.
_ALL_NEWS_SECONDS = 5.0
# Machines' clocks are not set to the same second.
_CLOCKS_APART = 30.0


class Pulse:
    """Keeps a process in touch with the others of its database."""

    def __init__(
        self, database: Database, bulletin: Bulletin, conductor: Conductor, executor: Executor
    ) -> None:
        self._database = database
        self._bulletin = bulletin
        self._conductor = conductor
        self._executor = executor
        self._tasks: list[asyncio.Task[None]] = []
        self._last_beat = self._steady_since = 0.0
        self._all_news = 0.0

    async def open(self) -> None:
        """Say that this process is there, take over what the dead left, and go on doing so.

        Raises:
            DatabaseError: the database cannot be used.
        """
        await self._beat()
        self._tasks = [
            asyncio.create_task(self._keep_beating(), name="heartbeat"),
            asyncio.create_task(self._hear(), name="wire"),
        ]

    async def close(self) -> None:
        """Leave, and what was in hand to the others."""
        await self.fall_silent()
        await self._database.write(leave, self._executor)

    async def fall_silent(self) -> None:
        """Say no more, as a process that died."""
        await end(self._tasks)

    async def _keep_beating(self) -> None:
        away = False
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self._beat()
                await self._tell_progress()
                await self._conductor.check()
                if self._last_beat - self._all_news >= _ALL_NEWS_SECONDS:
                    self._all_news = self._last_beat
                    self._bulletin.stored_up_to(
                        await self._database.read(changed_since, _ALL_NEWS_SECONDS + _CLOCKS_APART)
                    )
                    # Whoever watches one that was removed finds out that it is gone.
                    gone = await self._database.read(removed_lately, _ALL_NEWS_SECONDS + _CLOCKS_APART)
                    self._bulletin.stored(*gone)
                away = False
            except DatabaseError as error:
                if not away:
                    _log.warning("no sign of life can be given: %s", error)
                away = True

    async def _beat(self) -> None:
        moment = await self._database.write(beat, self._executor)
        if moment - self._last_beat > LEASE_SECONDS / 2:
            self._steady_since = moment
        self._last_beat = moment
        freed = await self._database.write(
            reap,
            local=self._database.local,
            trusts_silence=moment - self._steady_since > LEASE_SECONDS,
        )
        if freed:
            self._conductor.wake()

    async def _tell_progress(self) -> None:
        moved = self._bulletin.untold()
        if moved:
            await self._database.write(keep_progress, moved, executor=self._executor.id)

    async def _hear(self) -> None:
        async with aclosing(wire_to(self._database.url).listen()) as changes:
            async for changed in changes:
                try:
                    await self._heard(changed)
                except DatabaseError as error:
                    _log.warning("news could not be read: %s", error)

    async def _heard(self, changed: Changed) -> None:
        self._conductor.wake()
        if changed is None:
            self._bulletin.stored_somewhere()
        else:
            self._bulletin.stored(*changed)
        if changed is None or changed & set(self._conductor.works_on):
            await self._conductor.check()
        self._bulletin.heard(await self._database.read(read_progress, executor=self._executor.id))
