"""Run by Alembic: migrates the connection that ``upgrade`` was given."""

from alembic import context

from picturelock.engine.tables import metadata

connection = context.config.attributes["connection"]
# The caller's transaction is the transaction: all of the migrations happen, or none.
context.configure(connection=connection, target_metadata=metadata)
context.run_migrations()
