"""Where a worker, which serves nothing else, tells its metrics."""

from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import urlsplit

from prometheus_client import CollectorRegistry, start_http_server

from picturelock.domain.errors import InvalidInputError, Problem

VARIABLE = "PICTURELOCK_WORKER_METRICS"


@contextmanager
def telling(registry: CollectorRegistry, address: str | None) -> Generator[int | None]:
    """Answer ``/metrics`` at an address while the context lasts; the port, or None without an address.

    Args:
        registry: the metrics.
        address: ``HOST:PORT``, or a port of 127.0.0.1; 0 takes any free one.

    Raises:
        InvalidInputError: it is no address, or cannot be listened on.
    """
    if not address:
        yield None
        return
    host, port = _parts(address)
    try:
        server, thread = start_http_server(port, host, registry)
    except OSError as error:
        problem = f"cannot listen on {address}: {error.strerror}; choose another"
        raise InvalidInputError([Problem(VARIABLE, problem)]) from error
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _parts(address: str) -> tuple[str, int]:
    try:
        split = urlsplit(f"//{address}" if ":" in address else f"//127.0.0.1:{address}")
        host, port = split.hostname, split.port
    except ValueError:
        host, port = None, None
    if host is None or port is None:
        raise InvalidInputError(
            [Problem(VARIABLE, f"{address!r} is no address; write HOST:PORT, such as 127.0.0.1:9464")]
        )
    return host, port
