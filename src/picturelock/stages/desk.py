"""What every stage is handed beside the takes it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from picturelock.domain.frozen import Frozen
from picturelock.domain.rework import Rework
from picturelock.domain.shot import Engine
from picturelock.ports.films import Tools
from picturelock.ports.progress import Report

Made = TypeVar("Made", bound=Frozen)


@dataclass(frozen=True)
class Desk(Generic[Made]):
    """The tools, why the stage runs, its last take, whom to tell, and the engine that draws the film.

    ``attended`` says whether somebody will look at the take before the next stage runs; previews are made
    for them. ``accepted_by`` tells who accepted the takes that it is given, by stage; of one that nobody was
    asked about it says ``automatic``.
    """

    tools: Tools
    report: Report
    engine: Engine
    rework: Rework
    previous: Made | None = None
    attended: bool = True
    accepted_by: Mapping[str, str] = field(default_factory=dict[str, str])
