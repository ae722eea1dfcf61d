from pathlib import Path
from typing import Any

import pytest

from fakes.story import BOARD, BRIEF, CHOREOGRAPHY, PLAN, SCRIPT
from fakes.tools import FakeTools
from picturelock.domain.errors import ProviderError
from picturelock.domain.shot import Focus, FootageMeasures, Shots
from picturelock.domain.timing import estimate_scene
from picturelock.pipelines.product_ad import ProductAdBrief
from picturelock.stages.animations import animate_shots
from picturelock.stages.footage import with_footage
from picturelock.stages.visuals import choose_visuals


async def test_every_scene_gets_a_shot_and_a_preview_to_judge(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [BOARD]
    shots = await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk())
    assert [shot.scene_id for shot in shots.shots] == ["s1", "s2"]
    assert all(fakes.tools.takes.path(preview).read_bytes() == b"png" for preview in shots.previews)
    assert len(shots.previews) == 2


async def test_nothing_is_drawn_for_nobody(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [BOARD]
    shots = await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk(attended=False))
    assert shots.previews == ()
    assert fakes.renderer.stills == []


async def test_a_shot_that_cannot_be_drawn_goes_back_to_the_writer_with_the_reason(
    fakes: FakeTools, desk: Any
) -> None:
    fakes.writer.answers = [BOARD]
    fakes.renderer.objections = [("title: is too long",), ()]
    await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk())
    assert fakes.writer.asked[1].problem == "s1 (title): title: is too long"


async def test_a_shot_that_still_cannot_be_drawn_stops_the_stage(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [BOARD]
    fakes.renderer.objections = [("no font has 🦄",)] * 20
    with pytest.raises(
        ProviderError, match=r"s1 \(title\): no font has 🦄; no other template holds all its words"
    ):
        await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk())


async def test_a_shot_that_does_not_fit_twice_is_shown_by_the_closest_template_and_the_notes_say_so(
    fakes: FakeTools, desk: Any
) -> None:
    fakes.writer.answers = [BOARD.model_copy(update={"footage_words": {"s2": "laboratory"}})]
    fakes.renderer.objections = [(), ("molecule: too small",)] * 3
    shots = await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk(attended=False))
    assert len(fakes.writer.asked) == 2
    assert [shot.template for shot in shots.shots] == ["title", "title"]
    assert shots.shot("s2").props == {"title": "The enzyme"}
    assert fakes.stock.asked == []
    assert shots.notes == (
        "s2 is shown as title, which holds all its words: as end_card it did not fit (molecule: too small).",
        "s1 and s2 look alike, both are title.",
    )


async def test_neighbours_that_look_alike_are_asked_for_once_more(fakes: FakeTools, desk: Any) -> None:
    alike = tuple(shot.model_copy(update={"template": "title"}) for shot in BOARD.shots)
    fakes.writer.answers = [BOARD.model_copy(update={"shots": alike}), BOARD]
    shots = await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk(attended=False))
    said = "s1 and s2 look alike, both are title; show one of them by another template"
    assert fakes.writer.asked[1].problem == said
    assert (shots.shots, shots.notes) == (BOARD.shots, ())


async def test_neighbours_that_the_writer_wants_alike_stay_and_the_notes_say_so(
    fakes: FakeTools, desk: Any
) -> None:
    alike = tuple(shot.model_copy(update={"template": "title"}) for shot in BOARD.shots)
    fakes.writer.answers = [BOARD.model_copy(update={"shots": alike})]
    shots = await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk(attended=False))
    assert len(fakes.writer.asked) == 2
    assert shots.notes == ("s1 and s2 look alike, both are title.",)


async def test_two_charts_in_a_row_are_not_sent_back(fakes: FakeTools, desk: Any) -> None:
    charts = tuple(
        shot.model_copy(update={"template": "title", "props": {"values": [1, 2]}}) for shot in BOARD.shots
    )
    fakes.writer.answers = [BOARD.model_copy(update={"shots": charts})]
    shots = await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk(attended=False))
    assert len(fakes.writer.asked) == 1
    assert shots.notes == ("s1 and s2 look alike, both are title: each has figures of its own.",)


async def test_footage_is_found_for_the_scenes_that_want_it(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [BOARD.model_copy(update={"footage_words": {"s2": "laboratory"}})]
    shots = await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk())
    assert [query.words for query in fakes.stock.asked] == ["laboratory"]
    assert shots.shot("s1").footage is None
    footage = shots.shot("s2").footage
    assert footage is not None
    assert footage.credit.title == "laboratory"


async def test_a_persons_own_pictures_and_clips_come_before_other_footage(
    fakes: FakeTools, desk: Any
) -> None:
    async def make(folder: Path) -> None:
        measures = FootageMeasures(name="pouring.mov", seconds=3, focus=Focus(x=0.8))
        (folder / "measures.json").write_text(measures.model_dump_json())

    await fakes.tools.takes.take("b" * 32, make)
    own: dict[str, Any] = {"images": ("a" * 32,), "clips": ("b" * 32,), "media_order": ("b" * 32, "a" * 32)}
    brief = ProductAdBrief(topic="oats", brand_name="Morrow", **own)
    fakes.writer.answers = [BOARD.model_copy(update={"footage_words": {"s1": "field", "s2": "kitchen"}})]
    shots = await choose_visuals(brief, PLAN, SCRIPT, desk=desk())
    clip, picture = (shot.footage for shot in shots.shots)
    assert clip is not None
    assert picture is not None
    assert (clip.kind, clip.seconds, clip.focus.x, clip.credit.title) == ("video", 3, 0.8, "pouring.mov")
    assert (picture.kind, picture.credit.provider) == ("image", "own")
    assert fakes.stock.asked == []


async def test_an_own_clip_that_is_not_kept_any_more_is_named(fakes: FakeTools, desk: Any) -> None:
    brief = ProductAdBrief(topic="oats", brand_name="Morrow", clips=("c" * 32,))
    fakes.writer.answers = [BOARD.model_copy(update={"footage_words": {"s1": "field"}})]
    with pytest.raises(ProviderError, match=f"the clip {'c' * 32} of the brief is not kept here; upload it"):
        await choose_visuals(brief, PLAN, SCRIPT, desk=desk())


async def test_scenes_ask_for_clips_of_their_own_length_and_never_for_the_same_one(
    fakes: FakeTools, desk: Any
) -> None:
    fakes.stock.notes = ("no footage today",)
    fakes.writer.answers = [BOARD.model_copy(update={"footage_words": {"s1": "field", "s2": "field"}})]
    shots = await choose_visuals(BRIEF, PLAN, SCRIPT, desk=desk())
    first, second = fakes.stock.asked
    assert (first.used, second.used) == (frozenset(), frozenset({"fake 1"}))
    assert first.seed != second.seed
    assert (
        first.seconds
        == estimate_scene(SCRIPT.scene("s1"), BRIEF.format, language="en").length / BRIEF.format.fps
    )
    assert shots.notes[-1] == "s1, s2: no footage today"


async def test_a_shot_that_has_footage_keeps_it(fakes: FakeTools) -> None:
    words = {"s1": "field", "s2": "kitchen"}
    shots, _ = await with_footage(
        BOARD.model_copy(update={"footage_words": {"s1": "field"}}), BRIEF, SCRIPT, fakes.tools
    )
    again = BOARD.model_copy(update={"shots": shots, "footage_words": words})
    after, _ = await with_footage(again, BRIEF, SCRIPT, fakes.tools)
    assert after[0].footage == shots[0].footage
    assert [query.words for query in fakes.stock.asked] == ["field", "kitchen"]
    assert fakes.stock.asked[1].used == frozenset({"fake 1"})


async def test_animations_give_every_shot_its_motion_and_a_draft(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [CHOREOGRAPHY]
    visuals = Shots(shots=BOARD.shots, look=BOARD.look, writer="fake-writer")
    shots = await animate_shots(BRIEF, PLAN, SCRIPT, visuals, desk=desk())
    assert all(shot.motion is not None for shot in shots.shots)
    assert [preview.name for preview in shots.previews] == ["scene.mp4", "scene.mp4"]
