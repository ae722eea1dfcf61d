"""A server of language models for tests: real HTTP on 127.0.0.1 that behaves, and misbehaves, as it is told.

It counts a token for every four characters and really cuts an answer at ``max_tokens``.
"""

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, Literal

from contract.model_wire import Asked, Failed, Failure, Said, Wire
from fakes.listening import listening

CHARACTERS_PER_TOKEN = 4
REFUSAL = "I can't help with that."

Behaviour = (
    Failure
    | Literal[
        "ok", "prose", "thinking", "refusal", "busy_briefly", "busy_long", "hang", "close", "no_json", "odd"
    ]
)
_WAITS: dict[Behaviour, float] = {"busy_briefly": 2, "busy_long": 3600}


@dataclass
class ModelServer:
    """What the server does, request by request, and what it was asked.

    ``answer`` makes the text of an answer from the request. ``behaviours`` are used up one a request; the
    last one stays.
    """

    wire: Wire
    answer: Callable[[Asked], str]
    url: str = ""
    behaviours: list[Behaviour] = field(default_factory=lambda: ["ok"])
    asked: list[Asked] = field(default_factory=list[Asked])
    stopping: threading.Event = field(default_factory=threading.Event)

    def next_behaviour(self) -> Behaviour:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]

    def said(self, behaviour: Behaviour, asked: Asked) -> Said:
        """The answer of a behaviour, cut where its budget ends."""
        text, thinking = self.answer(asked), 0
        if behaviour == "refusal":
            return Said(REFUSAL, "refused", output_tokens=6, thinking_tokens=0)
        if behaviour == "prose":
            text = f"Certainly! Here it is, as {{JSON}}:\n```json\n{text}\n```\nAnything else?"
        if behaviour == "thinking":
            thinking = min(1_500, asked.max_tokens)
        room = (asked.max_tokens - thinking) * CHARACTERS_PER_TOKEN
        spent = thinking + -(-len(text[:room]) // CHARACTERS_PER_TOKEN)
        return Said(text[:room], "length" if len(text) > room else "stop", spent, thinking)


@contextmanager
def model_server(wire: Wire, answer: str | Callable[[Asked], str]) -> Generator[ModelServer]:
    """A running server; ``url`` is the base URL to give a client."""

    def make(asked: Asked) -> str:
        return answer if isinstance(answer, str) else answer(asked)

    script = ModelServer(wire, make)
    with listening(_handler_of(script), script.stopping) as address:
        script.url = address + wire.base
        yield script


@dataclass(frozen=True)
class _Sent:
    status: int
    content: bytes
    headers: dict[str, str] = field(default_factory=dict[str, str])
    half_way: bool = False


def _sent(script: ModelServer, behaviour: Behaviour, asked: Asked) -> _Sent:
    wire, model = script.wire, asked.model
    answer = json.dumps(wire.answer(asked, script.said(behaviour, asked))).encode()
    match behaviour:
        case "no_key" | "no_model" | "busy" | "used_up" | "broke":
            return _failed(wire.failure(behaviour, model, None))
        case "busy_briefly" | "busy_long":
            return _failed(wire.failure("busy", model, _WAITS[behaviour]))
        case "no_schema" if asked.schema is not None:
            return _failed(wire.failure("no_schema", model, None))
        case "close":
            return _Sent(200, answer, half_way=True)
        case "no_json":
            return _Sent(200, b"<html>Please log in</html>")
        case "odd":
            return _Sent(200, b'{"detail": "no model here"}')
        case _:
            return _Sent(200, answer)


def _failed(failed: Failed) -> _Sent:
    return _Sent(failed.status, json.dumps(failed.body).encode(), failed.headers)


def _handler_of(script: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
            """Say nothing: tests read what was asked instead."""

        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body: dict[str, Any] = json.loads(self.rfile.read(int(headers["content-length"])))
            asked = script.wire.read(self.path, headers, body)
            script.asked.append(asked)
            behaviour = script.next_behaviour()
            if behaviour == "hang":
                script.stopping.wait(30)
                self.close_connection = True
            else:
                self._send(_sent(script, behaviour, asked))

        def _send(self, sent: _Sent) -> None:
            self.send_response(sent.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent.content)))
            for name, value in sent.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent.content[: len(sent.content) // 2] if sent.half_way else sent.content)
            self.wfile.flush()
            self.close_connection = self.close_connection or sent.half_way

    return Handler
