"""The line of runs that wait for a process, and how far those are that others work on."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, Subquery, and_, case, func, select, update

from picturelock.engine.bulletin import Key
from picturelock.engine.event import Frozen, Moving
from picturelock.engine.ledger import tell
from picturelock.engine.runs import Run
from picturelock.engine.tables import sessions, stage_runs


class Waiting(Frozen):
    """A run that nobody has begun. ``place`` counts from 1 in its queue."""

    run: Run
    queue: str
    place: int


def read_line(connection: Connection) -> tuple[Waiting, ...]:
    """The runs that wait, first in line first.

    Sessions take turns: whoever asks for four takes at once does not hold up those who ask for one. A
    session's second run comes after the first one of everybody else, and whoever had a turn goes to the end
    of the line with the next. Otherwise the one that was asked for first comes first.
    """
    rows = connection.execute(_LINE)
    places: dict[str, int] = {}
    found: list[Waiting] = []
    for row in rows:
        places[row.queue] = places.get(row.queue, 0) + 1
        run = Run(session_id=row.session_id, stage=row.stage, version=row.version, since=row.seq)
        found.append(Waiting(run=run, queue=row.queue, place=places[row.queue]))
    return tuple(found)


def _running() -> Subquery:
    """The runs that wait or are worked on, each with its turn among those of its session in its queue."""
    turn = func.row_number().over(
        partition_by=(stage_runs.c.queue, stage_runs.c.session_id),
        order_by=(
            case((stage_runs.c.executor == "", 1), else_=0),
            stage_runs.c.created,
            stage_runs.c.version,
        ),
    )
    columns = ("session_id", "stage", "version", "queue", "created", "executor")
    return (
        select(*(stage_runs.c[name] for name in columns), sessions.c.seq, turn.label("turn"))
        .join(sessions, sessions.c.id == stage_runs.c.session_id)
        .where(stage_runs.c.status == "running")
        .subquery()
    )


def _served() -> Subquery:
    """When each session that waits had its last turn in each queue."""
    waiting = select(stage_runs.c.session_id).where(
        stage_runs.c.status == "running", stage_runs.c.executor == ""
    )
    last = func.max(func.coalesce(stage_runs.c.ended, stage_runs.c.started))
    return (
        select(stage_runs.c.session_id, stage_runs.c.queue, last.label("last"))
        .where(stage_runs.c.session_id.in_(waiting))
        .group_by(stage_runs.c.session_id, stage_runs.c.queue)
        .subquery()
    )


def _line() -> Select[Any]:
    running, served = _running(), _served()
    in_line_since = case((served.c.last > running.c.created, served.c.last), else_=running.c.created)
    return (
        select(running)
        .outerjoin(
            served, and_(served.c.session_id == running.c.session_id, served.c.queue == running.c.queue)
        )
        .where(running.c.executor == "")
        .order_by(running.c.turn, in_line_since, running.c.session_id, running.c.version)
    )


# Made once: it is read with each change of the line, and to make it takes longer than to read.
_LINE = _line()


def keep_progress(connection: Connection, moved: Collection[Moving], *, executor: str) -> None:
    """Store how far this process's runs are, for the processes that tell clients of it."""
    for moving in moved:
        connection.execute(
            update(stage_runs)
            .where(
                stage_runs.c.session_id == moving.session_id,
                stage_runs.c.stage == moving.stage,
                stage_runs.c.version == moving.version,
                stage_runs.c.status == "running",
                stage_runs.c.executor == executor,
            )
            .values(progress=moving.model_dump(mode="json"))
        )
        tell(connection, moving.session_id)


def read_progress(connection: Connection, *, executor: str) -> tuple[Moving, ...]:
    """How far the runs of other processes are, as they stored it last."""
    rows = connection.execute(
        select(stage_runs.c.progress).where(
            stage_runs.c.status == "running",
            stage_runs.c.executor.not_in(("", executor)),
            stage_runs.c.progress.is_not(None),
        )
    )
    return tuple(Moving.model_validate(row.progress) for row in rows)


def hands(connection: Connection, *, executor: str) -> frozenset[tuple[Key, int]]:
    """The runs that a process has in hand, each with its attempt."""
    rows = connection.execute(
        select(*(stage_runs.c[name] for name in ("session_id", "stage", "version", "attempt"))).where(
            stage_runs.c.status == "running", stage_runs.c.executor == executor
        )
    )
    return frozenset(((row.session_id, row.stage, row.version), row.attempt) for row in rows)
