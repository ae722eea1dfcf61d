"""How much one client may ask of the service, in one place. ``None`` is no limit."""

from typing import Self

from pydantic import Field

from picturelock.domain.frozen import Frozen


class DoorLimits(Frozen):
    """What is taken of one client. Each process of the service counts for itself, but for open sessions."""

    message_bytes: int = Field(default=1024 * 1024, gt=0)
    """One message of the Creator Mode socket, in bytes of UTF-8."""
    messages_per_second: int | None = Field(default=20, gt=0)
    """Messages on one connection, within any second."""
    requests_per_minute: int | None = Field(default=600, gt=0)
    """Requests and connections of one key, or of one address where no key is sent, within any minute."""
    open_sessions: int | None = Field(default=50, gt=0)
    """Sessions of one key that run, wait for a decision or have failed."""
    file_bytes: int = Field(default=25 * 1024 * 1024, gt=0)
    """One uploaded file."""
    form_bytes: int = Field(default=100 * 1024 * 1024, gt=0)
    """A request's form with all its files."""
    json_bytes: int = Field(default=20 * 1024 * 1024, gt=0)
    """A request's JSON."""

    @classmethod
    def uncounted(cls) -> Self:
        """The limits on sizes alone."""
        return cls(messages_per_second=None, requests_per_minute=None, open_sessions=None)
