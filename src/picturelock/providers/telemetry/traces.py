"""Traces for OpenTelemetry: a span for each request, decision and run, a session's own in one trace."""

import asyncio
import os
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Protocol

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, Span, SpanKind, Status, StatusCode, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from picturelock.engine.event import Decision, Mode
from picturelock.engine.runs import Begun
from picturelock.providers.telemetry.session_ids import SessionIds, within

# What a collector that is gone may hold the end of the service up.
_LAST_SECONDS = 3.0
# Asked every few seconds by machines.
_QUIET = ("/health", "/metrics")
_SERVER_ERROR = 500


class Exchange(Protocol):
    """One HTTP request and its answer, which is known when it is over."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def video_id(self) -> str | None: ...
    @property
    def traceparent(self) -> str | None: ...
    @property
    def route(self) -> str: ...
    @property
    def status(self) -> int: ...


class Traces:
    """Implements ``Observer`` and ``ExchangeObserver``. Nothing of it is shared with other code.

    Args:
        address: the collector's, for traces.
    """

    def __init__(self, address: str) -> None:
        self._ids = SessionIds()
        self._exporter = OTLPSpanExporter(address)
        self._provider = TracerProvider(resource=_resource(), id_generator=self._ids, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(self._exporter))
        self._tracer = self._provider.get_tracer("picturelock", version("picturelock"))
        self._wire = TraceContextTextMapPropagator()

    async def close(self) -> None:
        """Send what is left, and close; a collector that does not answer is left after a moment."""
        closing = asyncio.create_task(asyncio.to_thread(self._provider.shutdown))
        await asyncio.wait([closing], timeout=_LAST_SECONDS)
        if not closing.done():
            await asyncio.to_thread(self._exporter.shutdown)
        await closing

    def started(self, session_id: str, kind: str, mode: Mode) -> None:
        """See ``Observer``."""
        about = {"video_id": session_id, "video_type": kind, "mode": mode}
        links = _links()
        with self._ids.named(session_id):
            span = self._tracer.start_span(f"session {kind}", Context(), links=links, attributes=about)
        span.end()

    @contextmanager
    def decision(self, session_id: str, decision: Decision) -> Generator[None]:
        """See ``Observer``."""
        about: dict[str, str | int] = {"video_id": session_id, "action": decision.action}
        if decision.seen is not None:
            about |= {"stage": decision.seen.stage, "version": decision.seen.version}
        with self._span(f"decision {decision.action}", within(session_id), about):
            yield

    @contextmanager
    def run(self, begun: Begun) -> Generator[None]:
        """See ``Observer``."""
        run = begun.run
        about: dict[str, str | int] = {
            "video_id": run.session_id,
            "stage": run.stage,
            "version": run.version,
            "attempt": begun.attempt,
            "queue": begun.queue,
        }
        with self._span(f"stage {run.stage}", within(run.session_id), about):
            yield

    @contextmanager
    def request(self, exchange: Exchange) -> Generator[None]:
        """See ``ExchangeObserver``."""
        if exchange.path in _QUIET:
            yield
            return
        carrier = {"traceparent": exchange.traceparent} if exchange.traceparent else {}
        about: dict[str, str | int] = {"http.request.method": exchange.method, "url.path": exchange.path}
        if exchange.video_id is not None:
            about["video_id"] = exchange.video_id
        caller = self._wire.extract(carrier, Context())
        with self._span(exchange.method, caller, about, SpanKind.SERVER) as span:
            try:
                yield
            finally:
                span.update_name(f"{exchange.method} {exchange.route}")
                span.set_attribute("http.route", exchange.route)
                span.set_attribute("http.response.status_code", exchange.status)
                if exchange.status >= _SERVER_ERROR:
                    span.set_status(Status(StatusCode.ERROR))

    @contextmanager
    def socket(self) -> Generator[None]:
        """See ``ExchangeObserver``. A socket is open for days; its decisions have spans of their own."""
        yield

    @contextmanager
    def _span(
        self, name: str, context: Context, about: dict[str, str | int], kind: SpanKind = SpanKind.INTERNAL
    ) -> Generator[Span]:
        with self._tracer.start_as_current_span(
            name,
            context,
            kind,
            about,
            _links(),
            # What errors say may quote what people wrote.
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                cancelled = isinstance(error, asyncio.CancelledError)
                span.set_status(Status(StatusCode.UNSET if cancelled else StatusCode.ERROR))
                raise


def _links() -> list[Link]:
    """To the request, say, in which this happens, which is in another trace."""
    current = get_current_span().get_span_context()
    return [Link(current)] if current.is_valid else []


def _resource() -> Resource:
    said = {"service.version": version("picturelock")}
    if not os.environ.get("OTEL_SERVICE_NAME"):
        said["service.name"] = "picturelock"
    return Resource.create(said)
