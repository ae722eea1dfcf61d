"""Bringing a database's tables up to this version, or refusing one that is ahead of it."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from picturelock.engine.errors import DatabaseError, NewerDatabaseError

NEWEST = "0006"
"""The newest revision in ``versions``."""
# Any number that nobody else in this database takes.
_TURN = 0x51C7_0C4B
_TURN_MINUTES = 10


def upgrade(connection: Connection) -> None:
    """Upgrade in the connection's transaction, so that two processes that start at once do it once.

    Raises:
        DatabaseError: the database cannot keep every language.
        NewerDatabaseError: the database is at a revision that this version does not know.
    """
    _prepare_postgres(connection)
    found = _revision(connection)
    if found != NEWEST:
        _upgrade_from(found, connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def _upgrade_from(found: str | None, connection: Connection) -> None:
    # Loaded only now: it takes a third of a second, and most databases are up to date.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if found is not None and found not in known:
        raise NewerDatabaseError(found, NEWEST)
    command.upgrade(settings, "head")


def _prepare_postgres(connection: Connection) -> None:
    """Refuse what could not keep every language, and wait for others that upgrade; SQLite needs neither."""
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise DatabaseError(
            f"the database of DATABASE_URL is stored as {encoding}; make one with "
            "createdb --encoding UTF8 --template template0"
        )
    before = connection.scalar(text("SHOW lock_timeout"))
    connection.execute(text(f"SET LOCAL lock_timeout = '{_TURN_MINUTES}min'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
    connection.execute(text(f"SET LOCAL lock_timeout = '{before}'"))
    # Whoever comes later waits for the upgrade; on a busy machine its steps lie far apart.
    connection.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = '{_TURN_MINUTES}min'"))
