"""What the engine runs without knowing it: stages by name, orders to run one, and their results."""

from collections.abc import Callable, Collection
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, JsonValue

JsonObject = dict[str, JsonValue]


class _Value(BaseModel):
    # What JSON cannot write cannot be kept either.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class StageProgress(_Value):
    """How far a running stage is. ``seconds_left`` is None while it cannot be told yet.

    ``place_in_line`` counts from 1 while the run waits for the machine; None once it is at work.
    """

    done: float = Field(ge=0, le=1)
    scene_id: str | None = None
    message: str = ""
    seconds_left: float | None = None
    place_in_line: int | None = None


class Limits(_Value):
    """How long a stage may take, in seconds, and how often one run of it is begun at most.

    Without ``attempts`` a failure comes to the gate at once; with it, one that may pass is tried again.
    """

    timeout: float | None = Field(default=None, gt=0, le=86_400)
    attempts: int | None = Field(default=None, ge=1, le=10)


class StagePlan(_Value):
    """One stage of a session: what it is made from, who makes it, and what a person may do about it.

    ``needs`` are the stages whose takes it is given; None for all before it. A stage with ``instead`` may be
    skipped: whoever needs it is then made from the stage named there. ``queue`` names what a process must be
    able to do to make it.
    """

    name: str
    needs: tuple[str, ...] | None = None
    instead: str | None = None
    editable: bool = False
    queue: str = "draw"
    limits: Limits = Limits()


class LogHead(_Value):
    """The last entry of a session's log at some time. It tells whether anything up to it was changed."""

    seq: int = Field(ge=0, description="the entry's number, from 1; 0 when there is none")
    hash: str = Field(description="its hash: SHA-256, hexadecimal")


class StageOrder(_Value):
    """One run of one stage. ``inputs`` are the accepted takes of the stages before it, by stage.

    ``previous`` is the take that this one is made after; ``feedback`` is all that was said on the way to it.
    ``variation`` counts how often something else was asked for. ``before`` is given when the stage is made
    again only because what it needs has changed: the takes that ``previous`` was made from, by stage.
    """

    session_id: str
    kind: str
    payload: JsonObject
    stage: str
    version: int = Field(ge=1)
    attempt: int = Field(default=1, ge=1)
    log: LogHead | None = Field(default=None, description="the session's last entry when this was ordered")
    variation: int = Field(default=1, ge=1)
    inputs: dict[str, JsonObject] = Field(default_factory=dict)
    accepted_by: dict[str, str] = Field(
        default_factory=dict,
        description="who accepted each of these takes; `automatic` when nobody was asked",
    )
    previous: JsonObject | None = None
    before: dict[str, JsonObject] = Field(default_factory=dict)
    feedback: tuple[str, ...] = ()
    scenes: tuple[str, ...] | None = None
    attended: bool = Field(
        default=True, description="a person will look at the take before the next stage runs"
    )


class StageResult(_Value):
    """What a run made: the take that later stages are given, and what clients are shown of it."""

    take: JsonObject
    data: JsonObject


class Problem(_Value):
    """One thing wrong with one field of what was given."""

    field: str
    message: str


class InvalidPayloadError(Exception):
    """What was given is not valid, with every problem by its field; nothing happened."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in problems))


class StageFailedError(Exception):
    """A stage's run failed with a cause a person can read; earlier takes are untouched."""

    def __init__(self, message: str, *, retryable: bool = True, scenes: tuple[str, ...] = ()) -> None:
        self.retryable = retryable
        self.scenes = scenes
        super().__init__(message)


class Production(Protocol):
    """The kinds of work there are and how their stages are run."""

    def kinds(self) -> tuple[str, ...]: ...

    def plan(self, kind: str) -> tuple[StagePlan, ...]:
        """The stages of a kind in their order. Raises ``InvalidPayloadError`` for an unknown kind."""
        ...

    def validate(self, kind: str, payload: JsonObject) -> JsonObject:
        """The payload with its defaults. Raises ``InvalidPayloadError`` naming every bad field."""
        ...

    async def run(self, order: StageOrder, report: Callable[[StageProgress], None]) -> StageResult:
        """Run one stage. Cancelling the task ends what it started. Raises ``StageFailedError``."""
        ...

    async def complete(self, order: StageOrder, take: JsonObject) -> JsonObject:
        """Lay what a complete session made where people find it, with ``order.log`` as the head of its log.

        ``order`` is that of the accepted ``take``, with the takes that are accepted now. It may be called
        again for the same film, also by several processes at once. What is told of it now; raises
        ``StageFailedError``.
        """
        ...

    async def remove(self, session_id: str) -> None:
        """Remove what was laid for a session that is gone. Raises ``StageFailedError``."""
        ...

    async def release(self, keys: Collection[str], *, before: float) -> frozenset[str]:
        """Remove kept takes that nobody has used since a time, in seconds since 1970.

        Returns:
            The keys of those that were used since, and so are still there.

        Raises:
            StageFailedError: they cannot be removed now.
        """
        ...

    async def edit(self, order: StageOrder, data: JsonObject, by: str) -> StageResult:
        """A person's own output of the stage, checked like a take, in the shape that clients are shown.

        ``order.previous`` is the take that was edited. Raises ``InvalidPayloadError`` naming every bad field.
        """
        ...
