"""Removing a session: its rows go at once, what it kept goes when nobody else uses it, and a line stays."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from picturelock.engine.draft import Draft
from picturelock.engine.errors import OutOfTurnError
from picturelock.engine.event import Frozen
from picturelock.engine.ledger import head, now, open_draft, tell
from picturelock.engine.references import used, uses_of
from picturelock.engine.runs import Run
from picturelock.engine.tables import removed, sessions, stage_runs

GRACE = 15 * 60.0
"""Seconds for which what was used may be about to be named: a picture is kept before its film starts."""


class RemovedSession(Frozen):
    """What is left of a session: when and by whom it was removed, and the last entry of its log."""

    id: str
    kind: str
    at: str
    by: str
    seq: int
    hash: str


class Freed(NamedTuple):
    """Kept takes that no session uses: those of ``keys`` that were last used before ``before``, may go."""

    keys: frozenset[str]
    before: float


def remove_session(
    connection: Connection, session_id: str, *, by: str, unchanged_since: str | None = None
) -> tuple[Run, ...]:
    """Remove a session with its log and its runs.

    Args:
        connection: the transaction.
        session_id: the session.
        by: who removes it.
        unchanged_since: remove it only if it has ended and nothing happened after this time.

    Returns:
        The runs that must end.

    Raises:
        UnknownSessionError: there is no such session.
        OutOfTurnError: somebody went on with it after ``unchanged_since``.
    """
    draft = open_draft(connection, session_id)
    if unchanged_since is not None:
        _check_untouched(connection, draft, unchanged_since)
    last = head(connection, session_id)
    line = {"id": session_id, "kind": draft.state.kind, "at": now(), "by": by, **last.model_dump()}
    left = sorted(uses_of(connection, session_id))
    connection.execute(insert(removed).values(**line, left=left))
    connection.execute(delete(sessions).where(sessions.c.id == session_id))
    tell(connection, session_id)
    return tuple(
        Run(session_id=session_id, stage=run.stage, version=run.version, since=draft.state.seq)
        for run in draft.state.runs
        if run.status == "running"
    )


def find_removed(connection: Connection, session_id: str) -> RemovedSession | None:
    """What is left of a session that was removed; None when there was no such session."""
    columns = [removed.c[name] for name in RemovedSession.model_fields]
    row = connection.execute(select(*columns).where(removed.c.id == session_id)).mappings().one_or_none()
    return None if row is None else RemovedSession.model_validate(dict(row))


def removed_lately(connection: Connection, seconds: float) -> list[str]:
    """The sessions that were removed in the last seconds."""
    oldest = (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
    return list(connection.execute(select(removed.c.id).where(removed.c.at >= oldest)).scalars())


def knows_films(connection: Connection) -> bool:
    """Whether there is, or was, any session in this database."""
    any_of = (select(sessions.c.id).limit(1), select(removed.c.id).limit(1))
    return any(connection.execute(one).first() is not None for one in any_of)


def read_left(connection: Connection) -> dict[str, frozenset[str]]:
    """The keys of takes that removed sessions used and that were not removed yet, by session."""
    rows = connection.execute(select(removed.c.id, removed.c.left).where(removed.c.left.is_not(None)))
    return {row.id: frozenset(row.left) for row in rows}


def keep_left(connection: Connection, session_id: str, left: Collection[str]) -> None:
    """Note what could not be removed yet of what a removed session used."""
    connection.execute(update(removed).where(removed.c.id == session_id).values(left=sorted(left) or None))


class EndedSession(NamedTuple):
    """A session that is over, since ``changed``, with the keys of the takes that it uses."""

    id: str
    status: str
    changed: str
    uses: frozenset[str]


def read_ended(connection: Connection, *, before: str) -> list[EndedSession]:
    """The sessions that ended before a time, the oldest first."""
    found = connection.execute(
        select(sessions.c.id, sessions.c.status, sessions.c.changed)
        .where(sessions.c.status.in_(("complete", "stopped")), sessions.c.changed < before)
        .order_by(sessions.c.changed)
    )
    return [EndedSession(*row, uses=uses_of(connection, row.id)) for row in found.all()]


def free(
    connection: Connection,
    keys: Collection[str],
    *,
    unused_for: float = GRACE,
    without: Collection[str] = (),
) -> Freed:
    """Which of these takes no session uses, and since when nobody may have used them to remove them.

    Whatever a run is working with was used after it began, so it is safe though nothing names it yet.

    Args:
        connection: the transaction.
        keys: takes.
        unused_for: seconds; 15 minutes at least.
        without: sessions that do not count.
    """
    before = datetime.now(UTC).timestamp() - max(unused_for, GRACE)
    running = stage_runs.c.status == "running", stage_runs.c.started.is_not(None)
    oldest: str | None = connection.execute(
        select(func.min(stage_runs.c.started)).where(*running)
    ).scalar_one()
    if oldest is not None:
        before = min(before, datetime.fromisoformat(oldest).timestamp() - GRACE)
    return Freed(frozenset(keys) - used(connection, keys, without=without), before)


def _check_untouched(connection: Connection, draft: Draft, since: str) -> None:
    changed = select(sessions.c.changed).where(sessions.c.id == draft.session_id)
    ended = draft.state.status in ("complete", "stopped")
    if not ended or connection.execute(changed).scalar_one() > since:
        raise OutOfTurnError(f"{draft.session_id} is being worked on again")
