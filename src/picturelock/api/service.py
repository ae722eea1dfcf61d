"""What the routes are given: studio, writers' room, the kinds of briefs, files, and readers of uploads."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection

from picturelock.api.metrics import Metrics
from picturelock.domain.brief import Brief
from picturelock.engine.studio import Studio
from picturelock.ports.films import Takes
from picturelock.writing.room.room import WritersRoom

ReadDocument = Callable[[str, bytes], Awaitable[str]]
"""The text of an uploaded document; raises ``InvalidInputError``."""
ReadPicture = Callable[[str, bytes], bytes]
"""A PNG of an uploaded picture; blocking; raises ``InvalidInputError``."""


@dataclass(frozen=True)
class Service:
    """Everything the routes work with. ``briefs`` holds the brief's model of every video type."""

    studio: Studio
    room: WritersRoom
    briefs: Mapping[str, type[Brief]]
    takes: Takes
    read_document: ReadDocument
    read_picture: ReadPicture
    metrics: Metrics


def _service(connection: HTTPConnection) -> Service:
    return connection.app.state.service


Serving = Annotated[Service, Depends(_service)]
"""A route's parameter that is given the service."""
