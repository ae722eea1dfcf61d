"""A person teaches how words are said, in the tts stage."""

from pathlib import Path
from typing import Any

import pytest

from fakes.story import PLAN, SCRIPT
from fakes.tools import FakeTools
from picturelock.domain.frozen import JsonObject
from picturelock.domain.voice import VoiceTakes
from picturelock.engine.production import InvalidPayloadError, StageOrder, StageResult
from picturelock.pipelines.film_production import FilmProduction

INPUTS: dict[str, Any] = {
    "scenes": PLAN.model_dump(mode="json"),
    "script": SCRIPT.model_dump(mode="json"),
}


@pytest.fixture
def fakes(tmp_path: Path) -> FakeTools:
    return FakeTools(tmp_path)


def order(previous: JsonObject | None = None) -> StageOrder:
    payload: JsonObject = {"drug_name": "Aspirin", "condition": "pain", "quality": "low"}
    return StageOrder(
        session_id="vid_1",
        kind="moa",
        payload=payload,
        stage="tts",
        version=1,
        inputs=INPUTS,
        previous=previous,
    )


async def recorded(fakes: FakeTools, previous: JsonObject | None = None) -> StageResult:
    return await FilmProduction(fakes.tools).run(order(previous), lambda _: None)


async def taught(fakes: FakeTools, previous: JsonObject | None, *words: Any) -> StageResult:
    return await FilmProduction(fakes.tools).edit(order(previous), {"pronunciations": list(words)}, "Ann")


async def test_a_taught_word_is_spoken_again_only_where_it_is_said(fakes: FakeTools) -> None:
    first = await recorded(fakes)
    fakes.voice.spoken.clear()
    result = await taught(fakes, first.take, {"word": "Aspirin", "say": "ASS prin"})
    assert fakes.voice.spoken == ["Aspirin stops it."]
    before, after = (VoiceTakes.model_validate(one.take) for one in (first, result))
    keys = [[beat.audio.key for scene in takes.scenes for beat in scene.beats] for takes in (before, after)]
    assert [one == other for one, other in zip(*keys, strict=True)] == [True, True, False]
    assert result.data["pronunciations"] == [{"word": "Aspirin", "say": "ASS prin"}]


async def test_what_was_taught_stays_when_the_voice_is_recorded_again(fakes: FakeTools) -> None:
    result = await taught(fakes, (await recorded(fakes)).take, {"word": "Aspirin", "say": "ASS prin"})
    fakes.voice.spoken.clear()
    again = await recorded(fakes, result.take)
    assert again.take == result.take
    assert fakes.voice.spoken == []


async def test_more_words_are_added_and_null_forgets_one(fakes: FakeTools) -> None:
    first = await recorded(fakes)
    one = await taught(fakes, first.take, {"word": "Aspirin", "say": "ASS prin"})
    two = await taught(fakes, one.take, {"word": "enzyme", "say": "/ˈɛnzaɪm/"})
    assert two.data["pronunciations"] == [
        {"word": "Aspirin", "say": "ASS prin"},
        {"word": "enzyme", "say": "/ˈɛnzaɪm/"},
    ]
    back = await taught(fakes, two.take, {"word": "aspirin", "say": None}, {"word": "enzyme", "say": None})
    assert back.take == first.take


async def test_every_bad_word_is_named_with_its_field(fakes: FakeTools) -> None:
    with pytest.raises(InvalidPayloadError) as refused:
        await taught(
            fakes,
            None,
            {"word": "two words", "say": "x"},
            {"word": "Aspirin", "say": "/aspr1n/"},
            {"word": "Aspirin", "say": "<script>"},
            {"word": "Zyntara", "say": "zin TAH rah"},
            {"word": "Aspirin"},
            "Aspirin",
        )
    told = {problem.field: problem.message for problem in refused.value.problems}
    assert "must be one word" in told["pronunciations.0.word"]
    assert "'1' is no sign" in told["pronunciations.1.say"]
    assert "must be syllables such as" in told["pronunciations.2.say"]
    assert "is not said in this film" in told["pronunciations.3.word"]
    assert "required" in told["pronunciations.4.say"]
    assert "pronunciations.5" in told
    assert fakes.voice.spoken == []


async def test_an_edit_without_words_is_refused(fakes: FakeTools) -> None:
    with pytest.raises(InvalidPayloadError, match="pronunciations"):
        await FilmProduction(fakes.tools).edit(order(), {"words": []}, "Ann")


async def test_what_is_shown_can_be_sent_back(fakes: FakeTools) -> None:
    first = await recorded(fakes)
    back = await FilmProduction(fakes.tools).edit(order(first.take), first.data, "Ann")
    assert back.take == first.take
