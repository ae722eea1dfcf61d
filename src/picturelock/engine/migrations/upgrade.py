"""Bringing a database's tables up to this version, or refusing one that is ahead of it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from picturelock.engine.errors import NewerDatabaseError


def upgrade(connection: Connection) -> None:
    """Upgrade in the connection's transaction, so that two processes that start at once do it once.

    Raises:
        NewerDatabaseError: the database is at a revision that this version does not know.
    """
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(settings)
    known = {script.revision for script in scripts.walk_revisions()}
    found = MigrationContext.configure(connection).get_current_revision()
    newest = scripts.get_current_head() or ""
    if found == newest:
        return
    if found is not None and found not in known:
        raise NewerDatabaseError(found, newest)
    command.upgrade(settings, "head")
