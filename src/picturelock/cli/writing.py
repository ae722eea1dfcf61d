"""``picturelock write``: a whole script, from the idea or from where it stopped."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console

from picturelock.cli.asked_script import Asked, ReadDocument, by_option, request_of
from picturelock.cli.environment import read_settings
from picturelock.cli.kept import found
from picturelock.cli.outcome import ended, say
from picturelock.cli.output_folder import DEFAULT_FOLDER, OutputFolder, output_folder
from picturelock.cli.spending import usage_in_words
from picturelock.cli.writing_progress import ScriptBoard, ScriptView, script_view
from picturelock.domain.errors import InvalidInputError, PicturelockError
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.writing.export.gaps import in_words, missing_numbers, not_written, segment_count
from picturelock.writing.room.errors import NotWritingError
from picturelock.writing.room.news import Finished, Planned, SetDone, SetOutcome, Wishes
from picturelock.writing.room.room import WritersRoom


class UnfinishedScriptError(PicturelockError):
    """Some of the script is missing."""


@dataclass(frozen=True)
class Manner:
    """How a script is to be written, as the options say it."""

    output: Path | None = None
    set_size: int | None = None
    model: str | None = None
    max_cost: float | None = None

    @property
    def folder(self) -> OutputFolder:
        """Where its files are laid. Raises ``InvalidInputError`` where none can be."""
        return output_folder(self.output or DEFAULT_FOLDER)

    @property
    def wishes(self) -> Wishes:
        """The same for the writers' room."""
        return Wishes(
            size=self.set_size, model=self.model, max_cost=self.max_cost, directory=self.folder.directory
        )


def write(asked: Asked, manner: Manner) -> int:
    """Write a whole script, with progress on standard error and what was made on standard output.

    Returns:
        The program's exit code: 0 whole, 1 something is missing or failed, 2 bad input, 130 interrupted.
    """

    async def begin(room: WritersRoom, read_document: ReadDocument) -> tuple[str, ScriptBoard]:
        request = await request_of(asked, read_document)
        return await begun(room, request, manner)

    return ended(lambda: asyncio.run(_written(begin, manner)))


def go_on(script_id: str, manner: Manner) -> int:
    """Write what is missing of a script; see ``write``."""

    async def begin(room: WritersRoom, read_document: ReadDocument) -> tuple[str, ScriptBoard]:
        return script_id, await resumed(room, script_id, manner)

    return ended(lambda: asyncio.run(_written(begin, manner)))


_Begin = Callable[[WritersRoom, ReadDocument], Awaitable[tuple[str, ScriptBoard]]]


async def _written(begin: _Begin, manner: Manner) -> None:
    # Loaded here: a bad folder is answered before the providers are.
    folder = manner.folder
    from picturelock.wiring import open_room, read_document

    task = asyncio.current_task()
    if task is not None:
        # Ended from outside is like Ctrl-C: the writing is stopped, and what there is stays.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with open_room(read_settings(), folder.root) as room:
        script_id, board = await begin(room, read_document)
        with script_view(board, Console(stderr=True)) as view:
            finished = await followed(room, script_id, view)
    for line in report(finished):
        typer.echo(line)
    if missing := finished.metrics.missing:
        raise UnfinishedScriptError(f"The script is not whole. {not_written(missing)}")


async def begun(room: WritersRoom, request: ManuscriptRequest, manner: Manner) -> tuple[str, ScriptBoard]:
    """Begin a script; its id, and the board that its progress is shown on."""
    try:
        script_id = await room.begin(request, manner.wishes)
    except InvalidInputError as wrong:
        raise by_option(wrong) from wrong
    return script_id, ScriptBoard(total=request.count, size=manner.set_size or request.row.set_size)


async def resumed(room: WritersRoom, script_id: str, manner: Manner) -> ScriptBoard:
    """Go on with a script; the board that its progress is shown on.

    Raises:
        InvalidInputError: there is no such script, or it cannot be written in this manner.
    """
    script = await found(room, script_id)
    try:
        await room.resume(script_id, manner.wishes)
    except InvalidInputError as wrong:
        raise by_option(wrong) from wrong
    planned = script.metadata.generation_info.total_segments if script.metadata else 0
    asked = ManuscriptRequest.model_validate(script.request).count if script.request else 1
    return ScriptBoard(total=planned or asked, size=manner.set_size or script.set_size)


async def followed(room: WritersRoom, script_id: str, view: ScriptView) -> Finished:
    """Show how a script is written, to its end. Interrupted, the writing is stopped; what there is stays.

    Raises:
        PicturelockError: it could not go on, with the reason; how to go on is said on standard error.
    """
    try:
        async with room.watch(script_id) as news:
            async for new in news:
                usage = (await room.script(script_id)).usage if isinstance(new, Planned | SetDone) else None
                view.show(new, usage)
        return await room.finished(script_id)
    except asyncio.CancelledError:
        await _stop(room, script_id)
        say(f"What is written is kept. Go on with: {command_to_go_on(script_id)}")
        raise
    except PicturelockError:
        say(f"What is written is kept. Go on with: {command_to_go_on(script_id)}")
        raise


async def _stop(room: WritersRoom, script_id: str) -> None:
    try:
        await room.stop(script_id)
    except NotWritingError:
        return  # it ended in this very moment


def command_to_go_on(script_id: str) -> str:
    """What to type to write what is missing of a script."""
    return f"picturelock write resume {script_id}"


def report(finished: Finished) -> list[str]:
    """What is said of a script at the end; the last line is the path of its metadata's file."""
    script = finished.script
    assert script.metadata is not None, "a script that is finished has been planned"
    metadata = script.metadata
    info = metadata.generation_info
    missing = missing_numbers(metadata, (one.segment for one in script.segments))
    written = f"{len(script.segments)} of {segment_count(info.total_segments)}"
    last = [path for path in finished.files if path.endswith("_metadata.json")]
    lines = [
        f"Title: {metadata.title}",
        f"Script: {script.id}",
        f"Written: {written} by {info.writer or info.model}",
        *info.notes,
        *_failures(finished.outcomes),
        f"Missing: {in_words(missing)}" if missing else "",
        f"Go on with: {command_to_go_on(script.id)}" if missing else "",
        f"Used: {used}" if (used := usage_in_words(script.usage)) else "",
        *(f"File: {path}" for path in finished.files if path not in last),
        *last,
    ]
    return [line for line in lines if line]


def _failures(outcomes: tuple[SetOutcome, ...]) -> list[str]:
    """The sets that failed, those with the same reason in one line."""
    by_reason: dict[str, list[int]] = {}
    for outcome in outcomes:
        if not outcome.success:
            by_reason.setdefault(outcome.error or "no reason is known", []).append(outcome.set_number)
    return [f"Failed: {in_words(numbers, 'set')}: {reason}" for reason, numbers in by_reason.items()]
