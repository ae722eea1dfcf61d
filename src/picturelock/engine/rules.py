"""The rules of Creator Mode: what follows from a decision. Nothing here touches the database."""

from collections.abc import Callable

from picturelock.engine.draft import Draft
from picturelock.engine.errors import OutOfTurnError
from picturelock.engine.event import Decision, RunStatus, Seen
from picturelock.engine.folding import decided
from picturelock.engine.production import JsonObject
from picturelock.engine.state import RunState, SessionState


def follow(draft: Draft, decision: Decision, made: JsonObject | None = None) -> None:
    """Let happen what follows from a decision.

    Args:
        draft: where it is to happen.
        decision: what was decided.
        made: for an edit, the ``data`` and ``digest`` of the person's take.

    Raises:
        OutOfTurnError: it does not fit where the session is, with the reason; nothing happened.
    """
    check_open(draft.state, decision)
    if decision.action == "edit":
        _edit(draft, decision, made or {})
    else:
        _RULES[decision.action](draft, decision)


def check_open(state: SessionState, decision: Decision) -> None:
    """Raises ``OutOfTurnError`` when the session has ended and this decision does not open it again."""
    if state.status == "stopped":
        raise _refused(state, decision, "the session was stopped; start a new one")
    if state.status == "complete" and decision.action != "back":
        raise _refused(state, decision, "the video is complete; there is nothing left to decide")


def base_of_edit(state: SessionState, decision: Decision) -> RunState:
    """The run that an edit is about. Raises ``OutOfTurnError`` when nothing can be edited now."""
    check_open(state, decision)
    if not state.planned(state.stage).editable:
        raise _refused(state, decision, f"{state.stage} cannot be edited; regenerate it, or go back")
    return _at_gate(state, decision)


def run_data(state: SessionState, stage: str) -> JsonObject:
    """What the event of a stage's next run tells of it."""
    return {"stage": stage, "version": state.next_version(stage), "made_from": dict(state.made_from(stage))}


def _accept(draft: Draft, decision: Decision) -> None:
    state = draft.state
    if state.status == "failed":
        reason = f"{state.stage} failed, so there is nothing to accept; regenerate it, or stop"
        raise _refused(state, decision, reason)
    run = _at_gate(state, decision)
    record = decision.record(run.stage, run.version, run.digest)
    if state.stage == state.stages[-1]:
        draft.add("pipeline_complete", {**_shown(run), "decision": record})
    else:
        _go_on(draft, {"decision": record})


def _go_on(draft: Draft, carried: JsonObject) -> None:
    """From the current stage, which is decided, to the next gate or the end.

    Takes that still fit are kept, and those that wait are shown again: only the rest is made. The first
    event has the decision ``carried`` in its data.
    """
    stages = draft.state.stages
    for stage in stages[stages.index(draft.state.stage) + 1 :]:
        # What this decision accepts is among the takes that others must fit.
        now = decided(draft.state, carried)
        kept = _fitting(now, stage, "accepted") or _fitting(now, stage, "stale")
        if stage in now.skipped:
            draft.add("skipped", {"stage": stage, **carried})
        elif kept is not None:
            draft.add("kept", {**_shown(kept), **carried})
        else:
            _open_gate(draft, now, stage, carried)
            return
        carried = {}
    last = draft.state.accepted(stages[-1])
    assert last is not None, "the last stage cannot be skipped, so it was kept"
    draft.add("pipeline_complete", _shown(last))


def _fitting(state: SessionState, stage: str, status: RunStatus) -> RunState | None:
    found = [run for run in state.versions(stage) if run.status == status and state.fits(run)]
    return found[-1] if found else None


def _open_gate(draft: Draft, now: SessionState, stage: str, carried: JsonObject) -> None:
    waiting = _fitting(now, stage, "offered")
    if waiting is not None:
        draft.add_at_gate("reopened", {**_shown(waiting), **carried})
        return
    outdated = [run for run in now.versions(stage) if run.status in ("stale", "offered")]
    renewed: JsonObject = {"after": outdated[-1].version, "renews": True} if outdated else {}
    draft.add("stage_running", {**run_data(now, stage), **renewed, **carried})


def _shown(run: RunState) -> JsonObject:
    return {"stage": run.stage, "version": run.version}


def _regenerate(draft: Draft, decision: Decision) -> None:
    run = _again(draft.state, decision)
    record = decision.record(run.stage, run.version, run.digest)
    draft.add("stage_running", {**run_data(draft.state, run.stage), "decision": record})


def _vary(draft: Draft, decision: Decision) -> None:
    run = _again(draft.state, decision)
    assert decision.count is not None
    carried: JsonObject = {"decision": decision.record(run.stage, run.version, run.digest)}
    for place in range(decision.count):
        asked: JsonObject = {
            "feedback": decision.feedback_for(place),
            "scenes": None if decision.scenes is None else list(decision.scenes),
            "after": run.version,
        }
        draft.add("stage_running", {**run_data(draft.state, run.stage), **asked, **carried})
        carried = {}


def _choose(draft: Draft, decision: Decision) -> None:
    state, version = draft.state, decision.version
    run = next((one for one in state.versions(state.stage) if one.version == version), None)
    if run is None:
        known = ", ".join(str(one.version) for one in state.versions(state.stage))
        raise _refused(state, decision, f"{state.stage} has no version {version}; there are {known}")
    if run.status == "awaiting":
        raise _refused(state, decision, f"version {version} of {run.stage} is at the gate already")
    if run.digest is None:
        why = "is still being made" if run.status == "running" else "has no take to choose"
        raise _refused(state, decision, f"version {version} of {run.stage} {why}")
    if not state.fits(run):
        reason = f"version {version} of {run.stage} was made from takes that are accepted no longer"
        raise _refused(state, decision, reason)
    record = decision.record(run.stage, run.version, run.digest)
    draft.add_at_gate("chosen", {**_shown(run), "decision": record})


def _edit(draft: Draft, decision: Decision, made: JsonObject) -> None:
    run = base_of_edit(draft.state, decision)
    record = decision.record(run.stage, run.version, run.digest)
    draft.add_at_gate(
        "completed", {**run_data(draft.state, run.stage), **made, "by": "person", "decision": record}
    )


def _skip(draft: Draft, decision: Decision) -> None:
    state = draft.state
    if state.planned(state.stage).instead is None:
        optional = [planned.name for planned in state.plan if planned.instead is not None]
        known = f"only {', '.join(optional)} can be" if optional else f"no stage of {state.kind} can be"
        raise _refused(state, decision, f"{state.stage} cannot be skipped; {known}")
    run = _compared(state, decision, state.gate) or state.versions(state.stage)[-1]
    draft.add(
        "skipped", {"stage": state.stage, "decision": decision.record(run.stage, run.version, run.digest)}
    )
    _go_on(draft, {})


def _back(draft: Draft, decision: Decision) -> None:
    state, stage = draft.state, str(decision.stage)
    if stage not in state.stages:
        raise _refused(state, decision, f"there is no stage {stage!r}; there are {', '.join(state.stages)}")
    _compared(state, decision, state.gate)
    earlier = state.stages if state.status == "complete" else state.stages[: state.stages.index(state.stage)]
    if stage not in earlier:
        reason = f"{stage} does not come before {state.stage}, where the session is"
        raise _refused(state, decision, reason)
    run = state.accepted(stage)
    if run is None:
        carried: JsonObject = {"decision": decision.record(stage, None)}
        draft.add("stage_running", {**run_data(state, stage), **carried})
        return
    record = decision.record(stage, run.version, run.digest)
    draft.add_at_gate("reopened", {**_shown(run), "decision": record})


def _stop(draft: Draft, decision: Decision) -> None:
    state = draft.state
    run = _compared(state, decision, state.gate) or state.versions(state.stage)[-1]
    draft.add("stopped", {**_shown(run), "decision": decision.record(run.stage, run.version, run.digest)})


_RULES: dict[str, Callable[[Draft, Decision], None]] = {
    "accept": _accept,
    "regenerate": _regenerate,
    "vary": _vary,
    "choose": _choose,
    "skip": _skip,
    "back": _back,
    "stop": _stop,
}


def _again(state: SessionState, decision: Decision) -> RunState:
    """The run to make another take of: the one at the gate, or a running one that is named."""
    seen = decision.seen
    named = state.run(seen.stage, seen.version) if seen is not None else None
    if named is not None and named.status == "running":
        return named
    return _at_gate(state, decision)


def _at_gate(state: SessionState, decision: Decision) -> RunState:
    if state.gate is None:
        reason = f"{state.stage} is still running; wait for its result, or stop"
        if decision.action in ("regenerate", "vary"):
            reason += f'; to cancel it, name its version: {{"action": "{decision.action}", "version": …}}'
        raise _refused(state, decision, reason)
    _compared(state, decision, state.gate)
    return state.gate


def _compared(state: SessionState, decision: Decision, run: RunState | None) -> RunState | None:
    seen = decision.seen
    if seen is not None and run is not None and seen != Seen(stage=run.stage, version=run.version):
        other = f"version {seen.version} of {seen.stage}"
        reason = f"{run.stage} is at its gate with version {run.version}, not with {other}"
        raise _refused(state, decision, reason)
    return run


def _refused(state: SessionState, decision: Decision, reason: str) -> OutOfTurnError:
    return OutOfTurnError(f"cannot {decision.action} now: {reason}", stage=state.stage)
