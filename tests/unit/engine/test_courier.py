"""Webhooks arrive at least once, in spite of receivers that fail and senders that die."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import pytest

from fakes.production import ASPIRIN, PLANS
from fakes.watching import eventually
from picturelock.engine.courier import Courier
from picturelock.engine.database import Database
from picturelock.engine.deliveries import (
    LEASE,
    PAUSES,
    Delivery,
    Endpoint,
    Sent,
    forget,
    list_deliveries,
    register,
    revive,
)
from picturelock.engine.errors import DatabaseError
from picturelock.engine.sessions import open_session

DAY = 86_400
ALL = Endpoint(name="all", url="https://all.example.com", events=("session.started",))


@dataclass
class Clock:
    """Stands still until it is told to go on."""

    moment: float = 4_000_000_000.0

    def __call__(self) -> float:
        return self.moment


@dataclass
class FakePost:
    """Answers with ``answers`` one after the other, then takes everything."""

    answers: list[Sent] = field(default_factory=list[Sent])
    sent: list[Delivery] = field(default_factory=list[Delivery])
    holds: asyncio.Event | None = None

    async def send(self, delivery: Delivery) -> Sent:
        self.sent.append(delivery)
        if self.holds is not None:
            await self.holds.wait()
        return self.answers.pop(0) if self.answers else Sent(answer=204)


@pytest.fixture
async def database(database_url: str) -> AsyncGenerator[Database]:
    opened = Database(database_url)
    await opened.write(register, [ALL], moment=0.0)
    yield opened
    opened.close()


async def _happens(database: Database, times: int = 1) -> None:
    for _ in range(times):
        await database.write(
            open_session, kind="moa", payload=ASPIRIN, plan=PLANS["moa"], mode="creator", by="Ann"
        )


async def _kept(database: Database) -> list[Delivery]:
    return (await database.read(list_deliveries, status=None, limit=500, offset=0))[0]


async def test_what_is_taken_is_sent_once(database: Database) -> None:
    post, told = FakePost(), list[tuple[str, str]]()
    courier = Courier(database, post, clock=Clock(), tell=lambda to, outcome: told.append((to, outcome)))
    await _happens(database)

    assert await courier.send_due() == 1
    assert await courier.send_due() == 0

    [kept] = await _kept(database)
    assert (kept.status, kept.answer, kept.attempts, kept.ended) == ("delivered", 204, 1, kept.ended)
    assert kept.ended is not None
    assert told == [("all", "delivered")]


async def test_what_is_not_taken_is_tried_again_after_growing_pauses_and_then_given_up(
    database: Database,
) -> None:
    clock, failed = Clock(), Sent(answer=500, error="the receiver answered 500")
    post, told = FakePost([failed] * 99), list[str]()
    courier = Courier(database, post, clock=clock, tell=lambda _, outcome: told.append(outcome))
    await _happens(database)
    began = clock.moment
    tried: list[float] = []
    for pause in (*PAUSES, 0):
        assert await courier.send_due() == 1
        tried.append(clock.moment - began)
        clock.moment += pause - 0.5
        assert await courier.send_due() == 0, "too early"
        clock.moment += 0.5

    clock.moment += 10 * DAY
    assert await courier.send_due() == 0
    assert tried == [0, 5, 35, 155, 755, 4355, 15155, 51155, 137555]
    [kept] = await _kept(database)
    assert (kept.status, kept.attempts, kept.answer, kept.error) == ("dead", 9, 500, failed.error)
    assert told == ["failed"] * 8 + ["dead"]
    assert len({one.id for one in post.sent}) == len({one.body for one in post.sent}) == 1


async def test_a_receiver_that_is_back_gets_it_with_the_same_number(database: Database) -> None:
    clock = Clock()
    post = FakePost([Sent(error="no connection"), Sent(answer=503, error="the receiver answered 503")])
    courier = Courier(database, post, clock=clock)
    await _happens(database)
    for pause in (0, *PAUSES[:2]):
        clock.moment += pause
        await courier.send_due()

    [kept] = await _kept(database)
    assert (kept.status, kept.attempts, kept.error) == ("delivered", 3, None)
    assert {one.id for one in post.sent} == {kept.id}


async def test_who_wants_no_more_of_it_is_left_alone(database: Database) -> None:
    post = FakePost([Sent(answer=410, error="gone", final=True)])
    await _happens(database)
    await Courier(database, post, clock=Clock()).send_due()

    [kept] = await _kept(database)
    assert (kept.status, kept.attempts) == ("dead", 1)


async def test_two_processes_send_each_one_once(database: Database, database_url: str) -> None:
    other = Database(database_url)
    posts, clock = [FakePost(), FakePost()], Clock()
    couriers = [Courier(at, post, clock=clock) for at, post in zip((database, other), posts, strict=True)]
    await _happens(database, 30)

    await asyncio.gather(*(courier.send_due() for courier in couriers))

    sent = [one.id for post in posts for one in post.sent]
    assert len(sent) == len(set(sent)) == 30
    other.close()


async def test_when_a_sender_dies_its_work_is_done_by_the_next(database: Database) -> None:
    clock = Clock()
    doomed, post = FakePost(holds=asyncio.Event()), FakePost()
    await _happens(database)
    dying = Courier(database, doomed, clock=clock)
    sending = asyncio.create_task(dying.send_due())
    await eventually(lambda: len(doomed.sent) == 1)
    await dying.close()
    await asyncio.gather(sending, return_exceptions=True)

    after = Courier(database, post, clock=clock)
    assert await after.send_due() == 0, "the first may still be sending"
    clock.moment += LEASE
    assert await after.send_due() == 1

    [kept] = await _kept(database)
    assert (kept.status, kept.attempts) == ("delivered", 2)
    assert post.sent[0].id == doomed.sent[0].id


async def test_who_comes_back_late_does_not_settle_what_another_tries(database: Database) -> None:
    clock, held = Clock(), asyncio.Event()
    frozen = FakePost([Sent(answer=410, error="gone", final=True)], holds=held)
    await _happens(database)
    late = asyncio.create_task(Courier(database, frozen, clock=clock).send_due())
    await eventually(lambda: len(frozen.sent) == 1)
    clock.moment += LEASE
    await Courier(database, FakePost(), clock=clock).send_due()
    held.set()
    await late

    [kept] = await _kept(database)
    assert kept.status == "delivered"


async def test_one_that_hangs_holds_nobody_else_up(database: Database) -> None:
    other = ALL.model_copy(update={"name": "other", "url": "https://other.example.com"})
    await database.write(register, [ALL, other], moment=0.0)
    held = asyncio.Event()

    class Hanging(FakePost):
        async def send(self, delivery: Delivery) -> Sent:
            if delivery.endpoint == "all":
                await held.wait()
            return await super().send(delivery)

    post, clock = Hanging(), Clock()
    await _happens(database, 10)
    courier = Courier(database, post, clock=clock)
    await courier.open([ALL, other])
    await eventually(lambda: len(post.sent) == 10)

    assert {one.endpoint for one in post.sent} == {"other"}
    held.set()
    await eventually(lambda: len(post.sent) == 20)
    await courier.close()


async def test_to_one_address_the_news_go_in_order(database: Database) -> None:
    post = FakePost()
    await _happens(database, 12)
    expected = [one.id for one in reversed(await _kept(database))]

    await Courier(database, post, clock=Clock()).send_due()

    created = [one.created for one in post.sent]
    assert created == sorted(created)
    assert {one.id for one in post.sent} == set(expected)


async def test_what_waits_for_an_endpoint_that_is_gone_is_given_up_with_the_reason(
    database: Database,
) -> None:
    await _happens(database)
    courier = Courier(database, FakePost(), clock=Clock())
    await courier.open([])
    await courier.close()

    [kept] = await _kept(database)
    assert (kept.status, kept.error) == ("dead", "this endpoint is not configured any more")
    await _happens(database)
    assert len(await _kept(database)) == 1


async def test_a_dead_one_can_be_sent_again_with_all_its_tries(database: Database) -> None:
    clock = Clock()
    post = FakePost([Sent(answer=410, error="gone", final=True)])
    courier = Courier(database, post, clock=clock)
    await _happens(database)
    await courier.send_due()
    [dead] = await _kept(database)

    revived = await database.write(revive, dead.id, moment=clock.moment)
    assert revived is not None
    assert (revived.status, revived.attempts, revived.id) == ("waiting", 0, dead.id)
    assert await courier.send_due() == 1
    assert (await _kept(database))[0].status == "delivered"
    assert await database.write(revive, "msg_none", moment=clock.moment) is None


async def test_settled_ones_are_forgotten_in_time_and_waiting_ones_never(database: Database) -> None:
    clock = Clock()
    post = FakePost([Sent(answer=410, error="gone", final=True), Sent(), Sent(error="away")])
    courier = Courier(database, post, clock=clock)
    await _happens(database, 3)
    await courier.send_due()

    assert await database.write(forget, moment=clock.moment + 7 * DAY - 1) == 0
    assert await database.write(forget, moment=clock.moment + 7 * DAY + 1) == 1
    assert await database.write(forget, moment=clock.moment + 30 * DAY + 1) == 1
    assert [one.status for one in await _kept(database)] == ["waiting"]


async def test_a_database_that_is_away_only_holds_it_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, asked = FakePost(), 0
    write = database.write

    async def sometimes(act: object, *args: object, **kwargs: object) -> object:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise DatabaseError("the database is away", retryable=True)
        return await write(act, *args, **kwargs)  # type: ignore[arg-type]

    await _happens(database)
    monkeypatch.setattr(database, "write", sometimes)
    monkeypatch.setattr("picturelock.engine.courier._LOOKS_AFTER", 0.01)
    courier = Courier(database, post, clock=Clock())
    await courier.open([ALL])
    await eventually(lambda: len(post.sent) == 1)
    await courier.close()
