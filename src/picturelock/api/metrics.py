"""What this process has done, and what its database holds, as Prometheus reads it."""

import asyncio
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.exposition import choose_encoder

from picturelock.api.exchanges import Exchange
from picturelock.engine.event import Decision, Mode
from picturelock.engine.measures import Measures
from picturelock.engine.runs import Begun
from picturelock.ports.models import Reply

_STAGE_SECONDS = (0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600)
_REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600)
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Names of models come from requests too: a metric must not grow with whatever people type.
_MOST_MODELS = 100
_OTHER = "other"


class Metrics:
    """Implements ``Observer``, ``ExchangeObserver`` and ``ModelObserver`` in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._models: set[str] = set()
        built = Info("picturelock_build", "The version that runs.", registry=self.registry)
        built.info({"version": version("picturelock")})
        self._started = self._counter("sessions_started", "Sessions started here.", "kind", "mode")
        self._decisions = self._counter("decisions", "Decisions asked of this process.", "action", "outcome")
        self._runs = self._counter("runs", "Stage runs worked on here.", "stage", "outcome")
        self._in_work = Gauge(
            "picturelock_runs_in_work", "Stage runs in work here.", ("stage",), registry=self.registry
        )
        self._stage_seconds = Histogram(
            "picturelock_stage_seconds",
            "How long runs were in work.",
            ("stage", "outcome"),
            buckets=_STAGE_SECONDS,
            registry=self.registry,
        )
        self._requests = self._counter("http_requests", "Requests answered.", "method", "route", "status")
        self._request_seconds = Histogram(
            "picturelock_http_request_seconds",
            "How long requests took.",
            ("method", "route"),
            buckets=_REQUEST_SECONDS,
            registry=self.registry,
        )
        self._sockets = Gauge(
            "picturelock_sockets", "Creator Mode sockets that are open.", registry=self.registry
        )
        self._calls = self._counter("model_calls", "Answers of models, and failures.", "model", "outcome")
        self._tokens = self._counter("model_tokens", "Tokens of those answers.", "model", "direction")
        self._webhooks = self._counter("webhook_attempts", "Webhooks sent from here.", "endpoint", "outcome")
        # A worker has no page to tell it on, and must not say 0 of what it never counted.
        self._of_all: _Shared | None = None

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"picturelock_{name}", says, labels, registry=self.registry)

    def started(self, session_id: str, kind: str, mode: Mode) -> None:
        """See ``Observer``."""
        self._started.labels(kind, mode).inc()

    @contextmanager
    def decision(self, session_id: str, decision: Decision) -> Generator[None]:
        """See ``Observer``."""
        outcome = "refused"
        try:
            yield
            outcome = "stored"
        finally:
            self._decisions.labels(decision.action, outcome).inc()

    @contextmanager
    def run(self, begun: Begun) -> Generator[None]:
        """See ``Observer``."""
        stage, began, outcome = begun.run.stage, time.monotonic(), "failed"
        self._in_work.labels(stage).inc()
        try:
            yield
            outcome = "completed"
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        finally:
            self._in_work.labels(stage).dec()
            self._runs.labels(stage, outcome).inc()
            self._stage_seconds.labels(stage, outcome).observe(time.monotonic() - began)

    @contextmanager
    def request(self, exchange: Exchange) -> Generator[None]:
        """See ``ExchangeObserver``."""
        try:
            yield
        finally:
            method = exchange.method if exchange.method in _METHODS else _OTHER
            self._requests.labels(method, exchange.route, str(exchange.status)).inc()
            self._request_seconds.labels(method, exchange.route).observe(exchange.seconds)

    @contextmanager
    def socket(self) -> Generator[None]:
        """See ``ExchangeObserver``."""
        with self._sockets.track_inprogress():
            yield

    def answered(self, model: str, reply: Reply) -> None:
        """See ``ModelObserver``."""
        shown = self._shown(model)
        self._calls.labels(shown, "answered").inc()
        self._tokens.labels(shown, "input").inc(reply.input_tokens)
        self._tokens.labels(shown, "output").inc(reply.output_tokens)

    def failed(self, model: str) -> None:
        """See ``ModelObserver``."""
        self._calls.labels(self._shown(model), "failed").inc()

    def sent(self, endpoint: str, outcome: str) -> None:
        """A webhook was tried: it is ``delivered``, has ``failed`` until the next try, or is ``dead``."""
        self._webhooks.labels(endpoint, outcome).inc()

    def told(self, measures: Measures | None, accept: str | None = None) -> tuple[bytes, str]:
        """All of it, and its media type.

        Args:
            measures: what the database holds; None when it cannot be asked.
            accept: the media types that the client takes.
        """
        self._of_all = self._of_all or _Shared(self.registry)
        self._of_all.set(measures)
        encode, media_type = choose_encoder(accept or "")
        return encode(self.registry), media_type

    def _shown(self, model: str) -> str:
        if model not in self._models and len(self._models) >= _MOST_MODELS:
            return _OTHER
        self._models.add(model)
        return model


class _Shared:
    """What every process of a database says alike."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._database = Gauge(
            "picturelock_database_up", "1 when the database could be asked.", registry=registry
        )
        self._sessions = Gauge("picturelock_sessions", "Sessions kept.", ("status",), registry=registry)
        self._events = Gauge("picturelock_events", "Events stored.", registry=registry)
        self._waiting = Gauge(
            "picturelock_runs_waiting", "Stage runs that wait in line.", ("queue",), registry=registry
        )
        self._working = Gauge(
            "picturelock_runs_working", "Stage runs in work anywhere.", ("queue",), registry=registry
        )
        self._deliveries = Gauge(
            "picturelock_webhook_deliveries", "Webhooks kept.", ("status",), registry=registry
        )

    def set(self, measures: Measures | None) -> None:
        """Say what was counted; when nothing could be, what was last said of the others is taken back."""
        self._database.set(0 if measures is None else 1)
        for gauge in (self._sessions, self._waiting, self._working, self._deliveries):
            gauge.clear()
        if measures is None:
            self._events.set(float("nan"))
            return
        self._events.set(measures.events)
        for gauge, counted in (
            (self._sessions, measures.sessions),
            (self._waiting, measures.waiting),
            (self._working, measures.working),
            (self._deliveries, measures.deliveries),
        ):
            for name, number in counted.items():
                gauge.labels(name).set(number)
