"""A video type as data: its brief, its stages with what they need and make, and the engine that draws it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.shot import Engine
from picturelock.engine.production import Limits

Queue = Literal["write", "voice", "draw"]
"""What a process must be able to do."""


@dataclass(frozen=True)
class Stage:
    """One row of a pipeline.

    ``by`` is called with the takes named in ``needs``, in that order, and ``desk``; it returns ``makes``.
    A stage with ``instead`` may be skipped; that stage's take is then used for it. ``edits`` makes a take
    from a person's own ``data``: it is called like ``by``, with the data and the name of the ``person``.
    ``queue`` is where its runs wait for a process.
    """

    name: str
    makes: type[Frozen]
    by: Callable[..., Awaitable[Frozen]]
    needs: tuple[str, ...]
    shows: Callable[[Any], JsonObject]
    queue: Queue
    edits: Callable[..., Awaitable[Frozen]] | None = None
    instead: str | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Pipeline:
    """A video type."""

    video_type: str
    brief: type[Brief]
    engine: Engine
    stages: tuple[Stage, ...]

    def stage(self, name: str) -> Stage:
        return next(stage for stage in self.stages if stage.name == name)
