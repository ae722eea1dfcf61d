"""Both steps over kept scripts: what is asked for is planned or written, kept, and laid in files."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from picturelock.domain.errors import InvalidInputError, PicturelockError, Problem
from picturelock.domain.frozen import JsonObject
from picturelock.domain.kept_script import KeptScript
from picturelock.domain.manuscript import GenerationInfo, Metadata
from picturelock.domain.manuscript_kind import KindName, numbers_of_set, sets_of
from picturelock.domain.manuscript_measures import Metrics
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.ports.progress import Progress, Report
from picturelock.ports.scripts import ScriptFiles, Scripts
from picturelock.writing.manuscripts.errors import WritingStoppedError
from picturelock.writing.manuscripts.metrics import measure
from picturelock.writing.room.news import SetResult, Wishes
from picturelock.writing.room.set_writing import SetWriting, needed_for, segments_of, set_document
from picturelock.writing.room.writers import OpenWriter, Writers


class MissingSegmentsError(PicturelockError):
    """Segments of a set are not kept, though they were written: another program changed the database."""


class ScriptWriting:
    """One piece of work on one script: its cost, its patience and its files are those of ``wishes``.

    Whoever calls it makes sure that a script is written by one at a time.

    Args:
        scripts: where scripts are kept.
        files: where their files are laid.
        writers: who may write.
        wishes: how it is to be written.
        report: gets progress of the step that is being done.
    """

    def __init__(
        self, scripts: Scripts, files: ScriptFiles, writers: Writers, wishes: Wishes, report: Report
    ) -> None:
        self._scripts = scripts
        self._files = files
        self._writers = writers
        self._wishes = wishes
        self._telling = _Telling(report)
        self._opened: OpenWriter | None = None

    async def check(
        self, kind: KindName, count: int, *, asked: str | None = None, info: GenerationInfo | None = None
    ) -> None:
        """Make sure, before anything is kept, that the writer and the folder can be used.

        Raises:
            InvalidInputError: with every problem, by field.
        """
        problems: list[Problem] = []
        try:
            self._writer(asked, info).check(kind, count)
        except InvalidInputError as wrong:
            problems += wrong.problems
        try:
            await self.check_folder()
        except InvalidInputError as wrong:
            problems += wrong.problems
        if problems:
            raise InvalidInputError(problems)

    async def check_folder(self) -> None:
        """Raise ``InvalidInputError`` when files are wished for where none may be laid."""
        if self._wishes.directory is not None:
            await self._files.check(self._wishes.directory)

    async def plan(self, script_id: str, request: ManuscriptRequest) -> KeptScript:
        """Step 1 of a script that is kept without metadata.

        Raises:
            WritingStoppedError: the request is kept, and resuming the script tries again.
        """
        opened = self._writer(request.model)
        try:
            metadata = await opened.writer.write_metadata(
                request, script_id=script_id, now=datetime.now(UTC), report=self._telling.progress
            )
        except WritingStoppedError as stopped:
            stopped.script_id = script_id
            await self._scripts.note_error(script_id, str(stopped))
            raise
        revision = await self._scripts.revise(script_id, metadata)
        await self._scripts.spend(script_id, revision, metadata.generation_info.usage)
        await self._scripts.note_error(script_id, None)
        return await self._scripts.find(script_id, revision)

    async def write_set(
        self, script: KeptScript, set_number: int, size: int, *, regenerate: bool = False
    ) -> SetResult:
        """One set of a script with metadata: what is missing of it, or all of it anew.

        Raises:
            InvalidInputError: the set is past the end, or the writer cannot be used.
            WritingStoppedError: what arrived whole before is kept.
        """
        writing = SetWriting(self._scripts, script, set_number, size)
        written = False
        if regenerate or not writing.whole:
            await self._fill(script, writing, size, anew=regenerate)
            script = await self._scripts.find(
                script.id, script.revision, numbers=needed_for(set_number, size)
            )
            written = True
        metadata = metadata_of(script)
        total = metadata.generation_info.total_segments
        numbers = numbers_of_set(set_number, size, total)
        segments = segments_of(script, numbers)
        if [one.segment.segment_number for one in segments] != list(numbers):
            raise MissingSegmentsError
        metrics: Metrics | None = None
        if written and script.segments_written == total:
            metrics = await measured(await self._scripts.find(script.id, script.revision))
        parts = {f"set_{set_number:02d}": set_document(metadata, set_number, segments)}
        return SetResult(
            script=script,
            set_number=set_number,
            sets=sets_of(total, size),
            segments=segments,
            usage=writing.usage,
            files=await self.lay(script, parts, metrics),
            metrics=metrics,
        )

    async def lay(
        self, script: KeptScript, parts: Mapping[str, JsonObject], metrics: Metrics | None
    ) -> tuple[str, ...]:
        """Write the files that are wished for, the metadata's always among them; their paths."""
        if self._wishes.directory is None:
            return ()
        metadata = told_metadata(script, metrics)
        return await self._files.save(
            self._wishes.directory,
            title=metadata.title,
            script_id=script.id,
            parts={"metadata": metadata.model_dump(mode="json"), **parts},
        )

    async def _fill(self, script: KeptScript, writing: SetWriting, size: int, *, anew: bool) -> None:
        info = metadata_of(script).generation_info
        opened = self._writer(None, info)
        left = info.total_segments - script.segments_written
        self._telling.forecast = lambda: opened.forecast(info.kind, left, size)
        write = writing.write_anew if anew else writing.write
        await write(opened.writer, self._telling.progress)
        if script.error is not None:
            await self._scripts.note_error(script.id, None)

    def _writer(self, asked: str | None, info: GenerationInfo | None = None) -> OpenWriter:
        """The writer of this piece of work; one and the same for all its sets, as its costs add up."""
        if self._opened is None:
            self._opened = self._writers.open(
                self._writers.name(self._wishes.model or asked, info),
                max_cost=self._wishes.max_cost,
                patience=self._wishes.patience,
                tell=self._telling.pause,
            )
        return self._opened


class _Telling:
    """Progress with what the model's limits mean for it."""

    def __init__(self, report: Report) -> None:
        self.forecast: Callable[[], str] = lambda: ""
        self._report = report
        self._last = Progress(done=0)

    def progress(self, progress: Progress) -> None:
        """Tell how far it is."""
        self._last = progress
        self._say(self.forecast())

    def pause(self, why: str) -> None:
        """Tell why it waits; an empty line when it goes on."""
        self._say(why)

    def _say(self, more: str) -> None:
        message = "; ".join(part for part in (self._last.message, more) if part)
        self._report(self._last.model_copy(update={"message": message}))


def metadata_of(script: KeptScript) -> Metadata:
    """The metadata of a script that has been planned."""
    assert script.metadata is not None, "planned before its segments are written"
    return script.metadata


def told_metadata(script: KeptScript, metrics: Metrics | None) -> Metadata:
    """The metadata with what is known now: the script's id, what it used up, and its metrics."""
    metadata = metadata_of(script)
    known: dict[str, object] = {"script_id": script.id, "usage": script.usage, "metrics": metrics}
    info = metadata.generation_info.model_copy(update=known)
    return metadata.model_copy(update={"generation_info": info})


async def measured(script: KeptScript) -> Metrics:
    """What can be measured of a script; on a thread, as a long one takes a moment."""
    segments = [one.segment for one in script.segments]
    return await asyncio.to_thread(measure, metadata_of(script), segments)
