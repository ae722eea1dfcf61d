"""Builds what tells others of films: webhooks, and traces for a collector."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from picturelock.engine.courier import Courier
from picturelock.engine.database import Database
from picturelock.providers.telemetry.collector import collector_traces
from picturelock.providers.webhooks.configuration import read_configuration
from picturelock.providers.webhooks.reach import Reach
from picturelock.providers.webhooks.signed_post import SignedPost
from picturelock.settings import Settings

CheckWebhook = Callable[[object], str]
"""A film's own webhook, if it may be one; raises ``InvalidPayloadError``."""


if TYPE_CHECKING:
    from picturelock.providers.telemetry.traces import Traces


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
