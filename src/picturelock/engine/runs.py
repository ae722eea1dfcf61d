"""Runs of stages: made, begun, and ended. Each change is compared and set, so that it happens once."""

import secrets
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from picturelock.engine.event import Frozen, RunStatus
from picturelock.engine.log import append, now
from picturelock.engine.production import JsonObject, StageOrder, StageResult
from picturelock.engine.tables import sessions, stage_runs


class Run(Frozen):
    """A run to be worked on. ``since`` is the ``seq`` of the event that announced it."""

    id: str
    session_id: str
    stage: str
    version: int
    mode: str
    since: int


class Begun(Frozen):
    """A run in work. ``attempt`` is the right to write its result; ``since`` the session's last ``seq``."""

    run: Run
    order: StageOrder
    attempt: int
    since: int


def add_run(
    connection: Connection,
    session_id: str,
    stage: str,
    *,
    executor: str,
    decision: JsonObject | None = None,
    feedback: str | None = None,
    scenes: tuple[str, ...] | None = None,
) -> Run:
    """Put the next version of a stage to work, with the event that says so and why."""
    last = connection.execute(
        select(func.max(stage_runs.c.version)).where(
            stage_runs.c.session_id == session_id, stage_runs.c.stage == stage
        )
    ).scalar()
    mode = connection.execute(select(sessions.c.mode).where(sessions.c.id == session_id)).scalar_one()
    version = (last or 0) + 1
    begun: JsonObject = {"stage": stage, "version": version}
    if decision is not None:
        begun["decision"] = decision
    since = append(connection, session_id, "stage_running", begun)
    run_id = secrets.token_hex(12)
    run = Run(id=run_id, session_id=session_id, stage=stage, version=version, mode=mode, since=since)
    connection.execute(
        insert(stage_runs).values(
            **run.model_dump(exclude={"mode", "since"}),
            status="running",
            attempt=0,
            executor=executor,
            feedback=feedback,
            scenes=None if scenes is None else list(scenes),
            created=now(),
        )
    )
    return run


def begin_run(connection: Connection, run: Run, *, executor: str) -> Begun | None:
    """Take a run in work, with everything it is made from; None when it was stopped before it began.

    A run that is begun again (its process died) says so with another ``stage_running`` event.
    """
    begun = connection.execute(
        update(stage_runs)
        .where(stage_runs.c.id == run.id, stage_runs.c.status == "running")
        .values(attempt=stage_runs.c.attempt + 1, executor=executor, started=now())
        .returning(stage_runs.c.attempt, stage_runs.c.scenes)
    ).one_or_none()
    if begun is None:
        return None
    attempt: int = begun.attempt
    if attempt > 1:
        again: JsonObject = {"stage": run.stage, "version": run.version, "attempt": attempt}
        append(connection, run.session_id, "stage_running", again)
    session = connection.execute(select(sessions).where(sessions.c.id == run.session_id)).one()
    order = StageOrder(
        session_id=run.session_id,
        kind=session.kind,
        payload=session.payload,
        stage=run.stage,
        version=run.version,
        scenes=begun.scenes,
        attended=run.mode == "creator",
        **_history(connection, run),
    )
    return Begun(run=run, order=order, attempt=attempt, since=session.seq)


def finish_run(connection: Connection, begun: Begun, result: StageResult) -> bool:
    """Keep what a run made and bring it to the gate; False when it was stopped or taken over meanwhile."""
    if not _end(connection, begun, "awaiting", take=result.take, data=result.data):
        return False
    made: JsonObject = {"stage": begun.run.stage, "version": begun.run.version, "data": result.data}
    append(connection, begun.run.session_id, "completed", made)
    return True


def fail_run(
    connection: Connection, begun: Begun, error: str, *, retryable: bool = True, scenes: tuple[str, ...] = ()
) -> bool:
    """Store why a run failed; False when it was stopped or taken over meanwhile."""
    if not _end(connection, begun, "failed", error=error):
        return False
    record_failure(connection, begun.run, error, retryable=retryable, scenes=scenes)
    return True


def record_failure(
    connection: Connection, run: Run, error: str, *, retryable: bool = True, scenes: tuple[str, ...] = ()
) -> None:
    """Append the event of a failed run. ``scenes`` are those that could not be made."""
    failed: JsonObject = {"stage": run.stage, "version": run.version, "error": error, "retryable": retryable}
    if scenes:
        failed["scenes"] = list(scenes)
    append(connection, run.session_id, "error", failed)


def accepted_result(connection: Connection, session_id: str, stage: str) -> StageResult | None:
    """The accepted take of a stage, if there is one."""
    row = connection.execute(
        select(stage_runs.c.take, stage_runs.c.data).where(
            stage_runs.c.session_id == session_id,
            stage_runs.c.stage == stage,
            stage_runs.c.status == "accepted",
        )
    ).one_or_none()
    return None if row is None else StageResult(take=row.take, data=row.data)


def _end(connection: Connection, begun: Begun, status: RunStatus, **made: object) -> bool:
    ended = connection.execute(
        update(stage_runs)
        .where(
            stage_runs.c.id == begun.run.id,
            stage_runs.c.status == "running",
            stage_runs.c.attempt == begun.attempt,
        )
        .values(status=status, ended=now(), **made)
    )
    return ended.rowcount == 1


def _history(connection: Connection, run: Run) -> dict[str, Any]:
    """What a run is made from: the accepted takes, this stage's last take, all that was said of it."""
    rows = connection.execute(
        select(
            stage_runs.c.stage,
            stage_runs.c.version,
            stage_runs.c.status,
            stage_runs.c.take,
            stage_runs.c.feedback,
        )
        .where(stage_runs.c.session_id == run.session_id)
        .order_by(stage_runs.c.version)
    ).all()
    own = [row for row in rows if row.stage == run.stage and row.version <= run.version]
    return {
        "inputs": {row.stage: row.take for row in rows if row.status == "accepted"},
        "previous": next((row.take for row in reversed(own) if row.take is not None), None),
        "feedback": tuple(row.feedback for row in own if row.feedback),
    }
