"""Asking a speech service over HTTP: one request, and each way to fail in words that say what to change."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import httpx
import numpy as np

from picturelock.domain.errors import ProviderError
from picturelock.providers.voice.take_sound import Samples

_WITHIN = 90.0  # seconds for one beat
_LARGEST = 64 * 1024 * 1024
_QUOTA = ("insufficient_quota", "quota_exceeded", "billing")


@dataclass(frozen=True)
class Reply:
    """What the service answered: the content's type without its parameters, and the content."""

    kind: str
    content: bytes


class SpeechService:
    """The connection to one service.

    Args:
        provider: its name, for errors.
        base_url: its address.
        key_setting: the setting that holds its key, for errors.
        headers: sent with every request; the key among them.
        within: seconds that a recording may take, from the request to its last byte.
    """

    def __init__(
        self,
        provider: str,
        base_url: str,
        key_setting: str,
        headers: Mapping[str, str],
        *,
        within: float = _WITHIN,
    ) -> None:
        self.provider = provider
        self._base_url = base_url.rstrip("/")
        self._key_setting = key_setting
        self._within = within
        self._client = httpx.AsyncClient(headers=dict(headers), timeout=httpx.Timeout(within, connect=15.0))

    async def stop(self) -> None:
        """Close its connections."""
        await self._client.aclose()

    async def post(
        self,
        path: str,
        *,
        asked: Mapping[str, Any] | None = None,
        content: str | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send ``asked`` as JSON, or ``content`` as it is.

        Raises:
            ProviderError: the key was refused, a limit is reached, the service is broken, late or not there,
                or it answered nothing.
        """
        body = {"json": asked} if content is None else {"content": content.encode()}
        try:
            async with (
                asyncio.timeout(self._within),
                self._client.stream(
                    "POST", f"{self._base_url}{path}", headers=headers, params=params, **cast(Any, body)
                ) as reply,
            ):
                received = await self._received(reply)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise self._failed(f"no answer within {self._within:g} s", retryable=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            message = f"cannot be reached at {self._base_url}, or broke off: {error or type(error).__name__}"
            raise self._failed(message, retryable=True) from error
        self._accepted(reply, received)
        if not received:
            raise self._failed("answered without any sound; try again", retryable=True)
        return Reply(reply.headers.get("content-type", "").partition(";")[0].strip().lower(), received)

    async def _received(self, reply: httpx.Response) -> bytes:
        received = bytearray()
        async for block in reply.aiter_bytes():
            received += block
            if len(received) > _LARGEST:
                raise self._failed("sent more than 64 MB for one sentence")
        return bytes(received)

    def _accepted(self, reply: httpx.Response, received: bytes) -> None:
        if reply.is_success:
            return
        said = _said(received)
        if reply.status_code in (402, 429) and any(word in said.lower() for word in _QUOTA):
            raise self._failed(f"the account's credit or quota is used up: {said}")
        match reply.status_code:
            case 401 | 403:
                raise self._failed(f"the key was refused; check {self._key_setting}. It said: {said}")
            case 404:
                raise self._failed(
                    f"it knows no such voice or model; check PICTURELOCK_VOICE. It said: {said}"
                )
            case 429:
                wait = _seconds(reply)
                later = "" if wait is None else f"; try again in {wait:g} s"
                raise self._failed(f"its limit of requests is reached{later}", retryable=True, wait=wait)
            case status if status >= 500:
                message = f"it has a problem of its own (status {status}); try again"
                raise self._failed(message, retryable=True, wait=_seconds(reply))
            case status:
                raise self._failed(f"it refused the request (status {status}): {said}")

    def sound(self, reply: Reply) -> bytes:
        """The content of an answer that must be sound. Raises ``ProviderError``: what came instead."""
        if reply.kind.startswith("audio/") or reply.kind in ("application/octet-stream", ""):
            return reply.content
        raise self._failed(
            f"answered with {reply.kind} instead of sound; check its address. It said: {_said(reply.content)}"
        )

    def samples(self, content: bytes, rate: int) -> tuple[Samples, int]:
        """Samples in -1..1 and their rate, of a WAV or of bare 16 bit samples at ``rate``.

        Raises:
            ProviderError: it is in another form, or cut.
        """
        if content[:4] == b"RIFF":
            content, rate = self._unwrapped(content)
        elif content[:3] == b"ID3" or content[:2] in (b"\xff\xfb", b"\xff\xf3") or content[:4] == b"OggS":
            raise self._failed("sent compressed sound, although plain samples were asked for")
        if not content or len(content) % 2:
            raise self._failed("the recording breaks off; try again", retryable=True)
        return np.frombuffer(content, dtype="<i2").astype(np.float64) / 32768, rate

    def _unwrapped(self, content: bytes) -> tuple[bytes, int]:
        """The samples of a mono 16 bit WAV, also of one that was streamed and does not tell its length."""
        place, rate = 12, 0
        while place + 8 <= len(content):
            name, size = content[place : place + 4], int.from_bytes(content[place + 4 : place + 8], "little")
            inside = content[place + 8 : place + 8 + size]
            if name == b"fmt ":
                form, channels, rate = (
                    int.from_bytes(inside[a:b], "little") for a, b in ((0, 2), (2, 4), (4, 8))
                )
                if (form, channels, int.from_bytes(inside[14:16], "little")) != (1, 1, 16):
                    raise self._failed("sent a WAV that is not mono with 16 bit samples")
            if name == b"data" and rate:
                streamed = size in (0, 0x7FFFFFFF, 0xFFFFFFFF) or size > 0x7FFFFF00
                if len(inside) < size and not streamed:
                    raise self._failed("the recording breaks off; try again", retryable=True)
                whole = content[place + 8 :] if streamed else inside
                return whole[: len(whole) // 2 * 2], rate
            place += 8 + size + size % 2
        raise self._failed("sent a WAV that cannot be read")

    def _failed(self, message: str, *, retryable: bool = False, wait: float | None = None) -> ProviderError:
        return ProviderError(message, provider=self.provider, retryable=retryable, retry_after=wait)


def _said(content: bytes) -> str:
    """What an error's body says, in a line."""
    text = content.decode(errors="replace").strip()
    try:
        found: Any = json.loads(text)
    except json.JSONDecodeError:
        return " ".join(text.split())[:200] or "nothing"
    for name in ("error", "detail", "message"):
        if isinstance(found, dict) and name in found:
            found = cast(dict[str, Any], found)[name]
    if isinstance(found, dict):
        told = cast(dict[str, Any], found)
        found = told.get("message") or told.get("status") or told
    code = '"code"' in text and next((word for word in _QUOTA if word in text), "")
    return f"{found} {code}".strip()[:200] if code and code not in str(found) else str(found)[:200]


def _seconds(reply: httpx.Response) -> float | None:
    """The seconds of ``Retry-After``."""
    try:
        return max(0.0, float(reply.headers["Retry-After"]))
    except (KeyError, ValueError):
        return None
