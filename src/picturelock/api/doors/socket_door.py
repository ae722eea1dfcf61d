"""Who speaks on a Creator Mode connection, how much, and what they may say."""

import itertools

from fastapi import WebSocket

from picturelock.api.doors.caller import Caller
from picturelock.api.doors.doors import SUBPROTOCOL, Doors
from picturelock.api.doors.rates import network_of
from picturelock.api.doors.roles import allows, role_for_action
from picturelock.api.errors import RefusedError
from picturelock.domain.frozen import JsonObject
from picturelock.engine.quota import Quota

PATIENCE = 10.0
"""Seconds in which a connection without a key has to name one."""

_HOW = (
    'say {"action": "authenticate", "key": "…"} first, or connect with it as Authorization: Bearer, as '
    f"X-API-Key, or as the subprotocols {SUBPROTOCOL}, key.KEY"
)
_connections = itertools.count(1)


class LockedOutError(Exception):
    """Nobody may speak on this connection any longer; the message says what to do."""


class SocketDoor:
    """A connection's door."""

    def __init__(self, socket: WebSocket, doors: Doors) -> None:
        self._socket = socket
        self._doors = doors
        self._name = str(next(_connections))
        self._caller: Caller | None = socket.state.caller

    @property
    def subprotocol(self) -> str | None:
        """What to accept of the subprotocols that were offered; never one that is a key."""
        return SUBPROTOCOL if SUBPROTOCOL in self._socket.scope["subprotocols"] else None

    @property
    def patience(self) -> float | None:
        """How many seconds the next message may take; None for any."""
        return PATIENCE if self._caller is None else None

    def knock(self) -> None:
        """Refuse a connection that came with a wrong key.

        Raises:
            LockedOutError: it did.
        """
        if self._socket.state.wrong_key:
            raise LockedOutError(f"this API key is not known; {_HOW}")

    def late(self) -> LockedOutError:
        """What is said when no key came in time."""
        return LockedOutError(f"no API key came within {PATIENCE:.0f} s; {_HOW}")

    async def weigh(self, message: str | bytes) -> None:
        """Refuse a message that is too large, or one too many. Nothing has been read of it.

        Raises:
            RefusedError: with the limit.
        """
        limits = self._doors.limits
        # A letter has at most four bytes: most messages need not be encoded to know.
        if len(message) * 4 > limits.message_bytes:
            size = len(message.encode() if isinstance(message, str) else message)
            if size > limits.message_bytes:
                raise RefusedError(
                    413, f"the message has {size:,} bytes; at most {limits.message_bytes:,} are taken"
                )
        exceeded = await self._doors.rates.message(self._name)
        if exceeded is not None:
            raise RefusedError(
                429, f"too many messages: {exceeded.most} a second are taken; say this again in a moment"
            )

    def authenticate(self, key: str) -> JsonObject:
        """Let somebody speak from now on; what they are told.

        Raises:
            LockedOutError: the key is not known.
        """
        client = self._socket.client
        caller = self._doors.caller(key, network_of(client.host if client else ""))
        if caller is None:
            raise LockedOutError("this API key is not known; connect again with one that is")
        self._caller = caller
        return {
            "status": "authenticated",
            "name": caller.key.name if caller.key else None,
            "role": caller.role,
        }

    def admit(self, action: str) -> None:
        """Refuse what the speaker may not say.

        Raises:
            LockedOutError: nobody has said who they are, or their key was taken away.
            RefusedError: their role is not enough; which one is.
        """
        caller = self.present()
        needed = role_for_action(action)
        if not allows(caller.role, needed):
            name = caller.key.name if caller.key else ""
            raise RefusedError(403, f"cannot {action}: it needs the role {needed}; {name} is {caller.role}")

    def present(self) -> Caller:
        """Who speaks, as of now.

        Raises:
            LockedOutError: nobody has said who they are, or their key was taken away.
        """
        if self._caller is None:
            raise LockedOutError(f"an API key is needed; {_HOW}")
        self._caller = self._doors.current(self._caller)
        if self._caller is None:
            raise LockedOutError("this API key is no longer valid; connect again with another one")
        return self._caller

    def by(self, said: str | None, otherwise: str) -> str:
        """How what is decided now is stored; see ``Caller.by``."""
        return self.present().by(said, otherwise)

    def quota(self) -> Quota | None:
        """How many sessions the speaker may have open."""
        return self.present().quota(self._doors.limits.open_sessions)
