"""Webhooks on their way: taken to be sent, settled by how that went, tried again, given up."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from picturelock.engine.event import Frozen
from picturelock.engine.tables import webhook_deliveries as table
from picturelock.engine.tables import webhook_endpoints

DeliveryStatus = Literal["waiting", "delivered", "dead"]

PAUSES = (5, 30, 120, 600, 3_600, 10_800, 36_000, 86_400)
"""Seconds between tries: someone who is away over a night loses nothing."""
# Longer than the tries that are taken together may last; then whoever took them is dead, and another sends.
LEASE = 60.0
# One receiver that does not answer must not be what all the time is spent on.
_OF_ONE_URL = 4
_KEPT = {"delivered": 7 * 86_400.0, "dead": 30 * 86_400.0}


class Endpoint(Frozen):
    """Someone who wants to be told. Without a ``url`` each session's own; without ``events`` of all."""

    name: str
    url: str | None = None
    events: tuple[str, ...] | None = None
    base: str = ""


class Delivery(Frozen):
    """One webhook. ``attempts`` counts the tries that were begun, and is the right to settle the last one."""

    id: str
    endpoint: str
    url: str
    session_id: str
    seq: int
    type: str
    body: str
    status: DeliveryStatus
    attempts: int
    due: float
    answer: int | None = None
    error: str | None = None
    created: str
    ended: str | None = None


class Sent(Frozen):
    """How a try went: without ``error`` it was taken; ``final`` when the receiver wants no more of it."""

    answer: int | None = None
    error: str | None = None
    final: bool = False


def register(connection: Connection, endpoints: Collection[Endpoint], *, moment: float) -> None:
    """These and no others are told from now on; what waits for others is given up."""
    connection.execute(delete(webhook_endpoints))
    if endpoints:
        connection.execute(insert(webhook_endpoints), [endpoint.model_dump() for endpoint in endpoints])
    connection.execute(
        update(table)
        .where(table.c.status == "waiting", table.c.endpoint.not_in([one.name for one in endpoints]))
        .values(status="dead", error="this endpoint is not configured any more", ended=_iso(moment))
    )


def take(
    connection: Connection, *, moment: float, limit: int, besides: Collection[str] = ()
) -> list[Delivery]:
    """Take deliveries that are due, a few for each address, oldest first. Nobody else gets them for a while.

    Args:
        connection: the transaction.
        moment: seconds since 1970.
        limit: how many at most.
        besides: addresses that are being sent to.
    """
    place = func.row_number().over(partition_by=table.c.url, order_by=(table.c.created, table.c.seq))
    due = (
        select(table.c.id, place.label("place"))
        .where(table.c.status == "waiting", table.c.due <= moment, table.c.url.not_in(besides))
        .subquery()
    )
    rows = connection.execute(
        select(table)
        .join(due, due.c.id == table.c.id)
        .where(due.c.place <= _OF_ONE_URL)
        .order_by(table.c.created, table.c.seq)
        .limit(limit)
    )
    return [taken for row in rows.mappings().all() if (taken := _taken(connection, dict(row), moment))]


def _taken(connection: Connection, row: dict[str, Any], moment: float) -> Delivery | None:
    values = {"attempts": row["attempts"] + 1, "due": moment + LEASE}
    taken = connection.execute(update(table).where(*_is(row["id"], row["attempts"])).values(**values))
    return Delivery.model_validate({**row, **values}) if taken.rowcount == 1 else None


def settle(connection: Connection, delivery: Delivery, sent: Sent, *, moment: float) -> DeliveryStatus | None:
    """Store how a try went, and when the next one is; None when somebody else tries it by now."""
    status: DeliveryStatus = "delivered"
    if sent.error is not None:
        status = "dead" if sent.final or delivery.attempts > len(PAUSES) else "waiting"
    values: dict[str, Any] = {"status": status, "answer": sent.answer, "error": sent.error}
    if status == "waiting":
        values["due"] = moment + PAUSES[delivery.attempts - 1]
    else:
        values["ended"] = _iso(moment)
    settled = connection.execute(update(table).where(*_is(delivery.id, delivery.attempts)).values(**values))
    return status if settled.rowcount == 1 else None


def revive(connection: Connection, delivery_id: str, *, moment: float) -> Delivery | None:
    """Let one that is delivered or dead be sent once more; None when there is no such."""
    anew = {"status": "waiting", "attempts": 0, "due": moment, "ended": None, "error": None, "answer": None}
    connection.execute(
        update(table).where(table.c.id == delivery_id, table.c.status != "waiting").values(**anew)
    )
    row = connection.execute(select(table).where(table.c.id == delivery_id)).mappings().one_or_none()
    return None if row is None else Delivery.model_validate(dict(row))


def list_deliveries(
    connection: Connection, *, status: DeliveryStatus | None, limit: int, offset: int
) -> tuple[list[Delivery], int]:
    """Deliveries, newest first, and how many there are in all."""
    wanted = [] if status is None else [table.c.status == status]
    total = connection.execute(select(func.count()).select_from(table).where(*wanted)).scalar_one()
    rows = connection.execute(
        select(table)
        .where(*wanted)
        .order_by(table.c.created.desc(), table.c.seq.desc(), table.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [Delivery.model_validate(dict(row)) for row in rows.mappings()], total


def forget(connection: Connection, *, moment: float) -> int:
    """Remove what was settled long ago. How many there were."""
    removed = 0
    for status, seconds in _KEPT.items():
        old = delete(table).where(table.c.status == status, table.c.ended < _iso(moment - seconds))
        removed += connection.execute(old).rowcount
    return removed


def _is(delivery_id: str, attempts: int) -> tuple[Any, ...]:
    return table.c.id == delivery_id, table.c.status == "waiting", table.c.attempts == attempts


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")
