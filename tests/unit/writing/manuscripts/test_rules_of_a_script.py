import pytest

from fakes.manuscript_model import Behaviour
from fakes.manuscript_run import fake_writer, request


@pytest.mark.parametrize("narrates", [False, True], ids=["obeys", "narrates all the same"])
async def test_no_narration_holds_in_every_segment(narrates: bool) -> None:
    async with fake_writer(Behaviour(narrates=narrates)) as run:
        segments = await run.write(await run.plan(request(no_narration=True)))

        assert {segment.narration for segment in segments} == {""}
        assert all(segment.dialogue for segment in segments)
        assert not narrates or any("must be the empty string" in asked.user for asked in run.server.asked)


@pytest.mark.parametrize("narrates", [False, True], ids=["obeys", "narrates all the same"])
async def test_narration_only_first_holds_in_every_segment(narrates: bool) -> None:
    async with fake_writer(Behaviour(narrates=narrates, ignores_problems=narrates)) as run:
        metadata = await run.plan(request(narration_only_first=True))
        first = await run.write_set(metadata, 2)
        run.server.behaviour = Behaviour()
        rest = await run.write_set(metadata, 1, known=list(first))

        assert {segment.narration for segment in first} == {""}
        assert rest[0].narration
        assert {segment.narration for segment in rest[1:]} == {""}


async def test_every_character_id_is_in_the_roster_with_its_name() -> None:
    async with fake_writer(Behaviour(invents=True)) as run:
        metadata = await run.plan(request())
        segments = await run.write(metadata)

        names = {character.id: character.name for character in metadata.characters_roster}
        assert all(
            names[line.character_id] == line.character_name
            for segment in segments
            for line in segment.dialogue
        )


@pytest.mark.parametrize("adult", [False, True])
async def test_what_the_audience_is_stands_in_every_prompt(adult: bool) -> None:
    async with fake_writer() as run:
        await run.write(await run.plan(request(adult_story=adult, total_segments=5)))

        rule = "This is a story for adults" if adult else "This is for a general audience"
        assert all(rule in asked.system for asked in run.server.asked)
