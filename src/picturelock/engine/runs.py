"""Runs of stages in work: begun and ended. Each change is compared and set, so that it happens once."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select, update

from picturelock.engine.draft import Draft
from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.event import Decision, Frozen
from picturelock.engine.ledger import digest_of, now, open_draft, save, tell
from picturelock.engine.orders import order_for
from picturelock.engine.production import JsonObject, Limits, StageFailedError, StageOrder, StageResult
from picturelock.engine.rules import follow
from picturelock.engine.state import RunState
from picturelock.engine.tables import executors, stage_runs

AUTOMATIC = "automatic"
"""Who accepts the takes of an automatic session."""


class Run(Frozen):
    """A run to be worked on. ``since`` is the session's last ``seq`` when it was announced."""

    session_id: str
    stage: str
    version: int
    since: int


class Begun(Frozen):
    """A run in work. ``attempt`` is the right to write its result; ``since`` the session's last ``seq``."""

    run: Run
    order: StageOrder
    attempt: int
    since: int
    queue: str
    limits: Limits


def halted_runs(draft: Draft) -> tuple[Run, ...]:
    """The runs that a draft makes pointless."""
    ran = [run for run in draft.before.runs if run.status == "running"]
    now_is = {(run.stage, run.version): run.status for run in draft.state.runs}
    return tuple(_run(draft, run) for run in ran if now_is[run.stage, run.version] != "running")


def begin_run(connection: Connection, run: Run, *, executor: str) -> Begun | None:
    """Take a run in hand, with everything it is made from; None when it does not wait any more.

    A run that is begun again (its process died, or it failed) says so with another ``stage_running`` event.
    """
    return _begin(connection, run, stage_runs.c.executor == "", executor)


def begin_again(connection: Connection, begun: Begun, *, executor: str) -> Begun | None:
    """Begin a run that failed once more; None when it was stopped or taken over meanwhile."""
    mine = (stage_runs.c.executor == executor) & (stage_runs.c.attempt == begun.attempt)
    return _begin(connection, begun.run, mine, executor)


def _begin(connection: Connection, run: Run, waits: ColumnElement[bool], executor: str) -> Begun | None:
    try:
        draft = open_draft(connection, run.session_id)
    except UnknownSessionError:
        return None  # it was removed
    # Whoever was given up for dead has to be heard of again before it begins anything.
    heard_of = exists().where(executors.c.id == executor)
    begun = connection.execute(
        update(stage_runs)
        .where(*_is(run), stage_runs.c.status == "running", waits, heard_of)
        .values(attempt=stage_runs.c.attempt + 1, executor=executor, started=now(), progress=None)
        .returning(stage_runs.c.attempt)
    ).one_or_none()
    if begun is None:
        return None
    attempt: int = begun.attempt
    if attempt > 1:
        draft.add("stage_running", {"stage": run.stage, "version": run.version, "attempt": attempt})
        save(connection, draft)
    else:
        tell(connection, run.session_id)
    state = draft.state
    known = state.run(run.stage, run.version)
    assert known is not None
    return Begun(
        run=run,
        order=order_for(connection, run.session_id, state, known),
        attempt=attempt,
        since=state.seq,
        queue=state.planned(run.stage).queue,
        limits=state.planned(run.stage).limits,
    )


def finish_run(connection: Connection, begun: Begun, result: StageResult) -> bool:
    """Keep what a run made and bring it to the gate, and through it in an automatic session.

    Returns:
        False when the run was stopped or taken over meanwhile: nothing of the result is kept.
    """
    try:
        draft = open_draft(connection, begun.run.session_id)
    except UnknownSessionError:
        return False
    if not _mine(connection, begun):
        return False
    made: JsonObject = {
        "stage": begun.run.stage,
        "version": begun.run.version,
        "data": result.data,
        "digest": digest_of(result.take),
    }
    draft.add_at_gate("completed", made)
    if draft.state.mode == "automatic" and draft.state.status == "awaiting":
        follow(draft, Decision(action="accept", by=AUTOMATIC))
    save(connection, draft, take=result.take)
    return True


def fail_run(connection: Connection, begun: Begun, error: StageFailedError) -> bool:
    """Store why a run failed; False when it was stopped, taken over or removed meanwhile."""
    try:
        draft = open_draft(connection, begun.run.session_id)
    except UnknownSessionError:
        return False
    if not _mine(connection, begun):
        return False
    record_failure(draft, begun.run, str(error), retryable=error.retryable, scenes=error.scenes)
    save(connection, draft)
    return True


def record_failure(
    draft: Draft, run: Run, error: str, *, retryable: bool = True, scenes: tuple[str, ...] = ()
) -> None:
    """Add the event of a failed run. ``scenes`` are those that could not be made."""
    failed: JsonObject = {"stage": run.stage, "version": run.version, "error": error, "retryable": retryable}
    if scenes:
        failed["scenes"] = list(scenes)
    draft.add_at_gate("error", failed)


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


def made_by(connection: Connection, session_id: str, stage: str, version: int) -> StageResult | None:
    """What a run made; None while it has made nothing."""
    run = Run(session_id=session_id, stage=stage, version=version, since=0)
    found = select(stage_runs.c.take, stage_runs.c.data).where(*_is(run), stage_runs.c.take.is_not(None))
    row = connection.execute(found).one_or_none()
    return None if row is None else StageResult(take=row.take, data=row.data)


def _run(draft: Draft, run: RunState) -> Run:
    return Run(session_id=draft.session_id, stage=run.stage, version=run.version, since=draft.state.seq)


def _is(run: Run) -> tuple[Any, ...]:
    return (
        stage_runs.c.session_id == run.session_id,
        stage_runs.c.stage == run.stage,
        stage_runs.c.version == run.version,
    )


def _mine(connection: Connection, begun: Begun) -> bool:
    """Whether the run still waits for this attempt. The attempt is the right to write its result."""
    found = select(stage_runs.c.id).where(
        *_is(begun.run), stage_runs.c.status == "running", stage_runs.c.attempt == begun.attempt
    )
    return connection.execute(found).one_or_none() is not None
