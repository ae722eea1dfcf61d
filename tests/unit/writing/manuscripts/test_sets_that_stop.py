import pytest

from fakes.manuscript_model import Behaviour
from fakes.manuscript_run import fake_writer, request
from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.writing.manuscripts.errors import (
    ModelFailedError,
    NotForGeneralAudiencesError,
    RefusedError,
    TooLongError,
    UnusableRepliesError,
    WritingStoppedError,
)


async def test_a_segment_that_fits_no_reply_says_so_and_by_how_much_and_keeps_the_rest() -> None:
    async with fake_writer(free=True) as run:
        metadata = await run.plan(request(total_segments=10))
        first = await run.write_set(metadata, 1, size=5)
        run.server.behaviour.thinking = 1_900

        with pytest.raises(TooLongError, match="1,900 of them for thinking, which leaves 100") as stopped:
            await run.write_set(metadata, 2, size=5, known=list(first))

        assert stopped.value.number == 6
        assert stopped.value.allowed == 2_000
        assert 2_100 < stopped.value.needed < 2_500
        assert f"{stopped.value.needed - 2_000:,} more than the 2,000 allowed" in str(stopped.value)
        assert [segment.segment_number for segment in run.kept] == [1, 2, 3, 4, 5]
        assert stopped.value.usage.calls >= 2


async def test_a_free_model_is_asked_for_fewer_words_before_it_is_given_up() -> None:
    async with fake_writer(Behaviour(verbose=12), free=True) as run:
        metadata = await run.plan(request(total_segments=3))

        with pytest.raises(TooLongError):
            await run.write_set(metadata, 1)

        assert "Keep to at most" in run.server.asked[-1].user


async def test_a_paid_model_gets_up_to_32_000_tokens_and_no_more() -> None:
    async with fake_writer(Behaviour(verbose=250)) as run:
        metadata = await run.plan(request(total_segments=3))

        with pytest.raises(TooLongError, match="32,000"):
            await run.write_set(metadata, 1)

        assert max(asked.max_tokens for asked in run.server.asked) == 32_000


@pytest.mark.parametrize("in_words", [False, True], ids=["flagged", "in words"])
async def test_a_refusal_is_final_and_keeps_what_was_written(in_words: bool) -> None:
    async with fake_writer(Behaviour(refuses=6, refuses_in_words=in_words)) as run:
        metadata = await run.plan(request(total_segments=10))
        first = await run.write_set(metadata, 1, size=5)
        before = run.server.requests

        with pytest.raises(RefusedError) as refused:
            await run.write_set(metadata, 2, size=5, known=list(first))

        assert not refused.value.retryable
        assert run.server.requests == before + 1
        assert len(run.kept) == 5


async def test_a_key_that_is_refused_ends_the_set_as_a_provider_error() -> None:
    async with fake_writer() as run:
        metadata = await run.plan(request(total_segments=10))
        run.server.behaviour.failures = ["401"]

        with pytest.raises(ModelFailedError, match="refused the key") as failed:
            await run.write_set(metadata, 1)

        assert isinstance(failed.value, ProviderError)
        assert isinstance(failed.value.__cause__, ProviderError)
        assert not failed.value.retryable


async def test_a_provider_that_keeps_failing_half_way_keeps_what_came_before() -> None:
    async with fake_writer(free=True) as run:
        metadata = await run.plan(request(total_segments=10))
        kept = await run.write_set(metadata, 1, size=5)
        run.server.behaviour.failures = ["500"] * 3

        with pytest.raises(WritingStoppedError) as failed:
            await run.write_set(metadata, 2, size=5, known=list(kept))

        assert failed.value.retryable
        assert failed.value.number == 6


async def test_replies_that_are_never_usable_end_with_the_reason() -> None:
    async with fake_writer() as run:
        metadata = await run.plan(request(total_segments=10))
        roster = metadata.characters_roster[:1]
        strict = metadata.model_copy(update={"characters_roster": roster})
        run.server.behaviour.invents = True
        run.server.behaviour.ignores_problems = True

        with pytest.raises(UnusableRepliesError, match="'char_999' is not in the roster"):
            await run.write_set(strict, 1)

        assert [segment.segment_number for segment in run.kept] == [1]


@pytest.mark.parametrize("behaviour", [Behaviour(explicit=3), Behaviour(rates_adult=3)])
async def test_what_is_not_for_a_general_audience_is_asked_for_once_more_and_then_ends_the_set(
    behaviour: Behaviour,
) -> None:
    async with fake_writer(behaviour) as run:
        metadata = await run.plan(request(total_segments=10))

        with pytest.raises(NotForGeneralAudiencesError, match="segment 3"):
            await run.write_set(metadata, 1)

        assert [segment.segment_number for segment in run.kept] == [1, 2]
        assert sum("not for a general audience" in asked.user for asked in run.server.asked) == 1


async def test_the_same_is_kept_in_an_adult_story() -> None:
    async with fake_writer(Behaviour(explicit=3, rates_adult=4)) as run:
        metadata = await run.plan(request(total_segments=5, adult_story=True))

        assert len(await run.write_set(metadata, 1)) == 5


async def test_a_set_past_the_end_is_refused_before_anything_is_asked() -> None:
    async with fake_writer() as run:
        metadata = await run.plan(request(total_segments=10))
        before = run.server.requests

        with pytest.raises(InvalidInputError, match="there is no set 3"):
            await run.write_set(metadata, 3, size=5)

        assert run.server.requests == before
