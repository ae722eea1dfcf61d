"""``picturelock make``: a brief to a film, automatically."""

import asyncio
import signal
from pathlib import Path

import typer
from pydantic import JsonValue
from rich.console import Console

from picturelock.cli.brief_file import BriefFile, read_brief
from picturelock.cli.environment import read_settings
from picturelock.cli.export import check_output, copy_film, shape_copy
from picturelock.cli.outcome import ended
from picturelock.cli.progress import View, clock, progress_view
from picturelock.domain.errors import PicturelockError
from picturelock.domain.frames import SHAPES, Quality
from picturelock.domain.frozen import JsonObject
from picturelock.domain.quality import QualityReport
from picturelock.engine.errors import OutOfTurnError
from picturelock.engine.event import Decision, Event
from picturelock.engine.production import StageFailedError
from picturelock.engine.studio import Studio

_BY = "command line"


class FilmFailedError(PicturelockError):
    """The film could not be made."""


def make(
    brief: Path,
    *,
    output: Path | None = None,
    quality: Quality | None = None,
    shapes: str | None = None,
) -> int:
    """Make a film with a progress display on standard error and its facts on standard output.

    Returns:
        The program's exit code: 0, 1 failed, 2 bad input, 130 interrupted.
    """
    return ended(lambda: _make(brief, output, quality, shapes))


def _make(brief: Path, output: Path | None, quality: Quality | None, shapes: str | None) -> None:
    asked = read_brief(brief, quality=quality, shapes=shapes)
    place = check_output(output) if output is not None else None
    facts = asyncio.run(_film(asked))
    film = Path(str(facts["video_path"]))
    if place is not None:
        copy_film(film, place)
    for line in report(facts, place or film):
        typer.echo(line)
    if missing := _rows(facts, "missing_shapes"):
        shapes_missing = " and ".join(str(one["shape"]) for one in missing if isinstance(one, dict))
        raise FilmFailedError(f"there is no film in {shapes_missing}; the rest is made and kept")


async def _film(asked: BriefFile) -> JsonObject:
    # Loaded here: a bad brief is answered before the drawing libraries are.
    from picturelock.cli.music_file import with_music
    from picturelock.wiring import open_studio, read_music

    task = asyncio.current_task()
    if task is not None:
        # Ended from outside is like Ctrl-C: whatever was started is ended too.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    console = Console(stderr=True)
    console.print(asked.title, markup=False, highlight=False, style="bold")
    settings = read_settings()
    async with open_studio(settings) as opened:
        if asked.music is not None:
            limit = settings.door_limits.file_bytes
            payload = await with_music(asked.payload, asked.music, limit, read_music, opened.takes)
            asked = asked.model_copy(update={"payload": payload})
        with progress_view(opened.studio.stages(asked.video_type), console) as view:
            return await film_of(opened.studio, asked, view)


async def film_of(studio: Studio, asked: BriefFile, view: View) -> JsonObject:
    """Make one film to its end. Interrupted, the session is stopped, so that nothing goes on without us.

    Returns:
        What the last stage says of the film, ``video_path`` among it.

    Raises:
        FilmFailedError: a stage failed, with its cause.
    """
    session_id = await studio.start(asked.video_type, asked.payload, "automatic", by=_BY)
    try:
        await _follow(studio, session_id, view)
        made = await studio.film(session_id)
    except asyncio.CancelledError:
        await _stop(studio, session_id)
        raise
    if made is None:
        raise FilmFailedError(f"{session_id} was stopped before it was finished")
    try:
        # The log's end is in the record that lies beside it then.
        return {**made.data, **await studio.seal(session_id)}
    except StageFailedError as error:
        raise FilmFailedError(f"the film is made, but could not be laid: {error}") from error


async def _follow(studio: Studio, session_id: str, view: View) -> None:
    async with studio.watch(session_id) as news:
        async for new in news:
            view.show(new)
            if not isinstance(new, Event):
                continue
            if new.type == "error":
                raise FilmFailedError(f"{new.data['stage']}: {new.data['error']}")
            if new.type in ("pipeline_complete", "stopped"):
                return


async def _stop(studio: Studio, session_id: str) -> None:
    try:
        await studio.decide(session_id, Decision(action="stop", by=_BY))
    except OutOfTurnError:
        return  # it ended in this very moment


def report(facts: JsonObject, film: Path) -> list[str]:
    """What is said of a finished film; the last line is the MP4's path."""
    poster, thumbnail = film.with_name("poster.png"), film.with_name("thumbnail.png")
    return [
        *(str(note) for note in _rows(facts, "notes")),
        *(
            f"Quality control: {finding.check}: {finding.line}"
            for finding in QualityReport.model_validate(facts.get("qc") or {}).findings
        ),
        f"Poster: {poster if poster.is_file() else film.with_suffix('.png')}",
        f"Thumbnail: {thumbnail if thumbnail.is_file() else film.with_suffix('.thumbnail.png')}",
        f"Length: {clock(float(str(facts['seconds'])))}",
        f"Size: {film.stat().st_size / 1e6:.1f} MB",
        *(f"In {shape}: {shape_copy(film, shape)}" for shape in SHAPES if shape_copy(film, shape).is_file()),
        str(film),
    ]


def _rows(facts: JsonObject, name: str) -> list[JsonValue]:
    found = facts.get(name)
    return found if isinstance(found, list) else []
