"""Where traces go: a collector that speaks OTLP over HTTP, as ``OTEL_EXPORTER_OTLP_ENDPOINT`` names it."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.providers.webhooks.addresses import is_loopback

if TYPE_CHECKING:
    from picturelock.providers.telemetry.traces import Traces

VARIABLE = "OTEL_EXPORTER_OTLP_ENDPOINT"
_EXTRA = ("opentelemetry", "google")
_INSTALL = "pip install 'picturelock[telemetry]'"


def collector_traces(endpoint: str, *, offline: bool) -> "Traces":
    """Traces for a collector. ``OTEL_EXPORTER_OTLP_HEADERS`` and its other variables are read as well.

    Args:
        endpoint: its address, without ``/v1/traces``.
        offline: whether only this machine may be reached.

    Raises:
        InvalidInputError: it is no address, may not be reached, or the packages for it are missing.
    """
    problem = _problem(endpoint, offline=offline)
    if problem:
        raise InvalidInputError([Problem(VARIABLE, problem)])
    try:
        # It takes half a second, comes with an extra, and is wanted by few.
        from picturelock.providers.telemetry.traces import Traces
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        missing = f"needs packages that are not installed; install them with: {_INSTALL}"
        raise InvalidInputError([Problem(VARIABLE, missing)]) from error
    return Traces(f"{endpoint.rstrip('/')}/v1/traces")


def _problem(endpoint: str, *, offline: bool) -> str:
    split = urlsplit(endpoint)
    if split.scheme not in ("http", "https") or not split.hostname:
        return f"{endpoint!r} is no address; write it like http://127.0.0.1:4318"
    if offline and not is_loopback(split.hostname):
        return "is outside of this machine, and PICTURELOCK_OFFLINE=1 refuses that; unset one of them"
    return ""
