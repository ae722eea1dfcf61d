"""What is PostgreSQL's own: its errors, its locks, and a server that goes away and comes back."""

import asyncio
import signal
import socket
import threading
from collections.abc import Generator

import pytest
from sqlalchemy import Connection, text

from fakes.postgres import LOCKED, PostgresServer
from fakes.production import ASPIRIN, FakeProduction
from fakes.stored import ask, say
from fakes.watching import act, at_gate
from picturelock.engine.database import Database
from picturelock.engine.errors import DatabaseError, UnfitValueError
from picturelock.engine.studio import Studio


@pytest.fixture
def url(postgres: PostgresServer) -> Generator[str]:
    with postgres.database() as made:
        yield made


@pytest.fixture
def own_server() -> Generator[PostgresServer]:
    """A server that a test may stop."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


def refusal(url: str) -> DatabaseError:
    with pytest.raises(DatabaseError) as caught:
        Database(url)
    return caught.value


def test_a_server_that_refuses_is_worth_another_try() -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        port = nobody_listens.getsockname()[1]
        error = refusal(f"postgresql+psycopg://ann:secret@127.0.0.1:{port}/films")
    assert error.retryable
    assert "cannot be reached" in str(error)
    assert "Connection refused" in str(error)
    assert "secret" not in str(error)


def test_a_wrong_password_and_a_missing_database_are_not_tried_again(postgres: PostgresServer) -> None:
    postgres.do(f"CREATE ROLE {LOCKED} LOGIN PASSWORD 'right'")
    wrong = refusal(postgres.url(user=f"{LOCKED}:wrong"))
    missing = refusal(postgres.url("no_such_database"))
    postgres.do(f"DROP ROLE {LOCKED}")
    assert "refused the user or the password" in str(wrong)
    assert 'database "no_such_database" does not exist' in str(missing)
    assert not wrong.retryable
    assert not missing.retryable


def test_a_database_that_cannot_keep_every_language_is_refused(postgres: PostgresServer) -> None:
    postgres.do("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    error = refusal(postgres.url("latin"))
    postgres.do("DROP DATABASE latin")
    assert "is stored as LATIN1" in str(error)


def test_a_user_who_may_not_make_tables_is_told(postgres: PostgresServer, url: str) -> None:
    postgres.do("CREATE ROLE guest LOGIN")
    error = refusal(url.replace("postgres@", "guest@"))
    postgres.do("DROP ROLE guest")
    assert "permission denied for schema public" in str(error)
    assert "owner" in str(error)


async def test_what_is_read_is_one_state_though_others_write(url: str) -> None:
    database = await asyncio.to_thread(Database, url)
    say(url, "CREATE TABLE counted (n integer)", "INSERT INTO counted VALUES (1)")

    def twice(connection: Connection) -> tuple[object, object]:
        before = connection.scalar(text("SELECT n FROM counted"))
        say(url, "UPDATE counted SET n = 2")
        return before, connection.scalar(text("SELECT n FROM counted"))

    assert await database.read(twice) == (1, 1)
    with pytest.raises(DatabaseError, match="cannot be written"):
        await database.read(lambda connection: connection.execute(text("UPDATE counted SET n = 3")))
    assert ask(url, "SELECT n FROM counted") == [(2,)]
    await asyncio.to_thread(database.close)


async def test_acts_that_lock_each_other_out_are_both_done(url: str) -> None:
    database = await asyncio.to_thread(Database, url)
    say(url, "CREATE TABLE counted (id integer, n integer)", "INSERT INTO counted VALUES (1, 0), (2, 0)")
    meet = threading.Barrier(2)
    begun: list[int] = []

    def add(connection: Connection, first: int, then: int) -> None:
        begun.append(first)
        connection.execute(text(f"UPDATE counted SET n = n + 1 WHERE id = {first}"))
        if len(begun) <= 2:
            meet.wait(10)
        connection.execute(text(f"UPDATE counted SET n = n + 1 WHERE id = {then}"))

    await asyncio.gather(database.write(add, 1, 2), database.write(add, 2, 1))
    assert len(begun) == 3
    assert ask(url, "SELECT id, n FROM counted ORDER BY id") == [(1, 2), (2, 2)]
    await asyncio.to_thread(database.close)


async def test_a_value_that_cannot_be_kept_is_said_to_be_one(url: str) -> None:
    database = await asyncio.to_thread(Database, url)

    def keep(connection: Connection, value: str) -> None:
        connection.execute(text("UPDATE alembic_version SET version_num = :value"), {"value": value})

    for unfit in ("a\0b", "x" * 500):
        with pytest.raises(UnfitValueError, match="cannot keep") as caught:
            await database.write(keep, unfit)
        assert not caught.value.retryable
    await asyncio.to_thread(database.close)


async def test_a_process_that_freezes_within_an_act_keeps_nobody_out_for_long(url: str) -> None:
    database = await asyncio.to_thread(Database, url)

    def limits(connection: Connection) -> list[object]:
        names = ("lock_timeout", "idle_in_transaction_session_timeout")
        return [connection.scalar(text(f"SHOW {name}")) for name in names]

    def frozen(connection: Connection) -> None:
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '50ms'"))
        own = connection.scalar(text("SELECT pg_backend_pid()"))
        while ask(url, f"SELECT 1 FROM pg_stat_activity WHERE pid = {own}"):
            pass
        connection.execute(text("SELECT 1"))

    assert await database.read(limits) == ["15s", "5s"]
    with pytest.raises(DatabaseError) as caught:
        await database.write(frozen)
    assert caught.value.retryable
    assert await database.read(limits) == ["15s", "5s"]
    await asyncio.to_thread(database.close)


async def test_a_server_that_goes_away_is_said_to_be_and_used_again_when_it_is_back(
    own_server: PostgresServer,
) -> None:
    studio = await Studio.open(FakeProduction(), own_server.url())
    session_id = await studio.start("moa", ASPIRIN)
    before = await at_gate(studio, session_id)

    await asyncio.to_thread(own_server.stop)
    for _ in range(2):
        with pytest.raises(DatabaseError, match="cannot be reached") as caught:
            await act(studio, session_id, "accept")
        assert caught.value.retryable
    await asyncio.to_thread(own_server.start)

    assert await studio.state(session_id) == before
    await act(studio, session_id, "accept")
    assert (await at_gate(studio, session_id)).stage == "script"
    await studio.close()


async def test_an_act_that_its_server_crashed_under_left_nothing_behind(own_server: PostgresServer) -> None:
    database = await asyncio.to_thread(Database, own_server.url())

    def crashed(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        own_server.stop(signal.SIGQUIT)
        connection.execute(text("SELECT 1"))

    with pytest.raises(DatabaseError, match="cannot be reached") as caught:
        await database.write(crashed)
    assert caught.value.retryable
    await asyncio.to_thread(own_server.start)
    found = await database.read(lambda connection: connection.scalar(text("SELECT to_regclass('half')")))
    assert found is None
    await asyncio.to_thread(database.close)
