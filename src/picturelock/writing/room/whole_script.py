"""A whole script: step 1 where it is missing, then every set that is not whole."""

from collections.abc import Callable

from picturelock.domain.kept_script import KeptScript
from picturelock.domain.manuscript_kind import numbers_of_set, sets_of
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.ports.progress import Progress
from picturelock.ports.scripts import Scripts
from picturelock.writing.manuscripts.errors import ModelFailedError, TooLongError, WritingStoppedError
from picturelock.writing.room.news import Finished, Moved, News, Planned, SetDone, SetOutcome
from picturelock.writing.room.script_writing import ScriptWriting, measured, metadata_of
from picturelock.writing.room.set_writing import needed_for, segments_of

# One failed set may be bad luck; after two in a row the rest is left for a later resume.
MOST_FAILURES_IN_A_ROW = 2
# Step 1's share of the whole progress.
PLAN_SHARE = 0.08


class WholeScript:
    """Writes one kept script to its end, set after set, and tells the news.

    Args:
        scripts: where it is kept.
        script_id: which.
        tell: gets the news, ``Finished`` last.
    """

    def __init__(self, scripts: Scripts, script_id: str, tell: Callable[[News], None]) -> None:
        self._scripts = scripts
        self._id = script_id
        self._tell = tell
        self._outcomes: list[SetOutcome] = []
        # In the order in which they were first written; the metadata's file is written with every set.
        self._files: dict[str, None] = {}
        self._share = (0.0, PLAN_SHARE)

    def report(self, progress: Progress) -> None:
        """Progress of the step that is being done, as progress of the whole."""
        start, end = self._share
        self._tell(Moved(progress.model_copy(update={"done": start + (end - start) * progress.done})))

    async def write(self, writing: ScriptWriting, size: int) -> None:
        """Write what is missing, in sets of ``size``.

        Raises:
            WritingStoppedError: step 1 failed. A set that fails is told in its outcome instead.
        """
        script = await self._scripts.find(self._id)
        if script.metadata is None:
            script = await writing.plan(self._id, ManuscriptRequest.model_validate(script.request))
        self._tell(Planned(script))
        info = metadata_of(script).generation_info
        sets = sets_of(info.total_segments, size)
        stopped: WritingStoppedError | None = None
        failed, failures = 0, 0
        for number in range(1, sets + 1):
            self._share = (_place(number - 1, sets), _place(number, sets))
            script = await self._near(script, number, size)
            if stopped is not None and (_final(stopped) or failures >= MOST_FAILURES_IN_A_ROW):
                self._leave(script, number, size, f"not tried after set {failed}: {stopped}")
                continue
            try:
                await self._write_set(writing, script, number, size)
                failures = 0
            except WritingStoppedError as error:
                stopped, failed, failures = error, number, failures + 1
                script = await self._near(script, number, size)
                self._leave(script, number, size, str(error))
        await self._finish(writing, script)

    async def _write_set(self, writing: ScriptWriting, script: KeptScript, number: int, size: int) -> None:
        result = await writing.write_set(script, number, size)
        outcome = SetOutcome(set_number=number, segments_count=len(result.segments), success=True)
        self._files.update(dict.fromkeys(result.files))
        self._outcomes.append(outcome)
        self._tell(SetDone(outcome, result.segments))

    async def _near(self, script: KeptScript, number: int, size: int) -> KeptScript:
        """The script with what is needed for one of its sets."""
        return await self._scripts.find(self._id, script.revision, numbers=needed_for(number, size))

    def _leave(self, script: KeptScript, number: int, size: int, why: str) -> None:
        """Tell of a set that could not be written; whole ones further on are told as what they are."""
        total = metadata_of(script).generation_info.total_segments
        numbers = numbers_of_set(number, size, total)
        there = segments_of(script, numbers)
        whole = len(there) == len(numbers)
        outcome = SetOutcome(
            set_number=number, segments_count=len(there), success=whole, error=None if whole else why
        )
        self._outcomes.append(outcome)
        self._tell(SetDone(outcome, there))

    async def _finish(self, writing: ScriptWriting, script: KeptScript) -> None:
        script = await self._scripts.find(self._id, script.revision)
        metrics = await measured(script)
        # Once more, with the final metrics and usage.
        self._files.update(dict.fromkeys(await writing.lay(script, {}, metrics)))
        self._tell(Finished(script, tuple(self._outcomes), tuple(self._files), metrics))


def _place(sets_done: int, sets: int) -> float:
    return PLAN_SHARE + (1 - PLAN_SHARE) * sets_done / sets


def _final(stopped: WritingStoppedError) -> bool:
    """Whether the next set would fail for the same reason."""
    return isinstance(stopped, TooLongError) or (
        isinstance(stopped, ModelFailedError) and not stopped.retryable
    )
