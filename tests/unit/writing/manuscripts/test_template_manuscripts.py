from typing import Any

import pytest

from fakes.manuscript_run import NOW, request
from picturelock.domain.errors import InvalidInputError
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KindName
from picturelock.domain.manuscript_reading import read_metadata
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.progress import Progress
from picturelock.writing.manuscripts.errors import BeyondTemplatesError
from picturelock.writing.manuscripts.metrics import measure
from picturelock.writing.manuscripts.template.cards import HONEST_LENGTH, STEPS, cards
from picturelock.writing.manuscripts.template_manuscript_writer import WRITER, TemplateManuscriptWriter

ALL: tuple[KindName, ...] = ("movie", "story", "meme", "free-content")
IDEA = "A thrilling sci-fi adventure about time travelers"


async def plan(kind: KindName = "movie", **told: Any) -> Metadata:
    asked = request(kind, **{"idea": IDEA, "total_segments": HONEST_LENGTH[kind], **told})
    return await TemplateManuscriptWriter().write_metadata(
        asked, script_id="s", now=NOW, report=lambda _: None
    )


async def write(metadata: Metadata, size: int = 10) -> list[Segment]:
    kept: list[Segment] = []

    async def keep(segment: Segment) -> None:
        kept.append(segment)

    for number in range(1, -(-metadata.generation_info.total_segments // size) + 1):
        await TemplateManuscriptWriter().write_set(
            metadata, number, size, known=kept, keep=keep, report=lambda _: None
        )
    return kept


@pytest.mark.parametrize("seed", [1, 7, 2**31 - 1])
@pytest.mark.parametrize("kind", ALL)
async def test_nothing_is_said_twice_up_to_the_honest_length(kind: KindName, seed: int) -> None:
    metadata = await plan(kind, seed=seed)
    segments = await write(metadata)

    measured = measure(metadata, segments)
    assert measured.completeness == 1
    assert measured.numbering
    assert measured.repetition == 0
    assert measured.roster_coverage == 1
    assert measured.leaks == ()
    assert measured.language_share in (1, None)
    assert len({segment.title for segment in segments}) == len(segments)
    assert metadata.generation_info.writer == WRITER == "template-writer (no AI model)"
    assert read_metadata(metadata.model_dump(mode="json"), kind) == metadata


@pytest.mark.parametrize("kind", ALL)
async def test_longer_than_honest_is_refused_by_the_field_that_counts(kind: KindName) -> None:
    with pytest.raises(BeyondTemplatesError, match="without saying anything twice") as refused:
        await plan(kind, total_segments=HONEST_LENGTH[kind] + 1)
    assert isinstance(refused.value, InvalidInputError)


async def test_a_movie_has_an_arc_whatever_its_length() -> None:
    for count in (1, 3, 7, 17, 50):
        metadata = await plan(total_segments=count)
        titles = [segment.title for segment in await write(metadata)]
        step = {card.title: STEPS.index(card.step) for card in cards("movie")}
        places = [step[title] for title in titles]
        assert places == sorted(places)
        assert count < 3 or STEPS[places[-1]] == "aftermath"


async def test_it_is_about_the_users_own_words() -> None:
    text = "\n".join(segment.text for segment in await write(await plan(total_segments=50)))

    assert text.count("time travelers") >= 5
    assert "“travelers”" in text
    assert "{" not in text


async def test_the_same_seed_gives_the_same_and_another_one_something_else() -> None:
    one, same, other = [await write(await plan(seed=seed, total_segments=20)) for seed in (3, 3, 4)]

    assert one == same
    assert [segment.title for segment in one] != [segment.title for segment in other]


async def test_a_set_is_the_same_alone_and_in_order() -> None:
    metadata = await plan(total_segments=30)
    whole = await write(metadata)

    async def keep(_: Segment) -> None:
        pass

    alone = await TemplateManuscriptWriter().write_set(metadata, 2, 10, keep=keep, report=lambda _: None)
    assert list(alone.segments) == whole[10:20]


async def test_the_rules_of_narration_hold() -> None:
    silent = await write(await plan(total_segments=20, no_narration=True))
    first = await write(await plan(total_segments=20, narration_only_first=True))

    assert {segment.narration for segment in silent} == {""}
    assert first[0].narration
    assert {segment.narration for segment in first[1:]} == {""}
    assert all(segment.dialogue for segment in (*silent, *first))


async def test_a_custom_roster_plays_every_part_word_for_word() -> None:
    own = [
        {"id": "hero", "name": "Dr. Ada Moss", "voice_characteristics": {"tone": "dry"}, "age": 61},
        {"name": "Bo", "personality": "grumpy"},
        {"name": "Cy Reed"},
    ]
    metadata = await plan(custom_character_roster=own, adult_story=False)
    segments = await write(metadata)

    kept = [character.model_dump(mode="json") for character in metadata.characters_roster]
    assert len(kept) == 3
    assert all(kept[place][name] == told for place, one in enumerate(own) for name, told in one.items())
    assert measure(metadata, segments).roster_coverage == 1


async def test_an_outline_that_a_person_changed_is_told_in_their_words() -> None:
    metadata = await plan(total_segments=10)
    outline = list(metadata.story_outline)
    outline[3] = "Ada buys a parrot."
    edited = metadata.model_copy(update={"story_outline": tuple(outline)})

    before, after = await write(metadata), await write(edited)

    assert "Ada buys a parrot." in after[3].narration
    assert [one.narration for one in before if one.segment_number != 4] == [
        one.narration for one in after if one.segment_number != 4
    ]


async def test_characters_speak_in_different_habits() -> None:
    segments = await write(await plan(total_segments=50))
    said: dict[str, list[str]] = {}
    for segment in segments:
        for line in segment.dialogue:
            said.setdefault(line.character_name, []).append(line.text)

    lead, rival, *_ = [character.name for character in (await plan(total_segments=50)).characters_roster]
    assert any("n't" in line for line in said[lead])
    assert not any("n't" in line for line in said[rival])


async def test_documents_are_quoted_word_for_word_and_what_cannot_be_followed_is_noted() -> None:
    sentence = "The river is forty kilometres long and freezes in March."
    metadata = await plan(
        total_segments=10, reference_docs=[{"name": "d", "text": sentence}], language="fr", tone="gloomy"
    )
    text = "\n".join(segment.narration for segment in await write(metadata))

    assert f"“{sentence}”" in text
    notes = " ".join(metadata.generation_info.notes)
    assert "English only" in notes
    assert "tone" in notes
    assert "without a language model" in notes


@pytest.mark.parametrize(
    "idea", ["眠り", "x", "?!", "sleep", "{lead} {motif}", "about", "A" * 20_000, "the the the"]
)
async def test_any_idea_makes_a_readable_script(idea: str) -> None:
    segments = await write(await plan(total_segments=12, idea=idea))
    assert len(segments) == 12


async def test_a_set_reports_its_progress() -> None:
    told: list[Progress] = []
    metadata = await plan(total_segments=5)

    async def keep(_: Segment) -> None:
        pass

    await TemplateManuscriptWriter().write_set(metadata, 1, 5, keep=keep, report=told.append)
    assert [progress.done for progress in told] == [0.2, 0.4, 0.6, 0.8, 1.0]
