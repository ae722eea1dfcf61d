"""Events: what happened in a session, in order. Their types are the words that clients know."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from picturelock.engine.production import JsonObject, StageProgress

EventType = Literal["session_started", "stage_running", "completed", "error", "pipeline_complete", "stopped"]
Mode = Literal["creator", "automatic"]
Action = Literal["accept", "regenerate", "stop"]
SessionStatus = Literal["running", "awaiting", "failed", "complete", "stopped"]
RunStatus = Literal["running", "awaiting", "failed", "accepted", "rejected", "stopped"]

STATUS_AFTER: dict[EventType, SessionStatus] = {
    "session_started": "running",
    "stage_running": "running",
    "completed": "awaiting",
    "error": "failed",
    "pipeline_complete": "complete",
    "stopped": "stopped",
}
RUN_AFTER: dict[Action, RunStatus] = {"accept": "accepted", "regenerate": "rejected", "stop": "stopped"}


class Frozen(BaseModel):
    """An immutable value of the engine."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Event(Frozen):
    """One thing that happened. ``seq`` counts up by one from 1 in each session.

    Every decision makes exactly one event, which carries it as ``decision`` in its data.
    """

    session_id: str
    seq: int = Field(ge=1)
    ts: str
    type: EventType
    data: JsonObject


class Moving(Frozen):
    """How far a run is: not stored, and only the newest is kept. ``since`` is the last event's ``seq``."""

    session_id: str
    stage: str
    version: int
    since: int
    progress: StageProgress


class Seen(Frozen):
    """The run that a person looked at when deciding."""

    stage: str
    version: int


class Decision(Frozen):
    """What a person, or the automatic mode, decided about the run at the gate.

    ``seen``, when given, must be the run at the gate: nobody accepts what they have not been shown.
    """

    action: Action
    by: str = Field(min_length=1, max_length=200)
    feedback: str | None = Field(default=None, max_length=4_000)
    scenes: tuple[str, ...] | None = None
    seen: Seen | None = None
