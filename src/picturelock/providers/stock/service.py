"""Talking to a stock service: searches with its key, files without, and every way that it can fail."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from limits import RateLimitItem

from picturelock.domain.errors import ProviderError
from picturelock.providers.stock.allowance import Allowance
from picturelock.providers.stock.conform import UnfitFileError

LARGEST = 300 * 1024 * 1024
"""Bytes of a file."""

_BLOCK = 1 << 20
# After no answer the other scenes of a film would wait as long each.
_RESTS_AFTER_NO_ANSWER = 60.0


@dataclass(frozen=True)
class Access:
    """Who asks a service, and how it wants to be told. ``setting`` is the variable that holds the key."""

    service: str
    setting: str
    base_url: str
    limit: RateLimitItem
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    params: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)


class StockService:
    """One service over HTTP.

    Args:
        access: where it is, and its key.
        timeout: seconds to wait for it to say anything.
        fetch_within: seconds that one file may take.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        access: Access,
        *,
        timeout: float = 20.0,
        fetch_within: float = 180.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._access = access
        self._timeout = timeout
        self._fetch_within = fetch_within
        self._allowance = Allowance(access.service, access.limit, clock)
        self._client = httpx.AsyncClient(timeout=timeout, follow_redirects=True)

    async def stop(self) -> None:
        """Close its connections."""
        await self._client.aclose()

    async def search(self, path: str, asked: Mapping[str, str]) -> str:
        """What it answers to a search.

        Raises:
            ProviderError: the key was refused; the limit is reached, the service cannot be reached, hangs or
                fails (all retryable).
        """
        await self._allowance.use()
        access = self._access
        try:
            reply = await self._client.get(
                f"{access.base_url.rstrip('/')}{path}",
                params={**asked, **access.params},
                headers=dict(access.headers),
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._unreachable(error) from error
        self._allowance.hear(reply)
        # Pixabay answers 400 with these words.
        if reply.status_code in (401, 403) or (reply.status_code == 400 and "API key" in reply.text):
            raise self._error(f"the key was refused; check {access.setting}")
        if not reply.is_success:
            raise self._error(f"answered with status {reply.status_code}", retryable=reply.status_code >= 500)
        return reply.text

    async def fetch(self, link: str, to: Path, *, largest: int = LARGEST, rests: bool = True) -> None:
        """Fetch a file, without the key: files lie on other hosts.

        Args:
            link: its address.
            to: where to write it.
            largest: bytes that it may have.
            rests: whether nothing more is asked for a while when it does not come.

        Raises:
            UnfitFileError: it is gone, may not be fetched, or is larger than ``largest`` bytes.
            ProviderError: the host cannot be reached, fails, or takes too long (all retryable).
        """
        try:
            async with asyncio.timeout(self._fetch_within):
                await self._stream(link, to, largest)
        except TimeoutError as error:
            message = f"a file took more than {self._fetch_within:.0f} s"
            raise self._error(message, retryable=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._unreachable(error, rests=rests) from error

    async def _stream(self, link: str, to: Path, largest: int) -> None:
        async with self._client.stream("GET", link) as reply:
            if reply.status_code == 429 or reply.status_code >= 500:
                message = f"answered with status {reply.status_code} instead of a file"
                raise self._error(message, retryable=True)
            if not reply.is_success:
                raise UnfitFileError(f"could not be fetched (status {reply.status_code})")
            fetched = 0
            with to.open("wb") as file:
                async for block in reply.aiter_bytes(_BLOCK):
                    fetched += len(block)
                    if fetched > largest:
                        raise UnfitFileError(f"is larger than {largest // (1024 * 1024)} MB")
                    await asyncio.to_thread(file.write, block)

    def _unreachable(self, error: Exception, *, rests: bool = True) -> ProviderError:
        why = f"cannot be reached ({type(error).__name__})"
        if isinstance(error, httpx.TimeoutException):
            why = f"no answer within {self._timeout:g} s"
        if not rests:
            return self._error(why, retryable=True)
        return self._allowance.rest(why, _RESTS_AFTER_NO_ANSWER)

    def _error(self, message: str, *, retryable: bool = False) -> ProviderError:
        return ProviderError(message, provider=self._access.service, retryable=retryable)
