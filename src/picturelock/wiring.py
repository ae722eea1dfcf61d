"""Builds the tools from the settings: the one place that picks providers."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from picturelock.domain.cut import Cut
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.quality import QualityReport
from picturelock.domain.sound import Platform
from picturelock.engine.courier import Courier
from picturelock.engine.database import Database
from picturelock.engine.observed import Observer
from picturelock.engine.studio import EVERY_QUEUE, Studio
from picturelock.pipelines.film_production import FilmProduction
from picturelock.ports.films import Stock, Takes, Tools, Translator, Writer
from picturelock.ports.models import Models
from picturelock.ports.watching import ModelObserver
from picturelock.providers.documents.apart import read_apart as read_document
from picturelock.providers.documents.picture import read_picture
from picturelock.providers.film.assembler import FilmAssembler
from picturelock.providers.film.own_music import read_music
from picturelock.providers.installed import installed_parts
from picturelock.providers.llm.catalogue import TEMPLATE, Account, ModelCatalogue
from picturelock.providers.llm.observed import ObservedModels
from picturelock.providers.quality.inspection import Known, inspect_given
from picturelock.providers.quality.kept import bring_known
from picturelock.providers.quality.limits import allowed_on
from picturelock.providers.readiness import Readiness, providers_readiness
from picturelock.providers.render.manim import ManimRenderer
from picturelock.providers.render.remotion import RemotionRenderer
from picturelock.providers.stock.chain import StockChain
from picturelock.providers.stock.drawn import DrawnBackdrops
from picturelock.providers.stock.library import StockLibrary
from picturelock.providers.stock.own_media import lay_media
from picturelock.providers.stock.pexels import Pexels
from picturelock.providers.stock.pixabay import Pixabay
from picturelock.providers.store.films import FilmFolders, records_of
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.store.model_ledger import DatabaseLedger
from picturelock.providers.store.object_store import open_store
from picturelock.providers.store.remote_takes import RemoteTakes
from picturelock.providers.store.script_files import FolderScriptFiles
from picturelock.providers.store.scripts import DatabaseScripts
from picturelock.providers.store.shared import open_shared_takes, shared_readiness
from picturelock.providers.store.sweep import Sweep, Swept
from picturelock.providers.telemetry.collector import collector_traces
from picturelock.providers.voice.accounts import VoiceAccounts
from picturelock.providers.voice.pronunciation import OwnWords
from picturelock.providers.voice.readiness import voices_readiness, voices_ready
from picturelock.providers.voice.voices import InstalledVoices
from picturelock.providers.webhooks.configuration import read_configuration
from picturelock.providers.webhooks.reach import Reach
from picturelock.providers.webhooks.signed_post import SignedPost
from picturelock.settings import Settings
from picturelock.writing.knowledge.facts import facts_with
from picturelock.writing.model_writer import ModelWriter
from picturelock.writing.room.room import WritersRoom
from picturelock.writing.template_writer import TemplateWriter
from picturelock.writing.translator import ModelTranslator

__all__ = [
    "OpenStudio",
    "Readiness",
    "Watched",
    "film_records",
    "inspect_film",
    "installed_parts",
    "lay_media",
    "open_gallery_tools",
    "open_models",
    "open_room",
    "open_studio",
    "open_takes",
    "open_tools",
    "open_traces",
    "open_webhooks",
    "read_document",
    "read_music",
    "read_picture",
    "readiness",
    "store_readiness",
    "sweep",
]


if TYPE_CHECKING:
    from picturelock.providers.telemetry.traces import Traces

CheckWebhook = Callable[[object], str]
"""A film's own webhook, if it may be one; raises ``InvalidPayloadError``."""


@dataclass(frozen=True)
class Watched:
    """Who is told of what happens: in the engine, and to language models. Nobody, where it is left out."""

    engine: Observer | None = None
    models: ModelObserver | None = None

    def over(self, models: Models) -> Models:
        """The models, with their observer told of every answer."""
        return models if self.models is None else ObservedModels(models, self.models)


UNWATCHED = Watched()


@dataclass(frozen=True)
class OpenStudio:
    """A running studio and the store that its files are served from."""

    studio: Studio
    takes: Takes


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
            writer=_writer(models, settings.home / "medicines"),
            translator=_translator(models),
            voices=voices,
            stock=_stock(settings, takes, stack),
            renderers={"manim": manim, "remotion": remotion},
            assembler=FilmAssembler(takes.path),
            takes=takes,
            films=FilmFolders(settings.films, takes),
        )


@asynccontextmanager
async def open_gallery_tools(settings: Settings) -> AsyncGenerator[Tools, None]:
    """The tools to draw the gallery with: its backdrops are drawn, so that it looks the same everywhere."""
    async with open_tools(settings) as tools:
        yield replace(tools, stock=DrawnBackdrops(tools.takes))


@asynccontextmanager
async def open_takes(settings: Settings) -> AsyncGenerator[Takes, None]:
    """The takes that the settings ask for: in a folder, or in a store that machines share.

    Raises:
        InvalidInputError: the store's address or credentials are wrong, naming the setting.
        ProviderError: the store does not answer, or the folder cannot be written.
    """
    if settings.shared_store is not None:
        limit = int(settings.cache_gb * 1e9)
        async with open_shared_takes(settings.shared_store, settings.takes, cache_bytes=limit) as shared:
            yield shared
        return
    takes = FolderTakes(settings.takes)
    try:
        yield takes
    finally:
        takes.close()


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


@asynccontextmanager
async def open_models(settings: Settings) -> AsyncGenerator[ModelCatalogue, None]:
    """The language models that settings and keys make available; their connections end with the context.

    Raises:
        InvalidInputError: a setting of theirs cannot be read.
    """
    models = _models(settings)
    try:
        yield models
    finally:
        await models.close()


def _models(settings: Settings) -> ModelCatalogue:
    return ModelCatalogue(
        {
            "openai": Account(settings.openai_api_key, settings.openai_base_url),
            "anthropic": Account(settings.anthropic_api_key, settings.anthropic_base_url),
            "gemini": Account(settings.gemini_api_key, settings.gemini_base_url),
            "openrouter": Account(settings.openrouter_api_key, settings.openrouter_base_url),
            "ollama": Account(address=settings.ollama_base_url),
        },
        chosen=settings.model,
        offline=settings.offline,
        free=settings.free_models,
        limits=settings.model_limits,
    )


@asynccontextmanager
async def open_room(
    settings: Settings, output_root: Path, watched: Watched = UNWATCHED
) -> AsyncGenerator[WritersRoom, None]:
    """The writers' room over the settings' database and models; what is being written ends with the context.

    Args:
        settings: which database and models.
        output_root: below it lie the folders that files are laid in.
        watched: who is told of what models are asked.

    Raises:
        DatabaseError: the database cannot be used, with the reason.
        InvalidInputError: a setting of the models cannot be read.
    """
    async with open_models(settings) as models:
        database = await asyncio.to_thread(Database, settings.database)
        room = WritersRoom(
            watched.over(models),
            DatabaseScripts(database),
            FolderScriptFiles(output_root),
            DatabaseLedger(database),
        )
        try:
            yield room
        finally:
            await room.close()
            await asyncio.to_thread(database.close)


@asynccontextmanager
async def open_webhooks(
    settings: Settings, tell: Callable[[str, str], None] = lambda _endpoint, _outcome: None
) -> AsyncGenerator[CheckWebhook, None]:
    """Webhooks as they are configured, sent while the context lasts.

    Args:
        settings: which database, and where the configuration is.
        tell: told of each try, by endpoint: ``delivered``, ``failed`` or ``dead``.

    Yields:
        What says whether an address may be a film's own.

    Raises:
        DatabaseError: the database cannot be used, with the reason.
        InvalidInputError: the configuration is wrong.
    """
    reach = Reach(settings.webhook_hosts, offline=settings.offline)
    configured = await asyncio.to_thread(read_configuration, settings.webhooks, reach)
    async with AsyncExitStack() as stack:
        database = await asyncio.to_thread(Database, settings.database)
        stack.push_async_callback(asyncio.to_thread, database.close)
        post = SignedPost(configured.secrets, reach)
        stack.push_async_callback(post.close)
        courier = Courier(database, post, tell=tell)
        stack.push_async_callback(courier.close)
        await courier.open(configured.endpoints)
        yield configured.check


@asynccontextmanager
async def open_traces(settings: Settings) -> AsyncGenerator["Traces | None", None]:
    """Traces, where a collector is set; what is still to be sent to it is sent when the context ends.

    Raises:
        InvalidInputError: the collector may not be reached, or the packages for it are missing.
    """
    if not settings.otlp_endpoint:
        yield None
        return
    traces = collector_traces(settings.otlp_endpoint, offline=settings.offline)
    try:
        yield traces
    finally:
        await traces.close()


def _writer(models: Models, medicines: Path) -> Writer:
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
        _voice_accounts(settings),
        offline=settings.offline,
        own=OwnWords(settings.home / "pronunciations"),
    )


def _voice_accounts(settings: Settings) -> VoiceAccounts:
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


def store_readiness(settings: Settings) -> Readiness | None:
    """Whether the store that machines share can be reached and used; None when there is none. It is tried."""
    if settings.shared_store is None:
        return None
    return asyncio.run(shared_readiness(settings.shared_store))


def film_records(settings: Settings, video_id: str) -> list[Path]:
    """The ``film.json`` files of a film that lie on this machine; that of what was accepted is the first.

    Raises:
        InvalidInputError: this is not the id of a film.
    """
    try:
        return records_of(settings.films, video_id)
    except KeyError as error:
        raise InvalidInputError([Problem("VIDEO_ID", str(error.args[0]))]) from error


async def inspect_film(
    settings: Settings, film: Path, cut: Cut | None, captions: Path | None, shown_on: Platform | None = None
) -> QualityReport:
    """Check a film with everything that is known of it.

    Args:
        settings: where its recordings and scenes are kept.
        film: the file.
        cut: what it was made from; None for a film of somebody else's.
        captions: the caption file beside it.
        shown_on: decides loudness and the edge that text keeps; None is what its cut asks for, else the web.

    Raises:
        InvalidInputError: it is not a film that can be decoded.
        ProviderError: the store that machines share does not answer.
    """
    if cut is None:
        known = Known(captions=captions)
    else:
        async with open_takes(settings) as takes:
            known = await bring_known(takes, cut, captions)
    if shown_on is not None:
        known = replace(known, allowed=allowed_on(shown_on))
    return await inspect_given(film, known)


async def sweep(settings: Settings, *, dry: bool) -> AsyncGenerator[Swept, None]:
    """Remove what the settings do not ask to keep; everything that is removed, or would be when ``dry``.

    Raises:
        DatabaseError: the database cannot be used, with the reason.
        InvalidInputError: the store's address or credentials are wrong, naming the setting.
        ProviderError: the store does not answer.
    """
    database = await asyncio.to_thread(Database, settings.database)
    try:
        address = settings.shared_store
        one_pass = Sweep(
            database,
            store=None if address is None else RemoteTakes(open_store(address), address),
            takes=settings.takes,
            films=settings.films,
            keep_films_days=settings.keep_films_days,
            keep_takes_days=settings.keep_takes_days,
            dry=dry,
        )
        async for swept in one_pass.run():
            yield swept
    finally:
        await asyncio.to_thread(database.close)


def readiness(settings: Settings) -> tuple[Readiness, ...]:
    """Which providers are ready, and what each that is not would add. Nothing leaves the machine."""
    models = _models(settings)
    return providers_readiness(
        writer=_writer(models, settings.home / "medicines").name,
        models=models.readiness(),
        footage={
            "Pexels": ("PEXELS_API_KEY", bool(settings.pexels_api_key)),
            "Pixabay": ("PIXABAY_API_KEY", bool(settings.pixabay_api_key)),
        },
        offline=settings.offline,
        voices=voices_ready(),
    ) + voices_readiness(settings.voice, _voice_accounts(settings), offline=settings.offline)
