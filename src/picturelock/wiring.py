"""Builds the tools from the settings: the one place that picks providers."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.engine.studio import Studio
from picturelock.pipelines.film_production import FilmProduction
from picturelock.ports.films import Stock, Takes, Tools, Writer
from picturelock.providers.documents.apart import read_apart as read_document
from picturelock.providers.documents.picture import read_picture
from picturelock.providers.film.assembler import FilmAssembler
from picturelock.providers.installed import installed_parts
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.providers.readiness import Readiness, providers_readiness
from picturelock.providers.render.manim import ManimRenderer
from picturelock.providers.render.remotion import RemotionRenderer
from picturelock.providers.stock.drawn import DrawnBackdrops
from picturelock.providers.stock.fallback import WithFallback
from picturelock.providers.stock.pexels import Pexels
from picturelock.providers.store.films import FilmFolders
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.voice.voices import InstalledVoices
from picturelock.settings import Settings
from picturelock.writing.model_writer import ModelWriter
from picturelock.writing.template_writer import TemplateWriter

__all__ = [
    "OpenStudio",
    "Readiness",
    "installed_parts",
    "open_studio",
    "open_tools",
    "read_document",
    "read_picture",
    "readiness",
]

DEFAULT_OPENAI_MODEL = "gpt-5-mini"
# They wait for somebody else to answer, so they need no turn at the machine.
LIGHT_STAGES = ("scenes", "script")


@dataclass(frozen=True)
class OpenStudio:
    """A running studio and the store that its files are served from."""

    studio: Studio
    takes: Takes


@asynccontextmanager
async def open_tools(settings: Settings) -> AsyncGenerator[Tools, None]:
    """The tools that the settings ask for; their workers end with the context."""
    takes = FolderTakes(settings.takes)
    async with AsyncExitStack() as stack:
        stack.callback(takes.close)
        manim = ManimRenderer(takes.path)
        stack.push_async_callback(manim.stop)
        remotion = RemotionRenderer(takes.path)
        stack.push_async_callback(remotion.stop)
        voices = InstalledVoices(settings.voice)
        stack.push_async_callback(voices.stop)
        yield Tools(
            writer=_writer(settings, stack),
            voices=voices,
            stock=_stock(settings, takes, stack),
            renderers={"manim": manim, "remotion": remotion},
            assembler=FilmAssembler(takes.path),
            takes=takes,
            films=FilmFolders(settings.home / "films", takes),
        )


@asynccontextmanager
async def open_studio(settings: Settings) -> AsyncGenerator[OpenStudio, None]:
    """A studio over the settings' database and tools; what runs is ended with the context."""
    async with open_tools(settings) as tools:
        studio = await Studio.open(FilmProduction(tools), settings.database, light_stages=LIGHT_STAGES)
        try:
            yield OpenStudio(studio=studio, takes=tools.takes)
        finally:
            await studio.close()


def _writer(settings: Settings, stack: AsyncExitStack) -> Writer:
    provider, _, model = (settings.model or _model_by_keys(settings)).partition(":")
    if provider == "template":
        return TemplateWriter()
    if provider != "openai" or not model:
        problem = f"{settings.model!r} is not known; write openai:MODEL or template"
        raise InvalidInputError([Problem("PICTURELOCK_MODEL", problem)])
    if settings.offline:
        problem = "a model needs a connection, and PICTURELOCK_OFFLINE=1 refuses every one; unset one of them"
        raise InvalidInputError([Problem("PICTURELOCK_MODEL", problem)])
    if not settings.openai_api_key and not settings.openai_base_url:
        raise InvalidInputError([Problem("OPENAI_API_KEY", f"is needed for {settings.model}")])
    opened = OpenAIModel(model, api_key=settings.openai_api_key, base_url=settings.openai_base_url)
    stack.push_async_callback(opened.close)
    return ModelWriter(opened)


def _model_by_keys(settings: Settings) -> str:
    return (
        f"openai:{DEFAULT_OPENAI_MODEL}" if settings.openai_api_key and not settings.offline else "template"
    )


def _stock(settings: Settings, takes: Takes, stack: AsyncExitStack) -> Stock:
    drawn = DrawnBackdrops(takes)
    if not settings.pexels_api_key or settings.offline:
        return drawn
    pexels = Pexels(settings.pexels_api_key, settings.pexels_base_url, takes)
    stack.push_async_callback(pexels.stop)
    return WithFallback(pexels, drawn)


def readiness(settings: Settings) -> tuple[Readiness, ...]:
    """Which providers are ready, and what each that is not would add. Nothing leaves the machine."""
    return providers_readiness(
        writer=_writer(settings, AsyncExitStack()).name,
        model_set=bool(settings.openai_api_key or settings.openai_base_url),
        footage_set=bool(settings.pexels_api_key),
        offline=settings.offline,
        voices=InstalledVoices(settings.voice).ready(),
    )
