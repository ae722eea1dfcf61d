"""A session's state: nothing but a fold over its events."""

from collections.abc import Iterable
from functools import reduce
from typing import Any

from picturelock.engine.event import (
    RUN_AFTER,
    STATUS_AFTER,
    Event,
    Frozen,
    Mode,
    RunStatus,
    SessionStatus,
)
from picturelock.engine.production import JsonObject


class RunState(Frozen):
    """One version of a stage, and what was decided about it. ``asked`` is the feedback it was made after."""

    stage: str
    version: int
    status: RunStatus
    attempt: int = 1
    asked: str | None = None
    data: JsonObject | None = None
    error: str | None = None
    decision: JsonObject | None = None
    started: str
    ended: str | None = None


class SessionState(Frozen):
    """Where a session is. ``runs`` are in the order in which they were begun."""

    kind: str = ""
    mode: Mode = "creator"
    stages: tuple[str, ...] = ()
    status: SessionStatus = "running"
    stage: str = ""
    seq: int = 0
    runs: tuple[RunState, ...] = ()

    def versions(self, stage: str) -> tuple[RunState, ...]:
        """All runs of one stage, oldest first."""
        return tuple(run for run in self.runs if run.stage == stage)

    @property
    def error(self) -> str | None:
        """Why the last run failed, where it did."""
        return self.runs[-1].error if self.status == "failed" and self.runs else None


def fold(events: Iterable[Event]) -> SessionState:
    """The state after these events, which must be all of a session's, in order."""
    return reduce(after, events, SessionState())


def after(state: SessionState, event: Event) -> SessionState:
    """The state after one more event.

    Raises:
        ValueError: an event is missing before this one.
    """
    if event.seq != state.seq + 1:
        raise ValueError(f"event {event.seq} of {event.session_id} follows {state.seq}")
    data: dict[str, Any] = dict(event.data)
    changes: dict[str, Any] = {"seq": event.seq, "status": STATUS_AFTER[event.type]}
    if event.type == "session_started":
        changes |= {name: data[name] for name in ("kind", "mode")} | {"stages": tuple(data["stages"])}
    changes["stage"] = data["stage"]
    return state.model_copy(update={**changes, "runs": _runs_after(state.runs, event, data)})


def _runs_after(runs: tuple[RunState, ...], event: Event, data: dict[str, Any]) -> tuple[RunState, ...]:
    decision: dict[str, Any] | None = data.get("decision")
    if decision is not None:
        decided = {"status": RUN_AFTER[decision["action"]], "decision": decision}
        runs = _with(runs, decision["stage"], decision["version"], decided)
    match event.type:
        case "stage_running" if data.get("attempt", 1) > 1:
            return _with(runs, data["stage"], data["version"], {"attempt": data["attempt"]})
        case "stage_running":
            asked = decision.get("feedback") if decision else None
            begun = RunState(
                stage=data["stage"], version=data["version"], status="running", asked=asked, started=event.ts
            )
            return (*runs, begun)
        case "completed":
            made = {"status": "awaiting", "data": data["data"], "ended": event.ts}
            return _with(runs, data["stage"], data["version"], made)
        case "error":
            failed = {"status": "failed", "error": data["error"], "ended": event.ts}
            return _with(runs, data["stage"], data["version"], failed)
        case _:
            return runs


def _with(
    runs: tuple[RunState, ...], stage: str, version: int, changes: dict[str, Any]
) -> tuple[RunState, ...]:
    return tuple(
        run.model_copy(update=changes) if (run.stage, run.version) == (stage, version) else run
        for run in runs
    )
