"""Runs of stages in work: begun and ended. Each change is compared and set, so that it happens once."""

from typing import Any

from sqlalchemy import Connection, select, update

from picturelock.engine.draft import Draft
from picturelock.engine.event import Frozen, Mode
from picturelock.engine.ledger import digest_of, now, open_draft, save
from picturelock.engine.orders import order_for
from picturelock.engine.production import JsonObject, Limits, StageOrder, StageResult
from picturelock.engine.state import RunState
from picturelock.engine.tables import stage_runs


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
    limits: Limits


def new_runs(draft: Draft) -> tuple[Run, ...]:
    """The runs that a draft sets to work."""
    return tuple(
        _run(draft, run) for run in draft.state.runs[len(draft.before.runs) :] if run.status == "running"
    )


def halted_runs(draft: Draft) -> tuple[Run, ...]:
    """The runs that a draft makes pointless."""
    ran = [run for run in draft.before.runs if run.status == "running"]
    now_is = {(run.stage, run.version): run.status for run in draft.state.runs}
    return tuple(_run(draft, run) for run in ran if now_is[run.stage, run.version] != "running")


def begin_run(connection: Connection, run: Run, *, executor: str) -> Begun | None:
    """Take a run in work, with everything it is made from; None when it was stopped before it began.

    A run that is begun again (its process died, or it failed) says so with another ``stage_running`` event.
    """
    draft = open_draft(connection, run.session_id)
    begun = connection.execute(
        update(stage_runs)
        .where(*_is(run), stage_runs.c.status == "running")
        .values(attempt=stage_runs.c.attempt + 1, executor=executor, started=now())
        .returning(stage_runs.c.attempt)
    ).one_or_none()
    if begun is None:
        return None
    attempt: int = begun.attempt
    if attempt > 1:
        draft.add("stage_running", {"stage": run.stage, "version": run.version, "attempt": attempt})
        save(connection, draft, executor=executor)
    state = draft.state
    known = state.run(run.stage, run.version)
    assert known is not None
    return Begun(
        run=run,
        order=order_for(connection, run.session_id, state, known),
        attempt=attempt,
        since=state.seq,
        limits=state.planned(run.stage).limits,
    )


def finish_run(connection: Connection, begun: Begun, result: StageResult, *, executor: str) -> Mode | None:
    """Keep what a run made and bring it to the gate.

    Returns:
        The session's mode, or None when the run was stopped or taken over meanwhile.
    """
    draft = open_draft(connection, begun.run.session_id)
    if not _mine(connection, begun):
        return None
    made: JsonObject = {
        "stage": begun.run.stage,
        "version": begun.run.version,
        "data": result.data,
        "digest": digest_of(result.take),
    }
    draft.add_at_gate("completed", made)
    save(connection, draft, executor=executor, take=result.take)
    return draft.state.mode


def fail_run(
    connection: Connection,
    begun: Begun,
    error: str,
    *,
    executor: str,
    retryable: bool = True,
    scenes: tuple[str, ...] = (),
) -> bool:
    """Store why a run failed; False when it was stopped or taken over meanwhile."""
    draft = open_draft(connection, begun.run.session_id)
    if not _mine(connection, begun):
        return False
    record_failure(draft, begun.run, error, retryable=retryable, scenes=scenes)
    save(connection, draft, executor=executor)
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
    found = select(stage_runs.c.id).where(
        *_is(begun.run), stage_runs.c.status == "running", stage_runs.c.attempt == begun.attempt
    )
    return connection.execute(found).one_or_none() is not None
