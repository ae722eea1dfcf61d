"""Working on runs: taken out of the line while there is room for them, and their results into the log."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from picturelock.engine.bulletin import Bulletin, Key
from picturelock.engine.database import Database
from picturelock.engine.ending import end
from picturelock.engine.errors import DatabaseError
from picturelock.engine.event import Moving
from picturelock.engine.heartbeat import let_go
from picturelock.engine.line import Waiting, hands, read_line
from picturelock.engine.observed import Observer, Unobserved, about_run, in_work
from picturelock.engine.pace import Pace
from picturelock.engine.production import Production, StageFailedError, StageProgress, StageResult
from picturelock.engine.runs import Begun, Run, begin_again, begin_run, fail_run, finish_run

_log = logging.getLogger(__name__)

# A result cost minutes: the database may be away for about a minute before it is lost.
_RECORD_PAUSES = (0.5, 1, 2, 4, 8, 16, 30)
# A provider that failed a moment ago is given one before it is asked again.
_AGAIN_AFTER = 1.0
# Whoever changes the line wakes everybody; this is for a call that was lost.
_LOOKS_AGAIN_AFTER = 1.0

Result = TypeVar("Result")


@dataclass
class _Work:
    begun: Begun
    task: asyncio.Task[None]
    recording: bool = False


class Conductor:
    """Works on the runs of some queues, on so many of each at a time, until they reach their gate."""

    def __init__(
        self,
        production: Production,
        database: Database,
        bulletin: Bulletin,
        *,
        executor: str,
        queues: Mapping[str, int],
        observer: Observer | None = None,
    ) -> None:
        self._production = production
        self._database = database
        self._bulletin = bulletin
        self._executor = executor
        self._queues = queues
        self._observer = observer or Unobserved()
        self._work: dict[Key, _Work] = {}
        self._places: dict[Key, int] = {}
        self._taking: Key | None = None
        self._woken = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start taking runs out of the line."""
        self._looking = asyncio.create_task(self._look(), name="conductor")

    def wake(self) -> None:
        """The line has changed, or there is room again."""
        self._woken.set()

    def halt(self, runs: Collection[Run]) -> None:
        """End the work on runs that a decision made pointless, where it is done here."""
        for run in runs:
            self._bulletin.ended(run.session_id, run.stage, run.version)
            if (work := self._work.get(_key(run))) is not None:
                # The cancelled task ends the processes that it started.
                work.task.cancel()

    async def end(self, runs: Collection[Run]) -> None:
        """End the work on runs, and wait until its processes have ended, where it is done here."""
        at_work = [work.task for run in runs if (work := self._work.get(_key(run))) is not None]
        self.halt(runs)
        await asyncio.gather(*at_work, return_exceptions=True)

    async def check(self) -> None:
        """Make what is worked on here and what the database says is in hand here the same again.

        Ends the work on runs that another process decided about, or took over. Lets go of those that nobody
        works on: their result could not be stored, or the word that they are ours was lost.
        """
        before = dict(self._work)
        held = await self._database.read(hands, executor=self._executor)
        keys = {key for key, _ in held}
        for key, work in before.items():
            # The attempt does not matter here: who takes a run again ends the work on the one before.
            if self._work.get(key) is work and not work.recording and key not in keys:
                _log.info("%s of %s is another's now", key[1], key[0])
                work.task.cancel()
        lost = [(key, attempt) for key, attempt in held if key not in self._work and key != self._taking]
        if lost and await self._database.write(let_go, lost, executor=self._executor):
            self.wake()

    @property
    def works_on(self) -> Collection[str]:
        """The sessions whose runs are in hand here."""
        return {session_id for session_id, _, _ in self._work}

    async def close(self) -> None:
        """Cancel everything and wait until its processes have ended."""
        tasks = [work.task for work in self._work.values()]
        if self._looking is not None:
            tasks.append(self._looking)
        await end(tasks)

    async def _look(self) -> None:
        away = False
        while True:
            self._woken.clear()
            try:
                await self._take_what_waits()
                away = False
            except DatabaseError as error:
                if not away:
                    _log.warning("no run can be begun: %s", error)
                away = True
            try:
                async with asyncio.timeout(_LOOKS_AGAIN_AFTER):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _take_what_waits(self) -> None:
        line = await self._database.read(read_line)
        in_hand = Counter(work.begun.queue for work in self._work.values())
        taken = Counter[str]()
        waiting: list[Waiting] = []
        for one in line:
            if in_hand[one.queue] >= self._queues.get(one.queue, 0):
                waiting.append(one)
                continue
            self._taking = _key(one.run)
            try:
                begun = await self._database.write(begin_run, one.run, executor=self._executor)
                taken[one.queue] += 1
                if begun is not None:
                    in_hand[one.queue] += 1
                    self._start(begun)
            finally:
                self._taking = None
        self._tell_places(waiting, taken)

    def _start(self, begun: Begun) -> None:
        key = _key(begun.run)
        if (outdated := self._work.get(key)) is not None:
            # This process was given up for dead, and has now got the same run once more.
            outdated.task.cancel()
        name = f"{begun.run.session_id} {begun.run.stage} {begun.run.version}"
        with about_run(begun):
            task = asyncio.create_task(self._perform(begun), name=name)
            task.add_done_callback(partial(self._done, key, task))
        self._work[key] = _Work(begun, task)
        if begun.attempt > 1:
            self._bulletin.stored(begun.run.session_id)

    def _done(self, key: Key, ended: asyncio.Task[None], task: asyncio.Task[None]) -> None:
        if key in self._work and self._work[key].task is ended:
            del self._work[key]
        self._bulletin.ended(*key)
        self._bulletin.stored(key[0])
        self.wake()
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a run of %s could not be recorded", key[0], exc_info=error)

    async def _perform(self, begun: Begun) -> None:
        """Work on a run until it is at its gate."""
        run = begun.run
        while True:
            try:
                with in_work(self._observer, begun):
                    result = await self._made(begun)
            except StageFailedError as error:
                if not error.retryable or begun.attempt >= (begun.limits.attempts or 1):
                    await self._record(begun, fail_run, error)
                    return
                _log.warning("%s of %s: %s; trying again", run.stage, run.session_id, error)
            else:
                await self._record_result(begun, result)
                return
            await asyncio.sleep(_AGAIN_AFTER)
            again = await self._database.write(begin_again, begun, executor=self._executor)
            if again is None:
                return
            begun = again
            self._work[_key(run)].begun = again
            self._bulletin.stored(run.session_id)

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

    async def _record_result(self, begun: Begun, result: StageResult) -> None:
        try:
            await self._record(begun, finish_run, result)
        except DatabaseError as error:
            if error.retryable:
                raise
            # Made again, it could be stored no better.
            await self._record(begun, fail_run, StageFailedError(str(error), retryable=False))

    async def _record(
        self, begun: Begun, write: Callable[[Connection, Begun, Result], bool], result: Result
    ) -> None:
        work = self._work[_key(begun.run)]
        work.recording = True
        for pause in _RECORD_PAUSES:
            try:
                await self._database.write(write, begun, result)
            except DatabaseError as error:
                if not error.retryable:
                    raise
                _log.warning("%s; trying again in %s s", error, pause)
                await asyncio.sleep(pause)
            else:
                return
        await self._database.write(write, begun, result)

    def _report(self, begun: Begun, pace: Pace, progress: StageProgress) -> None:
        paced = pace.report(progress)
        if paced is not None:
            self._bulletin.moved(_moving(begun.run, begun.since, paced), own=True)

    def _tell_places(self, waiting: list[Waiting], taken: Mapping[str, int]) -> None:
        """Tell those who wait how many are ahead, when that has changed."""
        before, self._places = self._places, {}
        for one in waiting:
            key, place = _key(one.run), one.place - taken.get(one.queue, 0)
            self._places[key] = place
            if before.get(key) == place:
                continue
            ahead = "one film is" if place == 1 else f"{place} films are"
            told = StageProgress(
                done=0.0, message=f"Waiting for the machine: {ahead} ahead", place_in_line=place
            )
            self._bulletin.moved(_moving(one.run, one.run.since, told))
        for key in before.keys() - self._places.keys() - self._work.keys():
            self._bulletin.ended(*key)


def _moving(run: Run, since: int, progress: StageProgress) -> Moving:
    return Moving(
        session_id=run.session_id, stage=run.stage, version=run.version, since=since, progress=progress
    )


def _key(run: Run) -> Key:
    return run.session_id, run.stage, run.version


def _unexpected(run: Run, error: BaseException) -> StageFailedError:
    _log.error("%s of %s failed unexpectedly", run.stage, run.session_id, exc_info=error)
    return StageFailedError(f"unexpected {type(error).__name__}: {error}", retryable=False)
