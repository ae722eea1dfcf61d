"""What a service does first: pick up what another process left when it died."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from picturelock.engine.decisions import decide
from picturelock.engine.event import Decision
from picturelock.engine.executor import may_live
from picturelock.engine.ledger import open_draft, save
from picturelock.engine.production import Limits, StagePlan
from picturelock.engine.runs import Run, record_failure
from picturelock.engine.tables import sessions, stage_runs

INTERRUPTED = "interrupted: the service stopped while this stage ran"
# A run that ends its process each time must not do so for ever.
_ATTEMPTS = 3


def recover(connection: Connection, *, executor: str, local: bool) -> list[Run]:
    """Take over the runs whose process is gone.

    A run that had not begun is run now. One that had begun is run again in an automatic session;
    a person is told instead, who may regenerate it. A finished run of an automatic session whose
    acceptance was not written any more is accepted.

    Args:
        executor: the name of this process, whose runs they become.
        local: whether the database is used from this machine alone.

    Returns:
        The runs to work on.
    """
    left = connection.execute(
        select(stage_runs, sessions.c.mode, sessions.c.seq, sessions.c.plan)
        .join(sessions, sessions.c.id == stage_runs.c.session_id)
        .where(stage_runs.c.status.in_(("running", "awaiting")))
        .order_by(stage_runs.c.created, stage_runs.c.version)
    ).all()
    to_run: list[Run] = []
    for row in left:
        if may_live(row.executor, local=local):
            continue
        if row.status == "awaiting":
            to_run += _accepted(connection, row, executor)
        elif _taken(connection, row, executor):
            to_run.append(_run(row))
        else:
            _interrupt(connection, row, executor)
    return to_run


def _run(row: Row[tuple[Any, ...]]) -> Run:
    return Run(session_id=row.session_id, stage=row.stage, version=row.version, since=row.seq)


def _accepted(connection: Connection, row: Row[tuple[Any, ...]], executor: str) -> tuple[Run, ...]:
    if row.mode != "automatic":
        return ()
    accept = Decision(action="accept", by="automatic")
    return decide(connection, row.session_id, accept, executor=executor).next


def _taken(connection: Connection, row: Row[tuple[Any, ...]], executor: str) -> bool:
    if row.attempt and (row.mode != "automatic" or row.attempt >= _attempts(row)):
        return False
    connection.execute(update(stage_runs).where(stage_runs.c.id == row.id).values(executor=executor))
    return True


def _attempts(row: Row[tuple[Any, ...]]) -> int:
    plan = [StagePlan.model_validate(stage) for stage in row.plan or ()]
    limits = next((stage.limits for stage in plan if stage.name == row.stage), Limits())
    return limits.attempts or _ATTEMPTS


def _interrupt(connection: Connection, row: Row[tuple[Any, ...]], executor: str) -> None:
    times = f", {row.attempt} times" if row.attempt >= _attempts(row) else ""
    draft = open_draft(connection, row.session_id)
    record_failure(draft, _run(row), f"{INTERRUPTED}{times}")
    save(connection, draft, executor=executor)


def give_up_runs(connection: Connection, *, executor: str) -> None:
    """Leave this process's runs to whoever starts next; it is closing."""
    connection.execute(
        update(stage_runs)
        .where(stage_runs.c.executor == executor, stage_runs.c.status.in_(("running", "awaiting")))
        .values(executor="")
    )
