"""What older versions could leave: takes of automatic sessions that nobody accepted any more."""

from contextlib import suppress

from sqlalchemy import Connection, select

from picturelock.engine.decisions import decide
from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.event import Decision
from picturelock.engine.runs import AUTOMATIC
from picturelock.engine.tables import sessions


def accept_what_waits(connection: Connection) -> None:
    """Accept the takes at the gates of automatic sessions: nobody else will."""
    left = select(sessions.c.id).where(sessions.c.mode == "automatic", sessions.c.status == "awaiting")
    for session_id in connection.execute(left.order_by(sessions.c.id)).scalars().all():
        # Another process may have removed it since.
        with suppress(UnknownSessionError):
            decide(connection, session_id, Decision(action="accept", by=AUTOMATIC))
