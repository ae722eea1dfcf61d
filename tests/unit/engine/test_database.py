import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from fakes.stored import say
from picturelock.engine.database import Database
from picturelock.engine.errors import DatabaseError, NewerDatabaseError
from picturelock.engine.migrations import upgrade
from picturelock.engine.migrations.upgrade import NEWEST
from picturelock.engine.tables import metadata


def _columns(connection: Connection) -> dict[str, set[str]]:
    found = inspect(connection)
    return {
        table: {column["name"] for column in found.get_columns(table)} for table in found.get_table_names()
    }


async def test_migrations_make_the_tables_that_the_code_uses(database_url: str) -> None:
    database = Database(database_url)
    made = await database.read(_columns)
    database.close()
    assert {name: made[name] for name in metadata.tables} == {
        name: {column.name for column in table.columns} for name, table in metadata.tables.items()
    }


def test_the_newest_revision_is_where_the_migrations_end() -> None:
    steps = Path(upgrade.__file__).parent / "versions"
    assert sorted(step.name for step in steps.glob("v*.py"))[-1].startswith(f"v{NEWEST}_")


async def test_a_database_is_safe_to_open_again_and_by_several_at_once(database_url: str) -> None:
    opened = await asyncio.gather(*(asyncio.to_thread(Database, database_url) for _ in range(4)))
    for database in opened:
        database.close()


async def test_sqlite_is_set_up_for_many_readers_and_true_references(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'studio.sqlite3'}")

    def settings(connection: Connection) -> list[object]:
        names = ("journal_mode", "foreign_keys", "busy_timeout")
        return [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]

    assert await database.read(settings) == ["wal", 1, 15000]
    database.close()


def test_a_newer_database_is_refused_with_the_reason(database_url: str) -> None:
    Database(database_url).close()
    say(database_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabaseError, match=r"newer version of Picturelock .*'9999'.*'\d{4}'"):
        Database(database_url)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("nonsense", "not a database address"),
        ("sqlite://", "must be a file"),
        ("oracle+none://x/y", "no driver"),
    ],
)
def test_a_bad_address_says_what_is_wrong(address: str, reason: str) -> None:
    with pytest.raises(DatabaseError, match=reason):
        Database(address)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database " * 100)
    with pytest.raises(DatabaseError, match="not a database"):
        Database(f"sqlite:///{file}")


async def test_a_failed_act_leaves_nothing_behind(database_url: str) -> None:
    database = Database(database_url)

    def half(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        await database.write(half)
    assert "half" not in await database.read(_columns)
    database.close()


async def test_a_database_that_cannot_be_written_says_so(database_url: str) -> None:
    database = Database(database_url)

    def refuse(connection: Connection) -> None:
        local = connection.dialect.name == "sqlite"
        connection.execute(text("PRAGMA query_only = ON" if local else "SET TRANSACTION READ ONLY"))
        connection.execute(text("DELETE FROM sessions"))

    with pytest.raises(DatabaseError, match="cannot be written"):
        await database.write(refuse)
    database.close()
