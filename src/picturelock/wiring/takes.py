"""Builds the takes: in a folder, or in a store that machines share; and what keeps them tidy."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from picturelock.engine.database import Database
from picturelock.ports.films import Takes
from picturelock.providers.readiness import Readiness
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.store.object_store import open_store
from picturelock.providers.store.remote_takes import RemoteTakes
from picturelock.providers.store.shared import open_shared_takes, shared_readiness
from picturelock.providers.store.sweep import Sweep, Swept
from picturelock.settings import Settings


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


def store_readiness(settings: Settings) -> Readiness | None:
    """Whether the store that machines share can be reached and used; None when there is none. It is tried."""
    if settings.shared_store is None:
        return None
    return asyncio.run(shared_readiness(settings.shared_store))


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
