"""CORS: pages of listed origins may ask and read; all others get no permission from us."""

from collections.abc import Iterable

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

# Cookies stay out: a page of another origin sends its key in a header.
_METHODS = ("GET", "POST", "PUT", "DELETE")
_ASKED = ("Authorization", "Content-Type", "Prefer", "Range", "X-API-Key", "X-Request-Id")
_TOLD = ("Location", "Preference-Applied", "Retry-After", "Content-Range", "X-Request-Id")


class OtherPages:
    """The app for pages of other origins, when any are listed."""

    def __init__(self, app: ASGIApp, origins: Iterable[str]) -> None:
        allowed = tuple(origins)
        self._app: ASGIApp = app
        if allowed:
            self._app = CORSMiddleware(
                app, allow_origins=allowed, allow_methods=_METHODS, allow_headers=_ASKED, expose_headers=_TOLD
            )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        await self._app(scope, receive, send)
