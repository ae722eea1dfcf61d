"""How often one client asks: requests a minute, and messages a second on one connection."""

import ipaddress
import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from picturelock.domain.door_limits import DoorLimits

# What a network gives to one customer; each of its addresses would be counted alone otherwise.
_IPV6_PREFIX = 64


@dataclass(frozen=True)
class Exceeded:
    """A limit that is used up: how many are taken, and in how many seconds there is room again."""

    most: int
    retry_after: int


class Rates:
    """Counts in this process alone. A window begins with the first that is counted in it."""

    def __init__(self, limits: DoorLimits) -> None:
        self._requests = RateLimitItemPerMinute(limits.requests_per_minute or 0)
        self._messages = RateLimitItemPerSecond(limits.messages_per_second or 0)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def request(self, of: str) -> Exceeded | None:
        """Count a request or a new connection; what is exceeded, if anything is."""
        return await self._count(self._requests, "requests", of)

    async def message(self, connection: str) -> Exceeded | None:
        """Count a message on a connection; what is exceeded, if anything is."""
        return await self._count(self._messages, "messages", connection)

    async def _count(self, item: RateLimitItem, what: str, of: str) -> Exceeded | None:
        if item.amount == 0 or await self._limiter.hit(item, what, of):
            return None
        free_again = (await self._limiter.get_window_stats(item, what, of)).reset_time
        return Exceeded(item.amount, max(1, math.ceil(free_again - time.time())))


def network_of(address: str) -> str:
    """An address as it is counted: itself, or for IPv6 the network that one customer has."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        # A socket of the file system has none.
        return address or "unknown"
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, _IPV6_PREFIX), strict=False))
