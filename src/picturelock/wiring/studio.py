"""Builds a studio over the database and the tools."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from picturelock.engine.studio import EVERY_QUEUE, Studio
from picturelock.pipelines.film_production import FilmProduction
from picturelock.ports.films import Takes
from picturelock.settings import Settings
from picturelock.wiring.tools import open_tools
from picturelock.wiring.watched import UNWATCHED, Watched


@dataclass(frozen=True)
class OpenStudio:
    """A running studio and the store that its files are served from."""

    studio: Studio
    takes: Takes


@asynccontextmanager
async def open_studio(
    settings: Settings, queues: Mapping[str, int] = EVERY_QUEUE, watched: Watched = UNWATCHED
) -> AsyncGenerator[OpenStudio, None]:
    """A studio over the settings' database and tools; what runs is ended with the context.

    Args:
        settings: which database and tools.
        queues: the queues whose runs are worked on here, each with how many at a time.
        watched: who is told of what happens.
    """
    async with open_tools(settings, watched) as tools:
        studio = await Studio.open(
            FilmProduction(tools), settings.database, queues=queues, observer=watched.engine
        )
        try:
            yield OpenStudio(studio=studio, takes=tools.takes)
        finally:
            await studio.close()
