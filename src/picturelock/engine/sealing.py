"""Sealing: a complete film's own record gets the head of its log, which cannot be cut unseen then.

A session is sealed when its film was laid out with the log's last entry. ``sessions.sealed`` says up to which
entry; it is written after the film, so that whatever ends a process in between, another one seals again.
"""

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, update

from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.ledger import open_draft
from picturelock.engine.orders import order_for
from picturelock.engine.production import JsonObject, StageOrder
from picturelock.engine.tables import sessions, stage_runs


class Sealing(NamedTuple):
    """What to lay: the accepted take of the last stage, and its order with the head of the log."""

    order: StageOrder
    take: JsonObject


def _not_sealed() -> ColumnElement[bool]:
    return (sessions.c.status == "complete") & (func.coalesce(sessions.c.sealed, 0) < sessions.c.seq)


def read_unsealed(connection: Connection) -> list[str]:
    """The complete sessions that are not sealed, the oldest change first."""
    found = select(sessions.c.id).where(_not_sealed()).order_by(sessions.c.changed)
    return list(connection.execute(found).scalars())


def order_sealing(connection: Connection, session_id: str) -> Sealing | None:
    """What sealing a session needs; None when it is not complete, or not any more."""
    try:
        state = open_draft(connection, session_id).state
    except UnknownSessionError:
        return None
    if state.status != "complete":
        return None
    run = state.accepted(state.stages[-1])
    assert run is not None, "a complete session has an accepted take of its last stage"
    take = connection.execute(
        select(stage_runs.c.take).where(
            stage_runs.c.session_id == session_id,
            stage_runs.c.stage == run.stage,
            stage_runs.c.version == run.version,
        )
    ).scalar_one()
    return Sealing(order=order_for(connection, session_id, state, run), take=take)


def mark_sealed(connection: Connection, session_id: str, seq: int) -> None:
    """Note that a session's film was laid with this entry as the head of its log."""
    connection.execute(
        update(sessions).where(sessions.c.id == session_id, sessions.c.seq == seq).values(sealed=seq)
    )
