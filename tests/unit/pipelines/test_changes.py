from pathlib import Path

from fakes.story import BOARD, PLAN, SCRIPT, with_word_changed
from fakes.tools import FakeTools
from picturelock.engine.production import StageOrder
from picturelock.pipelines.changes import changed_scenes
from picturelock.pipelines.film_production import FilmProduction


def test_only_the_scenes_that_differ_are_named() -> None:
    changed = with_word_changed(SCRIPT)
    assert changed_scenes({"scenes": PLAN, "script": SCRIPT}, {"scenes": PLAN, "script": changed}) == ("s2",)
    assert changed_scenes({"script": SCRIPT}, {"script": SCRIPT.model_copy(update={"pace": 0.9})}) == ()


def test_a_plan_with_other_scenes_changes_everything() -> None:
    fewer = PLAN.model_copy(update={"scenes": PLAN.scenes[:1]})
    assert changed_scenes({"scenes": PLAN}, {"scenes": fewer}) is None
    assert changed_scenes({}, {"scenes": PLAN}) is None


async def test_a_stage_that_follows_a_change_asks_for_the_changed_scenes_alone(tmp_path: Path) -> None:
    fakes = FakeTools(tmp_path)
    fakes.writer.answers = [BOARD]
    changed = with_word_changed(SCRIPT)
    takes = {"scenes": PLAN.model_dump(mode="json"), "script": SCRIPT.model_dump(mode="json")}
    order = StageOrder(
        session_id="vid_1",
        kind="moa",
        payload={"drug_name": "Aspirin", "condition": "pain", "quality": "low"},
        stage="visuals",
        version=1,
        inputs=takes,
    )
    production = FilmProduction(fakes.tools)
    first = await production.run(order, lambda _: None)
    drawn = len(fakes.renderer.stills)
    again = order.model_copy(
        update={
            "version": 2,
            "inputs": {**takes, "script": changed.model_dump(mode="json")},
            "before": takes,
            "previous": first.take,
        }
    )
    await production.run(again, lambda _: None)
    rework = fakes.writer.asked[-1].rework
    assert (rework.scenes, rework.variation) == (("s2",), 1)
    assert fakes.renderer.stills[drawn:] == ["s2"]
