"""What runs are made from, takes that people make, and stages that are skipped."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_sessions = sa.table("sessions", sa.column("id"), sa.column("stages", sa.JSON))
_runs = sa.table(
    "stage_runs",
    sa.column("id", sa.String),
    sa.column("session_id", sa.String),
    sa.column("stage", sa.String),
    sa.column("version", sa.Integer),
    sa.column("status", sa.String),
    sa.column("digest", sa.String),
    sa.column("after", sa.Integer),
    sa.column("take", sa.JSON(none_as_null=True)),
    sa.column("made_from", sa.JSON),
)


def upgrade() -> None:
    """Add the columns, and say of the runs there are what the events of their sessions say."""
    op.add_column("sessions", sa.Column("plan", sa.JSON))
    op.add_column("sessions", sa.Column("skipped", sa.JSON))
    for column in (
        sa.Column("by", sa.String(20), nullable=False, server_default="stage"),
        sa.Column("after", sa.Integer),
        sa.Column("renews", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("made_from", sa.JSON),
        sa.Column("digest", sa.String(40)),
    ):
        op.add_column("stage_runs", column)
    connection = op.get_bind()
    for session in connection.execute(sa.select(_sessions)).all():
        _say_what_was_made(connection, session.id, session.stages)


def _say_what_was_made(connection: sa.Connection, session_id: str, stages: list[str]) -> None:
    # Nothing could be taken back before: what is accepted now was accepted when later stages were made.
    of_session = sa.select(_runs).where(_runs.c.session_id == session_id)
    runs = connection.execute(of_session).all()
    accepted = {run.stage: f"v{run.version}" for run in runs if run.status == "accepted"}
    for run in runs:
        before = stages[: stages.index(run.stage)]
        known: dict[str, Any] = {
            "made_from": {stage: accepted[stage] for stage in before if stage in accepted},
            "digest": None if run.take is None else f"v{run.version}",
            "after": run.version - 1 or None,
        }
        connection.execute(sa.update(_runs).where(_runs.c.id == run.id).values(**known))
