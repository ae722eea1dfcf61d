"""The courier: sends the webhooks that are due, until it is closed. Several processes may each have one."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from itertools import groupby
from typing import Protocol

from picturelock.engine.database import Database
from picturelock.engine.deliveries import Delivery, Endpoint, Sent, forget, register, settle, take
from picturelock.engine.errors import DatabaseError
from picturelock.engine.trail import about

_log = logging.getLogger(__name__)

_LOOKS_AFTER = 1.0
_FORGETS_AFTER = 3_600.0
# Addresses that are sent to at a time.
_AT_ONCE = 16


class Post(Protocol):
    """Sends one webhook."""

    async def send(self, delivery: Delivery) -> Sent:
        """Try once. Whatever goes wrong with the receiver is in what it returns."""
        ...


class Courier:
    """Takes what is due, sends it, and stores how that went: at least once each, with the same number.

    Args:
        database: where deliveries are; whoever opened it closes it.
        post: who sends.
        clock: seconds since 1970.
        tell: told of each try, by endpoint: ``delivered``, ``failed`` or ``dead``.
    """

    def __init__(
        self,
        database: Database,
        post: Post,
        *,
        clock: Callable[[], float] = time.time,
        tell: Callable[[str, str], None] = lambda _endpoint, _outcome: None,
    ) -> None:
        self._database = database
        self._post = post
        self._clock = clock
        self._tell = tell
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._forgot = clock()

    async def open(self, endpoints: Collection[Endpoint]) -> None:
        """Let these be told of what happens from now on, and start sending.

        Raises:
            DatabaseError: the database cannot be used.
        """
        await self._database.write(register, endpoints, moment=self._clock())
        if endpoints:
            self._looking = asyncio.create_task(self._look(), name="courier")

    async def close(self) -> None:
        """Stop; what was being sent is sent again by whoever comes next."""
        tasks = [*self._sending.values(), *([self._looking] if self._looking else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def send_due(self) -> int:
        """Send everything that is due now, and wait for it. How many tries there were."""
        tries = 0
        while taken := await self._start():
            tries += taken
            await asyncio.gather(*self._sending.values())
        return tries

    async def _look(self) -> None:
        away = False
        while True:
            try:
                await self._start()
                if self._clock() - self._forgot > _FORGETS_AFTER:
                    self._forgot = self._clock()
                    await self._database.write(forget, moment=self._forgot)
                away = False
            except DatabaseError as error:
                if not away:
                    _log.warning("no webhook can be sent: %s", error)
                away = True
            await asyncio.sleep(_LOOKS_AFTER)

    async def _start(self) -> int:
        """Take what is due, and start sending it: to one address in order, to several at once."""
        room = _AT_ONCE - len(self._sending)
        if room <= 0:
            return 0
        taken = await self._database.write(
            take, moment=self._clock(), limit=room, besides=tuple(self._sending)
        )
        for url, of_url in groupby(sorted(taken, key=lambda one: one.url), key=lambda one: one.url):
            task = asyncio.create_task(self._send_all(list(of_url)), name="webhooks")
            self._sending[url] = task
            task.add_done_callback(lambda ended, url=url: self._sent(url, ended))
        return len(taken)

    def _sent(self, url: str, task: asyncio.Task[None]) -> None:
        del self._sending[url]
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a webhook could not be settled; it will be sent again", exc_info=error)

    async def _send_all(self, deliveries: list[Delivery]) -> None:
        for delivery in deliveries:
            with about(video_id=delivery.session_id):
                await self._send(delivery)

    async def _send(self, delivery: Delivery) -> None:
        sent = await self._post.send(delivery)
        status = await self._database.write(settle, delivery, sent, moment=self._clock())
        outcome = "failed" if status in ("waiting", None) else status
        self._tell(delivery.endpoint, outcome)
        said = {"webhook_id": delivery.id, "endpoint": delivery.endpoint, "tries": delivery.attempts}
        if status == "dead":
            _log.error("%s was given up: %s", delivery.type, sent.error, extra=said)
        elif sent.error is not None:
            _log.warning("%s was not taken: %s", delivery.type, sent.error, extra=said)
        else:
            _log.info("%s was delivered", delivery.type, extra=said)
