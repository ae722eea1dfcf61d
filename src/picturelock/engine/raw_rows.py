"""Rows with their JSON as it lies in the database, also when somebody has spoilt it."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Connection, RowMapping, Select, Text, cast

SPOILT = "\x00spoilt: "
"""What a value begins with that is no JSON; nothing that was stored by the studio does."""


class Rows(Iterator[dict[str, Any]]):
    """The rows of a query, one after another."""

    def __init__(self, found: Iterator[RowMapping], documents: frozenset[str]) -> None:
        self._found = found
        self._documents = documents

    def __next__(self) -> dict[str, Any]:
        row = next(self._found)
        return {name: _document(value) if name in self._documents else value for name, value in row.items()}

    def one_or_none(self) -> dict[str, Any] | None:
        """The only row, if there is one."""
        return next(self, None)


def raw(connection: Connection, query: Select[Any]) -> Rows:
    """The rows of a query over whole tables."""
    columns = list(query.selected_columns)
    documents = frozenset(column.name for column in columns if isinstance(column.type, JSON))
    read = [
        cast(column, Text).label(column.name) if column.name in documents else column for column in columns
    ]
    return Rows(iter(connection.execute(query.with_only_columns(*read)).mappings()), documents)


def _document(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return SPOILT + text
