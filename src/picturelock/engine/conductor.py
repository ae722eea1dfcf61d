"""Running stages: a task for each run, heavy ones in turn, and their results into the log."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from picturelock.engine.bulletin import Bulletin
from picturelock.engine.database import Database
from picturelock.engine.decisions import Decided, decide
from picturelock.engine.errors import DatabaseError, OutOfTurnError
from picturelock.engine.event import Decision, Moving, Seen
from picturelock.engine.executor import this_executor
from picturelock.engine.pace import Pace
from picturelock.engine.production import Production, StageFailedError, StageProgress, StageResult
from picturelock.engine.runs import Begun, Run, begin_run, fail_run, finish_run
from picturelock.engine.turns import Turns

_log = logging.getLogger(__name__)

# A result cost minutes: the database may be away for about a minute before it is lost.
_RECORD_PAUSES = (0.5, 1, 2, 4, 8, 16, 30)
# A provider that failed a moment ago is given one before it is asked again.
_AGAIN_AFTER = 1.0
AUTOMATIC = "automatic"

Answer = TypeVar("Answer")
Key = tuple[str, str, int]
"""A run by its session, stage and version."""


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
        self._tasks: dict[Key, asyncio.Task[None]] = {}

    def follow(self, decided: Decided) -> None:
        """Cancel the runs that a decision made pointless, and start working on those that follow from it."""
        for run in decided.halt:
            self._halt(run)
        for run in decided.next:
            self.work_on(run)

    def work_on(self, run: Run) -> None:
        """Start working on a run."""
        key = _key(run)
        task = asyncio.create_task(self._work(run), name=f"{run.session_id} {run.stage} {run.version}")
        self._tasks[key] = task
        task.add_done_callback(partial(self._done, key))

    async def close(self) -> None:
        """Cancel everything and wait until its processes have ended."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _halt(self, run: Run) -> None:
        self._bulletin.ended(run.session_id, run.stage, run.version)
        task = self._tasks.get(_key(run))
        if task is not None:
            # The cancelled task ends the processes that it started.
            task.cancel()

    def _done(self, key: Key, task: asyncio.Task[None]) -> None:
        del self._tasks[key]
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a run of %s could not be recorded", key[0], exc_info=error)

    async def _work(self, run: Run) -> None:
        try:
            if run.stage in self._light_stages:
                goes_on = await self._perform(run)
            else:
                async with self._turns.turn(partial(self._waiting, run)):
                    goes_on = await self._perform(run)
        finally:
            self._bulletin.ended(run.session_id, run.stage, run.version)
        if goes_on:
            await self._go_on(run)

    async def _perform(self, run: Run) -> bool:
        """Work on a run until it is at its gate; whether it goes on from there by itself."""
        while True:
            begun = await self._database.write(begin_run, run, executor=this_executor())
            if begun is None:
                return False
            self._bulletin.stored(run.session_id)
            try:
                result = await self._made(begun)
            except StageFailedError as error:
                if error.retryable and begun.attempt < (begun.limits.attempts or 1):
                    _log.warning("%s of %s: %s; trying again", run.stage, run.session_id, error)
                    await asyncio.sleep(_AGAIN_AFTER)
                    continue
                await self._fail(begun, error)
                return False
            return await self._finish(begun, result)

    async def _made(self, begun: Begun) -> StageResult:
        run, seconds = begun.run, begun.limits.timeout
        limit = asyncio.timeout(seconds)
        try:
            async with limit:
                return await self._production.run(begun.order, partial(self._report, begun, Pace()))
        except StageFailedError:
            raise
        except TimeoutError as error:
            if not limit.expired():
                raise _unexpected(run, error) from error
            message = f"{run.stage} took longer than its limit of {seconds:g} s"
            raise StageFailedError(message, retryable=False) from error
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            raise StageFailedError("the stage was cancelled from within") from error
        except Exception as error:
            raise _unexpected(run, error) from error

    async def _finish(self, begun: Begun, result: StageResult) -> bool:
        self._bulletin.ended(begun.run.session_id, begun.run.stage, begun.run.version)
        mode = await self._record(
            lambda: self._database.write(finish_run, begun, result, executor=this_executor())
        )
        self._bulletin.stored(begun.run.session_id)
        return mode == "automatic"

    async def _fail(self, begun: Begun, error: StageFailedError) -> None:
        self._bulletin.ended(begun.run.session_id, begun.run.stage, begun.run.version)
        await self._record(
            lambda: self._database.write(
                fail_run,
                begun,
                str(error),
                executor=this_executor(),
                retryable=error.retryable,
                scenes=error.scenes,
            )
        )
        self._bulletin.stored(begun.run.session_id)

    async def _record(self, write: Callable[[], Awaitable[Answer]]) -> Answer:
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
        seen = Seen(stage=run.stage, version=run.version)
        accept = Decision(action="accept", by=AUTOMATIC, seen=seen)
        try:
            decided = await self._database.write(decide, run.session_id, accept, executor=this_executor())
        except OutOfTurnError as error:
            # Somebody decided in this very moment; their decision stands.
            _log.info("%s: %s", run.session_id, error)
            return
        self._bulletin.stored(run.session_id)
        self.follow(decided)

    def _report(self, begun: Begun, pace: Pace, progress: StageProgress) -> None:
        paced = pace.report(progress)
        if paced is not None:
            self._bulletin.moved(_moving(begun.run, begun.since, paced))

    def _waiting(self, run: Run, place: int) -> None:
        ahead = "one film is" if place == 1 else f"{place} films are"
        waiting = StageProgress(
            done=0.0, message=f"Waiting for the machine: {ahead} ahead", place_in_line=place
        )
        self._bulletin.moved(_moving(run, run.since, waiting))


def _moving(run: Run, since: int, progress: StageProgress) -> Moving:
    return Moving(
        session_id=run.session_id, stage=run.stage, version=run.version, since=since, progress=progress
    )


def _key(run: Run) -> Key:
    return run.session_id, run.stage, run.version


def _unexpected(run: Run, error: BaseException) -> StageFailedError:
    _log.error("%s of %s failed unexpectedly", run.stage, run.session_id, exc_info=error)
    return StageFailedError(f"unexpected {type(error).__name__}: {error}", retryable=False)
