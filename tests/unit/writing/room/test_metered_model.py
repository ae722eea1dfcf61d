"""A model within its limits: it waits and says so, stops before a cost limit, and books what it used."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import Limits, OpenModel, Permit, Reply
from picturelock.writing.room.errors import LimitReachedError, OverBudgetError
from picturelock.writing.room.metered_model import MeteredModel, spoken
from picturelock.writing.room.spending import Spending

GO = Permit(booking=1, left_today=38)
LIMITS = Limits(requests_per_minute=20, requests_per_day=50)


@dataclass
class Answering:
    """A model that gives these answers one after another, errors among them."""

    answers: list[Reply | ProviderError]
    asked: int = 0
    name: str = "openrouter:a/b:free"

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        self.asked += 1
        given = self.answers.pop(0)
        if isinstance(given, ProviderError):
            raise given
        return given


@dataclass
class Ledger:
    """A ledger that gives these permits one after another, the last one for good."""

    permits: list[Permit]
    booked: list[int] = field(default_factory=list[int])
    settled: list[int] = field(default_factory=list[int])

    async def book(self, model: str, tokens: int, limits: Limits, *, now: float) -> Permit:
        self.booked.append(tokens)
        return self.permits.pop(0) if len(self.permits) > 1 else self.permits[0]

    async def settle(self, booking: int, tokens: int) -> None:
        self.settled.append(tokens)


@dataclass
class Prices:
    """A dollar for a thousand tokens, or no price at all."""

    known: bool = True
    default: str = "template"

    def open(self, name: str) -> OpenModel:
        raise NotImplementedError

    def price(self, name: str, input_tokens: int, output_tokens: int) -> float | None:
        return (input_tokens + output_tokens) / 1_000 if self.known else None


@dataclass
class Metered:
    """The model under test, what it said, and how long it slept."""

    model: MeteredModel
    inner: Answering
    ledger: Ledger
    said: list[str]
    slept: list[float]

    async def ask(self, max_tokens: int = 500) -> Reply:
        return await self.model.complete("rules", "ask", answer={}, max_tokens=max_tokens)


def metered(
    answers: Sequence[Reply | ProviderError] = (),
    permits: Sequence[Permit] = (GO,),
    *,
    patience: float | None = None,
    max_cost: float | None = None,
    prices: Prices | None = None,
) -> Metered:
    inner, ledger = Answering([*answers]), Ledger([*permits])
    said: list[str] = []
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    spending = Spending(inner.name, prices or Prices(), max_cost)
    model = MeteredModel(
        OpenModel(model=inner, free=True, limits=LIMITS),
        ledger,
        spending,
        patience=patience,
        tell=said.append,
        now=lambda: 0.0,
        sleep=sleep,
    )
    return Metered(model, inner, ledger, said, slept)


def reply(tokens: int = 100) -> Reply:
    return Reply(text="{}", finish="stop", input_tokens=tokens, output_tokens=tokens)


async def test_it_waits_until_a_limit_allows_the_request_and_says_why_and_until_when() -> None:
    wait = Permit(booking=None, wait=40, bound_by="requests_per_minute", left_today=38)
    asked = metered([reply()], [wait, GO])

    await asked.ask()

    assert asked.slept == [40]
    assert "20 requests a minute" in asked.said[0]
    assert "goes on at 00:00 UTC, in 40 s" in asked.said[0]
    assert asked.said[-1] == ""
    assert asked.model.left_today == 38


async def test_a_long_wait_is_made_in_naps_so_that_a_turn_given_up_elsewhere_is_taken() -> None:
    wait = Permit(booking=None, wait=3 * 3600, bound_by="requests_per_day", left_today=0)
    asked = metered([reply()], [wait, wait, GO])

    await asked.ask()

    assert asked.slept == [60, 60]
    assert "in 3 h 00 min" in asked.said[0]


async def test_whoever_may_not_wait_so_long_is_told_when_to_come_back_and_nothing_is_sent() -> None:
    wait = Permit(booking=None, wait=3 * 3600, bound_by="requests_per_day", left_today=0)
    asked = metered([reply()], [wait], patience=300)

    with pytest.raises(LimitReachedError, match="50 requests a day") as stopped:
        await asked.ask()

    assert stopped.value.retry_after == 3 * 3600
    assert asked.inner.asked == 0


async def test_a_provider_that_asks_to_wait_is_waited_for_and_asked_again() -> None:
    busy = ProviderError("busy", provider="p", retryable=True, retry_after=90)
    asked = metered([busy, reply()])

    assert (await asked.ask()).text == "{}"

    assert asked.slept == [90]
    assert "asks to wait" in asked.said[0]


async def test_a_provider_that_asks_to_wait_again_and_again_is_reported() -> None:
    busy = ProviderError("busy", provider="p", retryable=True, retry_after=9)
    asked = metered([busy] * 9)

    with pytest.raises(ProviderError, match="busy"):
        await asked.ask()

    assert asked.inner.asked == 6


async def test_a_failure_without_a_time_is_the_callers() -> None:
    asked = metered([ProviderError("gone", provider="p")])

    with pytest.raises(ProviderError, match="gone"):
        await asked.ask()

    assert asked.inner.asked == 1


async def test_what_a_reply_used_replaces_the_estimate_in_the_ledger() -> None:
    asked = metered([reply(70)])

    await asked.ask(max_tokens=500)

    assert asked.ledger.booked[0] > 500
    assert asked.ledger.settled == [140]


async def test_requests_that_were_sent_again_count_too() -> None:
    failed = ProviderError("gone", provider="p")
    failed.requests = 3
    asked = metered([reply().model_copy(update={"requests": 2}), failed])

    await asked.ask()
    with pytest.raises(ProviderError, match="gone"):
        await asked.ask()

    assert len(asked.ledger.booked) == 2 + 3
    assert asked.ledger.booked.count(0) == 1 + 2


async def test_a_request_that_might_pass_the_cost_limit_is_not_sent() -> None:
    asked = metered([reply(200)] * 9, max_cost=1.0)
    await asked.ask(max_tokens=500)  # costs 0.4, and might have cost about 0.5

    with pytest.raises(OverBudgetError) as stopped:
        await asked.ask(max_tokens=700)

    assert asked.inner.asked == 1
    assert stopped.value.spent == pytest.approx(0.4)
    assert stopped.value.spent + stopped.value.next_cost > 1.0


async def test_costs_are_told_with_each_reply() -> None:
    asked = metered([reply(200)])

    assert (await asked.ask()).cost == pytest.approx(0.4)


async def test_a_cost_that_is_not_known_is_called_unknown_instead_of_nothing() -> None:
    asked = metered([reply(200)], prices=Prices(known=False))

    assert (await asked.ask()).cost == "unknown"


def test_a_limit_on_unknown_prices_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="max_cost"):
        metered(max_cost=1.0, prices=Prices(known=False))


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (40, "40 s"), (720, "12 min"), (11_100, "3 h 05 min")]
)
def test_waits_are_told_as_people_say_them(seconds: float, said: str) -> None:
    assert spoken(seconds) == said
