"""What a service does first: pick up what another process left when it died."""

from sqlalchemy import Connection, Row, select, update

from picturelock.engine.decisions import Decided, decide
from picturelock.engine.event import Decision
from picturelock.engine.executor import may_live
from picturelock.engine.log import now
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
        select(stage_runs, sessions.c.mode, sessions.c.seq)
        .join(sessions, sessions.c.id == stage_runs.c.session_id)
        .where(stage_runs.c.status.in_(("running", "awaiting")))
        .order_by(stage_runs.c.created)
    ).all()
    to_run: list[Run] = []
    for row in left:
        if may_live(row.executor, local=local):
            continue
        run = Run(
            id=row.id,
            session_id=row.session_id,
            stage=row.stage,
            version=row.version,
            mode=row.mode,
            since=row.seq,
        )
        if row.status == "awaiting":
            accepted = _accepted(connection, run, executor)
            to_run += [accepted.next] if accepted is not None and accepted.next is not None else []
        elif _taken(connection, row, executor):
            to_run.append(run)
        else:
            _interrupt(connection, run, row.attempt)
    return to_run


def _accepted(connection: Connection, run: Run, executor: str) -> Decided | None:
    if run.mode != "automatic":
        return None
    return decide(connection, run.session_id, Decision(action="accept", by="automatic"), executor=executor)


def _taken(connection: Connection, row: Row[tuple[object, ...]], executor: str) -> bool:
    if row.attempt and (row.mode != "automatic" or row.attempt >= _ATTEMPTS):
        return False
    connection.execute(update(stage_runs).where(stage_runs.c.id == row.id).values(executor=executor))
    return True


def _interrupt(connection: Connection, run: Run, attempts: int) -> None:
    reason = INTERRUPTED if attempts < _ATTEMPTS else f"{INTERRUPTED}, {attempts} times"
    connection.execute(
        update(stage_runs).where(stage_runs.c.id == run.id).values(status="failed", error=reason, ended=now())
    )
    record_failure(connection, run, reason)


def give_up_runs(connection: Connection, *, executor: str) -> None:
    """Leave this process's runs to whoever starts next; it is closing."""
    connection.execute(
        update(stage_runs)
        .where(stage_runs.c.executor == executor, stage_runs.c.status.in_(("running", "awaiting")))
        .values(executor="")
    )
