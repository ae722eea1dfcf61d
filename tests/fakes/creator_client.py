"""A client of the Creator Mode socket, for tests."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from fakes.production import ASPIRIN
from fakes.served import served
from fakes.service import Opened, open_service
from picturelock.api.creator_schema import SERVER_MESSAGE
from picturelock.api.doors.doors import Doors

Message = dict[str, Any]


@dataclass
class Line:
    """A connection whose every message is checked against the schema."""

    socket: ClientConnection

    async def say(self, **message: Any) -> None:
        await self.socket.send(json.dumps(message))

    async def hear(self) -> Message:
        async with asyncio.timeout(20):
            message = json.loads(await self.socket.recv())
        SERVER_MESSAGE.validate_python(message)
        return message

    async def hear_until(self, *statuses: str) -> Message:
        while True:
            message = await self.hear()
            if message["status"] in statuses:
                return message

    async def start(self, video_type: str = "moa", payload: Any = ASPIRIN, **more: Any) -> Message:
        await self.say(action="start", video_type=video_type, payload=payload, **more)
        return await self.hear()

    async def resume(self, video_id: str, after_seq: int = 0) -> Message:
        await self.say(action="resume", video_id=video_id, after_seq=after_seq)
        return await self.hear()


@dataclass
class Client(Line):
    """A client of a service that the test has at hand."""

    opened: Opened
    address: str

    async def to(self, stage: str, video_type: str = "moa", payload: Any = ASPIRIN) -> Message:
        """Start and accept until a stage is at its gate; the message that says so."""
        await self.start(video_type, payload)
        while (completed := await self.hear_until("completed"))["stage"] != stage:
            await self.say(action="accept")
        return completed

    @asynccontextmanager
    async def another(self, **how: Any) -> AsyncGenerator["Client"]:
        """One more client of the same service; ``how`` it connects, as ``websockets`` takes it."""
        async with connect(f"ws://{self.address}/ws/creator", **how) as socket:
            yield Client(socket, self.opened, self.address)


@asynccontextmanager
async def open_line(address: str) -> AsyncGenerator[Line]:
    """A connection to whatever service is at an address."""
    async with connect(f"ws://{address}/ws/creator") as socket:
        yield Line(socket)


@asynccontextmanager
async def open_client(
    root: Path,
    database_url: str | None = None,
    *,
    doors: Doors | None = None,
    headers: Mapping[str, str] | None = None,
) -> AsyncGenerator[Client]:
    """A client of a service of its own."""
    async with (
        open_service(root, database_url=database_url, doors=doors) as opened,
        served(opened.app) as address,
        connect(f"ws://{address}/ws/creator", additional_headers=headers) as socket,
    ):
        yield Client(socket, opened, address)
