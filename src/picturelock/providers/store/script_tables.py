"""The tables of scripts. Times are UTC in ISO 8601."""

from sqlalchemy import JSON, Column, Float, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.schema import ForeignKey, ForeignKeyConstraint, UniqueConstraint

metadata = MetaData()

scripts = Table(
    "scripts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("request", JSON(none_as_null=True)),
    Column("set_size", Integer, nullable=False),
    Column("total_segments", Integer, nullable=False),  # of the newest revision, else as asked for
    Column("title", Text),
    Column("revision", Integer, nullable=False),  # the newest; 0 until there is one
    Column("error", Text),
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
    Index("scripts_by_change", "changed"),
)

script_revisions = Table(
    "script_revisions",
    metadata,
    Column("script_id", String(64), ForeignKey("scripts.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("usage", JSON, nullable=False),
    UniqueConstraint("script_id", "digest", name="one_revision_a_metadata"),
)

script_segments = Table(
    "script_segments",
    metadata,
    Column("script_id", String(64), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("segment", JSON, nullable=False),
    Column("by", String(20), nullable=False),
    Column("written", String(32), nullable=False),
    ForeignKeyConstraint(
        ["script_id", "revision"],
        ["script_revisions.script_id", "script_revisions.revision"],
        ondelete="CASCADE",
    ),
)

model_calls = Table(
    "model_calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("model", String(200), nullable=False),
    Column("at", Float, nullable=False),  # seconds since 1970
    Column("tokens", Integer, nullable=False),
    Index("model_calls_by_time", "model", "at"),
)
