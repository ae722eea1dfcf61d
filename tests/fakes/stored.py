"""Looking into a database, or changing it, behind the back of what is tested."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool


@contextmanager
def stored(database_url: str) -> Generator[Connection]:
    """A connection of one's own, in one transaction that is kept at the end."""
    with create_engine(database_url, poolclass=NullPool).begin() as connection:
        yield connection


def say(database_url: str, *statements: str) -> None:
    """Execute statements as they are written, in one transaction."""
    with stored(database_url) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def ask(database_url: str, question: str) -> list[tuple[Any, ...]]:
    """The rows that answer a question as it is written."""
    with stored(database_url) as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]
