from pathlib import Path
from typing import Any

import pytest

from fakes.story import BOARD, PLAN, SCRIPT
from fakes.tools import FakeTools
from picturelock.domain.frozen import JsonObject
from picturelock.domain.scene import ScenePlan, Source
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots
from picturelock.engine.production import InvalidPayloadError, StageOrder
from picturelock.pipelines.film_production import FilmProduction
from picturelock.pipelines.showing import show_scenes, show_script

PAYLOAD: JsonObject = {"drug_name": "Aspirin", "condition": "pain", "quality": "low"}
SHOTS = Shots(shots=BOARD.shots, look=BOARD.look, writer=BOARD.writer)
TAKES: dict[str, Any] = {"scenes": PLAN, "script": SCRIPT, "visuals": SHOTS}


@pytest.fixture
def fakes(tmp_path: Path) -> FakeTools:
    return FakeTools(tmp_path)


async def edited(fakes: FakeTools, stage: str, data: Any, *, previous: bool = True) -> JsonObject:
    order = StageOrder(
        session_id="vid_1",
        kind="moa",
        payload=PAYLOAD,
        stage=stage,
        version=2,
        inputs={
            name: take.model_dump(mode="json")
            for name, take in TAKES.items()
            if name < stage or stage == "visuals"
        },
        previous=TAKES[stage].model_dump(mode="json") if previous else None,
    )
    return (await FilmProduction(fakes.tools).edit(order, data, "Ann")).take


async def problems(fakes: FakeTools, stage: str, data: Any, *, previous: bool = True) -> dict[str, str]:
    with pytest.raises(InvalidPayloadError) as caught:
        await edited(fakes, stage, data, previous=previous)
    return {problem.field: problem.message for problem in caught.value.problems}


async def test_a_scene_of_the_script_is_replaced_in_the_shape_that_is_shown(fakes: FakeTools) -> None:
    said = {"script": [{"scene_id": "s2", "script": "Aspirin stops it. It was never shown before."}]}
    script = Script.model_validate(await edited(fakes, "script", said))
    assert script.scenes[0] == SCRIPT.scenes[0]
    assert [beat.id for beat in script.scenes[1].beats] == ["s2b1", "s2b2"]
    assert script.scenes[1].beats[0].sources == SCRIPT.scenes[1].beats[1].sources
    assert script.scenes[1].beats[1].sources == (Source(kind="person", name="Ann"),)
    assert script.writer == "fake-writer, edited by Ann"


async def test_what_is_shown_can_be_sent_back_unchanged(fakes: FakeTools) -> None:
    script = Script.model_validate(await edited(fakes, "script", show_script(SCRIPT)))
    plan = ScenePlan.model_validate(await edited(fakes, "scenes", show_scenes(PLAN)))
    assert (script.scenes, plan.scenes) == (SCRIPT.scenes, PLAN.scenes)


async def test_a_script_can_be_written_where_there_is_none(fakes: FakeTools) -> None:
    said = [{"scene_id": scene, "script": "One thought. Another one!"} for scene in ("s1", "s2")]
    script = Script.model_validate(await edited(fakes, "script", {"script": said}, previous=False))
    assert [len(scene.beats) for scene in script.scenes] == [2, 2]
    assert script.writer == "written by Ann"


async def test_every_problem_of_a_script_is_named(fakes: FakeTools) -> None:
    said = {
        "script": [
            {"scene_id": "s9", "script": "Hello."},
            {"scene_id": "s1", "script": "  "},
            {"scene_id": "s2", "script": "long " * 60},
            {"script": 7},
        ],
        "pace": 9,
    }
    found = await problems(fakes, "script", said)
    assert set(found) == {
        "script.0.scene_id",
        "script.1.script",
        "script.2.script",
        "script.3.scene_id",
        "script.3.script",
        "pace",
    }
    assert found["script.0.scene_id"] == "is not a scene of this film; there are s1, s2"
    assert "has 299 characters; 240 fit" in found["script.2.script"]


@pytest.mark.parametrize("data", [{}, {"script": []}, {"script": "all of it"}, {"script": [1]}])
async def test_a_script_of_another_shape_is_refused(fakes: FakeTools, data: Any) -> None:
    assert all(field.startswith("script") for field in await problems(fakes, "script", data))


async def test_a_script_must_say_something_about_every_scene(fakes: FakeTools) -> None:
    said = {"script": [{"scene_id": "s1", "script": "Hello."}]}
    assert await problems(fakes, "script", said, previous=False) == {"script": "says nothing about s2"}


async def test_scenes_are_replaced_and_numbered_by_their_place(fakes: FakeTools) -> None:
    said = {
        "scenes_data": {
            "title": "Mine",
            "scenes": [
                {"title": "New"},
                {"id": "s2"},
                {"title": "Third", "purpose": "an end", "role": "closing"},
            ],
        }
    }
    plan = ScenePlan.model_validate(await edited(fakes, "scenes", said))
    assert (plan.title, [scene.id for scene in plan.scenes]) == ("Mine", ["s1", "s2", "s3"])
    assert (plan.scenes[0].title, plan.scenes[0].purpose) == ("New", PLAN.scenes[0].purpose)
    assert plan.scenes[1] == PLAN.scenes[1]


async def test_every_problem_of_the_scenes_is_named(fakes: FakeTools) -> None:
    said = {"scenes": [{"id": "s7"}, {"title": "", "colour": "red"}, {"title": "Third"}]}
    found = await problems(fakes, "scenes", said)
    assert set(found) == {"scenes.0.id", "scenes.1.title", "scenes.1.colour", "scenes.2.purpose"}


async def test_a_shot_is_changed_and_shown_again(fakes: FakeTools) -> None:
    said = {"shots": [{"scene_id": "s2", "props": {"title": "The enzyme COX-1"}}], "look": {"mode": "light"}}
    shots = Shots.model_validate(await edited(fakes, "visuals", said))
    assert shots.shots[0] == SHOTS.shots[0]
    assert (shots.shots[1].props, shots.look.mode) == ({"title": "The enzyme COX-1"}, "light")
    assert len(shots.previews) == 2


async def test_a_shot_that_cannot_be_drawn_says_why(fakes: FakeTools) -> None:
    fakes.renderer.objections = [("no font has ☃",)]
    assert await problems(
        fakes, "visuals", {"shots": [{"scene_id": "s1", "props": {"title": "☃"}}, {"scene_id": "s3"}]}
    ) == {
        "shots.0.props": "no font has ☃",
        "shots.1.scene_id": "is not a scene of this film; there are s1, s2",
    }


async def test_the_engine_of_a_film_is_not_changed_by_an_edit(fakes: FakeTools) -> None:
    found = await problems(fakes, "visuals", {"shots": [{"scene_id": "s1", "engine": "remotion"}]})
    assert found == {"shots.0.engine": "cannot be changed here; template, props, footage can"}
