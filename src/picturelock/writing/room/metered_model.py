"""A model within its limits and a cost limit: waits for its turn, and says so."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import LanguageModel, Limits, ModelLedger, OpenModel, Permit, Reply
from picturelock.writing.room.errors import LimitReachedError
from picturelock.writing.room.spending import Spending, tokens_at_most

# While it waits, the ledger is asked again at least this often: another process may have given up its turn.
LONGEST_NAP = 60.0
# A provider that asks to wait is waited for so often before its failure is reported.
MOST_WAITS = 5
_PER = {
    "requests_per_minute": "requests a minute",
    "tokens_per_minute": "tokens a minute",
    "requests_per_day": "requests a day",
    "tokens_per_day": "tokens a day",
}


class MeteredModel:
    """Implements ``LanguageModel`` around another one, for one piece of work.

    Args:
        opened: the model and its limits.
        ledger: what was used of it, by anybody.
        spending: what this piece of work costs.
        patience: seconds to wait for limits in all; None waits as long as it takes.
        tell: called with a line when it waits, and with an empty one when it goes on.
        now: seconds since 1970.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        opened: OpenModel,
        ledger: ModelLedger,
        spending: Spending,
        *,
        patience: float | None = None,
        tell: Callable[[str], None] = lambda _: None,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.left_today: int | None = None
        self._model: LanguageModel = opened.model
        self._limits: Limits = opened.limits
        self._meter = opened.meter or opened.model.name
        self._ledger = ledger
        self._spending = spending
        self._patience = patience
        self._tell = tell
        self._now = now
        self._sleep = sleep

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        """Ask when limits and budget allow.

        Raises:
            OverBudgetError: the request might pass the cost limit; it was not sent.
            LimitReachedError: the wait for a limit would be longer than may be waited.
            ProviderError: as the model itself.
        """
        asked = tokens_at_most(system, user, json.dumps(answer))
        self._spending.check(asked, max_tokens)
        for waits in range(MOST_WAITS + 1):
            booking = await self._turn(asked + max_tokens)
            try:
                reply = await self._model.complete(system, user, answer=answer, max_tokens=max_tokens)
            except ProviderError as failed:
                # It was sent, so it counts; what it used is not known.
                await self._settle(booking, asked, failed.requests)
                if failed.retry_after is None or waits == MOST_WAITS:
                    raise
                await self._wait(failed.retry_after, f"{self.name} asks to wait", failed)
                continue
            await self._settle(booking, reply.input_tokens + reply.output_tokens, reply.requests)
            return reply.model_copy(
                update={"cost": self._spending.book(reply.input_tokens, reply.output_tokens)}
            )
        raise AssertionError("the last attempt returns or raises")

    async def _turn(self, tokens: int) -> int:
        """Wait for a permit; the number of its booking."""
        while True:
            permit = await self._ledger.book(self._meter, tokens, self._limits, now=self._now())
            self.left_today = permit.left_today
            if permit.booking is not None:
                return permit.booking
            await self._wait(permit.wait, self._reason(permit), nap=LONGEST_NAP)

    async def _settle(self, booking: int, tokens: int, requests: int) -> None:
        """Book what was used, with the requests that failed and were sent again before."""
        await self._ledger.settle(booking, tokens)
        for _ in range(requests - 1):
            await self._ledger.book(self._meter, 0, Limits(), now=self._now())

    async def _wait(
        self, seconds: float, reason: str, failed: ProviderError | None = None, *, nap: float | None = None
    ) -> None:
        pause = seconds if nap is None else min(seconds, nap)
        if self._patience is not None:
            if seconds > self._patience:
                raise LimitReachedError(
                    f"{reason}; it may be asked again in {spoken(seconds)}. What is written is kept",
                    provider=self.name,
                    retry_after=seconds,
                ) from failed
            self._patience -= pause
        until = datetime.fromtimestamp(self._now() + seconds, UTC)
        self._tell(f"{reason}: pauses and goes on at {until:%H:%M} UTC, in {spoken(seconds)}")
        await self._sleep(pause)
        self._tell("")

    def _reason(self, permit: Permit) -> str:
        bound = permit.bound_by or "requests_per_minute"
        return f"{getattr(self._limits, bound):,} {_PER[bound]} of {self.name} are used up"


def spoken(seconds: float) -> str:
    """A wait as people say it: ``40 s``, ``12 min``, ``3 h 05 min``."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"
