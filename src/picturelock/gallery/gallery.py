"""The gallery: every template drawn in every look, as a page, contact sheets, frames and clips."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from picturelock.domain.drawing import TemplateCard
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frames import SHAPES, Shape
from picturelock.domain.shot import Engine
from picturelock.gallery.drawing import Hung, Tell, Wall
from picturelock.gallery.page import page_of
from picturelock.gallery.seconds import as_csv, paces
from picturelock.gallery.sheet import draw_sheet
from picturelock.ports.films import Tools

ENGINES: tuple[Engine, ...] = ("manim", "remotion")
PAGE = "index.html"
SECONDS = "seconds.csv"


@dataclass(frozen=True)
class Wanted:
    """What to draw: all templates of the engines or those named, in which shapes, with clips or not."""

    engines: tuple[Engine, ...] = ENGINES
    templates: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = SHAPES
    clips: bool = False


@dataclass(frozen=True)
class Gallery:
    """What was made: the page, a contact sheet for each engine, and what could not be drawn."""

    page: Path
    sheets: tuple[Path, ...]
    pictures: int
    problems: tuple[str, ...]


async def make_gallery(wanted: Wanted, tools: Tools, folder: Path, tell: Tell) -> Gallery:
    """Draw the gallery into a folder: page, contact sheets, frames, clips, and a table of their seconds.

    Args:
        wanted: which templates, and how.
        tools: the renderers, a source of backdrops, and the takes that drawings are kept in.
        folder: is made when it is not there; files of the same names are replaced.
        tell: is told of every template that is done.

    Raises:
        InvalidInputError: of ``--template``, when an engine has none of that name.
        ProviderError: an engine cannot be started.
        OSError: the folder cannot be written.
    """
    cards = await _cards(wanted, tools)
    wall = Wall(tools, clips=wanted.clips, tell=tell)
    drawn = await asyncio.gather(*(_engine(engine, cards, wanted.shapes, wall) for engine in wanted.engines))
    hung = [one for of_engine in drawn for one in of_engine]
    sheets = await asyncio.to_thread(_lay, folder, cards, hung, clips=wanted.clips)
    problems = tuple(f"{one.case.name}: {one.problem}" for one in hung if one.problem)
    pictures = sum(one.picture is not None for one in hung)
    return Gallery(page=folder / PAGE, sheets=sheets, pictures=pictures, problems=problems)


async def _cards(wanted: Wanted, tools: Tools) -> tuple[TemplateCard, ...]:
    catalogues = [await tools.renderers[engine].catalogue() for engine in wanted.engines]
    cards = tuple(card for catalogue in catalogues for card in catalogue)
    known = {card.name for card in cards}
    if missing := [name for name in wanted.templates if name not in known]:
        reason = f"no template is called {', '.join(missing)}; there are {', '.join(sorted(known))}"
        raise InvalidInputError([Problem("--template", reason)])
    return tuple(card for card in cards if not wanted.templates or card.name in wanted.templates)


async def _engine(
    engine: Engine, cards: tuple[TemplateCard, ...], shapes: tuple[Shape, ...], wall: Wall
) -> list[Hung]:
    """The templates of one engine, one after another: each has enough cases to keep its worker busy."""
    return [one for card in cards if card.engine == engine for one in await wall.hang(card, shapes)]


def _lay(folder: Path, cards: tuple[TemplateCard, ...], hung: list[Hung], *, clips: bool) -> tuple[Path, ...]:
    """Lay the files of the gallery in its folder; the contact sheets."""
    for place in ("frames", "clips") if clips else ("frames",):
        (folder / place).mkdir(parents=True, exist_ok=True)
    for one in hung:
        if one.picture is not None:
            shutil.copyfile(one.picture, folder / "frames" / f"{one.case.name}.png")
        if one.clip is not None:
            shutil.copyfile(one.clip, folder / "clips" / f"{one.case.name}.mp4")
    rows = paces(hung)
    if rows:
        (folder / SECONDS).write_text(as_csv(rows), encoding="utf-8")
    (folder / PAGE).write_text(page_of(cards, hung, rows), encoding="utf-8")
    sheets: list[Path] = []
    for engine in dict.fromkeys(one.case.engine for one in hung):
        sheets.append(folder / f"{engine}.png")
        draw_sheet([one for one in hung if one.case.engine == engine], sheets[-1])
    return tuple(sheets)
