"""What is asked of the writers' room beside the script itself, and what it tells while it writes."""

from dataclasses import dataclass

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.kept_script import KeptScript, KeptSegment
from picturelock.domain.manuscript_measures import Metrics, Usage
from picturelock.ports.progress import Progress


@dataclass(frozen=True)
class Wishes:
    """How a script is to be written.

    Attributes:
        size: segments of a set; None takes the one of the script or its kind.
        model: ``provider:model`` or ``template``; None takes the script's own, else the default.
        max_cost: US dollars that this piece of work may cost; None for no limit.
        directory: the folder that files are laid in, below the output root; None lays none.
        patience: seconds to wait for a model's limits before giving up; None waits as long as it takes.
    """

    size: int | None = None
    model: str | None = None
    max_cost: float | None = None
    directory: str | None = None
    patience: float | None = None


class SetOutcome(Frozen):
    """What became of one set; ``error`` says why where it failed."""

    set_number: int = Field(ge=1, description="Which set, from 1.", examples=[1])
    segments_count: int = Field(ge=0, description="Segments of the set that are there now.", examples=[10])
    success: bool = Field(description="Whether the set is whole.", examples=[True])
    error: str | None = Field(
        default=None, description="Why it is not whole; null where it is.", examples=[None]
    )


@dataclass(frozen=True)
class SetResult:
    """One set as it was asked for: exactly its segments, in order.

    ``script`` is the whole script as it is kept now, ``usage`` what this set used up, ``metrics`` the
    script's, once it is complete.
    """

    script: KeptScript
    set_number: int
    sets: int
    segments: tuple[KeptSegment, ...]
    usage: Usage
    files: tuple[str, ...]
    metrics: Metrics | None


@dataclass(frozen=True)
class Planned:
    """Step 1 is done, or was before."""

    script: KeptScript


@dataclass(frozen=True)
class SetDone:
    """One set was written, or failed."""

    outcome: SetOutcome
    segments: tuple[KeptSegment, ...]


@dataclass(frozen=True)
class Moved:
    """How far the whole script is."""

    progress: Progress


@dataclass(frozen=True)
class Finished:
    """Nothing more is being written: the script is complete, or some sets failed."""

    script: KeptScript
    outcomes: tuple[SetOutcome, ...]
    files: tuple[str, ...]
    metrics: Metrics


News = Planned | SetDone | Moved | Finished
