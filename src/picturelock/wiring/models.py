"""Builds the language models, and the writers' room over them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from picturelock.engine.database import Database
from picturelock.providers.llm.catalogue import Account, ModelCatalogue
from picturelock.providers.store.model_ledger import DatabaseLedger
from picturelock.providers.store.script_files import FolderScriptFiles
from picturelock.providers.store.scripts import DatabaseScripts
from picturelock.settings import Settings
from picturelock.wiring.watched import UNWATCHED, Watched
from picturelock.writing.room.room import WritersRoom


@asynccontextmanager
async def open_models(settings: Settings) -> AsyncGenerator[ModelCatalogue, None]:
    """The language models that settings and keys make available; their connections end with the context.

    Raises:
        InvalidInputError: a setting of theirs cannot be read.
    """
    models = model_catalogue(settings)
    try:
        yield models
    finally:
        await models.close()


def model_catalogue(settings: Settings) -> ModelCatalogue:
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
