"""Queues of runs, and the processes that work on them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; whatever was in hand of an older version waits in line again."""
    for column in (
        sa.Column("queue", sa.String(40), nullable=False, server_default="draw"),
        sa.Column("given_up", sa.Integer, nullable=False, server_default="0"),
        sa.Column("progress", sa.JSON),
    ):
        op.add_column("stage_runs", column)
    op.create_index("sessions_by_change", "sessions", ["changed"])
    op.create_table(
        "executors",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("born", sa.Float, nullable=False),
        sa.Column("beat", sa.Float, nullable=False),
    )
