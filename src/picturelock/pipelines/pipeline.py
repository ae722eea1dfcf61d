"""A video type as data: its brief, its stages with what they need and make, and the engine that draws it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.shot import Engine


@dataclass(frozen=True)
class Stage:
    """One row of a pipeline.

    ``by`` is called with the takes named in ``needs``, in that order, and ``desk``; it returns ``makes``.
    ``work`` says what the running stage does, for people.
    """

    name: str
    makes: type[Frozen]
    by: Callable[..., Awaitable[Frozen]]
    needs: tuple[str, ...]
    shows: Callable[[Any], JsonObject]


@dataclass(frozen=True)
class Pipeline:
    """A video type."""

    video_type: str
    brief: type[Brief]
    engine: Engine
    stages: tuple[Stage, ...]

    def stage(self, name: str) -> Stage:
        return next(stage for stage in self.stages if stage.name == name)
