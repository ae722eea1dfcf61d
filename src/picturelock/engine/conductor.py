"""Running stages: a task for each run, heavy ones in turn, and their results into the log."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from picturelock.engine.bulletin import Bulletin
from picturelock.engine.database import Database
from picturelock.engine.decisions import decide
from picturelock.engine.errors import DatabaseError, OutOfTurnError
from picturelock.engine.event import Decision, Moving
from picturelock.engine.executor import this_executor
from picturelock.engine.pace import Pace
from picturelock.engine.production import Production, StageFailedError, StageProgress, StageResult
from picturelock.engine.runs import Begun, Run, begin_run, fail_run, finish_run
from picturelock.engine.turns import Turns

_log = logging.getLogger(__name__)

# A result cost minutes: the database may be away for about a minute before it is lost.
_RECORD_PAUSES = (0.5, 1, 2, 4, 8, 16, 30)
AUTOMATIC = "automatic"


class Conductor:
    """Works on runs until they reach their gate, and through it in automatic sessions."""

    def __init__(
        self,
        production: Production,
        database: Database,
        bulletin: Bulletin,
        *,
        light_stages: frozenset[str],
        heavy_at_once: int,
    ) -> None:
        self._production = production
        self._database = database
        self._bulletin = bulletin
        self._light_stages = light_stages
        self._turns = Turns(heavy_at_once)
        self._tasks: dict[str, set[asyncio.Task[None]]] = {}

    def work_on(self, run: Run) -> None:
        """Start working on a run."""
        task = asyncio.create_task(self._work(run), name=f"{run.session_id} {run.stage}")
        self._tasks.setdefault(run.session_id, set()).add(task)
        task.add_done_callback(partial(self._done, run.session_id))

    def halt(self, session_id: str) -> None:
        """Cancel what runs for a session; the cancelled tasks end the processes they started."""
        for task in self._tasks.get(session_id, ()):
            task.cancel()

    async def close(self) -> None:
        """Cancel everything and wait until its processes have ended."""
        tasks = [task for of_session in self._tasks.values() for task in of_session]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _done(self, session_id: str, task: asyncio.Task[None]) -> None:
        of_session = self._tasks[session_id]
        of_session.discard(task)
        if not of_session:
            del self._tasks[session_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a run of %s could not be recorded", session_id, exc_info=error)

    async def _work(self, run: Run) -> None:
        if run.stage in self._light_stages:
            at_gate = await self._perform(run)
        else:
            async with self._turns.turn(partial(self._waiting, run)):
                at_gate = await self._perform(run)
        if at_gate and run.mode == "automatic":
            await self._go_on(run)

    async def _perform(self, run: Run) -> bool:
        """Work on a run; whether it reached its gate with a take."""
        begun = await self._database.write(begin_run, run, executor=this_executor())
        if begun is None:
            return False
        self._bulletin.stored(run.session_id)
        try:
            result = await self._production.run(begun.order, partial(self._report, begun, Pace()))
        except StageFailedError as error:
            return await self._fail(begun, str(error), retryable=error.retryable, scenes=error.scenes)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return await self._fail(begun, "the stage was cancelled from within")
        except Exception as error:  # noqa: BLE001 - the boundary to stages: a bug there must not lose the session
            _log.exception("%s of %s failed unexpectedly", run.stage, run.session_id)
            return await self._fail(begun, f"unexpected {type(error).__name__}: {error}")
        return await self._finish(begun, result)

    async def _finish(self, begun: Begun, result: StageResult) -> bool:
        kept = await self._record(lambda: self._database.write(finish_run, begun, result))
        self._bulletin.stored(begun.run.session_id)
        return kept

    async def _fail(
        self, begun: Begun, error: str, *, retryable: bool = True, scenes: tuple[str, ...] = ()
    ) -> bool:
        await self._record(
            lambda: self._database.write(fail_run, begun, error, retryable=retryable, scenes=scenes)
        )
        self._bulletin.stored(begun.run.session_id)
        return False

    async def _record(self, write: Callable[[], Awaitable[bool]]) -> bool:
        for pause in _RECORD_PAUSES:
            try:
                return await write()
            except DatabaseError as error:
                if not error.retryable:
                    raise
                _log.warning("%s; trying again in %s s", error, pause)
                await asyncio.sleep(pause)
        return await write()

    async def _go_on(self, run: Run) -> None:
        accept = Decision(action="accept", by=AUTOMATIC)
        try:
            decided = await self._database.write(decide, run.session_id, accept, executor=this_executor())
        except OutOfTurnError as error:
            # Somebody stopped it in this very moment; their decision stands.
            _log.info("%s: %s", run.session_id, error)
            return
        self._bulletin.stored(run.session_id)
        if decided.next is not None:
            self.work_on(decided.next)

    def _report(self, begun: Begun, pace: Pace, progress: StageProgress) -> None:
        paced = pace.report(progress)
        if paced is not None:
            self._bulletin.moved(_moving(begun.run, begun.since, paced))

    def _waiting(self, run: Run, place: int) -> None:
        ahead = "one film is" if place == 1 else f"{place} films are"
        waiting = StageProgress(done=0.0, message=f"Waiting for the machine: {ahead} ahead")
        self._bulletin.moved(_moving(run, run.since, waiting))


def _moving(run: Run, since: int, progress: StageProgress) -> Moving:
    return Moving(
        session_id=run.session_id, stage=run.stage, version=run.version, since=since, progress=progress
    )
