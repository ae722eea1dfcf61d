"""``picturelock script``: the scripts that are kept, what is measured of one, and one in another form."""

import asyncio
import errno
import json
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from picturelock.cli.environment import read_settings
from picturelock.cli.kept import found
from picturelock.cli.outcome import ended, say
from picturelock.cli.script import Form
from picturelock.cli.script_report import report_of
from picturelock.cli.writing import command_to_go_on
from picturelock.domain.errors import InvalidInputError, PicturelockError, Problem
from picturelock.domain.kept_script import KeptScript, ScriptLine
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_measures import Metrics
from picturelock.writing.export.document import document
from picturelock.writing.export.fountain import fountain
from picturelock.writing.export.gaps import missing_numbers, not_written
from picturelock.writing.export.markdown import markdown
from picturelock.writing.room.room import WritersRoom


class NotPlannedError(PicturelockError):
    """There is nothing of this script yet."""


class ScriptExportError(PicturelockError):
    """The script could not be written to a file."""


def listed(limit: int) -> int:
    """Print the scripts that are kept; the program's exit code."""

    async def show(room: WritersRoom) -> None:
        lines, count = await room.scripts(limit=limit, offset=0)
        if not lines:
            say('No script is kept yet. Begin one with: picturelock write movie "…"')
            return
        Console(highlight=False).print(table_of(lines))
        if count > len(lines):
            say(f"{len(lines)} of {count} scripts are shown; --limit shows more.")

    return _in_room(show)


def reported(script_id: str) -> int:
    """Print a script's measures; the program's exit code."""

    async def show(room: WritersRoom) -> None:
        script = await found(room, script_id)
        metadata = planned(script)
        Console(highlight=False).print(report_of(script, metadata, await room.metrics(script)))

    return _in_room(show)


def exported(script_id: str, form: Form, output: Path | None) -> int:
    """Print a script in a form, or write it to a file; the program's exit code."""

    async def show(room: WritersRoom) -> None:
        script = await found(room, script_id)
        text = export_of(script, form, await room.metrics(script) if script.metadata else None)
        if output is None:
            typer.echo(text, nl=False)
        else:
            await asyncio.to_thread(_write_whole, output, text)
        if missing := missing_numbers(planned(script), (one.segment for one in script.segments)):
            say(f"This script is not whole. {not_written(missing)}")
            say(f"Go on with: {command_to_go_on(script.id)}")

    return _in_room(show)


def planned(script: KeptScript) -> Metadata:
    """The metadata of a script.

    Raises:
        NotPlannedError: step 1 is not done; it says why, and how to go on.
    """
    if script.metadata is None:
        why = f": {script.error}" if script.error else ""
        raise NotPlannedError(
            f"{script.id} has no title, characters and outline yet{why}\n"
            f"Go on with: {command_to_go_on(script.id)}"
        )
    return script.metadata


def export_of(script: KeptScript, form: Form, metrics: Metrics | None) -> str:
    """A script in one of the forms; ends with a line end.

    Raises:
        NotPlannedError: there is nothing of it yet.
    """
    metadata, segments = planned(script), [one.segment for one in script.segments]
    match form:
        case "fountain":
            return fountain(metadata, segments)
        case "markdown":
            return markdown(metadata, segments)
        case "json":
            known = {"script_id": script.id, "usage": script.usage, "metrics": metrics}
            info = metadata.generation_info.model_copy(update=known)
            told = metadata.model_copy(update={"generation_info": info})
            whole = document(told, segments, set_size=script.set_size)
            return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def table_of(lines: tuple[ScriptLine, ...]) -> Table:
    """A row for each script; a narrow terminal cuts titles, never ids."""
    written = [f"{line.segments_written} of {line.total_segments}" for line in lines]
    table = Table(box=None, padding=(0, 1), show_edge=False)
    table.add_column("script", no_wrap=True, min_width=20)
    table.add_column("kind", no_wrap=True, min_width=max(len(line.kind) for line in lines))
    table.add_column("written", no_wrap=True, justify="right", min_width=max(map(len, written)))
    table.add_column("changed (UTC)", no_wrap=True, min_width=len("2026-01-02 03:04"))
    table.add_column("title", overflow="ellipsis", no_wrap=True, ratio=1)
    for line, so_far in zip(lines, written, strict=True):
        title = Text(line.title) if line.title else Text(line.error or "not planned yet", style="dim")
        whole = line.segments_written == line.total_segments
        changed = line.changed[:16].replace("T", " ")
        table.add_row(line.id, line.kind, Text(so_far, style="" if whole else "yellow"), changed, title)
    return table


def _in_room(show: Callable[[WritersRoom], Coroutine[Any, Any, None]]) -> int:
    async def run() -> None:
        from picturelock.wiring import open_room

        async with open_room(read_settings(), Path.cwd()) as room:
            await show(room)

    return ended(lambda: asyncio.run(run()))


def _write_whole(output: Path, text: str) -> None:
    """Write a file whole or not at all."""
    if output.is_dir():
        raise InvalidInputError([Problem("--output", f"{output} is a folder; name a file in it")])
    try:
        with tempfile.TemporaryDirectory(dir=output.absolute().parent, prefix=".picturelock-") as new:
            whole = Path(new) / "script"
            whole.write_text(text, encoding="utf-8", newline="\n")
            whole.replace(output)
    except OSError as error:
        reason = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
        raise ScriptExportError(f"{output} cannot be written: {reason}") from error
