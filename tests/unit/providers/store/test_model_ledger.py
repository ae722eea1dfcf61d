"""The ledger of models: a limit holds for all processes together, and a wait is as long as it must be."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from picturelock.engine.database import Database
from picturelock.ports.models import Limits
from picturelock.providers.store.model_ledger import (
    DAY,
    MINUTE,
    Call,
    DatabaseLedger,
    Used,
    start_of_day,
    wait_for,
)
from picturelock.providers.store.script_tables import model_calls

NOON = 20_000 * DAY + 12 * 3_600


@pytest.fixture
async def ledger(database_url: str) -> AsyncGenerator[DatabaseLedger]:
    database = await asyncio.to_thread(Database, database_url)
    yield DatabaseLedger(database)
    await asyncio.to_thread(database.close)


async def test_without_limits_nobody_waits(ledger: DatabaseLedger) -> None:
    permits = [await ledger.book("m", 10**6, Limits(), now=NOON) for _ in range(5)]

    assert [permit.wait for permit in permits] == [0] * 5
    assert len({permit.booking for permit in permits}) == 5
    assert {permit.left_today for permit in permits} == {None}


async def test_a_minutes_requests_are_waited_for_until_the_oldest_is_a_minute_old(
    ledger: DatabaseLedger,
) -> None:
    limits = Limits(requests_per_minute=2)
    for moment in (0, 20):
        assert (await ledger.book("m", 1, limits, now=NOON + moment)).booking is not None

    permit = await ledger.book("m", 1, limits, now=NOON + 30)

    assert permit.booking is None
    assert permit.bound_by == "requests_per_minute"
    assert permit.wait == pytest.approx(30, abs=0.1)
    assert (await ledger.book("m", 1, limits, now=NOON + 30 + permit.wait)).booking is not None


async def test_a_days_requests_are_waited_for_until_midnight_of_utc(ledger: DatabaseLedger) -> None:
    limits = Limits(requests_per_day=3)
    left = [(await ledger.book("m", 1, limits, now=NOON + 100 * nth)).left_today for nth in range(3)]

    permit = await ledger.book("m", 1, limits, now=NOON + 3_600)

    assert left == [2, 1, 0]
    assert (permit.bound_by, permit.left_today) == ("requests_per_day", 0)
    assert permit.wait == 11 * 3_600
    assert (await ledger.book("m", 1, limits, now=NOON + 3_600 + permit.wait)).left_today == 2


async def test_tokens_that_were_not_used_are_given_back(ledger: DatabaseLedger) -> None:
    limits = Limits(tokens_per_minute=1_000)
    first = await ledger.book("m", 900, limits, now=NOON)
    assert first.booking is not None
    assert (await ledger.book("m", 500, limits, now=NOON + 1)).bound_by == "tokens_per_minute"

    await ledger.settle(first.booking, 400)

    assert (await ledger.book("m", 500, limits, now=NOON + 1)).booking is not None


async def test_a_request_larger_than_the_whole_limit_goes_when_nothing_else_does(
    ledger: DatabaseLedger,
) -> None:
    limits = Limits(tokens_per_minute=1_000)

    assert (await ledger.book("m", 5_000, limits, now=NOON)).booking is not None
    assert (await ledger.book("m", 1, limits, now=NOON + 1)).booking is None


async def test_a_days_tokens_are_counted_as_they_were_settled(ledger: DatabaseLedger) -> None:
    limits = Limits(tokens_per_day=1_000)
    first = await ledger.book("m", 900, limits, now=NOON)
    assert first.booking is not None
    await ledger.settle(first.booking, 950)

    permit = await ledger.book("m", 51, limits, now=NOON + 3_600)

    assert (permit.bound_by, permit.wait) == ("tokens_per_day", 11 * 3_600)
    assert (await ledger.book("m", 50, limits, now=NOON + 3_600)).booking is not None


async def test_a_minute_goes_on_over_midnight(ledger: DatabaseLedger) -> None:
    limits = Limits(requests_per_minute=1, requests_per_day=1)
    midnight = start_of_day(NOON) + DAY
    await ledger.book("m", 1, limits, now=midnight - 10)

    permit = await ledger.book("m", 1, limits, now=midnight + 10)

    assert (permit.bound_by, permit.left_today) == ("requests_per_minute", 1)
    assert permit.wait == pytest.approx(40, abs=0.1)


async def test_a_call_that_is_settled_the_next_day_changes_no_other_call(ledger: DatabaseLedger) -> None:
    limits = Limits(tokens_per_minute=1_000)
    late = await ledger.book("m", 10, limits, now=NOON)
    next_one = await ledger.book("m", 10, limits, now=NOON + DAY)
    assert late.booking is not None

    await ledger.settle(late.booking, 5_000)

    assert next_one.booking != late.booking
    assert (await ledger.book("m", 990, limits, now=NOON + DAY)).booking is not None


async def test_calls_are_forgotten_when_they_count_no_more(database_url: str) -> None:
    database = await asyncio.to_thread(Database, database_url)
    for day in range(5):
        await DatabaseLedger(database).book("m", 1, Limits(), now=NOON + day * DAY)
    kept = await database.read(lambda connection: connection.scalars(select(model_calls.c.at)).all())
    await asyncio.to_thread(database.close)

    assert kept == [NOON + 3 * DAY, NOON + 4 * DAY]


async def test_models_do_not_share_their_limits(ledger: DatabaseLedger) -> None:
    limits = Limits(requests_per_day=1)
    await ledger.book("one", 1, limits, now=NOON)

    assert (await ledger.book("other", 1, limits, now=NOON)).booking is not None


async def test_two_processes_together_do_not_pass_a_limit(database_url: str) -> None:
    databases = [await asyncio.to_thread(Database, database_url) for _ in range(2)]
    limits = Limits(requests_per_day=15, requests_per_minute=15)
    try:
        permits = await asyncio.gather(
            *(
                DatabaseLedger(databases[nth % 2]).book("m", 1, limits, now=NOON + nth / 100)
                for nth in range(40)
            )
        )
    finally:
        for database in databases:
            await asyncio.to_thread(database.close)

    assert sum(permit.booking is not None for permit in permits) == 15


CALLS = st.lists(
    st.tuples(st.floats(0, 59.9, allow_nan=False), st.integers(1, 400)).map(lambda one: Call(*one)),
    max_size=12,
).map(sorted)


@given(calls=CALLS, wanted=st.integers(1, 900), most=st.integers(1, 8), tokens=st.integers(1, 1_000))
def test_a_wait_is_just_long_enough(calls: list[Call], wanted: int, most: int, tokens: int) -> None:
    limits = Limits(requests_per_minute=most, tokens_per_minute=tokens)

    def fits(after: float) -> bool:
        left = [call for call in calls if call.at > 60 + after - MINUTE]
        used = sum(call.tokens for call in left)
        return (not left or len(left) + 1 <= most) and (not used or used + wanted <= tokens)

    wait, bound = wait_for(wanted, limits, calls, Used(0, 0), now=60)

    assert fits(wait)
    assert (wait == 0) == (bound is None)
    assert wait == 0 or not fits(wait - 0.1)


@given(
    used=st.builds(Used, st.integers(0, 9), st.integers(0, 2_000)),
    wanted=st.integers(1, 900),
    now=st.floats(0, 4e9, allow_nan=False),
)
def test_a_day_that_is_used_up_is_over_at_midnight_and_not_before(
    used: Used, wanted: int, now: float
) -> None:
    limits = Limits(requests_per_day=5, tokens_per_day=1_000)
    full = used.requests >= 5 or (used.tokens > 0 and used.tokens + wanted > 1_000)

    wait, bound = wait_for(wanted, limits, [], used, now=now)

    assert (bound is not None) == full
    assert start_of_day(now + wait) == start_of_day(now) + (DAY if full else 0)
    assert not full or now + wait == start_of_day(now + wait)


@given(st.floats(0, 4e9, allow_nan=False))
def test_a_day_begins_at_midnight_of_utc(now: float) -> None:
    start = start_of_day(now)

    assert start % DAY == 0
    assert 0 <= now - start < DAY
