"""Sends webhooks over HTTP, signed after Standard Webhooks, to the very address that was checked."""

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

import httpx
from standardwebhooks import Webhook

from picturelock.engine.deliveries import Delivery, Sent
from picturelock.providers.webhooks.reach import OutOfReachError, Reach, host_of

_TIMEOUT = 10.0
# What a receiver answers is nobody's business; it is read so far that the connection ends in order.
_MOST_ANSWER = 64 * 1024
_GONE = 410


class SignedPost:
    """Implements ``engine.courier.Post``.

    Args:
        secrets: what to sign with, by endpoint; with several the message carries a signature of each.
        reach: where webhooks may go.
        clock: seconds since 1970; receivers refuse messages that are more than some minutes off.
        trust: the certificates that are trusted; those of the system, or of ``SSL_CERT_FILE``.
        transport: how to connect, in place of the network.
    """

    def __init__(
        self,
        secrets: Mapping[str, Sequence[str]],
        reach: Reach,
        *,
        clock: Callable[[], float] = time.time,
        trust: ssl.SSLContext | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._secrets = secrets
        self._reach = reach
        self._clock = clock
        self._client = httpx.AsyncClient(
            verify=trust or httpx.create_ssl_context(),
            # A proxy of the environment would look the host's name up once more.
            trust_env=False,
            follow_redirects=False,
            timeout=_TIMEOUT,
            transport=transport,
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"user-agent": f"Picturelock/{version('picturelock')}"},
        )

    async def close(self) -> None:
        """Close what is open."""
        await self._client.aclose()

    async def send(self, delivery: Delivery) -> Sent:
        """See ``Post``."""
        try:
            async with asyncio.timeout(_TIMEOUT):
                status = await self._post(delivery)
        except OutOfReachError as error:
            return Sent(error=f"{error}; nothing was sent")
        except TimeoutError:
            return Sent(error=f"there was no answer within {_TIMEOUT:g} s")
        except httpx.HTTPError as error:
            return Sent(error=f"{type(error).__name__}: {error}")
        if status // 100 == 2:
            return Sent(answer=status)
        if status == _GONE:
            return Sent(answer=status, error="the receiver wants no more of it (410)", final=True)
        followed = "; redirects are not followed" if status // 100 == 3 else ""
        return Sent(answer=status, error=f"the receiver answered {status}{followed}")

    async def _post(self, delivery: Delivery) -> int:
        secrets = self._secrets.get(delivery.endpoint)
        if not secrets:
            raise OutOfReachError(f"the endpoint {delivery.endpoint} is not configured here")
        url = self._reach.check(delivery.url)
        addresses = await self._reach.addresses(url)
        headers = {**self._signed(delivery, secrets), "host": url.netloc.decode("ascii")}
        for place, address in enumerate(addresses, 1):
            try:
                return await self._try(url, address, headers, delivery.body)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if place == len(addresses):
                    raise
        raise AssertionError("a host has an address")

    async def _try(self, url: httpx.URL, address: str, headers: Mapping[str, str], body: str) -> int:
        # The address that was checked stands in the host's place: nobody looks the name up again. TLS is
        # still about the name.
        request = self._client.build_request(
            "POST", url.copy_with(host=address), headers=headers, content=body.encode()
        )
        request.extensions = {**request.extensions, "sni_hostname": host_of(url)}
        answer = await self._client.send(request, stream=True)
        try:
            read = 0
            async for chunk in answer.aiter_raw():
                read += len(chunk)
                if read > _MOST_ANSWER:
                    break
        finally:
            await answer.aclose()
        return answer.status_code

    def _signed(self, delivery: Delivery, secrets: Sequence[str]) -> dict[str, str]:
        moment = datetime.fromtimestamp(int(self._clock()), UTC)
        signatures = [
            Webhook(secret).sign(msg_id=delivery.id, timestamp=moment, data=delivery.body)
            for secret in secrets
        ]
        return {
            "content-type": "application/json",
            "webhook-id": delivery.id,
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": " ".join(signatures),
        }
