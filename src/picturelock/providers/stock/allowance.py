"""How often a stock service may be asked: its known limit, and what it says of it itself."""

import asyncio
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from limits import RateLimitItem
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from picturelock.domain.errors import ProviderError

# Longer than this nobody waits for one scene: there are other sources.
_PATIENCE = 3.0
# From here on a reset is a moment since 1970, below it a number of seconds.
_A_MOMENT = 1_000_000_000
_UNKNOWN_REST = 60.0


class Allowance:
    """One service's requests from this process.

    Args:
        service: its name, for messages.
        limit: what it is known to allow one key.
        clock: seconds since 1970.
    """

    def __init__(self, service: str, limit: RateLimitItem, clock: Callable[[], float] = time.time) -> None:
        self._service = service
        self._limit = limit
        self._clock = clock
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._rests_until = 0.0
        self._why = ""

    async def use(self) -> None:
        """Count one request; waits for its turn when that is near.

        Raises:
            ProviderError: there is none left for now, or the service rests; it says until when.
        """
        left = self._rests_until - self._clock()
        if left > 0:
            raise self._refused(self._why, left)
        while not await self._limiter.hit(self._limit, self._service):
            free = (await self._limiter.get_window_stats(self._limit, self._service)).reset_time
            wait = max(0.05, free - time.time())
            if wait > _PATIENCE:
                raise self._refused("its limit of requests is reached", wait)
            await asyncio.sleep(wait)

    def rest(self, why: str, seconds: float) -> ProviderError:
        """Ask nothing for so long; the error that says so."""
        self._rests_until, self._why = self._clock() + seconds, why
        return self._refused(why, seconds)

    def hear(self, reply: httpx.Response) -> None:
        """Take note of what a reply says of the limit.

        Raises:
            ProviderError: the limit is reached.
        """
        if reply.status_code == 429:
            raise self.rest("its limit of requests is reached", self._wait(reply) or _UNKNOWN_REST)
        if reply.headers.get("X-RateLimit-Remaining") == "0" and (wait := self._wait(reply)):
            self.rest("its limit of requests is reached", wait)

    def _wait(self, reply: httpx.Response) -> float:
        """The seconds until there is room again; 0 where the reply does not say."""
        after = reply.headers.get("Retry-After", "")
        if after.isdigit():
            return float(after)
        if after:
            try:
                return max(1.0, parsedate_to_datetime(after).timestamp() - self._clock())
            except ValueError:
                return 0.0
        reset = reply.headers.get("X-RateLimit-Reset", "")
        if not reset.isdigit():
            return 0.0
        return max(1.0, int(reset) - self._clock()) if int(reset) >= _A_MOMENT else float(reset)

    def _refused(self, why: str, wait: float) -> ProviderError:
        again = f"try again in {math.ceil(wait)} s"
        if wait > 3_600:
            moment = datetime.fromtimestamp(self._clock() + wait, UTC)
            again = f"try again from {moment:%Y-%m-%d at %H:%M} UTC on"
        return ProviderError(f"{why}; {again}", provider=self._service, retryable=True, retry_after=wait)
