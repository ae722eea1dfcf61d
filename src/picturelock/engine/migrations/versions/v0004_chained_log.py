"""The chain of each log, the takes that sessions use, when a film was sealed, and what was removed."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from picturelock.engine.chain import entry_hash
from picturelock.engine.references import named_keys

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_events = sa.table(
    "events",
    sa.column("session_id", sa.String),
    sa.column("seq", sa.Integer),
    sa.column("ts", sa.String),
    sa.column("type", sa.String),
    sa.column("data", sa.JSON),
    sa.column("hash", sa.String),
)
_sessions = sa.table("sessions", sa.column("id", sa.String), sa.column("payload", sa.JSON))
_runs = sa.table(
    "stage_runs",
    sa.column("session_id", sa.String),
    sa.column("take", sa.JSON),
    sa.column("data", sa.JSON),
)
_uses = sa.table("take_uses", sa.column("session_id", sa.String), sa.column("key", sa.String))


def upgrade() -> None:
    """Add the columns and tables; chain the logs there are, and note the takes that they use."""
    op.add_column("events", sa.Column("hash", sa.String(64), nullable=False, server_default=""))
    op.add_column("sessions", sa.Column("sealed", sa.Integer))
    op.create_index("sessions_by_status", "sessions", ["status", "sealed"])
    op.create_table(
        "take_uses",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column(
            "session_id", sa.String(40), sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True
        ),
    )
    op.create_index("take_uses_by_session", "take_uses", ["session_id"])
    op.create_table(
        "removed",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("left", sa.JSON),
    )
    op.create_index("removed_by_time", "removed", ["at"])
    connection = op.get_bind()
    for session in connection.execute(sa.select(_sessions)).all():
        _chain(connection, session.id)
        _note_uses(connection, session.id, session.payload)


def _chain(connection: sa.Connection, session_id: str) -> None:
    head = session_id
    entries = sa.select(_events).where(_events.c.session_id == session_id).order_by(_events.c.seq)
    for entry in connection.execute(entries).mappings().all():
        head = entry_hash(head, dict(entry))
        place = (_events.c.session_id == session_id, _events.c.seq == entry["seq"])
        connection.execute(sa.update(_events).where(*place).values(hash=head))


def _note_uses(connection: sa.Connection, session_id: str, payload: Any) -> None:
    runs = connection.execute(sa.select(_runs.c.take, _runs.c.data).where(_runs.c.session_id == session_id))
    made = [(run.take, run.data) for run in runs]
    keys = named_keys(json.dumps([payload, made]))
    if keys:
        connection.execute(sa.insert(_uses), [{"session_id": session_id, "key": key} for key in sorted(keys)])
