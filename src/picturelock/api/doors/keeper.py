"""Stands before the app: nobody comes in by a wrong name, from a wrong page, without a key, or too often."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from picturelock.api.doors.caller import Caller
from picturelock.api.doors.doors import Doors, presented_key
from picturelock.api.doors.origins import read_origin
from picturelock.api.doors.page_headers import add_page_headers
from picturelock.api.doors.rates import network_of
from picturelock.api.doors.roles import allows, role_for_request

HOW = "send it as Authorization: Bearer KEY, or as X-API-Key: KEY"
# Who has no key yet may see that the service is there, and say which key they have.
_OPEN = ("/health", "/session")
_UNCOUNTED = ("/health",)
_SAFE = ("GET", "HEAD", "OPTIONS")


class DoorKeeper:
    """The app behind its doors. Those who come in are in the request's state as ``caller``.

    A socket's ``caller`` may be None: without a key it can still be opened, since only then can it be told
    why it must close. Whoever serves the socket takes nothing of it before a key has come.
    """

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["type"] == "http":
            send = self._with_page_headers(scope["path"], headers, send)
        refusal = await self._refusal(scope, headers)
        await (refusal or self._app)(scope, receive, send)

    async def _refusal(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        """Why this does not come in. What does has its caller in its state."""
        doors, socket = self._doors, scope["type"] == "websocket"
        if not doors.is_ours(headers):
            return _refused(421, _not_our_host(headers))
        if (socket or scope["method"] not in _SAFE) and not doors.may_steer(headers):
            return _refused(403, _not_our_page(headers))
        client = scope.get("client")
        address = network_of(client[0] if client else "")
        presented = presented_key(headers, scope["subprotocols"] if socket else ())
        caller = doors.caller(presented, address)
        if scope["path"] not in _UNCOUNTED:
            counted = Caller(key=None, address=address) if caller is None else caller
            exceeded = await doors.rates.request(counted.counted_as)
            if exceeded is not None:
                detail = (
                    f"too many requests: {exceeded.most} a minute are taken; "
                    f"come again in {exceeded.retry_after} s"
                )
                return _refused(429, detail, {"retry-after": str(exceeded.retry_after)})
        state = scope.setdefault("state", {})
        state["caller"] = caller
        state["wrong_key"] = caller is None and presented is not None
        return None if socket or _is_open(scope, headers) else _unfit(scope, caller, presented)

    def _with_page_headers(self, path: str, headers: Headers, send: Send) -> Send:
        shared = read_origin(headers.get("origin", "")) in self._doors.origins

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_page_headers(MutableHeaders(scope=message), path, shared=shared)
            await send(message)

        return sending


def _unfit(scope: Scope, caller: Caller | None, presented: str | None) -> JSONResponse | None:
    """Why a caller may not make this request, if they may not."""
    if caller is None:
        challenge = 'Bearer realm="picturelock"' + (', error="invalid_token"' if presented else "")
        known = "this API key is not known" if presented else "an API key is needed"
        return _refused(401, f"{known}; {HOW}", {"www-authenticate": challenge})
    needed = role_for_request(scope["method"], scope["path"])
    if not allows(caller.role, needed):
        name = caller.key.name if caller.key else ""
        return _refused(
            403, f"{scope['method']} {scope['path']} needs the role {needed}; {name} is {caller.role}"
        )
    return None


def _is_open(scope: Scope, headers: Headers) -> bool:
    path, reads = scope["path"], scope["method"] in ("GET", "HEAD")
    # The page itself holds nothing: it asks for a key when its first question is refused.
    is_page = path == "/" and reads and "text/html" in headers.get("accept", "")
    return is_page or path in _OPEN


def _not_our_host(headers: Headers) -> str:
    host = headers.get("host", "")[:100]
    return f"this service does not answer as {host!r}; add it to PICTURELOCK_HOSTS if it is its name"


def _not_our_page(headers: Headers) -> str:
    origin = headers.get("origin", "")[:100]
    return f"pages of {origin!r} may not use this service; add it to PICTURELOCK_ORIGINS if they should"


def _refused(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": detail}, status_code=status, headers=headers)
