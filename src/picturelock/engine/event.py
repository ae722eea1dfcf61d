"""Events: what happened in a session, in order. Most of their types are the words that clients know."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from picturelock.engine.production import JsonObject, StageProgress

EventType = Literal[
    "session_started",
    "stage_running",
    "completed",
    "error",
    "chosen",  # another finished take is at the gate now
    "reopened",  # a gate is open again with a take that was made before
    "kept",  # an accepted take still fits what it was made from; its gate is passed over
    "skipped",
    "pipeline_complete",
    "stopped",
]
Mode = Literal["creator", "automatic"]
Action = Literal["accept", "regenerate", "vary", "choose", "edit", "skip", "back", "stop"]
SessionStatus = Literal["running", "awaiting", "failed", "complete", "stopped"]
RunStatus = Literal[
    "running",
    "awaiting",  # at the gate: what accept takes; one in a session at most
    "offered",  # finished beside the one at the gate, to be chosen
    "failed",
    "accepted",
    "stale",  # was accepted, but what it was made from has changed
    "rejected",
    "stopped",
]

FEWEST_TAKES, MOST_TAKES = 2, 4


class Frozen(BaseModel):
    """An immutable value of the engine."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Event(Frozen):
    """One thing that happened. ``seq`` counts up by one from 1 in each session.

    The first event that follows from a decision carries it as ``decision`` in its data, and no other does.
    """

    session_id: str
    seq: int = Field(ge=1)
    ts: str
    type: EventType
    data: JsonObject
    hash: str = Field(default="", description="chained to the entry before; empty until it is stored")


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
    """What a person, or the automatic mode, decided.

    ``seen``, when given, must be the run at the gate: nobody accepts what they were not shown. Regenerate and
    vary may name a running run with it, which is cancelled. With ``expect_seq`` nobody may have decided
    anything after that event. ``version`` is the take to choose; ``stage`` the one to go back to;
    ``data`` the output of an edit.
    """

    action: Action
    by: str = Field(min_length=1, max_length=200)
    reason: str | None = Field(default=None, max_length=4_000)
    feedback: str | tuple[str, ...] | None = None
    scenes: tuple[str, ...] | None = None
    count: int | None = Field(default=None, ge=FEWEST_TAKES, le=MOST_TAKES)
    version: int | None = None
    stage: str | None = None
    data: JsonObject | None = None
    seen: Seen | None = None
    expect_seq: int | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        needed = {"vary": "count", "choose": "version", "back": "stage", "edit": "data"}.get(self.action)
        if needed is not None and getattr(self, needed) is None:
            raise ValueError(f"{self.action} needs {needed}")
        if isinstance(self.feedback, tuple) and (
            self.action != "vary" or len(self.feedback) not in (1, self.count)
        ):
            raise ValueError("a list of feedback goes with vary: one for all takes, or one for each")
        return self

    def feedback_for(self, place: int) -> str | None:
        """What is said to the take with this place, from 0, among those that are asked for."""
        if isinstance(self.feedback, tuple):
            return self.feedback[place if len(self.feedback) > 1 else 0] or None
        return self.feedback or None

    def record(self, stage: str, version: int | None, digest: str | None = None) -> JsonObject:
        """The decision as it is stored, with the run that it was about (for choose and back: the new one).

        ``digest`` is that of the run's take, where it has one.
        """
        said = self.model_dump(
            mode="json", exclude={"seen", "expect_seq", "data", "version", "stage"}, exclude_none=True
        )
        made: JsonObject = {} if digest is None else {"digest": digest}
        return {**said, "stage": stage, "version": version, **made}
