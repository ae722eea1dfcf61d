"""Which film, run and request the code at hand works for, as log lines and traces say it."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

Facts = Mapping[str, str | int]

_trail: ContextVar[Facts | None] = ContextVar("trail", default=None)


def trail() -> Facts:
    """``video_id``, ``stage``, ``version``, ``attempt``, ``request_id``: those that this task knows."""
    return _trail.get() or {}


@contextmanager
def about(
    *,
    video_id: str | None = None,
    stage: str | None = None,
    version: int | None = None,
    attempt: int | None = None,
    request_id: str | None = None,
) -> Generator[None]:
    """All within, and tasks that are begun within, works for this; what is None stays as it was."""
    facts = {
        "video_id": video_id,
        "stage": stage,
        "version": version,
        "attempt": attempt,
        "request_id": request_id,
    }
    known = {name: value for name, value in facts.items() if value is not None}
    before = _trail.set({**trail(), **known})
    try:
        yield
    finally:
        _trail.reset(before)


def turn_to(video_id: str) -> None:
    """From here on this task works for another film; a client's socket follows one after the other."""
    kept = {name: value for name, value in trail().items() if name == "request_id"}
    _trail.set({**kept, "video_id": video_id})
