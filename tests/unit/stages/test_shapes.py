from typing import Any

import pytest

from fakes.story import BOARD, BRIEF, PLAN, SCRIPT
from fakes.tools import FakeTools
from picturelock.domain.brief import Brief
from picturelock.domain.cut import Film, MissingShape
from picturelock.domain.errors import ShapeFailedError
from picturelock.domain.frames import FORMATS, SHAPES, Shape
from picturelock.domain.shot import Shots
from picturelock.ports.progress import Progress
from picturelock.stages.fitting import objections
from picturelock.stages.scenes import plan_scenes
from picturelock.stages.shapes import render_shapes
from picturelock.stages.tts import record_voice

SHOTS = Shots(shots=BOARD.shots, look=BOARD.look, writer="fake-writer")


def asked(*shapes: Shape) -> Brief:
    return BRIEF.model_copy(update={"shapes": shapes})


def keys(film: Film) -> list[str]:
    """The recordings in a film."""
    return [clip.media.key for clip in film.cut.voice.clips]


async def film_of(brief: Brief, desk: Any) -> Film:
    voice = await record_voice(brief, SCRIPT, desk=desk())
    return await render_shapes(brief, PLAN, SCRIPT, SHOTS, voice, desk=desk())


async def test_a_film_is_cut_once_for_each_shape_from_the_same_recordings(
    fakes: FakeTools, desk: Any
) -> None:
    film = await film_of(asked(*SHAPES), desk)

    assert [one.shape for one in film.every_shape] == list(SHAPES)
    assert [one.cut.frame for one in film.every_shape] == [FORMATS[shape][BRIEF.quality] for shape in SHAPES]
    assert len({one.video.key for one in film.every_shape}) == len(SHAPES)
    assert all(keys(one) == keys(film) for one in film.others)
    assert len(fakes.voice.spoken) == 3
    lines = [max(len(line) for cue in one.cut.captions for line in cue.lines) for one in film.every_shape]
    assert lines[0] <= 42 and lines[1] <= 24 and lines[2] <= 34


async def test_another_shape_draws_nothing_of_the_first_again(fakes: FakeTools, desk: Any) -> None:
    await film_of(asked("16:9"), desk)
    fakes.renderer.drawn.clear()

    film = await film_of(asked("16:9", "1:1"), desk)

    assert sorted(fakes.renderer.drawn) == ["s1", "s2"]
    assert [one.shape for one in film.every_shape] == ["16:9", "1:1"]


async def test_the_first_shape_is_the_film_itself(desk: Any) -> None:
    film = await film_of(asked("9:16", "16:9"), desk)

    assert (film.shape, [one.shape for one in film.others]) == ("9:16", ["16:9"])


async def test_a_scene_that_one_shape_cannot_hold_is_told_and_the_other_shapes_stay(
    fakes: FakeTools, desk: Any
) -> None:
    fakes.renderer.failing, fakes.renderer.failing_shapes = {"s2": "the brush broke"}, ("9:16",)

    film = await film_of(asked(*SHAPES), desk)

    assert [one.shape for one in film.every_shape] == ["16:9", "1:1"]
    reason = "scene 's2' could not be made: the brush broke"
    assert film.missing == (MissingShape(shape="9:16", scenes=("s2",), reason=reason),)
    assert f"There is no film in 9:16: {reason}" in film.notes


async def test_what_failed_in_the_films_own_shape_is_the_only_thing_drawn_the_next_time(
    fakes: FakeTools, desk: Any
) -> None:
    fakes.renderer.failing, fakes.renderer.failing_shapes = {"s2": "the brush broke"}, ("16:9",)
    with pytest.raises(ShapeFailedError, match=r"in 16:9: scene 's2' could not be made") as caught:
        await film_of(asked(*SHAPES), desk)
    assert [one.scene_id for one in caught.value.failures] == ["s2"]
    fakes.renderer.failing = {}
    fakes.renderer.drawn.clear()

    film = await film_of(asked(*SHAPES), desk)

    assert fakes.renderer.drawn == ["s2"]
    assert [one.shape for one in film.every_shape] == list(SHAPES)


async def test_progress_runs_once_through_all_shapes(desk: Any, told: list[Progress]) -> None:
    voice = await record_voice(BRIEF, SCRIPT, desk=desk())
    told.clear()

    await render_shapes(asked("16:9", "1:1"), PLAN, SCRIPT, SHOTS, voice, desk=desk())

    shares = [one.done for one in told]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert {one.message.partition(":")[0] for one in told} == {"16", "1"}


async def test_every_shape_has_a_cover_with_the_films_title(fakes: FakeTools, desk: Any) -> None:
    film = await film_of(asked(*SHAPES), desk)

    assert [(cover.title, cover.width, cover.height) for cover in fakes.covers.titles] == [
        (PLAN.title, 1280, 720),
        (PLAN.title, 1080, 1920),
        (PLAN.title, 1080, 1080),
    ]
    assert len({one.thumbnail.key for one in film.every_shape if one.thumbnail}) == len(SHAPES)


async def test_a_shot_is_checked_in_every_shape_before_it_is_rendered(fakes: FakeTools) -> None:
    fakes.renderer.objections = [(), ("title: is too long",), ()]

    found = await objections(fakes.renderer, BOARD.shots[0], "", asked(*SHAPES))

    assert fakes.renderer.checked == list(SHAPES)
    assert found == ("in 9:16: title: is too long",)


async def test_what_holds_in_every_shape_is_said_once_and_of_none(fakes: FakeTools) -> None:
    fakes.renderer.objections = [("no font has 象",)] * 2

    assert await objections(fakes.renderer, BOARD.shots[0], "", asked("16:9", "1:1")) == ("no font has 象",)


async def test_the_writer_is_not_asked_again_for_other_shapes(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [PLAN]
    await plan_scenes(asked("16:9"), desk=desk())
    await plan_scenes(asked("1:1", "9:16"), desk=desk())
    assert len(fakes.writer.asked) == 1
