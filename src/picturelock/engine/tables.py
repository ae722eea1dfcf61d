"""The tables: sessions, their events, and the runs of their stages. Times are UTC in ISO 8601."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(80), nullable=False),
    Column("mode", String(20), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("stages", JSON, nullable=False),  # in the order in which this session makes them
    Column("plan", JSON(none_as_null=True)),  # what each is made from, and its limits
    Column("skipped", JSON(none_as_null=True)),
    Column("status", String(20), nullable=False),
    Column("stage", String(80), nullable=False),
    Column("seq", Integer, nullable=False),  # of its last event
    Column("by", String(200), nullable=False),
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
    Column("sealed", Integer),  # the seq up to which its film's own record tells the log
    Column("webhook", Text),  # where the news of this session go beside the configured endpoints
    Index("sessions_by_creation", "created"),
    Index("sessions_by_change", "changed"),
    Index("sessions_by_status", "status", "sealed"),
    # Metrics count all sessions every few seconds: 14 ms for 100,000 of them in place of 300.
    Index("sessions_counted", "status", "seq"),
)

events = Table(
    "events",
    metadata,
    Column("session_id", String(40), nullable=False, primary_key=True),
    Column("seq", Integer, nullable=False, primary_key=True, autoincrement=False),
    Column("ts", String(32), nullable=False),
    Column("type", String(40), nullable=False),
    Column("data", JSON, nullable=False),
    Column("hash", String(64), nullable=False, server_default=""),  # chained to the one before: see chain
    ForeignKeyConstraint(["session_id"], ["sessions.id"], ondelete="CASCADE"),
)

stage_runs = Table(
    "stage_runs",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("session_id", String(40), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("stage", String(80), nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("attempt", Integer, nullable=False),  # 0 until it has begun
    Column("queue", String(40), nullable=False),  # which processes may begin it
    Column("executor", String(200), nullable=False),  # who has it in hand; empty while it waits
    Column("given_up", Integer, nullable=False, default=0),  # attempts that a closing process gave back
    Column("progress", JSON(none_as_null=True)),
    Column("by", String(20), nullable=False),  # stage or person
    Column("feedback", Text),
    Column("scenes", JSON(none_as_null=True)),
    Column("after", Integer),  # the version that this is another take of
    Column("renews", Boolean, nullable=False),  # only because what it needs has changed
    Column("made_from", JSON(none_as_null=True)),  # the digests of the takes it was given, by stage
    Column("digest", String(40)),
    Column("take", JSON(none_as_null=True)),
    Column("data", JSON(none_as_null=True)),
    Column("error", Text),
    Column("created", String(32), nullable=False),
    Column("started", String(32)),
    Column("ended", String(32)),
    UniqueConstraint("session_id", "stage", "version", name="one_run_a_version"),
    Index("stage_runs_by_status", "status"),
)

take_uses = Table(
    "take_uses",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("session_id", String(40), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Index("take_uses_by_session", "session_id"),
)

removed = Table(
    "removed",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(80), nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", String(200), nullable=False),
    Column("seq", Integer, nullable=False),  # the last entry of its log
    Column("hash", String(64), nullable=False),
    Column("left", JSON(none_as_null=True)),  # keys of its takes that could not be removed yet
    Index("removed_by_time", "at"),
)

executors = Table(
    "executors",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("host", String(255), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("born", Float, nullable=False),  # when the process started: ids of processes are used again
    Column("beat", Float, nullable=False),  # when it was last heard of, by the database's clock
)

webhook_endpoints = Table(
    "webhook_endpoints",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("url", Text),  # none: each session's own
    Column("events", JSON(none_as_null=True)),  # none: all
    Column("base", Text, nullable=False),  # before the path of a film's address
)

# Without a reference to their session: that a film was stopped is told although it is removed at once.
webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("endpoint", String(80), nullable=False),
    Column("url", Text, nullable=False),
    Column("session_id", String(40), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("type", String(40), nullable=False),
    Column("body", Text, nullable=False),  # as it is signed and sent, each time the same
    Column("status", String(20), nullable=False),  # waiting, delivered or dead
    Column("attempts", Integer, nullable=False),
    Column("due", Float, nullable=False),  # when it is sent next, in seconds since 1970
    Column("answer", Integer),  # the last HTTP status
    Column("error", Text),
    Column("created", String(32), nullable=False),
    Column("ended", String(32)),
    Index("webhook_deliveries_by_status", "status", "due"),
)
