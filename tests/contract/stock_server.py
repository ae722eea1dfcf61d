"""A stock service on this machine, which behaves as it is told."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from contract.stock_wire import Offered, Wire

Headers = dict[str, str]


@dataclass
class StockServer:
    """What a service has, how it behaves, and what it was asked.

    ``behaviour`` is ``good``, ``hang``, ``nonsense``, ``wrong files``, or a status; ``headers`` go with every
    answer to a search.
    """

    wire: Wire
    folder: Path
    offered: list[Offered] = field(default_factory=list[Offered])
    behaviour: str | int = "good"
    headers: Headers = field(default_factory=dict[str, str])
    address: str = ""
    searched: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])
    fetched: list[str] = field(default_factory=list[str])
    keys_told: list[str] = field(default_factory=list[str])
    ended: threading.Event = field(default_factory=threading.Event)

    def file(self, name: str, line: str, headers: Headers) -> tuple[int, bytes, Headers]:
        """A file, as it lies in the folder."""
        self.fetched.append(name)
        self.keys_told += [word for word in (line, headers.get("authorization", "")) if "right" in word]
        if self.behaviour == "wrong files":
            return 200, b"<html>gone</html>", {}
        kept = self.folder / name
        return (200, kept.read_bytes(), {}) if kept.is_file() else (404, b"", {})

    def search(self, path: str, asked: dict[str, str], headers: Headers) -> tuple[int, bytes, Headers]:
        """The answer to a search: clips at the first of the wire's addresses, photos at the second."""
        self.searched.append((path, asked))
        if self.behaviour == "hang":
            self.ended.wait(20)
        if isinstance(self.behaviour, int):
            return self.behaviour, b"oops", self.headers
        if self.behaviour == "nonsense":
            return 200, b'{"videos": 3, "photos": 3, "hits": 3}', {}
        if not self.wire.allows(headers, asked):
            status, said = self.wire.refusal()
            return status, said.encode(), {}
        self.wire.check(asked)
        clips = self.wire.searches.index(path) == 0
        found = [one for one in self.offered if bool(one.seconds) == clips]
        return 200, json.dumps(self.wire.answer(self.address, found)).encode(), self.headers


def _handler(service: StockServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            if asked.path.startswith("/files/"):
                answer = service.file(asked.path.removeprefix("/files/"), self.path, headers)
            else:
                answer = service.search(asked.path, dict(parse_qsl(asked.query)), headers)
            status, body, told = answer
            self.send_response(status)
            for name, value in {**told, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
            """Say nothing."""

    return Handler


@contextmanager
def serving(service: StockServer) -> Generator[StockServer]:
    """The service at an address of its own, until the context ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    server.daemon_threads = True
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        service.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
