"""Who is told of what the engine does, for metrics and traces. The engine goes on as without them."""

import logging
import time
from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Protocol

from picturelock.engine.event import Decision, Mode
from picturelock.engine.runs import Begun
from picturelock.engine.trail import about

_log = logging.getLogger(__name__)


class Observer(Protocol):
    """Told of sessions, decisions and runs of this process. It must not raise, and not take long."""

    def started(self, session_id: str, kind: str, mode: Mode) -> None:
        """A session was stored."""
        ...

    def decision(self, session_id: str, decision: Decision) -> AbstractContextManager[None]:
        """Entered while a decision is stored; left with an error when it is refused."""
        ...

    def run(self, begun: Begun) -> AbstractContextManager[None]:
        """Entered while a run is in work, once for each attempt.

        Left with ``StageFailedError`` when it failed or took too long, with ``CancelledError`` when it was
        cancelled, and without an error when its take is made.
        """
        ...


class Unobserved:
    """Implements ``Observer`` for nobody."""

    def started(self, session_id: str, kind: str, mode: Mode) -> None:
        """See ``Observer``."""

    def decision(self, session_id: str, decision: Decision) -> AbstractContextManager[None]:
        """See ``Observer``."""
        return nullcontext()

    def run(self, begun: Begun) -> AbstractContextManager[None]:
        """See ``Observer``."""
        return nullcontext()


class Observers:
    """Implements ``Observer`` for several."""

    def __init__(self, *observers: Observer) -> None:
        self._observers = observers

    def started(self, session_id: str, kind: str, mode: Mode) -> None:
        """See ``Observer``."""
        for observer in self._observers:
            observer.started(session_id, kind, mode)

    @contextmanager
    def decision(self, session_id: str, decision: Decision) -> Generator[None]:
        """See ``Observer``."""
        with ExitStack() as stack:
            for observer in self._observers:
                stack.enter_context(observer.decision(session_id, decision))
            yield

    @contextmanager
    def run(self, begun: Begun) -> Generator[None]:
        """See ``Observer``."""
        with ExitStack() as stack:
            for observer in self._observers:
                stack.enter_context(observer.run(begun))
            yield


def about_run(begun: Begun) -> AbstractContextManager[None]:
    """Log lines within, and of tasks begun within, name the run."""
    run = begun.run
    return about(video_id=run.session_id, stage=run.stage, version=run.version, attempt=begun.attempt)


@contextmanager
def in_work(observer: Observer, begun: Begun) -> Generator[None]:
    """A run is in work within: it is observed, and log lines name it."""
    with about_run(begun), observer.run(begun):
        began, outcome = time.monotonic(), "ended without a take"
        _log.info("%s is begun", begun.run.stage)
        try:
            yield
            outcome = "is made"
        finally:
            # Why it ended is in the event; what errors say may quote what people wrote.
            seconds = round(time.monotonic() - began, 3)
            _log.info("%s %s", begun.run.stage, outcome, extra={"seconds": seconds})
