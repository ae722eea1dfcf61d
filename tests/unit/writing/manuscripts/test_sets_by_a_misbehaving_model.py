from typing import Any

import pytest

from fakes.manuscript_model import Behaviour
from fakes.manuscript_run import Run, fake_writer, given_text, ideal_tokens, least_tokens, request
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_segment import Segment
from picturelock.writing.manuscripts.token_need import FREE_BUDGET

BEHAVIOURS = {
    "well-behaved": Behaviour(),
    "verbose": Behaviour(verbose=2.5),
    "two too few": Behaviour(too_few=2),
    "repeats a number": Behaviour(repeats=True),
    "skips one": Behaviour(skips=True),
    "counts from 1": Behaviour(renumbers=True),
    "says stop when it cut": Behaviour(says_stop=True, own_ceiling=1_200),
    "server with a ceiling of its own": Behaviour(own_ceiling=1_200),
    "1,500 reasoning tokens": Behaviour(thinking=1_500),
    "thinks aloud": Behaviour(thinks_aloud=True),
    "broken JSON": Behaviour(broken=True),
    "prose and fences": Behaviour(wrapped=True),
    "wrong language": Behaviour(german=True),
    "invents a character": Behaviour(invents=True),
}
WELL_BEHAVED = {"well-behaved", "verbose", "prose and fences"}


async def all_sets(run: Run, **told: Any) -> tuple[Metadata, list[Segment]]:
    metadata = await run.plan(request(**told))
    return metadata, await run.write(metadata)


def assert_whole(
    segments: list[Segment], kept: list[Segment], metadata: Metadata, behaviour: Behaviour
) -> None:
    total = metadata.generation_info.total_segments
    assert [segment.segment_number for segment in segments] == list(range(1, total + 1))
    assert kept == segments
    assert [one.segment_number for one in segments if not given_text(one, metadata, behaviour)] == []


@pytest.mark.parametrize("free", [False, True], ids=["paid", "free"])
@pytest.mark.parametrize("name", BEHAVIOURS)
async def test_every_segment_is_there_whole_and_once_and_costs_what_it_should(name: str, free: bool) -> None:
    behaviour = BEHAVIOURS[name]
    async with fake_writer(behaviour, free=free) as run:
        metadata, segments = await all_sets(run, total_segments=20)

        assert_whole(segments, run.kept, metadata, behaviour)
        ideal = ideal_tokens(metadata, behaviour)
        if free and behaviour.thinking:
            # Thinking that nobody can keep a model from is paid in every reply that the budget makes needed.
            ideal = least_tokens(ideal, 20, behaviour, FREE_BUDGET)
        assert run.tokens() / ideal <= (1.25 if name in WELL_BEHAVED else 2.0)
        assert all(asked.max_tokens <= 32_000 for asked in run.server.asked)
        assert not free or {asked.max_tokens for asked in run.server.asked} == {2_000}


@pytest.mark.parametrize("failure", ["429", "500", "close", "hang"])
async def test_a_failure_that_passes_costs_nothing_that_was_written(failure: str) -> None:
    async with fake_writer(timeout=1.0 if failure == "hang" else 5.0) as run:
        metadata = await run.plan(request(total_segments=10))
        run.server.behaviour.failures = [failure]  # pyright: ignore[reportAttributeAccessIssue]

        segments = await run.write(metadata, size=5)

        assert_whole(segments, run.kept, metadata, run.server.behaviour)


async def test_a_cut_makes_the_next_ask_smaller_and_growth_follows() -> None:
    async with fake_writer(Behaviour(verbose=2.5), free=True) as run:
        metadata = await run.plan(request(total_segments=10))
        await run.write(metadata)

        asks = [asked.last - asked.first + 1 for asked in run.server.asked if "Write segment" in asked.user]
        assert run.server.asked[-len(asks)].finish == "length"
        assert max(asks[1:]) < asks[0]
        assert [asked.finish for asked in run.server.asked[-len(asks) + 1 :]] == ["stop"] * (len(asks) - 1)


async def test_what_a_model_needs_is_remembered_for_the_next_set() -> None:
    async with fake_writer(Behaviour(verbose=2.5), free=True) as run:
        metadata = await run.plan(request(total_segments=20))
        first = await run.write_set(metadata, 1)
        before = len(run.server.asked)

        await run.write_set(metadata, 2, known=list(first))

        assert {asked.finish for asked in run.server.asked[before:]} == {"stop"}


async def test_a_paid_reply_may_be_as_long_as_was_seen_to_be_needed() -> None:
    async with fake_writer(Behaviour(verbose=6)) as run:
        metadata = await run.plan(request(total_segments=20))
        await run.write(metadata)

        budgets = [asked.max_tokens for asked in run.server.asked if "Write segment" in asked.user]
        assert budgets[-1] > budgets[0]
        assert run.server.asked[-1].finish == "stop"


async def test_only_what_is_missing_of_a_set_is_written_and_what_is_there_stays() -> None:
    async with fake_writer() as run:
        metadata = await run.plan(request(total_segments=10))
        whole = await run.write_set(metadata, 1)
        edited = whole[4].model_copy(update={"narration": "A person wrote this."})
        run.kept.clear()

        again = await run.write_set(metadata, 1, known=[*whole[:2], edited])

        assert [segment.segment_number for segment in again] == list(range(1, 11))
        assert again[4] == edited
        assert [segment.segment_number for segment in run.kept] == [3, 4, 6, 7, 8, 9, 10]


async def test_sets_may_be_written_in_any_order() -> None:
    async with fake_writer() as run:
        metadata = await run.plan(request(total_segments=12))

        last = await run.write_set(metadata, 2, size=10)

        assert [segment.segment_number for segment in last] == [11, 12]
