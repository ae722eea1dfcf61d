"""What every stage is handed beside the takes it needs."""

from dataclasses import dataclass
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
    for them.
    """

    tools: Tools
    report: Report
    engine: Engine
    rework: Rework
    previous: Made | None = None
    attended: bool = True
