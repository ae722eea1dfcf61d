"""What a server of language models is asked and says, whatever protocol it speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Failure = Literal["no_key", "no_model", "busy", "used_up", "broke", "no_schema"]


@dataclass(frozen=True)
class Asked:
    """One request, read from the wire."""

    path: str
    key: str
    model: str
    system: str
    user: str
    max_tokens: int
    schema: dict[str, Any] | None
    body: dict[str, Any]


@dataclass(frozen=True)
class Said:
    """One answer: its text, how it ended, and the tokens it took; thinking is part of the output."""

    text: str
    finish: Literal["stop", "length", "refused"]
    output_tokens: int
    thinking_tokens: int
    input_tokens: int = 10


@dataclass(frozen=True)
class Failed:
    """An error as a provider tells it; ``wait`` goes where it tells how long to wait."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict[str, str])


class Wire(Protocol):
    """One provider's protocol."""

    # How it names its endpoint after the server's address, as its client has to be given it.
    base: str

    def read(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        """A request; fails where it is not one of the protocol. Headers' names come in small letters."""
        ...

    def answer(self, asked: Asked, said: Said) -> dict[str, Any]:
        """The body of an answer."""
        ...

    def failure(self, kind: Failure, model: str, wait: float | None) -> Failed:
        """An error, as the provider words it."""
        ...
