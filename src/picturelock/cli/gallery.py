"""``picturelock gallery``: every scene template drawn in every look, to be looked at."""

import asyncio
from pathlib import Path

import typer

from picturelock.cli.environment import read_settings
from picturelock.cli.outcome import ended, say
from picturelock.cli.output_folder import output_folder
from picturelock.domain.errors import InvalidInputError, PicturelockError, Problem
from picturelock.domain.frames import SHAPES, Shape
from picturelock.domain.shot import Engine
from picturelock.gallery.gallery import ENGINES, Gallery, Wanted, make_gallery


class NotDrawnError(PicturelockError):
    """Some pictures of the gallery could not be drawn."""


def gallery(
    engine: Engine | None, templates: list[str], shapes: list[str], *, clips: bool, output: Path
) -> int:
    """Draw the gallery; the last line printed is its page's path.

    Returns:
        The program's exit code: 0, 1 something could not be drawn, 2 bad input, 130 interrupted.
    """

    def run() -> None:
        engines = (engine,) if engine else ENGINES
        wanted = Wanted(engines, tuple(templates), _shapes(shapes), clips)
        place = output_folder(output)
        _tell(asyncio.run(_drawn(wanted, place.root / place.directory)))

    return ended(run)


async def _drawn(wanted: Wanted, folder: Path) -> Gallery:
    from picturelock.wiring import open_gallery_tools

    async with open_gallery_tools(read_settings()) as tools:
        return await make_gallery(wanted, tools, folder, say)


def _shapes(given: list[str]) -> tuple[Shape, ...]:
    asked = [part for text in given for part in text.replace(",", " ").split()] or list(SHAPES)
    if unknown := [shape for shape in asked if shape not in SHAPES]:
        raise InvalidInputError(
            [Problem("--shapes", f"{', '.join(unknown)} is not one of {', '.join(SHAPES)}")]
        )
    return tuple(shape for shape in SHAPES if shape in asked)


def _tell(made: Gallery) -> None:
    for problem in made.problems:
        say(problem)
    typer.echo(f"{made.pictures} pictures")
    for sheet in made.sheets:
        typer.echo(f"Contact sheet: {sheet}")
    typer.echo(str(made.page))
    if made.problems:
        raise NotDrawnError(f"{len(made.problems)} pictures could not be drawn")
