"""How many sessions one holder may have open at a time."""

from pydantic import Field
from sqlalchemy import Connection, func, or_, select

from picturelock.engine.errors import TooManyOpenError
from picturelock.engine.event import Frozen
from picturelock.engine.tables import sessions

# Whatever may still want the machine, or somebody's decision.
_OPEN = ("running", "awaiting", "failed")


class Quota(Frozen):
    """At most so many sessions that ``holder`` began, alone or in somebody's name (``holder: somebody``)."""

    holder: str
    most: int = Field(ge=1)


def keep_quota(connection: Connection, quota: Quota) -> None:
    """Refuse one more session where the holder has as many as they may.

    Raises:
        TooManyOpenError: with which are open.
    """
    if connection.dialect.name == "postgresql":
        # Until the transaction ends: two that start at the same moment are counted one after the other.
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"quota {quota.holder}"))))
    theirs = or_(
        sessions.c.by == quota.holder, sessions.c.by.startswith(f"{quota.holder}: ", autoescape=True)
    )
    found = connection.execute(
        select(sessions.c.id, sessions.c.status)
        .where(theirs, sessions.c.status.in_(_OPEN))
        .order_by(sessions.c.changed)
    ).all()
    if len(found) >= quota.most:
        raise TooManyOpenError(quota.holder, quota.most, [f"{row.id} ({row.status})" for row in found])
