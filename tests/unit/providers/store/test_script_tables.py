"""The tables of scripts: made by the migrations, beside whatever was there before."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData

from fakes.stored import stored
from picturelock.engine.database import Database
from picturelock.engine.migrations import upgrade as migrations
from picturelock.engine.tables import metadata as tables_of_the_engine
from picturelock.providers.store.script_tables import metadata as tables_of_scripts


def migrate(database_url: str, revision: str) -> None:
    """Bring a new database to an older version."""
    with stored(database_url) as connection:
        settings = Config()
        settings.set_main_option("script_location", str(Path(migrations.__file__).parent))
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)


def test_the_migrations_make_exactly_the_tables_that_are_declared(database_url: str) -> None:
    Database(database_url).close()
    declared = MetaData()
    for metadata in (tables_of_the_engine, tables_of_scripts):
        for table in metadata.sorted_tables:
            table.to_metadata(declared)

    with stored(database_url) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), declared)

    assert differences == []


def test_a_database_of_the_first_version_is_upgraded_with_what_is_in_it(database_url: str) -> None:
    migrate(database_url, "0001")
    with stored(database_url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO sessions VALUES ('vid_1', 'moa', 'creator', '{}', '[]', 'running', 'scenes', 1, "
            "'me', 'then', 'then')"
        )
        connection.exec_driver_sql("INSERT INTO events VALUES ('vid_1', 1, 'then', 'started', '{}')")

    Database(database_url).close()

    with stored(database_url) as connection:
        sessions = connection.exec_driver_sql("SELECT id, CAST(payload AS TEXT), changed FROM sessions").all()
        events = connection.exec_driver_sql("SELECT session_id, seq, type FROM events").all()
        scripts = connection.exec_driver_sql("SELECT count(*) FROM scripts").scalar()
    assert sessions == [("vid_1", "{}", "then")]
    assert events == [("vid_1", 1, "started")]
    assert scripts == 0
