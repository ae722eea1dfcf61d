"""An OpenAI-compatible server for tests: real HTTP on 127.0.0.1 that behaves, and misbehaves, as it is told.

It counts a token for every four characters and really cuts an answer at ``max_tokens``.
"""

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

CHARACTERS_PER_TOKEN = 4

Behaviour = Literal[
    "ok", "prose", "broken", "no_schema", "401", "404", "429", "429_long", "quota", "500", "hang",
    "close", "refusal",
]  # fmt: skip


@dataclass
class OpenAIServer:
    """What the server does, request by request, and what it was asked.

    ``answer`` makes the text of an answer from the request's body. ``behaviours`` are used up one a request;
    the last one stays.
    """

    url: str
    answer: Callable[[dict[str, Any]], str]
    behaviours: list[Behaviour] = field(default_factory=lambda: ["ok"])
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    keys: list[str] = field(default_factory=list[str])
    stopping: threading.Event = field(default_factory=threading.Event)

    def next_behaviour(self) -> Behaviour:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextmanager
def openai_server(answer: str | Callable[[dict[str, Any]], str]) -> Generator[OpenAIServer]:
    """A running server; ``url`` is the base URL to give a client."""

    def make(body: dict[str, Any]) -> str:
        return answer if isinstance(answer, str) else answer(body)

    script = OpenAIServer(url="", answer=make)
    server = _Listening(("127.0.0.1", 0), script)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Listening(ThreadingHTTPServer):
    """A server that knows what it is to do."""

    def __init__(self, address: tuple[str, int], script: OpenAIServer) -> None:
        super().__init__(address, _Handler)
        self.script = script


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
        """Say nothing: tests read what was asked instead."""

    @property
    def script(self) -> OpenAIServer:
        assert isinstance(self.server, _Listening)
        return self.server.script

    def do_POST(self) -> None:
        body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.script.asked.append(body)
        self.script.keys.append(self.headers.get("Authorization", ""))
        self._behave(self.script.next_behaviour(), body)

    def _behave(self, behaviour: Behaviour, body: dict[str, Any]) -> None:
        match behaviour:
            case "401":
                self._fail(401, "invalid_api_key", "Incorrect API key provided")
            case "404":
                self._fail(404, "model_not_found", "The model does not exist")
            case "429":
                self._fail(429, "rate_limit_exceeded", "Too many requests", {"Retry-After": "0.05"})
            case "429_long":
                self._fail(429, "rate_limit_exceeded", "Too many requests", {"Retry-After": "3600"})
            case "quota":
                self._fail(429, "insufficient_quota", "You exceeded your current quota")
            case "500":
                self._fail(500, "server_error", "The server had an error")
            case "hang":
                self.script.stopping.wait(30)
                self.close_connection = True
            case "close":
                self._close_half_way(body)
            case "no_schema" if body.get("response_format", {}).get("type") == "json_schema":
                self._fail(400, "invalid_request_error", "response_format json_schema is not supported")
            case _:
                self._send(200, self._completion(behaviour, body))

    def _completion(self, behaviour: Behaviour, body: dict[str, Any]) -> dict[str, Any]:
        text, finish, refusal = self.script.answer(body), "stop", None
        if behaviour == "prose":
            text = f"Certainly! Here it is, as {{JSON}}:\n```json\n{text}\n```\nAnything else?"
        if behaviour == "broken":
            text = text[:-3]
        if behaviour == "refusal":
            text, refusal = "", "I can't help with that."
        room = int(body.get("max_tokens") or body.get("max_completion_tokens") or 10**9)
        if len(text) > room * CHARACTERS_PER_TOKEN:
            text, finish = text[: room * CHARACTERS_PER_TOKEN], "length"
        message = {"role": "assistant", "content": None if refusal else text, "refusal": refusal}
        spent = -(-len(text) // CHARACTERS_PER_TOKEN)
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1_700_000_000,
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
            "usage": {"prompt_tokens": 10, "completion_tokens": spent, "total_tokens": 10 + spent},
        }

    def _close_half_way(self, body: dict[str, Any]) -> None:
        content = json.dumps(self._completion("ok", body)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2])
        self.wfile.flush()
        self.close_connection = True

    def _fail(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        self._send(status, {"error": {"message": message, "type": code, "code": code}}, headers)

    def _send(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
