"""Webhooks: where they go, and those that were or will be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, a session's own webhook, and the index that sessions are counted by."""
    op.add_column("sessions", sa.Column("webhook", sa.Text))
    op.create_index("sessions_counted", "sessions", ["status", "seq"])
    op.create_table(
        "webhook_endpoints",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("events", sa.JSON),
        sa.Column("base", sa.Text, nullable=False),
    )
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("endpoint", sa.String(80), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("session_id", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due", sa.Float, nullable=False),
        sa.Column("answer", sa.Integer),
        sa.Column("error", sa.Text),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("ended", sa.String(32)),
    )
    op.create_index("webhook_deliveries_by_status", "webhook_deliveries", ["status", "due"])
