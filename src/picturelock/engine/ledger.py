"""A session's rows and its log, read and written together: the rows are what the events fold to."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, case, func, insert, select, update

from picturelock.engine.announcements import announce
from picturelock.engine.chain import entry_hash
from picturelock.engine.draft import Draft
from picturelock.engine.errors import DatabaseError, UnknownSessionError
from picturelock.engine.event import Event
from picturelock.engine.production import JsonObject, LogHead, StagePlan
from picturelock.engine.references import note_uses
from picturelock.engine.state import RunState, SessionState
from picturelock.engine.tables import events, sessions, stage_runs

CHANNEL = "picturelock"
"""PostgreSQL tells on it the ids of the sessions that changed."""

# What the fold leaves alone: told by the run itself, or too large to be read at each decision.
_NOT_FOLDED = (
    *("take", "data", "error", "attempt", "id", "session_id", "created"),
    *("queue", "executor", "given_up", "progress"),
)
_FOLDED = tuple(column for column in stage_runs.c if column.name not in _NOT_FOLDED)
# Of these the newest event knows best.
_FROM_EVENTS = ("status", "digest", "ended")


def now() -> str:
    """The time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def digest_of(take: JsonObject) -> str:
    """What tells equal takes from different ones."""
    text = json.dumps(take, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def open_draft(connection: Connection, session_id: str) -> Draft:
    """The session as it is, to let something happen in it; nobody else writes to it before the act ends.

    Raises:
        UnknownSessionError: there is no such session.
    """
    found = connection.execute(select(sessions).where(sessions.c.id == session_id).with_for_update())
    row = found.mappings().one_or_none()
    if row is None:
        raise UnknownSessionError(session_id)
    plan = row["plan"] or [{"name": name} for name in row["stages"]]
    state = SessionState(
        **{name: row[name] for name in ("kind", "mode", "status", "stage", "seq")},
        plan=tuple(StagePlan.model_validate(stage) for stage in plan),
        skipped=tuple(row["skipped"] or ()),
        runs=_runs(connection, session_id, row["stages"]),
    )
    return Draft(session_id, state, now())


def save(connection: Connection, draft: Draft, *, take: JsonObject | None = None) -> None:
    """Store what is in a draft: its events, and the rows as they are after them.

    Args:
        connection: the transaction in which the draft was opened.
        draft: what happened; without events nothing is written.
        take: what the run made that the first event is about.
    """
    if not draft.events:
        return
    state, before = draft.state, {(run.stage, run.version): run for run in draft.before.runs}
    moved = connection.execute(
        update(sessions)
        .where(sessions.c.id == draft.session_id, sessions.c.seq == draft.before.seq)
        .values(
            **state.model_dump(mode="json", include={"mode", "status", "stage", "seq", "skipped"}),
            changed=draft.moment,
        )
    )
    if moved.rowcount != 1:
        raise DatabaseError(f"somebody else wrote to {draft.session_id} at once; try again", retryable=True)
    connection.execute(insert(events), _chained(connection, draft))
    for run in state.runs:
        old = before.get((run.stage, run.version))
        if old is None:
            connection.execute(insert(stage_runs).values(**_row(draft, run)))
        elif (changed := _changed(old, run)) != {}:
            connection.execute(_update(draft.session_id, run).values(**changed))
    if take is not None:
        made = draft.events[0].data
        connection.execute(
            update(stage_runs).where(*_is(draft.session_id, made["stage"], made["version"])).values(take=take)
        )
        note_uses(connection, draft.session_id, take, made.get("data"))
    announce(connection, draft)
    tell(connection, draft.session_id)


def tell(connection: Connection, session_id: str) -> None:
    """Wake the other processes with the commit; those of an SQLite database look for themselves."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, session_id)))


def read_events(connection: Connection, session_id: str, after: int = 0) -> list[Event]:
    """The session's events with a ``seq`` above ``after``, in order."""
    rows = connection.execute(
        select(events).where(events.c.session_id == session_id, events.c.seq > after).order_by(events.c.seq)
    )
    return [Event.model_validate(dict(row)) for row in rows.mappings()]


def head(connection: Connection, session_id: str) -> LogHead:
    """The last entry of the session's log."""
    last = connection.execute(
        select(events.c.seq, events.c.hash)
        .where(events.c.session_id == session_id)
        .order_by(events.c.seq.desc())
        .limit(1)
    ).one_or_none()
    # The first entry is chained to the session itself.
    return LogHead(seq=0, hash=session_id) if last is None else LogHead(seq=last.seq, hash=last.hash)


def _chained(connection: Connection, draft: Draft) -> list[dict[str, Any]]:
    before = head(connection, draft.session_id).hash
    rows: list[dict[str, Any]] = []
    for event in draft.events:
        facts = event.model_dump(exclude={"hash"})
        before = entry_hash(before, facts)
        rows.append({**facts, "hash": before})
    return rows


def _runs(connection: Connection, session_id: str, stages: Sequence[str]) -> tuple[RunState, ...]:
    # Two may be of the same millisecond: the later stage's came later.
    place = case({stage: place for place, stage in enumerate(stages)}, value=stage_runs.c.stage)
    rows = connection.execute(
        select(*_FOLDED)
        .where(stage_runs.c.session_id == session_id)
        .order_by(stage_runs.c.created, place, stage_runs.c.version)
    )
    return tuple(
        RunState.model_validate(
            {
                **{name: value for name, value in row.items() if name != "feedback"},
                "asked": row["feedback"],
                "made_from": row["made_from"] or {},
                "started": row["started"] or "",
            }
        )
        for row in rows.mappings()
    )


def _row(draft: Draft, run: RunState) -> dict[str, Any]:
    facts = run.model_dump(mode="json", exclude={"asked", "attempt", "decision", "started"})
    return {
        **facts,
        "id": secrets.token_hex(12),
        "session_id": draft.session_id,
        "attempt": 0,
        "queue": draft.state.planned(run.stage).queue,
        "executor": "",
        "feedback": run.asked,
        "created": draft.moment,
    }


def _changed(old: RunState, run: RunState) -> dict[str, Any]:
    found = {name: getattr(run, name) for name in (*_FROM_EVENTS, "data", "error")}
    return {name: value for name, value in found.items() if value != getattr(old, name)}


def _update(session_id: str, run: RunState) -> Any:
    return update(stage_runs).where(*_is(session_id, run.stage, run.version))


def _is(session_id: str, stage: object, version: object) -> tuple[Any, ...]:
    return (
        stage_runs.c.session_id == session_id,
        stage_runs.c.stage == stage,
        stage_runs.c.version == version,
    )
