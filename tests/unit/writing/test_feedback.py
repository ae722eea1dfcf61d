"""Feedback in ordinary phrases: what is followed, and what is said about the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.domain.brief import Brief
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.storyboard import Choreography, Storyboard
from picturelock.pipelines.moa import MoaBrief
from picturelock.pipelines.product_ad import ProductAdBrief
from picturelock.ports.films import Ask
from picturelock.writing.template.feedback import Wish, parts_of
from picturelock.writing.template_writer import TemplateWriter

BRIEF = MoaBrief(drug_name="Aspirin", condition="pain and inflammation")


@pytest.mark.parametrize(
    ("said", "wishes"),
    [
        ("shorter", ["shorter"]),
        ("Make it a bit shorter and slower please.", ["shorter", "slower"]),
        ("TOO LONG!", ["shorter"]),
        ("it's too short", ["longer"]),
        ("a little more detail, please", ["longer"]),
        ("simpler words", ["simpler"]),
        ("This is too technical", ["simpler"]),
        ("less jargon", ["simpler"]),
        ("Please use plain English", ["simpler"]),
        ("more scientific", ["technical"]),
        ("slow down", ["slower"]),
        ("The narrator is too fast", ["slower"]),
        ("could you speed it up", ["faster"]),
        ("too slow", ["faster"]),
        ("Use a light background", ["light"]),
        ("too dark", ["light"]),
        ("less bright", ["dark"]),
        ("dark mode please; and faster", ["dark", "faster"]),
        ("not so long", ["shorter"]),
        ("shorter, simpler, faster", ["shorter", "simpler", "faster"]),
    ],
)
def test_ordinary_phrases_are_understood_whole(said: str, wishes: list[Wish]) -> None:
    parts = parts_of(said)

    assert [part.wish for part in parts] == wishes
    assert all(part.whole for part in parts)


@pytest.mark.parametrize(
    "said",
    [
        "add a dancing bear",
        "don't make it shorter",
        "use our logo on every scene",
        "neither longer nor shorter",
    ],
)
def test_what_is_not_understood_is_no_wish(said: str) -> None:
    assert [part.wish for part in parts_of(said)] == [None]


@pytest.mark.parametrize("said", ["please", "Thank you!", "", "and then", "…"])
def test_courtesy_is_neither_a_wish_nor_a_complaint(said: str) -> None:
    assert parts_of(said) == ()


@given(st.text(max_size=200))
def test_any_feedback_can_be_read(said: str) -> None:
    assert all(part.text for part in parts_of(said))


async def script_of(*feedback: str, brief: Brief = BRIEF, previous: Script | None = None) -> Script:
    writer = TemplateWriter()
    plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=Rework()))
    rework = Rework(variation=1 + len(feedback), feedback=feedback)
    ask = Ask(makes="script", answer=Script, brief=brief, rework=rework, plan=plan, previous=previous)
    return await writer.write(ask)


def length(script: Script) -> int:
    return sum(len(scene.text) for scene in script.scenes)


async def test_shorter_and_longer_change_how_much_is_said() -> None:
    usual = await script_of()

    assert length(await script_of("shorter")) < length(usual) < length(await script_of("longer"))


async def test_shorter_keeps_what_must_be_said() -> None:
    text = " ".join(scene.text for scene in (await script_of("much shorter")).scenes)

    assert "acetyl group" in text
    assert "serine" in text
    assert "bleeding" in text.casefold()
    assert "product information" in text


async def test_slower_and_faster_change_the_pace() -> None:
    assert (await script_of("slower")).pace < 1 < (await script_of("Faster, please")).pace


async def test_simpler_takes_the_plain_wording() -> None:
    text = " ".join(scene.text for scene in (await script_of("simpler")).scenes)

    assert "arachidonic" not in text
    assert "enzyme" in text


async def test_feedback_adds_up_oldest_first() -> None:
    script = await script_of("slower", "slower", "shorter")

    assert script.pace == 0.8
    assert length(script) < length(await script_of("slower"))
    assert (await script_of("shorter", "longer")) == (await script_of())


async def test_what_was_not_followed_is_quoted() -> None:
    script = await script_of("Shorter, and add a dancing bear.")

    assert length(script) < length(await script_of())
    assert len(script.notes) == 1
    assert "“add a dancing bear”" in script.notes[0]
    assert "follows shorter, longer" in script.notes[0]


async def test_a_wish_about_one_part_is_said_to_have_been_taken_for_all() -> None:
    (note,) = (await script_of("make the intro shorter")).notes

    assert "“make the intro shorter”" in note
    assert "for everything" in note


async def test_what_cannot_get_any_shorter_says_so() -> None:
    (note,) = (await script_of("shorter", "even shorter")).notes

    assert "“even shorter”" in note
    assert "as short as it can be" in note


async def test_light_and_dark_change_the_look_and_keep_the_brands_colours() -> None:
    brief = BRIEF.model_copy(update={"brand_colors": ("#114488",)})
    writer = TemplateWriter()
    plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=Rework()))
    script = await writer.write(Ask(makes="script", answer=Script, brief=brief, rework=Rework(), plan=plan))

    async def look(*feedback: str) -> tuple[str, tuple[str, ...]]:
        rework = Rework(variation=1 + len(feedback), feedback=feedback)
        ask = Ask(makes="visuals", answer=Storyboard, brief=brief, rework=rework, plan=plan, script=script)
        board = await writer.write(ask)
        return board.look.mode, board.look.brand_colors

    assert await look() == ("dark", ("#114488",))
    assert await look("Use a light background") == ("light", ("#114488",))
    assert await look("light", "no, dark again") == ("dark", ("#114488",))


async def test_a_wish_at_the_wrong_stage_says_where_it_belongs() -> None:
    writer = TemplateWriter()
    rework = Rework(variation=2, feedback=("lighter and slower",))
    plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=BRIEF, rework=rework))

    assert [note for note in plan.notes if "“lighter”" in note and "visuals" in note]
    assert [note for note in plan.notes if "“slower”" in note and "script" in note]


async def test_scenes_can_be_fewer_and_more() -> None:
    writer = TemplateWriter()

    async def scenes(*feedback: str) -> int:
        rework = Rework(variation=1 + len(feedback), feedback=feedback)
        plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=BRIEF, rework=rework))
        return len(plan.scenes)

    assert await scenes("shorter") < await scenes() < await scenes("longer")


async def test_pace_is_not_changed_for_a_single_scene() -> None:
    first = await script_of()
    writer = TemplateWriter()
    plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=BRIEF, rework=Rework()))
    rework = Rework(variation=2, feedback=("slower",), scenes=("s2",))
    ask = Ask(makes="script", answer=Script, brief=BRIEF, rework=rework, plan=plan, previous=first)

    script = await writer.write(ask)

    assert script.pace == first.pace
    assert "whole film" in script.notes[0]


async def test_calm_motion_on_request() -> None:
    brief = ProductAdBrief(topic="daily hydration", brand_name="AquaLuma")
    writer = TemplateWriter()
    plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=Rework()))
    rework = Rework(variation=2, feedback=("simpler", "and twice as loud"))
    ask = Ask(makes="animations", answer=Choreography, brief=brief, rework=rework, plan=plan)

    motions = await writer.write(ask)

    assert {moved.motion.entrance for moved in motions.motions} == {"fade"}
    assert "“twice as loud”" in motions.notes[0]
