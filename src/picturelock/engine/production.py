"""What the engine runs without knowing it: stages by name, orders to run one, and their results."""

from collections.abc import Callable
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, JsonValue

JsonObject = dict[str, JsonValue]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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
    variation: int = Field(default=1, ge=1)
    inputs: dict[str, JsonObject] = Field(default_factory=dict)
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

    async def edit(self, order: StageOrder, data: JsonObject, by: str) -> StageResult:
        """A person's own output of the stage, checked like a take, in the shape that clients are shown.

        ``order.previous`` is the take that was edited. Raises ``InvalidPayloadError`` naming every bad field.
        """
        ...
