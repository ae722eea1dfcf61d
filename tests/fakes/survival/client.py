"""A client that steers films by itself, goes away at any moment, and comes back at another node."""

import asyncio
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from fakes.production import ASPIRIN
from fakes.survival.stages import FAILS
from picturelock.api.creator_schema import SERVER_MESSAGE

Message = dict[str, Any]
_PATIENCE = 60
_MANY = 300
_AGAIN = 0.1
# Whoever wants something else again and again never has a film.
_DETOURS = 4


class StuckError(AssertionError):
    """Nothing came for so long that nothing will."""


@dataclass
class RestlessClient:
    """Follows one session from its start to its end. ``events`` are those it was told, in order."""

    name: str
    addresses: Callable[[], Sequence[str]]
    seed: int
    goes_away: float = 0.1
    detours: int = _DETOURS
    video_id: str = ""
    events: list[Message] = field(default_factory=list[Message])
    connections: int = 0
    complete: bool = False
    refusals: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._at_gate = False
        self._simply = False
        self._nodes_tried = self._random.randrange(2)

    async def film(self) -> None:
        """Start a session, and decide until its film is there.

        Raises:
            StuckError: it goes on no more.
        """
        while not self.complete:
            if self.refusals[_MANY:]:
                raise StuckError(f"{self.name} of {self.video_id} is only refused: {self.refusals[-3:]}")
            try:
                async with (
                    asyncio.timeout(_PATIENCE),
                    connect(f"ws://{self._next_address()}/ws/creator") as socket,
                ):
                    self.connections += 1
                    await self._speak(socket)
            except TimeoutError as error:
                raise StuckError(f"{self.name} {self.video_id} after {self.events[-1:]}") from error
            except (OSError, WebSocketException, EOFError, LookupError):
                await asyncio.sleep(_AGAIN)

    def _next_address(self) -> str:
        addresses = sorted(self.addresses())
        if not addresses:
            raise LookupError("no node is there")
        self._nodes_tried += 1
        return addresses[self._nodes_tried % len(addresses)]

    async def _speak(self, socket: ClientConnection) -> None:
        if self.video_id:
            await self._say(socket, action="resume", video_id=self.video_id, after_seq=len(self.events))
        else:
            await self._say(socket, action="start", video_type="moa", payload=ASPIRIN, by=self.name)
        while not self.complete:
            message = json.loads(await socket.recv())
            SERVER_MESSAGE.validate_python(message)
            await self._hear(socket, message)
            if self.video_id and self._random.random() < self.goes_away:
                if self._random.random() < 0.5:
                    socket.transport.abort()
                return

    async def _hear(self, socket: ClientConnection, message: Message) -> None:
        status = message["status"]
        if "seq" in message:
            self._see(message)
        elif status == "resumed":
            self._at_gate = message["session_status"] in ("awaiting", "failed")
            self.complete = message["session_status"] == "complete" and message["last_seq"] == len(
                self.events
            )
            if message["last_seq"] > len(self.events):
                return
        elif status == "error":
            self.refusals.append(message["error"])
            self._simply = True
            if not self.video_id:
                raise EOFError(message["error"])
            # What was refused is over when events say so; until then it is tried more simply.
            await asyncio.sleep(_AGAIN)
        else:
            return
        if self._at_gate and not self.complete:
            await self._decide(socket)

    def _see(self, message: Message) -> None:
        if message["seq"] != len(self.events) + 1:
            raise AssertionError(f"{self.name} was told {message['seq']} after {len(self.events)}: {message}")
        self.video_id = message["video_id"]
        self.events.append(message)
        self._at_gate = message["status"] in ("completed", "error")
        self.complete = message["status"] == "pipeline_complete"
        self._simply = False

    async def _decide(self, socket: ClientConnection) -> None:
        shown = next(event for event in reversed(self.events) if event["status"] in ("completed", "error"))
        failed = shown["status"] == "error"
        what: Message = {"action": "regenerate", "feedback": "better"} if failed else {"action": "accept"}
        if not self._simply and self.detours > 0 and self._random.random() < 0.4:
            self.detours -= 1
            what = self._detour(shown, failed=failed)
        await self._say(socket, **what)

    def _detour(self, shown: Message, *, failed: bool) -> Message:
        asks: list[Message] = [
            {"action": "regenerate", "feedback": self._random.choice(["shorter", FAILS])},
            {"action": "vary", "count": 2, "feedback": ["bolder", "calmer"]},
        ]
        if shown["stage"] != "scenes" and not failed:
            asks.append({"action": "back", "stage": "scenes"})
        if shown["stage"] in ("scenes", "script"):
            asks.append({"action": "edit", "data": {"scenes": [self._random.random()]}})
        return self._random.choice(asks)

    async def _say(self, socket: ClientConnection, **message: Any) -> None:
        await socket.send(json.dumps(message))
