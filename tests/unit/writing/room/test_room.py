"""The writers' room keeps every segment, writes only what is missing, and goes on after a stop."""

import asyncio

import pytest

from fakes.manuscript_model import Behaviour
from fakes.manuscript_run import request as asked
from fakes.room import open_room
from picturelock.domain.errors import InvalidInputError
from picturelock.domain.kept_script import UnknownScriptError
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_segment import DialogueLine, Segment
from picturelock.writing.manuscripts.errors import ModelFailedError, RefusedError
from picturelock.writing.room.errors import (
    LimitReachedError,
    NotWritingError,
    OverBudgetError,
    WritingEndedError,
)
from picturelock.writing.room.news import Finished, Moved, Planned, SetDone, SetResult, Wishes

NONE = Wishes()


def retitled(metadata: Metadata, title: str) -> Metadata:
    return metadata.model_copy(update={"title": title})


def numbers(result: SetResult) -> list[int]:
    return [one.segment.segment_number for one in result.segments]


def own(metadata: Metadata, number: int) -> Segment:
    lead = metadata.characters_roster[0]
    line = DialogueLine(character_id=lead.id, character_name=lead.name, text="My own words.")
    return Segment(segment_number=number, title="Mine", narration="Mine.", dialogue=(line,))


async def test_a_set_is_whole_and_the_same_when_it_is_asked_for_again() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None
        first = await opened.room.write_set(script.metadata, 1, NONE)
        requests = opened.server.requests

        again = await opened.room.write_set(script.metadata, 1, NONE)

        assert numbers(first) == list(range(1, 11))
        assert again.segments == first.segments
        assert opened.server.requests == requests
        assert again.usage.calls == 0


async def test_a_set_past_the_end_is_refused_before_anything_is_kept() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None
        stranger = script.metadata.model_copy(
            update={"generation_info": script.metadata.generation_info.model_copy(update={"script_id": ""})}
        )

        with pytest.raises(InvalidInputError, match="there is no set 3"):
            await opened.room.write_set(stranger, 3, NONE)

        assert (await opened.room.scripts(limit=10, offset=0))[1] == 1


async def test_metadata_without_an_id_always_belongs_to_the_same_script() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None
        bare = script.metadata.model_copy(
            update={"generation_info": script.metadata.generation_info.model_copy(update={"script_id": ""})}
        )

        first = await opened.room.write_set(bare, 1, NONE)
        again = await opened.room.write_set(bare, 1, NONE)

        assert first.script.id == again.script.id != script.id
        assert first.segments == again.segments


async def test_changed_metadata_is_a_new_revision_with_segments_of_its_own() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None
        await opened.room.write_set(script.metadata, 1, NONE)

        other = await opened.room.write_set(retitled(script.metadata, "Another title"), 2, NONE)
        back = await opened.room.script(script.id, 1)

        assert (other.script.revision, other.script.revisions) == (2, 2)
        assert [one.segment.segment_number for one in other.script.segments] == list(range(11, 21))
        assert [one.segment.segment_number for one in back.segments] == list(range(1, 11))


async def test_the_id_of_another_kind_is_refused() -> None:
    async with open_room() as opened:
        movie = await opened.room.plan(asked("movie"), NONE)
        story = await opened.room.plan(asked("story"), NONE)
        assert movie.metadata is not None and story.metadata is not None
        stolen = story.metadata.model_copy(
            update={
                "generation_info": story.metadata.generation_info.model_copy(update={"script_id": movie.id})
            }
        )

        with pytest.raises(InvalidInputError, match="another kind of script"):
            await opened.room.write_set(stolen, 1, NONE)


async def test_regenerating_writes_anew_all_but_what_a_person_wrote() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None
        await opened.room.write_set(script.metadata, 1, NONE)
        mine = own(script.metadata, 4)
        await opened.room.edit(script.id, mine)

        result = await opened.room.write_set(script.metadata, 1, NONE, regenerate=True)

        assert result.segments[3].segment == mine
        assert [one.by for one in result.segments].count("person") == 1
        assert result.usage.calls > 0


async def test_a_regeneration_that_fails_leaves_the_old_set_as_it_was() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None
        before = await opened.room.write_set(script.metadata, 1, NONE)
        opened.server.behaviour.refuses = 1

        with pytest.raises(RefusedError):
            await opened.room.write_set(script.metadata, 1, NONE, regenerate=True)

        assert (await opened.room.write_set(script.metadata, 1, NONE)).segments == before.segments


async def test_a_set_that_fails_keeps_what_arrived_and_says_how_much() -> None:
    async with open_room(Behaviour(refuses=6), free=True) as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None

        with pytest.raises(RefusedError) as stopped:
            await opened.room.write_set(script.metadata, 1, NONE)
        kept = await opened.room.script(script.id)

        assert (stopped.value.script_id, stopped.value.segments_kept) == (script.id, len(kept.segments))
        assert 0 < len(kept.segments) < 10
        assert kept.error is not None and "refused" in kept.error
        opened.server.behaviour.refuses = None
        assert numbers(await opened.room.write_set(script.metadata, 1, NONE)) == list(range(1, 11))
        assert (await opened.room.script(script.id)).error is None


async def test_a_whole_script_tells_its_plan_then_every_set_then_its_end() -> None:
    async with open_room() as opened:
        script_id = await opened.room.begin(asked(), Wishes(directory="films"))
        async with opened.room.watch(script_id) as news:
            told = [one async for one in news]

        assert isinstance(told[-1], Finished)
        assert [type(one) for one in told if not isinstance(one, Moved)] == [
            Planned,
            SetDone,
            SetDone,
            Finished,
        ]
        moves = [one.progress.done for one in told if isinstance(one, Moved)]
        assert moves == sorted(moves)
        assert told[-1].metrics.completeness == 1
        assert [outcome.segments_count for outcome in told[-1].outcomes] == [10, 10]
        assert sorted(opened.files.saved) == sorted(told[-1].files)
        assert len(told[-1].files) == 3
        assert opened.room.progress(script_id) is None


async def test_a_failed_set_is_reported_and_can_be_resumed() -> None:
    async with open_room() as opened:
        opened.server.behaviour.refuses = 11
        script_id = await opened.room.begin(asked(), NONE)
        ended = await opened.room.finished(script_id)

        assert [outcome.success for outcome in ended.outcomes] == [True, False]
        assert "refused" in str(ended.outcomes[1].error)
        opened.server.behaviour.refuses = None
        requests = opened.server.requests
        await opened.room.resume(script_id, NONE)
        resumed = await opened.room.finished(script_id)

        assert resumed.metrics.completeness == 1
        assert all(outcome.success for outcome in resumed.outcomes)
        assert [one.segment for one in resumed.script.segments[:10]] == [
            one.segment for one in ended.script.segments[:10]
        ]
        assert opened.server.requests - requests <= 2


async def test_a_final_failure_is_not_tried_again_for_every_set() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(total_segments=60), NONE)
        opened.server.behaviour.failures = ["401"] * 20
        await opened.room.resume(script.id, NONE)

        ended = await opened.room.finished(script.id)

        assert len(opened.server.behaviour.failures) == 19
        assert [outcome.success for outcome in ended.outcomes] == [False] * 6
        assert "not tried after set 1" in str(ended.outcomes[-1].error)


async def test_a_plan_that_fails_keeps_the_request_for_a_later_resume() -> None:
    async with open_room() as opened:
        opened.server.behaviour.failures = ["401"]
        with pytest.raises(ModelFailedError) as stopped:
            await opened.room.plan(asked(), NONE)

        await opened.room.resume(stopped.value.script_id, NONE)
        resumed = await opened.room.finished(stopped.value.script_id)

        assert resumed.metrics.completeness == 1
        assert resumed.script.id == stopped.value.script_id


async def test_stopping_keeps_what_is_written_and_another_process_can_go_on() -> None:
    async with open_room() as opened:
        script_id = await opened.room.begin(asked(total_segments=60), NONE)
        async with opened.room.watch(script_id) as news:
            async for one in news:
                if isinstance(one, SetDone):
                    break
        await opened.room.stop(script_id)
        with pytest.raises(WritingEndedError):
            await opened.room.finished(script_id)
        kept = await opened.room.script(script_id)
        assert 10 <= len(kept.segments) < 60

        other = opened.again()
        await other.resume(script_id, NONE)
        ended = await other.finished(script_id)

        assert ended.metrics.completeness == 1
        assert ended.metrics.numbering
        assert ended.script.segments[: len(kept.segments)] == kept.segments


async def test_nothing_is_lost_when_whoever_waits_goes_away() -> None:
    async with open_room() as opened:
        script_id = await opened.room.begin(asked(), NONE)
        waiting = asyncio.create_task(opened.room.finished(script_id))
        await asyncio.sleep(0)
        waiting.cancel()

        assert (await opened.room.finished(script_id)).metrics.completeness == 1


async def test_the_same_set_asked_for_twice_at_once_is_written_once() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None
        requests = opened.server.requests

        one, other = await asyncio.gather(
            opened.room.write_set(script.metadata, 1, NONE), opened.room.write_set(script.metadata, 1, NONE)
        )

        assert one.segments == other.segments
        assert opened.server.requests == requests + 1


async def test_a_cost_limit_holds_for_all_sets_together_and_a_resume_goes_on() -> None:
    async with open_room(price=0.000_001) as opened:
        script = await opened.room.plan(asked(total_segments=60), NONE)
        before = script.usage.cost
        assert isinstance(before, float)
        await opened.room.resume(script.id, Wishes(max_cost=0.025))
        ended = await opened.room.finished(script.id)

        assert isinstance(ended.script.usage.cost, float)
        assert 0 < ended.script.usage.cost - before <= 0.025
        assert 0 < len(ended.script.segments) < 60
        assert "cost limit" in str(ended.outcomes[-1].error)


async def test_a_single_set_over_its_cost_limit_says_what_was_spent() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None

        with pytest.raises(ModelFailedError) as stopped:
            await opened.room.write_set(script.metadata, 1, Wishes(max_cost=0.000_5))

        assert isinstance(stopped.value.__cause__, OverBudgetError)


async def test_an_unknown_price_is_called_unknown_from_the_call_to_the_script() -> None:
    async with open_room(price=None) as opened:
        script = await opened.room.plan(asked(), NONE)

        assert script.usage.cost == "unknown"


async def test_the_days_limit_stops_a_caller_who_cannot_wait_and_tells_when_to_come_back() -> None:
    async with open_room(left=0) as opened:
        with pytest.raises(ModelFailedError) as stopped:
            await opened.room.plan(asked(), Wishes(patience=60))

        assert isinstance(stopped.value.__cause__, LimitReachedError)
        assert stopped.value.__cause__.retry_after == 3_600


async def test_progress_says_how_many_requests_are_needed_and_how_many_are_left() -> None:
    async with open_room(left=8, free=True) as opened:
        script = await opened.room.plan(asked(total_segments=60), Wishes(patience=1))
        await opened.room.resume(script.id, Wishes(patience=1))
        async with opened.room.watch(script.id) as news:
            said = [one.progress.message async for one in news if isinstance(one, Moved)]

        assert any("needs about" in line and "left today: pauses and goes on" in line for line in said)


async def test_an_edit_has_to_fit_the_script() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(no_narration=True), NONE)
        assert script.metadata is not None
        wrong = own(script.metadata, 21).model_copy(
            update={"dialogue": (DialogueLine(character_id="nobody", character_name="X", text="Hm."),)}
        )

        with pytest.raises(InvalidInputError) as refused:
            await opened.room.edit(script.id, wrong)

        fields = [problem.field for problem in refused.value.problems]
        assert fields == ["segment_number", "narration", "dialogue.0.character_id"]


async def test_what_is_not_there_is_named() -> None:
    async with open_room() as opened:
        with pytest.raises(UnknownScriptError, match="scr_none"):
            await opened.room.script("scr_none")
        with pytest.raises(UnknownScriptError, match="scr_none"):
            await opened.room.stop("scr_none")
        script = await opened.room.plan(asked(), NONE)
        with pytest.raises(NotWritingError):
            await opened.room.stop(script.id)


async def test_a_folder_that_cannot_be_used_is_refused_before_anything_is_written() -> None:
    async with open_room() as opened:
        script = await opened.room.plan(asked(), NONE)
        assert script.metadata is not None
        requests = opened.server.requests

        with pytest.raises(InvalidInputError, match="output_directory"):
            await opened.room.write_set(script.metadata, 1, Wishes(directory="../elsewhere"))
        with pytest.raises(InvalidInputError, match="output_directory"):
            await opened.room.begin(asked(), Wishes(directory="../elsewhere"))

        assert opened.server.requests == requests
