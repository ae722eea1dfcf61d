"""Sessions as stored: started, found again, listed."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pydantic import JsonValue
from sqlalchemy import Connection, func, insert, select

from picturelock.engine.draft import Draft
from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.event import Frozen, Mode, SessionStatus
from picturelock.engine.ledger import digest_of, now, save
from picturelock.engine.production import JsonObject, StagePlan
from picturelock.engine.quota import Quota, keep_quota
from picturelock.engine.references import note_uses
from picturelock.engine.rules import run_data
from picturelock.engine.state import SessionState
from picturelock.engine.tables import sessions

# Clients know a session by the name of what it makes.
_ID_PREFIX = "vid_"


class Session(Frozen):
    """A session's row: what was asked, by whom, and where it is now."""

    id: str
    kind: str
    mode: Mode
    payload: JsonObject
    stages: tuple[str, ...]
    plan: tuple[StagePlan, ...] | None = None
    skipped: tuple[str, ...] | None = None
    status: SessionStatus
    stage: str
    seq: int
    by: str
    webhook: str | None = None
    created: str
    changed: str
    sealed: int | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more can be decided."""
        return self.status in ("complete", "stopped")


def open_session(
    connection: Connection,
    *,
    kind: str,
    payload: JsonObject,
    plan: Sequence[StagePlan],
    mode: Mode,
    by: str,
    quota: Quota | None = None,
    webhook: str | None = None,
) -> str:
    """Store a new session with its first two events and the run of its first stage; its id.

    Raises:
        TooManyOpenError: the quota is used up.
    """
    if quota is not None:
        keep_quota(connection, quota)
    session_id, moment = _ID_PREFIX + secrets.token_hex(8), now()
    rows: list[JsonValue] = [stage.model_dump(mode="json") for stage in plan]
    asked: JsonObject = {"kind": kind, "mode": mode, "stages": [stage.name for stage in plan], "plan": rows}
    first = plan[0].name
    connection.execute(
        insert(sessions).values(
            **asked,
            id=session_id,
            payload=payload,
            status="running",
            stage=first,
            seq=0,
            by=by,
            webhook=webhook,
            created=moment,
            changed=moment,
        )
    )
    draft = Draft(session_id, SessionState(), moment)
    # The payload may be long and is told nowhere else: its digest says that it is still what was asked.
    told: JsonObject = {**asked, "stage": first, "by": by, "payload_digest": digest_of(payload)}
    draft.add("session_started", told)
    draft.add("stage_running", run_data(draft.state, first))
    save(connection, draft)
    note_uses(connection, session_id, payload)
    return session_id


def find_session(connection: Connection, session_id: str) -> Session:
    """One session. Raises ``UnknownSessionError``."""
    row = connection.execute(select(sessions).where(sessions.c.id == session_id)).mappings().one_or_none()
    if row is None:
        raise UnknownSessionError(session_id)
    return Session.model_validate(dict(row))


def changed_since(connection: Connection, seconds: float) -> dict[str, int]:
    """The last ``seq`` of each session that changed in the last seconds, by the clock that changed it."""
    oldest = (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
    rows = connection.execute(select(sessions.c.id, sessions.c.seq).where(sessions.c.changed >= oldest))
    return {row.id: row.seq for row in rows}


def list_sessions(connection: Connection, *, limit: int, offset: int = 0) -> tuple[list[Session], int]:
    """Sessions, newest first, and how many there are in all."""
    total = connection.execute(select(func.count()).select_from(sessions)).scalar_one()
    rows = connection.execute(
        select(sessions).order_by(sessions.c.created.desc(), sessions.c.id).limit(limit).offset(offset)
    )
    return [Session.model_validate(dict(row)) for row in rows.mappings()], total
