"""Progress at a pace that clients can follow, with the time that is left."""

import time
from collections import deque
from collections.abc import Callable

from picturelock.engine.production import StageProgress

_APART = 0.25  # seconds between two reports
_WINDOW = 20.0  # seconds of the past that tell how fast it goes
_ENOUGH = 1.0  # seconds to watch before telling how long it will take


class Pace:
    """Thins out a run's progress to about four reports a second, and estimates the seconds left."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: float | None = None
        self._past: deque[tuple[float, float]] = deque([(clock(), 0.0)])

    def report(self, progress: StageProgress) -> StageProgress | None:
        """The report to pass on; None when the last one is too fresh."""
        moment = self._clock()
        if self._last is not None and moment - self._last < _APART:
            return None
        self._last = moment
        self._past.append((moment, progress.done))
        while len(self._past) > 2 and self._past[1][0] < moment - _WINDOW:
            self._past.popleft()
        if progress.seconds_left is not None:
            return progress
        return progress.model_copy(update={"seconds_left": self._seconds_left(moment, progress.done)})

    def _seconds_left(self, moment: float, done: float) -> float | None:
        then, done_then = self._past[0]
        if moment - then < _ENOUGH or done <= done_then:
            return None
        return round((1 - done) * (moment - then) / (done - done_then), 1)
