from typing import Any

import pytest

from fakes.story import BRIEF, PLAN, SCRIPT
from fakes.tools import FakeTools
from picturelock.domain.errors import ProviderError
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.stages.scenes import plan_scenes
from picturelock.stages.script import write_script

OUT_OF_ORDER = ScenePlan(title=PLAN.title, scenes=PLAN.scenes[::-1], writer=PLAN.writer)


async def test_the_same_ask_is_answered_once(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [PLAN]
    assert await plan_scenes(BRIEF, desk=desk()) == PLAN
    assert await plan_scenes(BRIEF, desk=desk()) == PLAN
    assert len(fakes.writer.asked) == 1


async def test_asking_again_or_with_feedback_is_another_ask(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [PLAN]
    await plan_scenes(BRIEF, desk=desk())
    await plan_scenes(BRIEF, desk=desk(rework=Rework(variation=2)))
    await plan_scenes(BRIEF, desk=desk(rework=Rework(variation=2, feedback=("shorter",))))
    assert [ask.rework.feedback for ask in fakes.writer.asked] == [(), (), ("shorter",)]


async def test_an_answer_that_does_not_fit_is_sent_back_once_with_the_reason(
    fakes: FakeTools, desk: Any
) -> None:
    fakes.writer.answers = [OUT_OF_ORDER, PLAN]
    assert await plan_scenes(BRIEF, desk=desk()) == PLAN
    assert "numbered s1, s2" in str(fakes.writer.asked[1].problem)


async def test_a_writer_that_fails_twice_is_an_error_and_nothing_is_kept(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [OUT_OF_ORDER]
    with pytest.raises(ProviderError, match="numbered s1, s2"):
        await plan_scenes(BRIEF, desk=desk())
    fakes.writer.answers = [PLAN]
    assert await plan_scenes(BRIEF, desk=desk()) == PLAN


async def test_a_script_tells_every_scene_of_the_plan(fakes: FakeTools, desk: Any) -> None:
    short = SCRIPT.model_copy(update={"scenes": SCRIPT.scenes[:1]})
    fakes.writer.answers = [short, SCRIPT]
    assert await write_script(BRIEF, PLAN, desk=desk()) == SCRIPT
    assert "the plan has the scenes s1, s2" in str(fakes.writer.asked[1].problem)


async def test_other_sound_is_no_other_ask(fakes: FakeTools, desk: Any) -> None:
    fakes.writer.answers = [PLAN]
    await plan_scenes(BRIEF, desk=desk())
    other = {"mood": "playful", "platform": "social", "transition_sounds": True}
    assert await plan_scenes(BRIEF.model_copy(update=other), desk=desk()) == PLAN
    assert len(fakes.writer.asked) == 1
