"""The studio: sessions that stop at a gate after every stage, until somebody decides."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Self

from pydantic import JsonValue

from picturelock.engine.bulletin import Bulletin, Watcher
from picturelock.engine.conductor import Conductor
from picturelock.engine.database import Database
from picturelock.engine.decided import DecisionLine, decisions_in
from picturelock.engine.decisions import decide, order_edit
from picturelock.engine.deliveries import Delivery, DeliveryStatus, list_deliveries, revive
from picturelock.engine.errors import DatabaseError, StudioClosedError
from picturelock.engine.event import Decision, Event, Mode, Moving
from picturelock.engine.executor import new_executor
from picturelock.engine.folding import fold
from picturelock.engine.ledger import head, read_events
from picturelock.engine.limits import with_limits
from picturelock.engine.measures import Measures, measure
from picturelock.engine.news import News
from picturelock.engine.observed import Observer, Unobserved
from picturelock.engine.production import JsonObject, LogHead, Production, StageFailedError, StageResult
from picturelock.engine.pulse import Pulse
from picturelock.engine.quota import Quota
from picturelock.engine.recovery import accept_what_waits
from picturelock.engine.removal import remove_session
from picturelock.engine.runs import accepted_result, made_by
from picturelock.engine.sessions import Session, find_session, list_sessions, open_session
from picturelock.engine.state import SessionState
from picturelock.engine.trail import about
from picturelock.engine.upkeep import Upkeep

EVERY_QUEUE: Mapping[str, int] = {"write": 16, "voice": 1, "draw": 1}
"""What one process with two cores can bear. Whoever writes waits for others to answer, so many can."""

_log = logging.getLogger(__name__)

_SETTLED = ("pipeline_complete", "stopped", "error")


class Studio:
    """Starts sessions, takes decisions, and tells what happens. Open it with ``Studio.open``."""

    def __init__(
        self,
        production: Production,
        database: Database,
        conductor: Conductor,
        bulletin: Bulletin,
        pulse: Pulse,
        upkeep: Upkeep,
        observer: Observer | None = None,
    ) -> None:
        self._production = production
        self._database = database
        self._conductor = conductor
        self._bulletin = bulletin
        self._pulse = pulse
        self._upkeep = upkeep
        self._observer = observer or Unobserved()

    @classmethod
    async def open(
        cls,
        production: Production,
        database_url: str,
        *,
        queues: Mapping[str, int] = EVERY_QUEUE,
        observer: Observer | None = None,
    ) -> Self:
        """Open the database, upgrade it, and go on with what an earlier process left.

        Several processes may have one open, also on several machines with PostgreSQL: each is told what the
        others do.

        Args:
            production: the kinds of work there are.
            database_url: an SQLAlchemy address.
            queues: the queues whose runs are worked on here, each with how many at a time; empty when others
                do the work.
            observer: who is told of sessions, decisions and runs.

        Raises:
            DatabaseError: the database cannot be used, with the reason.
        """
        database = await asyncio.to_thread(Database, database_url)
        bulletin, executor = Bulletin(), new_executor()
        conductor = Conductor(
            production, database, bulletin, executor=executor.id, queues=queues, observer=observer
        )
        pulse = Pulse(database, bulletin, conductor, executor)
        try:
            await database.write(accept_what_waits)
            await pulse.open()
        except DatabaseError:
            await asyncio.to_thread(database.close)
            raise
        conductor.open()
        upkeep = Upkeep(production, database)
        upkeep.open()
        return cls(production, database, conductor, bulletin, pulse, upkeep, observer)

    async def close(self) -> None:
        """Cancel what runs, wait for its processes to end, and close; once. Sessions stay as they are."""
        if self._bulletin.closed:
            return
        self._bulletin.close()
        try:
            await self._upkeep.close()
            await self._conductor.close()
            await self._pulse.close()
        finally:
            await asyncio.to_thread(self._database.close)

    def kinds(self) -> tuple[str, ...]:
        """The kinds of sessions that can be started."""
        return self._production.kinds()

    def stages(self, kind: str) -> tuple[str, ...]:
        """The stages of a kind, in order. Raises ``InvalidPayloadError`` for an unknown kind."""
        return tuple(stage.name for stage in self._production.plan(kind))

    def check(self, kind: str, payload: JsonObject) -> JsonObject:
        """The payload with its defaults. Raises ``InvalidPayloadError`` naming every bad field."""
        return self._production.validate(kind, payload)

    async def start(
        self,
        kind: str,
        payload: JsonObject,
        mode: Mode = "creator",
        *,
        by: str = "creator",
        limits: Mapping[str, JsonValue] | None = None,
        quota: Quota | None = None,
        webhook: str | None = None,
    ) -> str:
        """Store a new session and start its first stage.

        Args:
            kind: one of ``kinds()``.
            payload: what is asked.
            mode: whether a person decides at every gate, or the session for itself.
            by: who asks.
            limits: a stage's ``timeout`` in seconds and its ``attempts``, by stage, in place of the usual.
            quota: how many sessions whoever asks may have open.
            webhook: where its news are posted to, beside the configured endpoints; checked by whoever asks.

        Returns:
            The session's id.

        Raises:
            InvalidPayloadError: unknown kind or bad fields; nothing was started.
            TooManyOpenError: the quota is used up; nothing was started.
        """
        plan = with_limits(self._production.plan(kind), limits or {})
        session_id = await self._database.write(
            open_session,
            kind=kind,
            payload=self.check(kind, payload),
            plan=plan,
            mode=mode,
            by=by,
            quota=quota,
            webhook=webhook,
        )
        self._observer.started(session_id, kind, mode)
        self._conductor.wake()
        return session_id

    async def decide(self, session_id: str, decision: Decision) -> None:
        """Take a decision: see ``Decision`` and the rules of Creator Mode.

        Raises:
            UnknownSessionError: there is no such session.
            OutOfTurnError: it does not fit where the session is; nothing changed.
            InvalidPayloadError: an edit is not valid, with every problem by its field; nothing changed.
        """
        with about(video_id=session_id), self._observer.decision(session_id, decision):
            await self._decide(session_id, decision)

    async def _decide(self, session_id: str, decision: Decision) -> None:
        edited = None
        if decision.action == "edit" and decision.data is not None:
            asked = await self._database.write(order_edit, session_id, decision)
            edited = await self._production.edit(asked.order, decision.data, decision.by)
            # Checking takes its time: the edit stands only if nobody decided meanwhile.
            decision = decision.model_copy(update={"seen": asked.base})
        decided = await self._database.write(decide, session_id, decision, edited=edited)
        self._bulletin.stored(session_id)
        self._conductor.halt(decided.pointless)
        self._conductor.wake()
        if decided.completes:
            self._upkeep.wake()

    async def remove(self, session_id: str, *, by: str) -> None:
        """End whatever runs for a session, and remove it with its log and what was laid for it.

        Takes that nothing else uses go too: at once, or within minutes when they were used a moment ago.
        A line stays of who removed it, when, and how its log ended. What cannot be
        removed now is tried again and again.

        Raises:
            UnknownSessionError: there is no such session.
        """
        running = await self._database.write(remove_session, session_id, by=by)
        await self._conductor.end(running)
        self._bulletin.stored(session_id)
        self._conductor.wake()
        try:
            await self._upkeep.clear()
        except StageFailedError as error:
            _log.warning("%s is removed, but its files stay for now: %s", session_id, error)

    async def seal(self, session_id: str) -> JsonObject:
        """Have a complete film laid with the head of its log now; it would be within a second or so.

        Returns:
            What is told of it then, ``video_path`` among it; nothing when it is not complete.

        Raises:
            StageFailedError: it cannot be laid.
        """
        return await self._upkeep.seal(session_id)

    async def decisions(self, session_id: str) -> tuple[DecisionLine, ...]:
        """Every decision about a session, the oldest first. Raises ``UnknownSessionError``."""
        await self.session(session_id)
        return decisions_in(await self.events(session_id))

    async def head(self, session_id: str) -> LogHead:
        """The last entry of the session's log. Raises ``UnknownSessionError``."""
        await self.session(session_id)
        return await self._database.read(head, session_id)

    async def session(self, session_id: str) -> Session:
        """What was asked and where it is. Raises ``UnknownSessionError``."""
        return await self._database.read(find_session, session_id)

    async def state(self, session_id: str) -> SessionState:
        """Every stage and version, folded from the events. Raises ``UnknownSessionError``."""
        await self.session(session_id)
        return fold(await self.events(session_id))

    async def sessions(self, *, limit: int = 100, offset: int = 0) -> tuple[list[Session], int]:
        """Sessions, newest first, and how many there are in all."""
        return await self._database.read(list_sessions, limit=limit, offset=offset)

    async def events(self, session_id: str, after: int = 0) -> list[Event]:
        """The stored events with a ``seq`` above ``after``, in order."""
        return await self._database.read(read_events, session_id, after)

    def moving(self, session_id: str) -> Moving | None:
        """How far the run in work is, as last heard; of several, the one that was heard of last."""
        heard = self._bulletin.moving(session_id)
        return heard[-1] if heard else None

    @asynccontextmanager
    async def watch(self, session_id: str, after: int = 0) -> AsyncGenerator[AsyncIterator[Event | Moving]]:
        """Follow a session: every event above ``after`` once and in order, and progress in between.

        The iterator ends when the studio closes, and raises ``UnknownSessionError`` when it is removed.

        Raises:
            UnknownSessionError: there is no such session.
        """
        await self.session(session_id)
        watcher = self._bulletin.join(session_id, after)
        try:
            yield self._news(watcher)
        finally:
            self._bulletin.leave(watcher)

    async def _news(self, watcher: Watcher) -> AsyncGenerator[Event | Moving]:
        news = News(watcher.seq)
        while not self._bulletin.closed:
            watcher.woken.clear()
            events = await self.events(watcher.session_id, news.seq)
            if not events:
                # Woken without news: it may have been removed.
                await self.session(watcher.session_id)
            for event in events:
                news.see(event)
                watcher.seq = event.seq
                yield event
            for moving in news.fresh(self._bulletin.moving(watcher.session_id)):
                yield moving
            await watcher.woken.wait()

    async def wait(self, session_id: str) -> Session:
        """Wait until the session is complete, stopped, or waits for somebody after a failure.

        Raises:
            UnknownSessionError: there is no such session.
            StudioClosedError: the studio closed first; the session goes on with the next start.
        """
        session = await self.session(session_id)
        if session.ended or session.status == "failed":
            return session
        async with self.watch(session_id, session.seq) as news:
            async for new in news:
                if isinstance(new, Event) and new.type in _SETTLED:
                    return await self.session(session_id)
        raise StudioClosedError

    async def deliveries(
        self, *, status: DeliveryStatus | None = None, limit: int = 100, offset: int = 0
    ) -> tuple[list[Delivery], int]:
        """Webhooks that were or will be sent, newest first, and how many there are in all."""
        return await self._database.read(list_deliveries, status=status, limit=limit, offset=offset)

    async def deliver_again(self, delivery_id: str) -> Delivery | None:
        """Send a webhook once more, from the first of its tries on; None when there is no such."""
        return await self._database.write(revive, delivery_id, moment=time.time())

    async def measures(self) -> Measures:
        """How much the database holds, for metrics."""
        return await self._database.read(measure)

    async def take(self, session_id: str, stage: str, version: int) -> StageResult | None:
        """What a run made; None while it has made nothing."""
        return await self._database.read(made_by, session_id, stage, version)

    async def film(self, session_id: str) -> StageResult | None:
        """What a complete session made: the accepted take of its last stage; None before that."""
        session = await self.session(session_id)
        if session.status != "complete":
            return None
        return await self._database.read(accepted_result, session_id, session.stages[-1])
