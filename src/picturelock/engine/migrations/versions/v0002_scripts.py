"""Scripts, the revisions of their metadata, their segments, and what was used of each model."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of two-step writing."""
    op.create_table(
        "scripts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("request", sa.JSON),
        sa.Column("set_size", sa.Integer, nullable=False),
        sa.Column("total_segments", sa.Integer, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
    op.create_index("scripts_by_change", "scripts", ["changed"])
    op.create_table(
        "script_revisions",
        sa.Column(
            "script_id", sa.String(64), sa.ForeignKey("scripts.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("metadata", sa.JSON, nullable=False),
        sa.Column("usage", sa.JSON, nullable=False),
        sa.UniqueConstraint("script_id", "digest", name="one_revision_a_metadata"),
    )
    op.create_table(
        "script_segments",
        sa.Column("script_id", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("segment", sa.JSON, nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("written", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["script_id", "revision"],
            ["script_revisions.script_id", "script_revisions.revision"],
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("tokens", sa.Integer, nullable=False),
    )
    op.create_index("model_calls_by_time", "model_calls", ["model", "at"])
