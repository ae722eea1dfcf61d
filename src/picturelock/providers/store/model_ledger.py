"""What was used of each model, in the database: limits hold for all processes together."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, text, update

from picturelock.engine.database import Database
from picturelock.ports.models import Limits, Permit
from picturelock.providers.store.script_tables import model_calls

MINUTE = 60.0
DAY = 86_400.0
# Waiting ends when a call falls out of its window, and not a moment before.
_JUST_AFTER = 0.05


class Call(NamedTuple):
    """One booked request."""

    at: float
    tokens: int


class Used(NamedTuple):
    """What was used on one day."""

    requests: int
    tokens: int


class DatabaseLedger:
    """Implements ``ports.models.ModelLedger`` over an open database. Whoever opened it closes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def book(self, model: str, tokens: int, limits: Limits, *, now: float) -> Permit:
        """See ``ports.models.ModelLedger``."""
        return await self._database.write(_book, model, tokens, limits, now)

    async def settle(self, booking: int, tokens: int) -> None:
        """See ``ports.models.ModelLedger``."""
        await self._database.write(_settle, booking, tokens)


def wait_for(
    tokens: int, limits: Limits, minute: list[Call], today: Used, *, now: float
) -> tuple[float, str | None]:
    """How long one more request has to wait, and for which limit; 0 and None when it may go at once.

    Args:
        tokens: of the request.
        limits: what may be used.
        minute: the calls of the last 60 seconds, oldest first.
        today: what was used on this day of UTC.
        now: seconds since 1970.
    """
    until_tomorrow = start_of_day(now) + DAY - now
    each_once = [Call(one.at, 1) for one in minute]
    waits = {
        "requests_per_minute": _window(limits.requests_per_minute, 1, each_once, now),
        "tokens_per_minute": _window(limits.tokens_per_minute, tokens, minute, now),
        "requests_per_day": until_tomorrow if _over(limits.requests_per_day, 1, today.requests) else 0.0,
        "tokens_per_day": until_tomorrow if _over(limits.tokens_per_day, tokens, today.tokens) else 0.0,
    }
    bound = max(waits, key=lambda name: waits[name])
    return (waits[bound], bound) if waits[bound] > 0 else (0.0, None)


def start_of_day(now: float) -> float:
    """When the day of UTC began that ``now`` is in, in seconds since 1970."""
    return now - now % DAY


def _over(limit: int | None, wanted: int, used: int) -> bool:
    # What is larger than the whole limit would never fit; it goes when nothing else was used.
    return limit is not None and used > 0 and used + wanted > limit


def _window(limit: int | None, wanted: int, calls: list[Call], now: float) -> float:
    """Seconds until so much is free again in the last minute."""
    used = sum(one.tokens for one in calls)
    if not _over(limit, wanted, used):
        return 0.0
    wait = 0.0
    for oldest in calls:
        wait = oldest.at + MINUTE - now + _JUST_AFTER
        used -= oldest.tokens
        if not _over(limit, wanted, used):
            break
    return wait


def _book(connection: Connection, model: str, tokens: int, limits: Limits, now: float) -> Permit:
    _alone(connection, model)
    _forget(connection, model, now)
    today = _used_today(connection, model, limits, now)
    wait, bound = wait_for(tokens, limits, _last_minute(connection, model, now), today, now=now)
    left = None if limits.requests_per_day is None else max(0, limits.requests_per_day - today.requests)
    if bound is not None:
        return Permit(booking=None, wait=wait, bound_by=bound, left_today=left)
    booked: Any = connection.execute(insert(model_calls).values(model=model, at=now, tokens=tokens))
    return Permit(
        booking=booked.inserted_primary_key[0], left_today=None if left is None else max(0, left - 1)
    )


def _forget(connection: Connection, model: str, now: float) -> None:
    # A day longer than they count: SQLite gives numbers out again, and settling late would hit another call.
    old = model_calls.c.at < start_of_day(now) - DAY
    connection.execute(delete(model_calls).where(model_calls.c.model == model, old))


def _last_minute(connection: Connection, model: str, now: float) -> list[Call]:
    table = model_calls
    wanted = select(table.c.at, table.c.tokens).where(table.c.model == model, table.c.at > now - MINUTE)
    return [Call(row.at, row.tokens) for row in connection.execute(wanted.order_by(table.c.at))]


def _used_today(connection: Connection, model: str, limits: Limits, now: float) -> Used:
    """Counted as far as there is a limit: a day may have tens of thousands of calls."""
    table = model_calls
    of_today = (table.c.model == model, table.c.at >= start_of_day(now))
    requests, tokens = 0, 0
    if limits.requests_per_day is not None:
        requests = connection.scalar(select(func.count()).where(*of_today)) or 0
    if limits.tokens_per_day is not None:
        tokens = connection.scalar(select(func.sum(table.c.tokens)).where(*of_today)) or 0
    return Used(requests, tokens)


def _alone(connection: Connection, model: str) -> None:
    """Only one process at a time counts and books; a writer of SQLite is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:model))"), {"model": model})


def _settle(connection: Connection, booking: int, tokens: int) -> None:
    connection.execute(update(model_calls).where(model_calls.c.id == booking).values(tokens=tokens))
