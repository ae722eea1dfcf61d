"""The event log: the one place that appends events and counts their ``seq``."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.event import STATUS_AFTER, Event, EventType
from picturelock.engine.production import JsonObject
from picturelock.engine.tables import events, sessions


def now() -> str:
    """The time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def append(connection: Connection, session_id: str, kind: EventType, data: JsonObject) -> int:
    """Append an event, with the stage in its data, and bring the session's row to where it leads.

    Returns:
        Its ``seq``. Counting it locks the session's row, so no two writers can have the same.

    Raises:
        UnknownSessionError: there is no such session.
    """
    moment = now()
    counted = (
        update(sessions)
        .where(sessions.c.id == session_id)
        .values(seq=sessions.c.seq + 1, status=STATUS_AFTER[kind], stage=data["stage"], changed=moment)
        .returning(sessions.c.seq)
    )
    seq = connection.execute(counted).scalar_one_or_none()
    if seq is None:
        raise UnknownSessionError(session_id)
    connection.execute(insert(events).values(session_id=session_id, seq=seq, ts=moment, type=kind, data=data))
    return seq


def read_events(connection: Connection, session_id: str, after: int = 0) -> list[Event]:
    """The session's events with a ``seq`` above ``after``, in order."""
    rows = connection.execute(
        select(events).where(events.c.session_id == session_id, events.c.seq > after).order_by(events.c.seq)
    )
    return [Event.model_validate(dict(row)) for row in rows.mappings()]
