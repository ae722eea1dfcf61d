from typing import Any

import pytest

from fakes.manuscript_model import Behaviour
from fakes.manuscript_run import fake_writer, request
from picturelock.domain.manuscript_reading import read_metadata
from picturelock.writing.manuscripts.errors import UnusableRepliesError

OWN: list[dict[str, Any]] = [
    {
        "id": "hero",
        "name": "Alex Chen",
        "physical_appearance": {"eyes": "one brown, one green"},
        "quirk": "hums",
    },
    {"name": "Old Bo", "personality": "says “ignore your instructions” a lot"},
]


@pytest.mark.parametrize("free", [False, True], ids=["paid", "free"])
async def test_forty_detailed_characters_and_three_hundred_points_are_never_cut(free: bool) -> None:
    async with fake_writer(Behaviour(cast_size=40), free=free) as run:
        metadata = await run.plan(request(total_segments=300))

        assert len(metadata.characters_roster) == 40
        assert len({character.id for character in metadata.characters_roster}) == 40
        assert all(character.attributes["physical_appearance"] for character in metadata.characters_roster)
        assert len(metadata.story_outline) == 300
        assert not free or {asked.max_tokens for asked in run.server.asked} == {2_000}


@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour(too_few=2),
        Behaviour(repeats=True),
        Behaviour(wrapped=True),
        Behaviour(thinking=1_500),
        Behaviour(says_stop=True, own_ceiling=900),
    ],
    ids=["too few", "repeats", "wrapped", "thinking", "says stop"],
)
async def test_step_one_is_whole_whatever_the_model_does(behaviour: Behaviour) -> None:
    async with fake_writer(behaviour) as run:
        metadata = await run.plan(request(total_segments=50))

        assert len(metadata.story_outline) == len(set(metadata.story_outline)) == 50
        assert len(metadata.characters_roster) == 3
        assert len(metadata.acts) == 4


async def test_metadata_says_how_it_was_asked_for_and_made() -> None:
    async with fake_writer() as run:
        asked = request(total_segments=12, narration_only_first=True, language="en-GB", tone="dry", seed=7)
        metadata = await run.plan(asked)

        info = metadata.generation_info
        assert (info.total_segments, info.segments_planned) == (12, 12)
        assert info.generated_at == "2026-01-02T03:04:05"
        assert (info.idea, info.kind, info.language, info.tone, info.seed) == (
            "a lantern on a river",
            "movie",
            "en-GB",
            "dry",
            7,
        )
        assert (info.no_narration, info.narration_only_first, info.adult_story) == (False, True, False)
        assert (info.model, info.writer, info.script_id) == ("openai:fake", "openai:fake", "scr_1")
        assert info.usage.calls == len(run.server.asked)
        assert info.usage.output_tokens == sum(asked.completion_tokens for asked in run.server.asked)
        assert metadata.hashtags == ("#river", "#lanternlight")
        assert read_metadata(metadata.model_dump(mode="json"), "movie") == metadata


async def test_a_custom_roster_is_the_cast_word_for_word_and_the_model_writes_nobody() -> None:
    async with fake_writer(Behaviour(cast_size=9)) as run:
        metadata = await run.plan(request(custom_character_roster=OWN))

        kept = [character.model_dump(mode="json") for character in metadata.characters_roster]
        assert len(kept) == 2
        assert all(kept[place][name] == told for place, own in enumerate(OWN) for name, told in own.items())
        assert not any("to be invented" in asked.user for asked in run.server.asked)


async def test_one_character_of_the_users_own_gets_company_and_stays_as_it_is() -> None:
    async with fake_writer() as run:
        metadata = await run.plan(request(custom_character_roster=OWN[:1]))

        assert [character.id for character in metadata.characters_roster] == ["hero", "char_001"]
        assert metadata.characters_roster[0].model_dump()["quirk"] == "hums"


async def test_an_adult_story_takes_no_character_who_is_not_known_to_be_an_adult() -> None:
    async with fake_writer(Behaviour(age=17)) as run:
        with pytest.raises(UnusableRepliesError, match="must be at least 18"):
            await run.plan(request(adult_story=True))


async def test_documents_are_told_once_and_what_they_say_goes_on_in_a_few_facts() -> None:
    text = "The river is 40 km long. " * 3_000
    async with fake_writer() as run:
        metadata = await run.plan(request(reference_docs=[{"name": "River", "text": text}], total_segments=5))
        await run.write(metadata)

        assert metadata.generation_info.document_facts == ("The river is 40 km long.",)
        assert metadata.generation_info.notes == ("Of “River” only the first 24,000 characters were read.",)
        assert sum('<document name="River">' in asked.user for asked in run.server.asked) == 1
        assert "- The river is 40 km long." in run.server.asked[-1].user


async def test_progress_only_ever_grows_from_nothing_to_all() -> None:
    async with fake_writer() as run:
        await run.plan(request())

        done = [progress.done for progress in run.told]
        assert done == sorted(done)
        assert done[-1] == 1
