"""What the engine runs without knowing it: stages by name, orders to run one, and their results."""

from collections.abc import Callable
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, JsonValue

JsonObject = dict[str, JsonValue]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StageProgress(_Value):
    """How far a running stage is. ``seconds_left`` is None while it cannot be told yet."""

    done: float = Field(ge=0, le=1)
    scene_id: str | None = None
    message: str = ""
    seconds_left: float | None = None


class StageOrder(_Value):
    """One run of one stage. ``inputs`` are the accepted takes of the stages before it, by stage.

    ``previous`` is this stage's last take when it is made again; ``feedback`` is all that was said about it.
    """

    session_id: str
    kind: str
    payload: JsonObject
    stage: str
    version: int = Field(ge=1)
    inputs: dict[str, JsonObject] = Field(default_factory=dict)
    previous: JsonObject | None = None
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
    """The payload of a start is not valid; nothing was started."""

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

    def stages(self, kind: str) -> tuple[str, ...]:
        """The stages of a kind in their order. Raises ``InvalidPayloadError`` for an unknown kind."""
        ...

    def validate(self, kind: str, payload: JsonObject) -> JsonObject:
        """The payload with its defaults. Raises ``InvalidPayloadError`` naming every bad field."""
        ...

    async def run(self, order: StageOrder, report: Callable[[StageProgress], None]) -> StageResult:
        """Run one stage. Cancelling the task ends what it started. Raises ``StageFailedError``."""
        ...
