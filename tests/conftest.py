from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from fakes.postgres import PostgresServer

# How long an example takes depends on what else the machine does.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")

NewDatabase = Callable[[str], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def postgres() -> Generator[PostgresServer]:
    """The server that all tests share; started when the first of them asks for it."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewDatabase:
    """Makes a new and empty database of a kind for as long as one wants it; within, its address."""

    @contextmanager
    def made(kind: str) -> Generator[str]:
        if kind == "sqlite":
            yield f"sqlite:///{tmp_path / 'studio.sqlite3'}"
            return
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.database() as url:
            yield url

    return made


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> Generator[str]:
    """A new and empty database: what asks for it is tested on SQLite and on PostgreSQL."""
    with new_database(request.param) as url:
        yield url
