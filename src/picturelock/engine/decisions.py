"""Decisions: one transaction each. The run at the gate is compared and set, so each is decided once."""

from typing import assert_never

from sqlalchemy import Connection, update

from picturelock.engine.errors import OutOfTurnError
from picturelock.engine.event import RUN_AFTER, Action, Decision, Frozen
from picturelock.engine.log import append, now, read_events
from picturelock.engine.production import JsonObject
from picturelock.engine.runs import Run, add_run
from picturelock.engine.sessions import Session, find_session
from picturelock.engine.tables import stage_runs

# The states of a run in which each decision makes sense.
_OPEN: dict[Action, tuple[str, ...]] = {
    "accept": ("awaiting",),
    "regenerate": ("awaiting", "failed"),
    "stop": ("running", "awaiting", "failed"),
}


class Decided(Frozen):
    """What follows from a decision: the run to work on next, if any, and whether a running one must end."""

    session_id: str
    next: Run | None = None
    halt: bool = False


def decide(connection: Connection, session_id: str, decision: Decision, *, executor: str) -> Decided:
    """Decide about the session's open run.

    Raises:
        UnknownSessionError: there is no such session.
        OutOfTurnError: there is nothing to decide like this; says why, and who was faster.
    """
    session = find_session(connection, session_id)
    seen = decision.seen
    compared = [
        stage_runs.c.session_id == session_id,
        stage_runs.c.status.in_(_OPEN[decision.action]),
    ]
    if seen is not None:
        compared += [stage_runs.c.stage == seen.stage, stage_runs.c.version == seen.version]
    row = connection.execute(
        update(stage_runs)
        .where(*compared)
        .values(status=RUN_AFTER[decision.action], ended=now())
        .returning(stage_runs.c.stage, stage_runs.c.version)
    ).one_or_none()
    if row is None:
        raise _out_of_turn(connection, session, decision)
    return _follow(connection, session, decision, _record(decision, row.stage, row.version), executor)


def _record(decision: Decision, stage: str, version: int) -> JsonObject:
    said = decision.model_dump(mode="json", exclude={"seen"}, exclude_none=True)
    return {**said, "stage": stage, "version": version}


def _follow(
    connection: Connection, session: Session, decision: Decision, record: JsonObject, executor: str
) -> Decided:
    stage, version = str(record["stage"]), record["version"]
    match decision.action:
        case "stop":
            ended: JsonObject = {"stage": stage, "version": version, "decision": record}
            append(connection, session.id, "stopped", ended)
            return Decided(session_id=session.id, halt=True)
        case "accept":
            place = session.stages.index(stage) + 1
            if place == len(session.stages):
                ended = {"stage": stage, "version": version, "decision": record}
                append(connection, session.id, "pipeline_complete", ended)
                return Decided(session_id=session.id)
            run = add_run(connection, session.id, session.stages[place], executor=executor, decision=record)
        case "regenerate":
            run = add_run(
                connection,
                session.id,
                stage,
                executor=executor,
                decision=record,
                feedback=decision.feedback,
                scenes=decision.scenes,
            )
        case _:
            assert_never(decision.action)
    return Decided(session_id=session.id, next=run)


def _out_of_turn(connection: Connection, session: Session, decision: Decision) -> OutOfTurnError:
    seen = decision.seen
    faster = _decision_about(connection, session.id, seen.stage, seen.version) if seen else None
    if faster is not None and session.status != "stopped":
        reason = (
            f"version {faster['version']} of {faster['stage']} was already decided: "
            f"{faster['action']} by {faster['by']}"
        )
    elif session.status == "complete":
        reason = "the video is complete; there is nothing left to decide"
    elif session.status == "stopped":
        reason = "the session was stopped; start a new one"
    elif session.status == "running":
        reason = f"{session.stage} is still running; wait for its result, or stop"
    elif session.status == "failed":
        reason = f"{session.stage} failed, so there is nothing to accept; regenerate it, or stop"
    else:
        reason = f"{session.stage} waits for a decision, but another version than the one that was seen"
    return OutOfTurnError(f"cannot {decision.action} now: {reason}", stage=session.stage)


def _decision_about(
    connection: Connection, session_id: str, stage: str, version: int
) -> dict[str, object] | None:
    for event in reversed(read_events(connection, session_id)):
        made = event.data.get("decision")
        if isinstance(made, dict) and (made["stage"], made["version"]) == (stage, version):
            return dict(made)
    return None
