"""What the routes are given: studio, writers' room, the kinds of briefs, files, and readers of uploads."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from fastapi import Depends
from fastapi.requests import HTTPConnection

from picturelock.api.doors.doors import Doors
from picturelock.api.metrics import Metrics
from picturelock.domain.brief import Brief
from picturelock.engine.production import InvalidPayloadError, Problem
from picturelock.engine.studio import Studio
from picturelock.ports.films import Takes
from picturelock.writing.room.room import WritersRoom

ReadDocument = Callable[[str, bytes], Awaitable[str]]
"""The text of an uploaded document; raises ``InvalidInputError``."""
ReadPicture = Callable[[str, bytes], bytes]
"""A PNG of an uploaded picture; blocking; raises ``InvalidInputError``."""
LayMedia = Callable[[str, bytes, Literal["video", "image"], Path], Awaitable[None]]
"""Lays a clip, or a picture's PNG, into the folder of its take; raises ``InvalidInputError``."""
ReadMusic = Callable[[str, bytes], Awaitable[bytes]]
"""A FLAC of uploaded music; raises ``InvalidInputError``."""


@dataclass(frozen=True)
class Readers:
    """What reads each kind of upload."""

    document: ReadDocument
    picture: ReadPicture
    media: LayMedia
    music: ReadMusic


CheckWebhook = Callable[[object], str]
"""A film's own webhook, if it may be one; raises ``InvalidPayloadError`` of the field ``webhook``."""


def no_webhooks(_url: object) -> str:
    """Films have no webhooks of their own here."""
    problem = "cannot be given: this service sends no webhooks for single films"
    raise InvalidPayloadError((Problem(field="webhook", message=problem),))


@dataclass(frozen=True)
class Service:
    """Everything the routes work with. ``briefs`` holds the brief's model of every video type."""

    studio: Studio
    room: WritersRoom
    briefs: Mapping[str, type[Brief]]
    takes: Takes
    readers: Readers
    doors: Doors
    metrics: Metrics
    check_webhook: CheckWebhook


def _service(connection: HTTPConnection) -> Service:
    return connection.app.state.service


Serving = Annotated[Service, Depends(_service)]
"""A route's parameter that is given the service."""
