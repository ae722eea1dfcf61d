"""Every request and socket of the app: counted, timed, and named in the log lines that are written for it."""

import logging
import re
import secrets
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from picturelock.engine.trail import about

REQUEST_ID = "x-request-id"

_log = logging.getLogger(__name__)
_SANE_ID = re.compile(r"[\w.:-]{1,64}")
_VIDEO_ID = re.compile(r"/(vid_\w+)")
# Asked every few seconds by machines; nobody wants to read of it.
_QUIET = ("/health", "/metrics")
_NOT_SAID = 500


@dataclass
class Exchange:
    """One HTTP request and its answer. ``route`` is the template of its path, known once it was found."""

    method: str
    path: str
    video_id: str | None = None
    traceparent: str | None = None
    route: str = ""
    status: int = _NOT_SAID
    seconds: float = 0.0
    began: float = field(default_factory=time.monotonic)


class ExchangeObserver(Protocol):
    """Told of requests and sockets. It must not raise, and not take long."""

    def request(self, exchange: Exchange) -> AbstractContextManager[None]:
        """Entered when a request comes; route, status and seconds are known when it is left."""
        ...

    def socket(self) -> AbstractContextManager[None]:
        """Entered while a socket is open."""
        ...


class Exchanges:
    """The app, watched. Each answer carries ``X-Request-Id``: the one the client sent, else a new one."""

    def __init__(self, app: ASGIApp, observers: Sequence[ExchangeObserver] = ()) -> None:
        self._app = app
        self._observers = observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sent = headers.get(REQUEST_ID, "")
        request_id = sent if _SANE_ID.fullmatch(sent) else secrets.token_hex(8)
        found = _VIDEO_ID.search(scope["path"])
        video_id = found and found.group(1)
        with about(request_id=request_id, video_id=video_id), ExitStack() as stack:
            if scope["type"] == "websocket":
                for observer in self._observers:
                    stack.enter_context(observer.socket())
                await self._converse(scope, receive, send)
                return
            exchange = Exchange(scope["method"], scope["path"], video_id, headers.get("traceparent"))
            for observer in self._observers:
                stack.enter_context(observer.request(exchange))
            await self._answer(exchange, request_id, scope, receive, send)

    async def _converse(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            # Whoever serves logs it too, but no longer knows of which film it was.
            _log.error("%s failed unexpectedly", scope["path"], exc_info=error)
            raise

    async def _answer(
        self, exchange: Exchange, request_id: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            await self._app(scope, receive, answered)
        finally:
            exchange.route = _route(scope)
            exchange.seconds = time.monotonic() - exchange.began
            level = logging.DEBUG if exchange.path in _QUIET else logging.INFO
            said = {"status": exchange.status, "seconds": round(exchange.seconds, 4)}
            _log.log(level, "%s %s", exchange.method, exchange.path, extra=said)


def _route(scope: Scope) -> str:
    # Paths that nobody serves are without end; they are one.
    return getattr(scope.get("route"), "path", "") or "unmatched"
