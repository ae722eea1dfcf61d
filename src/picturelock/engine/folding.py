"""A session's state is nothing but a fold over its events."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from picturelock.engine.event import Event, RunStatus, SessionStatus
from picturelock.engine.production import StagePlan
from picturelock.engine.state import RunState, SessionState

Data = dict[str, Any]

# Whoever steers a film that was made automatically has taken it into their own hands.
_STEERS = ("vary", "choose", "edit", "back")
_ENDS: dict[str, SessionStatus] = {"pipeline_complete": "complete", "stopped": "stopped"}
_CLOSED: dict[str, dict[RunStatus, RunStatus]] = {
    "accept": {"awaiting": "rejected", "offered": "rejected", "running": "stopped"},
    "regenerate": {"awaiting": "rejected", "offered": "rejected", "running": "stopped"},
    "vary": {"awaiting": "rejected", "offered": "rejected", "running": "stopped"},
    "skip": {"awaiting": "rejected", "offered": "rejected", "running": "stopped"},
    # What waited stays at hand: the way forward may lead past it again.
    "back": {"awaiting": "offered", "running": "stopped"},
    "stop": {"awaiting": "stopped", "offered": "stopped", "running": "stopped"},
}
"""What a decision makes of the current stage's runs, by the status that each had."""


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
    data: Data = dict(event.data)
    if event.type == "session_started":
        state = state.model_copy(update=_begun(data))
    state = decided(state, data)
    state = _FOLLOWS[event.type](state, event, data)
    state = state.model_copy(update={"seq": event.seq, "stage": data["stage"]})
    return state.model_copy(update={"status": _ENDS.get(event.type) or _status(state)})


def _begun(data: Data) -> Data:
    # Sessions of the first versions told the names of their stages alone.
    rows: list[Data] = data.get("plan") or [{"name": name} for name in data["stages"]]
    plan = tuple(StagePlan.model_validate(row) for row in rows)
    return {"kind": data["kind"], "mode": data["mode"], "plan": plan}


def _status(state: SessionState) -> SessionStatus:
    found = {run.status for run in state.versions(state.stage)}
    if "awaiting" in found:
        return "awaiting"
    settled = "running" in found or "accepted" in found or state.stage in state.skipped
    return "failed" if "failed" in found and not settled else "running"


def decided(state: SessionState, data: Data) -> SessionState:
    """The state once the decision in an event's data, if any, is taken, and before what follows from it."""
    decision: Data | None = data.get("decision")
    if decision is None:
        return state
    action, about = decision["action"], (decision["stage"], decision["version"])
    closed = _CLOSED.get(action, {})
    changed = [
        run.model_copy(update={"status": closed.get(run.status, run.status)})
        if run.stage == state.stage
        else run
        for run in state.runs
    ]
    for place, run in enumerate(changed):
        if (run.stage, run.version) == about:
            status = _of_the_one_decided_about(action, state.runs[place].status, run.status)
            changed[place] = run.model_copy(update={"status": status, "decision": decision})
    mode = "creator" if action in _STEERS else state.mode
    state = state.model_copy(update={"runs": tuple(changed), "mode": mode})
    return _with_stale(state) if action == "accept" else state


def _of_the_one_decided_about(action: str, before: RunStatus, closed: RunStatus) -> RunStatus:
    match action:
        case "accept":
            return "accepted"
        case "regenerate" | "vary" if before == "failed":
            return "rejected"
        case "stop":
            return "stopped"
        case _:
            return closed


def _with_stale(state: SessionState) -> SessionState:
    """Mark accepted takes that were made from what is accepted no longer, and what was made from those."""
    changed: set[str] = set()
    for stage in state.stages:
        run = state.accepted(stage)
        if run is None:
            continue
        # A source whose gate is open again is not among these: it has not changed before that gate is passed.
        now = state.made_from(stage)
        other = any(run.made_from.get(source) != digest for source, digest in now.items())
        if other or changed & set(state.sources(stage)):
            changed.add(stage)
            state = _with(state, stage, run.version, {"status": "stale"})
    return state


def _ran(state: SessionState, event: Event, data: Data) -> SessionState:
    stage, version = data["stage"], data["version"]
    if data.get("attempt", 1) > 1:
        return _with(state, stage, version, {"attempt": data["attempt"]})
    outdated = state.accepted(stage)
    if outdated is not None:
        state = _with(state, stage, outdated.version, {"status": "stale"})
    state = state.model_copy(update={"skipped": tuple(name for name in state.skipped if name != stage)})
    return _with_run(state, event, data, {"status": "running"})


def _with_run(state: SessionState, event: Event, data: Data, facts: Data) -> SessionState:
    decision: Data = data.get("decision") or {}
    here = decision if decision.get("stage") == data["stage"] else {}
    asked = data.get("feedback", here.get("feedback") if here.get("action") == "regenerate" else None)
    scenes = data.get("scenes", here.get("scenes"))
    run = RunState(
        stage=data["stage"],
        version=data["version"],
        asked=asked,
        scenes=None if scenes is None else tuple(scenes),
        after=data.get("after", here.get("version")),
        renews=data.get("renews", False),
        made_from=data.get("made_from") or state.made_from(data["stage"]),
        started=event.ts,
        **facts,
    )
    return state.model_copy(update={"runs": (*state.runs, run)})


def _completed(state: SessionState, event: Event, data: Data) -> SessionState:
    stage, version = data["stage"], data["version"]
    # Takes of the first versions have no digest; each counts as different from all others.
    made: Data = {"data": data["data"], "digest": data.get("digest", f"v{version}"), "ended": event.ts}
    if data.get("by") == "person":
        state = _set_aside(state, stage)
        return _with_run(state, event, data, {**made, "status": "awaiting", "by": "person"})
    waits = any(run.status == "awaiting" for run in state.versions(stage))
    return _with(state, stage, version, {**made, "status": "offered" if waits else "awaiting"})


def _failed(state: SessionState, event: Event, data: Data) -> SessionState:
    failed: Data = {"status": "failed", "error": data["error"], "ended": event.ts}
    return _with(state, data["stage"], data["version"], failed)


def _at_gate(state: SessionState, _event: Event, data: Data) -> SessionState:
    return _with(_set_aside(state, data["stage"]), data["stage"], data["version"], {"status": "awaiting"})


def _set_aside(state: SessionState, stage: str) -> SessionState:
    waiting = next((run for run in state.versions(stage) if run.status == "awaiting"), None)
    return state if waiting is None else _with(state, stage, waiting.version, {"status": "offered"})


def _kept(state: SessionState, _event: Event, data: Data) -> SessionState:
    other = state.accepted(data["stage"])
    if other is not None:
        state = _with(state, data["stage"], other.version, {"status": "stale"})
    return _with_stale(_with(state, data["stage"], data["version"], {"status": "accepted"}))


def _skipped(state: SessionState, _event: Event, data: Data) -> SessionState:
    skipped = dict.fromkeys((*state.skipped, data["stage"]))
    return _with_stale(state.model_copy(update={"skipped": tuple(skipped)}))


def _unchanged(state: SessionState, _event: Event, _data: Data) -> SessionState:
    return state


_FOLLOWS: dict[str, Callable[[SessionState, Event, Data], SessionState]] = {
    "session_started": _unchanged,
    "stage_running": _ran,
    "completed": _completed,
    "error": _failed,
    "chosen": _at_gate,
    "reopened": _at_gate,
    "kept": _kept,
    "skipped": _skipped,
    "pipeline_complete": _unchanged,
    "stopped": _unchanged,
}


def _with(state: SessionState, stage: str, version: int, changes: Data) -> SessionState:
    runs = tuple(
        run.model_copy(update=changes) if (run.stage, run.version) == (stage, version) else run
        for run in state.runs
    )
    return state.model_copy(update={"runs": runs})
