"""Who is at work: each process says so every second, and whoever falls silent loses its runs to others."""

import time
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, delete, func, insert, select, text, update

from picturelock.engine.bulletin import Key
from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.executor import Executor
from picturelock.engine.ledger import open_draft, save, tell
from picturelock.engine.production import Limits, StagePlan
from picturelock.engine.runs import Run, record_failure
from picturelock.engine.tables import executors, sessions, stage_runs

BEAT_SECONDS = 1.0
# Loops stall for tenths of a second under load; ten seconds is what a person is made to wait at most.
LEASE_SECONDS = 6.0
# A run that ends its process each time must not do so for ever.
_ATTEMPTS = 3
_REAPING = 7_035_201  # the advisory lock of whoever looks for the dead
INTERRUPTED = "interrupted: the process that made it ended"


def beat(connection: Connection, executor: Executor) -> float:
    """Say that this process is at work. The database's time, in seconds."""
    moment = _clock(connection)
    said = connection.execute(update(executors).where(executors.c.id == executor.id).values(beat=moment))
    if not said.rowcount:
        connection.execute(insert(executors).values(**executor.model_dump(), beat=moment))
    return moment


def reap(connection: Connection, *, local: bool, trusts_silence: bool) -> int:
    """Take the runs of processes that are gone out of their hands, so that others begin them again.

    A run that was begun as often as its limit allows is an error at its gate instead.

    Args:
        connection: the transaction.
        local: whether all processes are on this machine, where one that ended is known at once.
        trusts_silence: whether silence means death. Not when this process was frozen or without a
            database itself a moment ago: then everybody seems silent.

    Returns:
        How many runs were freed or given up.
    """
    if not local and not connection.execute(select(func.pg_try_advisory_xact_lock(_REAPING))).scalar_one():
        return 0
    oldest = _clock(connection) - LEASE_SECONDS
    # Read before the processes: whoever began a run is among those that are known then.
    begun = _begun(connection)
    known = connection.execute(select(executors)).mappings().all()
    dead = {
        row["id"]
        for row in known
        if (trusts_silence and row["beat"] < oldest) or (local and not _executor(row).exists)
    }
    living = {row["id"] for row in known} - dead
    orphaned = [row for row in begun if row.executor not in living]
    for row in orphaned:
        _free_or_give_up(connection, row)
    connection.execute(delete(executors).where(executors.c.id.in_(dead)))
    return len(orphaned)


def let_go(connection: Connection, lost: Collection[tuple[Key, int]], *, executor: str) -> int:
    """Take runs out of this process's hands that it does not work on, as if it had died of them.

    Args:
        connection: the transaction.
        lost: the runs, each with its attempt; those that have ended meanwhile are left as they are.
        executor: this process.

    Returns:
        How many runs were freed or given up.
    """
    known = set(lost)
    ours = _begun(connection, stage_runs.c.executor == executor)
    found = [row for row in ours if ((row.session_id, row.stage, row.version), row.attempt) in known]
    return sum(_free_or_give_up(connection, row) for row in found)


def leave(connection: Connection, executor: Executor) -> None:
    """Leave this process's runs to the others; it is closing, which does not count as a try."""
    freed = connection.execute(
        update(stage_runs)
        .where(stage_runs.c.executor == executor.id, stage_runs.c.status == "running")
        .values(executor="", given_up=stage_runs.c.given_up + 1, progress=None)
        .returning(stage_runs.c.session_id)
    ).scalars()
    for session_id in set(freed):
        tell(connection, session_id)
    connection.execute(delete(executors).where(executors.c.id == executor.id))


def _executor(row: RowMapping) -> Executor:
    return Executor.model_validate({name: row[name] for name in Executor.model_fields})


def _begun(connection: Connection, *which: ColumnElement[bool]) -> list[Row[Any]]:
    rows = connection.execute(
        select(stage_runs, sessions.c.seq, sessions.c.plan)
        .join(sessions, sessions.c.id == stage_runs.c.session_id)
        .where(stage_runs.c.status == "running", stage_runs.c.executor != "", *which)
        # Always in one order, so that two who lock sessions cannot wait for each other.
        .order_by(stage_runs.c.session_id, stage_runs.c.created, stage_runs.c.version)
    )
    return list(rows)


def _free_or_give_up(connection: Connection, row: Row[Any]) -> bool:
    try:
        draft = open_draft(connection, row.session_id)
    except UnknownSessionError:
        return False  # it was removed
    freed = connection.execute(
        update(stage_runs)
        .where(
            stage_runs.c.id == row.id,
            stage_runs.c.status == "running",
            stage_runs.c.executor == row.executor,
            stage_runs.c.attempt == row.attempt,
        )
        .values(executor="", progress=None)
    )
    if not freed.rowcount:
        return False
    tell(connection, row.session_id)
    begun = row.attempt - row.given_up
    if begun >= _limit(row):
        times = f", {begun} times" if begun > 1 else ""
        run = Run(session_id=row.session_id, stage=row.stage, version=row.version, since=row.seq)
        record_failure(draft, run, f"{INTERRUPTED}{times}; regenerate it, or look into that machine's log")
        save(connection, draft)
    return True


def _limit(row: Row[Any]) -> int:
    plan = [StagePlan.model_validate(stage) for stage in row.plan or ()]
    limits = next((stage.limits for stage in plan if stage.name == row.stage), Limits())
    return limits.attempts or _ATTEMPTS


def _clock(connection: Connection) -> float:
    # Machines' clocks differ; of several machines the database's counts.
    if connection.dialect.name == "postgresql":
        return float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
    return time.time()
