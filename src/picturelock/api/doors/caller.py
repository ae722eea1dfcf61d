"""Who is at the door: a key's holder, or anybody where no keys are asked for."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from picturelock.api.doors.keys import Key
from picturelock.api.doors.roles import Role
from picturelock.api.errors import RefusedError
from picturelock.engine.quota import Quota

# What the engine stores of whoever decides.
_LONGEST_BY = 200
_BETWEEN = ": "


@dataclass(frozen=True)
class Caller:
    """Who asks. ``key`` is None where the service asks for none; ``address`` is where they ask from."""

    key: Key | None
    address: str

    @property
    def role(self) -> Role:
        """What they may do; everything where no keys are asked for."""
        return "admin" if self.key is None else self.key.role

    @property
    def counted_as(self) -> str:
        """Under what their requests are counted."""
        return f"address {self.address}" if self.key is None else f"key {self.key.name}"

    def by(self, said: str | None, otherwise: str) -> str:
        """How a decision of theirs is stored: under the key's name, with who is said to use it.

        ``office: Ann`` is what somebody with the key ``office`` said who called themselves Ann. Key names
        hold no colon, so nobody can be taken for the holder of another key.

        Args:
            said: the ``by`` or ``actor`` that was given.
            otherwise: what it is where there is neither a key nor a name.

        Raises:
            RefusedError: together they are longer than what is stored.
        """
        if self.key is None:
            return said or otherwise
        if not said:
            return self.key.name
        together = f"{self.key.name}{_BETWEEN}{said}"
        if len(together) > _LONGEST_BY:
            most = _LONGEST_BY - len(self.key.name) - len(_BETWEEN)
            raise RefusedError(422, f"by is too long: use at most {most} characters with this key")
        return together

    def quota(self, most: int | None) -> Quota | None:
        """How many sessions they may have open; None where they are not counted."""
        return None if self.key is None or most is None else Quota(holder=self.key.name, most=most)


def caller_of(connection: HTTPConnection) -> Caller:
    """Who makes this request, as the door found out."""
    return connection.state.caller
