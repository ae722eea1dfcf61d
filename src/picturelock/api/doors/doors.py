"""The doors of the service: which keys, origins and hosts it takes, and how much of one client."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers

from picturelock.api.doors.caller import Caller
from picturelock.api.doors.key_file import KeyFile
from picturelock.api.doors.origins import host_name, may_steer
from picturelock.api.doors.rates import Rates
from picturelock.domain.door_limits import DoorLimits

COOKIE = "picturelock_key"
SUBPROTOCOL = "picturelock.v1"
_KEY_SUBPROTOCOL = "key."
_BEARER = "bearer"


@dataclass(frozen=True)
class Doors:
    """What is asked of whoever comes. As it is made, everybody may come from this machine's own names.

    ``keys`` is None where none are asked for. ``hosts`` are the names that the service answers under, in
    small letters; None for any. ``origins`` are those of other pages that may use it.
    """

    keys: KeyFile | None = None
    limits: DoorLimits = field(default_factory=DoorLimits)
    origins: frozenset[str] = frozenset()
    hosts: frozenset[str] | None = None
    rates: Rates = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rates", Rates(self.limits))

    def is_ours(self, headers: Headers) -> bool:
        """Whether the request names one of our hosts: a name that was bent to this machine is not ours."""
        return self.hosts is None or host_name(headers.get("host", "")) in self.hosts

    def may_steer(self, headers: Headers) -> bool:
        """Whether it comes from a program, or from a page that may change something here."""
        return may_steer(headers.get("origin"), headers.get("host", ""), self.origins)

    def caller(self, presented: str | None, address: str) -> Caller | None:
        """Who presents this key; None when a key is asked for and this is none of them."""
        if self.keys is None:
            return Caller(key=None, address=address)
        key = self.keys.find(presented) if presented else None
        return None if key is None else Caller(key=key, address=address)

    def current(self, caller: Caller) -> Caller | None:
        """A caller with the role that their key has now; None when it was taken away."""
        if self.keys is None or caller.key is None:
            return caller
        key = self.keys.current(caller.key)
        return None if key is None else Caller(key=key, address=caller.address)


def presented_key(headers: Headers, subprotocols: Iterable[str] = ()) -> str | None:
    """The key that a request carries: in a header, in a socket's subprotocols, or in the page's cookie.

    Never in the address: addresses end up in logs and histories.
    """
    scheme, _, said = headers.get("authorization", "").partition(" ")
    if scheme.lower() == _BEARER and said.strip():
        return said.strip()
    if sent := headers.get("x-api-key", "").strip():
        return sent
    for offered in subprotocols:
        if offered.startswith(_KEY_SUBPROTOCOL):
            return offered.removeprefix(_KEY_SUBPROTOCOL)
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return cookie.value if cookie is not None and cookie.value else None
