"""Builds the tools that films are made with."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.ports.films import Stock, Takes, Tools, Translator, Writer
from picturelock.ports.models import Models
from picturelock.providers.film.assembler import FilmAssembler
from picturelock.providers.film.covers import FilmCovers
from picturelock.providers.llm.catalogue import TEMPLATE
from picturelock.providers.render.manim import ManimRenderer
from picturelock.providers.render.remotion import RemotionRenderer
from picturelock.providers.stock.chain import StockChain
from picturelock.providers.stock.drawn import DrawnBackdrops
from picturelock.providers.stock.library import StockLibrary
from picturelock.providers.stock.pexels import Pexels
from picturelock.providers.stock.pixabay import Pixabay
from picturelock.providers.store.films import FilmFolders
from picturelock.providers.voice.accounts import VoiceAccounts
from picturelock.providers.voice.pronunciation import OwnWords
from picturelock.providers.voice.voices import InstalledVoices
from picturelock.settings import Settings
from picturelock.wiring.models import open_models
from picturelock.wiring.takes import open_takes
from picturelock.wiring.watched import UNWATCHED, Watched
from picturelock.writing.knowledge.facts import facts_with
from picturelock.writing.model_writer import ModelWriter
from picturelock.writing.template_writer import TemplateWriter
from picturelock.writing.translator import ModelTranslator


@asynccontextmanager
async def open_tools(settings: Settings, watched: Watched = UNWATCHED) -> AsyncGenerator[Tools, None]:
    """The tools that the settings ask for; their workers end with the context."""
    async with AsyncExitStack() as stack:
        takes = await stack.enter_async_context(open_takes(settings))
        manim = ManimRenderer(takes.path)
        stack.push_async_callback(manim.stop)
        remotion = RemotionRenderer(takes.path)
        stack.push_async_callback(remotion.stop)
        voices = _voices(settings)
        stack.push_async_callback(voices.stop)
        models = watched.over(await stack.enter_async_context(open_models(settings)))
        yield Tools(
            writer=open_writer(models, settings.home / "medicines"),
            translator=_translator(models),
            voices=voices,
            stock=_stock(settings, takes, stack),
            renderers={"manim": manim, "remotion": remotion},
            assembler=FilmAssembler(takes.path),
            covers=FilmCovers(),
            takes=takes,
            films=FilmFolders(settings.films, takes),
        )


@asynccontextmanager
async def open_gallery_tools(settings: Settings) -> AsyncGenerator[Tools, None]:
    """The tools to draw the gallery with: its backdrops are drawn, so that it looks the same everywhere."""
    async with open_tools(settings) as tools:
        yield replace(tools, stock=DrawnBackdrops(tools.takes))


def open_writer(models: Models, medicines: Path) -> Writer:
    """Who writes the films, from the shipped facts and those that a user added in the folder ``medicines``.

    Raises ``InvalidInputError`` of the setting that names somebody who cannot, or of the row that is wrong.
    """
    facts = facts_with(medicines)
    if models.default == TEMPLATE:
        return TemplateWriter(facts)
    try:
        return ModelWriter(models.open(models.default).model, facts)
    except InvalidInputError as wrong:
        problems = [Problem("PICTURELOCK_MODEL", problem.message) for problem in wrong.problems]
        raise InvalidInputError(problems) from wrong


def _voices(settings: Settings) -> InstalledVoices:
    return InstalledVoices(
        settings.voice,
        voice_accounts(settings),
        offline=settings.offline,
        own=OwnWords(settings.home / "pronunciations"),
    )


def voice_accounts(settings: Settings) -> VoiceAccounts:
    return VoiceAccounts(
        openai_key=settings.openai_api_key,
        openai_address=settings.openai_base_url,
        elevenlabs_key=settings.elevenlabs_api_key,
        elevenlabs_address=settings.elevenlabs_base_url,
        elevenlabs_model=settings.elevenlabs_model,
        azure_key=settings.azure_speech_key,
        azure_region=settings.azure_speech_region,
        azure_address=settings.azure_speech_base_url,
        piper_model=settings.piper_model,
        kokoro_model=settings.kokoro_model,
        kokoro_voices=settings.kokoro_voices,
    )


def _translator(models: Models) -> Translator | None:
    """The model that writes also translates; the template writer cannot."""
    return None if models.default == TEMPLATE else ModelTranslator(models.open(models.default).model)


def _stock(settings: Settings, takes: Takes, stack: AsyncExitStack) -> Stock:
    """Whoever has footage: Pexels and Pixabay, as far as their keys are set, and at last drawn backdrops."""
    catalogues = [
        *([Pexels(settings.pexels_api_key, settings.pexels_base_url)] if settings.pexels_api_key else []),
        *([Pixabay(settings.pixabay_api_key, settings.pixabay_base_url)] if settings.pixabay_api_key else []),
    ]
    libraries = tuple(StockLibrary(one, takes) for one in catalogues) if not settings.offline else ()
    for library in libraries:
        stack.push_async_callback(library.stop)
    return StockChain(libraries, DrawnBackdrops(takes)) if libraries else DrawnBackdrops(takes)
