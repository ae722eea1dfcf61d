"""Where webhooks may go: to the public internet over HTTPS, and to the hosts that are allowed by name."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, Self

import httpx

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.providers.webhooks.addresses import is_loopback, is_public

HOSTS_VARIABLE = "PICTURELOCK_WEBHOOK_HOSTS"
LONGEST_URL = 2_000
PORTS = {"https": 443, "http": 80}

_HOST = re.compile(r"[a-z0-9._:-]+")

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host, in the order in which they should be tried. Raises ``OSError``."""


class OutOfReachError(Exception):
    """A webhook must not, or cannot, go there; says why."""


class Place(NamedTuple):
    """A host and port, as an address names them. ``port`` is None for each."""

    host: str
    port: int | None

    @classmethod
    def parsed(cls, text: str) -> Self:
        """From ``host`` or ``host:port``. Raises ``ValueError``."""
        try:
            url = httpx.URL(f"http://{text.strip()}/")
        except httpx.InvalidURL as error:
            raise ValueError(str(error)) from error
        if not _HOST.fullmatch(host_of(url)) or url.path != "/" or url.query or url.userinfo or url.fragment:
            raise ValueError(f"{text!r} is not HOST or HOST:PORT")
        # httpx leaves out a port that goes without saying.
        said_80 = text.strip().endswith(":80")
        return cls(host_of(url), 80 if said_80 else url.port)


def host_of(url: httpx.URL) -> str:
    """The host's name as it is looked up, in ASCII and small letters."""
    return url.raw_host.decode("ascii").lower()


class Reach:
    """The rules.

    Args:
        hosts: ``HOST`` or ``HOST:PORT``, with commas between them: also reached when private, and over HTTP.
        offline: whether only this machine may be reached.
        resolve: who knows the addresses of hosts.

    Raises:
        InvalidInputError: a host is not one.
    """

    def __init__(self, hosts: str | None = None, *, offline: bool = False, resolve: Resolve | None = None):
        named = [text for text in (hosts or "").split(",") if text.strip()]
        try:
            self._allowed = frozenset(Place.parsed(text) for text in named)
        except ValueError as error:
            raise InvalidInputError(
                [Problem(HOSTS_VARIABLE, f"{error}; write 127.0.0.1:9000,hooks.internal")]
            ) from error
        self._offline = offline
        self._resolve = resolve or _resolved

    def check(self, url: str) -> httpx.URL:
        """The parsed address, if a webhook may go there as far as that can be seen from it alone.

        Raises:
            OutOfReachError: it must not, with the reason.
        """
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise OutOfReachError(f"is not an address: {error}") from error
        if len(url) > LONGEST_URL:
            raise OutOfReachError(f"is longer than {LONGEST_URL} characters")
        if parsed.scheme not in PORTS or not _HOST.fullmatch(host_of(parsed)):
            raise OutOfReachError("must begin with https:// and name a host")
        if parsed.userinfo:
            raise OutOfReachError("must not carry a name and password")
        allowed = self._allows(parsed)
        if parsed.scheme == "http" and not allowed:
            raise OutOfReachError(f"must begin with https://; for http:// allow the host in {HOSTS_VARIABLE}")
        if parsed.port is not None and not allowed:
            wanted = f"{host_of(parsed)}:{parsed.port}"
            raise OutOfReachError(
                f"must use port 443; for port {parsed.port} allow {wanted} in {HOSTS_VARIABLE}"
            )
        if self._offline and not is_loopback(host_of(parsed)):
            raise OutOfReachError("is outside of this machine, and PICTURELOCK_OFFLINE=1 refuses that")
        return parsed

    async def addresses(self, url: httpx.URL) -> Sequence[str]:
        """The numeric addresses of a checked URL's host; each may be connected to.

        Raises:
            OutOfReachError: the host is not known, or one of its addresses is not public.
        """
        host = host_of(url)
        try:
            found = await self._resolve(host, url.port or PORTS[url.scheme])
        except (OSError, UnicodeError) as error:
            raise OutOfReachError(f"{host} is not known: {error}") from error
        if not found:
            raise OutOfReachError(f"{host} has no address")
        if not self._allows(url):
            for address in found:
                # One is enough to refuse: who mixes them means no good, or is mistaken.
                if not is_public(address):
                    raise OutOfReachError(f"{host} is at {address}, which is not a public address")
        if self._offline:
            for address in found:
                if not is_loopback(address):
                    raise OutOfReachError(f"{host} is at {address}, and PICTURELOCK_OFFLINE=1 refuses it")
        return found

    def _allows(self, url: httpx.URL) -> bool:
        host = host_of(url)
        return (
            Place(host, url.port or PORTS[url.scheme]) in self._allowed or Place(host, None) in self._allowed
        )


async def _resolved(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
