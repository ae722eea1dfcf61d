"""What watches a service or a worker while it runs: its log, its metrics, and traces where they are set."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from picturelock.api.exchanges import ExchangeObserver
from picturelock.api.metrics import Metrics
from picturelock.cli.log import logged
from picturelock.cli.log_secrets import secrets_of
from picturelock.engine.observed import Observers
from picturelock.settings import Settings
from picturelock.wiring import Watched, open_traces


@dataclass(frozen=True)
class Watching:
    """Everybody who is told: ``watched`` for engine and models, ``others`` of requests beside the metrics."""

    metrics: Metrics
    watched: Watched
    others: Sequence[ExchangeObserver]


@asynccontextmanager
async def watching(settings: Settings) -> AsyncGenerator[Watching, None]:
    """Log, count and trace as the settings ask for it, while the context lasts.

    Raises:
        InvalidInputError: the collector of traces may not be reached, or packages for it are missing.
    """
    metrics = Metrics()
    with logged(settings.log, secrets=secrets_of(settings)):
        async with open_traces(settings) as traces:
            engine = metrics if traces is None else Observers(metrics, traces)
            others = () if traces is None else (traces,)
            yield Watching(metrics, Watched(engine=engine, models=metrics), others)
