"""The HTTP API and the Creator Mode socket, over an open studio."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from picturelock.api import creator_socket
from picturelock.api.doors.doors import Doors
from picturelock.api.doors.keeper import DoorKeeper
from picturelock.api.doors.other_pages import OtherPages
from picturelock.api.errors import add_error_answers
from picturelock.api.exchanges import ExchangeObserver, Exchanges
from picturelock.api.metrics import Metrics
from picturelock.api.routes import (
    decisions,
    health,
    home,
    kept_files,
    kept_scripts,
    regions,
    removal,
    session,
    videos,
    webhooks,
)
from picturelock.api.routes import metrics as metrics_route
from picturelock.api.routes.create import create_router
from picturelock.api.routes.writing import writing_router
from picturelock.api.service import CheckWebhook, Readers, Service, no_webhooks
from picturelock.domain.brief import Brief
from picturelock.domain.door_limits import DoorLimits
from picturelock.engine.studio import Studio
from picturelock.ports.films import Takes
from picturelock.writing.room.room import WritersRoom

_DESCRIPTION = """Films that people sign off: a brief goes in, an MP4 comes out.

Long scripts are written in two steps: first metadata, then sets of segments, none of which is ever cut off.

`POST /create…` makes a film automatically. Over the Creator Mode socket, `/ws/creator`, a person accepts
or regenerates every stage."""


class _App(FastAPI):
    """Watched from the outside, so that also the answers to unexpected errors are counted and logged."""

    def __init__(self, observers: Sequence[ExchangeObserver], **about: Any) -> None:
        super().__init__(**about)
        self._observers = observers

    def build_middleware_stack(self) -> ASGIApp:
        """See Starlette."""
        return Exchanges(super().build_middleware_stack(), self._observers)


def create_app(
    studio: Studio,
    takes: Takes,
    room: WritersRoom,
    *,
    briefs: Mapping[str, type[Brief]],
    readers: Readers,
    examples: Mapping[str, dict[str, Any]] | None = None,
    doors: Doors | None = None,
    metrics: Metrics | None = None,
    observers: Sequence[ExchangeObserver] = (),
    check_webhook: CheckWebhook = no_webhooks,
) -> FastAPI:
    """The app. Whoever opened the studio and the room closes them.

    Args:
        studio: where films are made.
        takes: where the files are that the studio's data tells of.
        room: where scripts are written.
        briefs: the brief's model of every video type.
        readers: what reads uploads.
        examples: a payload by video type, for the documentation.
        doors: what is asked of clients; without it sizes are limited, and pages of others kept out.
        metrics: what ``/metrics`` tells, also of the studio's work; without it of requests alone.
        observers: who else is told of requests and sockets.
        check_webhook: whether an address may be a film's own webhook.
    """
    doors = doors or Doors(limits=DoorLimits.uncounted())
    kept = metrics or Metrics()
    app = _App(
        (kept, *observers), title="Picturelock", version=version("picturelock"), description=_DESCRIPTION
    )
    service = Service(
        studio=studio,
        room=room,
        briefs=briefs,
        takes=takes,
        readers=readers,
        doors=doors,
        metrics=kept,
        check_webhook=check_webhook,
    )
    app.state.service = service
    app.add_middleware(DoorKeeper, doors=doors)
    app.add_middleware(OtherPages, origins=doors.origins)
    add_error_answers(app)
    films = (videos, decisions, removal, kept_files, webhooks)
    for feature in (home, health, metrics_route, session, regions, *films, kept_scripts, creator_socket):
        app.include_router(feature.router)
    app.include_router(create_router(service, dict(examples or {})))
    app.include_router(writing_router())
    return app
