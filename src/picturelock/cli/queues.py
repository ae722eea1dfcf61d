"""Which work a process takes: ``draw=2,voice`` on the command line."""

from collections.abc import Mapping

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.engine.studio import EVERY_QUEUE

NONE = "none"
_MOST = 64


def read_queues(said: str) -> Mapping[str, int]:
    """The queues with how many runs of each at a time; empty for ``none``.

    Raises:
        InvalidInputError: an unknown queue, or a number that makes no sense.
    """
    if said.strip() == NONE:
        return {}
    queues: dict[str, int] = {}
    for part in said.split(","):
        name, equals, number = (piece.strip() for piece in part.partition("="))
        if name not in EVERY_QUEUE:
            known = ", ".join(EVERY_QUEUE)
            raise InvalidInputError(
                [Problem("--queues", f"{name!r} is no queue; name some of {known} (or {NONE} for serve)")]
            )
        if equals and not (number.isascii() and number.isdecimal() and 1 <= int(number) <= _MOST):
            raise InvalidInputError(
                [Problem("--queues", f"{part.strip()!r}: write a number from 1 to {_MOST}")]
            )
        queues[name] = int(number) if equals else EVERY_QUEUE[name]
    return queues
