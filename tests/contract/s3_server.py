"""A real S3 server on 127.0.0.1, for stores of takes."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
from moto.server import ThreadedMotoServer

BUCKET = "films"

# It tells of every request that it answers.
logging.getLogger("werkzeug").setLevel(logging.ERROR)


@dataclass
class S3Server:
    """A server that can be taken away and brought back; what it holds stays."""

    port: int = 0
    _running: list[ThreadedMotoServer] = field(default_factory=list[ThreadedMotoServer])

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which obstore finds it."""
        return {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": "somebody",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
        }

    def start(self) -> None:
        """Answer from now on."""
        server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        server.start()
        _, self.port = server.get_host_and_port()
        self._running.append(server)

    def stop(self) -> None:
        """Answer no more."""
        while self._running:
            self._running.pop().stop()

    def empty(self) -> None:
        """Forget everything but one empty bucket."""
        httpx.post(f"{self.address}/moto-api/reset").raise_for_status()
        httpx.put(f"{self.address}/{BUCKET}").raise_for_status()


@contextmanager
def s3_server() -> Generator[S3Server]:
    """A running server with one empty bucket, ``BUCKET``."""
    server = S3Server()
    server.start()
    try:
        server.empty()
        yield server
    finally:
        server.stop()
