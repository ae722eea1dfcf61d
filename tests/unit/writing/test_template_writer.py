"""The template writer: deterministic, within its lengths, never saying the same sentence twice."""

import asyncio
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picturelock.domain.brief import Brief
from picturelock.domain.errors import ProviderError
from picturelock.domain.rework import Rework
from picturelock.domain.scene import Scene, ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.storyboard import Choreography, Storyboard
from picturelock.domain.timing import estimate_scene
from picturelock.pipelines.moa import MoaBrief
from picturelock.pipelines.product_ad import ProductAdBrief
from picturelock.ports.films import Ask
from picturelock.writing.knowledge.portrait import portraits
from picturelock.writing.phrases.phrases import phrases_of
from picturelock.writing.template.story import LONGEST_BEAT, WRITER
from picturelock.writing.template_writer import TemplateWriter

PAIN = MoaBrief(drug_name="Aspirin", condition="pain and inflammation")
HEART = MoaBrief(drug_name="aspirin 81 mg", condition="prevention of heart attack")
AD = ProductAdBrief(topic="daily hydration", brand_name="AquaLuma")
FIRST = Rework()

names = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=120).filter(
    lambda text: text.strip() != ""
)
seeds = st.integers(min_value=0, max_value=2**31 - 1)
variations = st.integers(min_value=1, max_value=9)


async def plan_of(brief: Brief, rework: Rework = FIRST, previous: ScenePlan | None = None) -> ScenePlan:
    ask = Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=rework, previous=previous)
    return await TemplateWriter().write(ask)


async def script_of(
    brief: Brief, plan: ScenePlan, rework: Rework = FIRST, previous: Script | None = None
) -> Script:
    ask = Ask(makes="script", answer=Script, brief=brief, rework=rework, plan=plan, previous=previous)
    return await TemplateWriter().write(ask)


async def board_of(
    brief: Brief, plan: ScenePlan, script: Script, rework: Rework = FIRST, previous: Storyboard | None = None
) -> Storyboard:
    ask = Ask(
        makes="visuals",
        answer=Storyboard,
        brief=brief,
        rework=rework,
        plan=plan,
        script=script,
        previous=previous,
    )
    return await TemplateWriter().write(ask)


async def motions_of(
    brief: Brief, plan: ScenePlan, rework: Rework = FIRST, previous: Choreography | None = None
) -> Choreography:
    ask = Ask(
        makes="animations", answer=Choreography, brief=brief, rework=rework, plan=plan, previous=previous
    )
    return await TemplateWriter().write(ask)


def seconds(script: Script, brief: Brief) -> float:
    return (
        sum(
            estimate_scene(scene, brief.format, language=brief.spoken_language).length
            for scene in script.scenes
        )
        / brief.format.fps
    )


def sentences(script: Script) -> list[str]:
    return [beat.text for scene in script.scenes for beat in scene.beats]


def check_sentences(script: Script) -> None:
    said = sentences(script)
    assert len(said) == len({text.casefold() for text in said})
    assert all(len(text) <= LONGEST_BEAT for text in said)
    assert all(beat.sources for scene in script.scenes for beat in scene.beats)


@settings(max_examples=40, deadline=None)
@given(brief=st.sampled_from([PAIN, HEART]), seed=seeds, variation=variations, lay=st.booleans())
def test_an_aspirin_film_has_five_to_seven_scenes_and_40_to_75_seconds(
    brief: MoaBrief, seed: int, variation: int, lay: bool
) -> None:
    audience = "patients" if lay else "healthcare professionals"
    brief = brief.model_copy(update={"seed": seed, "target_audience": audience})
    rework = Rework(variation=variation)

    plan = asyncio.run(plan_of(brief, rework))
    script = asyncio.run(script_of(brief, plan, rework))

    assert 5 <= len(plan.scenes) <= 7
    assert 40 <= seconds(script, brief) <= 75
    check_sentences(script)


@settings(max_examples=30, deadline=None)
@given(seed=seeds, variation=variations)
def test_an_advertisement_has_four_to_six_scenes_and_20_to_45_seconds(seed: int, variation: int) -> None:
    brief = AD.model_copy(update={"seed": seed})
    rework = Rework(variation=variation)

    plan = asyncio.run(plan_of(brief, rework))
    script = asyncio.run(script_of(brief, plan, rework))

    assert 4 <= len(plan.scenes) <= 6
    assert 20 <= seconds(script, brief) <= 45
    check_sentences(script)


@settings(max_examples=60, deadline=None)
@given(name=names, about=names, seed=seeds, video_type=st.sampled_from(["moa", "product_ad"]))
def test_any_brief_gets_a_valid_film(
    name: str, about: str, seed: int, video_type: Literal["moa", "product_ad"]
) -> None:
    brief: Brief = (
        MoaBrief(drug_name=name, condition=about, seed=seed)
        if video_type == "moa"
        else ProductAdBrief(brand_name=name, topic=about, seed=seed)
    )

    async def film() -> Script:
        plan = await plan_of(brief)
        script = await script_of(brief, plan)
        await board_of(brief, plan, script)
        return script

    check_sentences(asyncio.run(film()))


@pytest.mark.parametrize("name", [medicine.name for medicine in portraits()])
@pytest.mark.parametrize("audience", ["healthcare professionals", "patients"])
async def test_every_known_medicine_fills_40_to_75_seconds(name: str, audience: str) -> None:
    brief = MoaBrief(drug_name=name, condition="its use", target_audience=audience)
    plan = await plan_of(brief)
    script = await script_of(brief, plan)

    assert 5 <= len(plan.scenes) <= 7
    assert 40 <= seconds(script, brief) <= 75
    check_sentences(script)


async def test_the_same_ask_is_answered_with_the_same_words() -> None:
    plan = await plan_of(PAIN)

    assert await plan_of(PAIN) == plan
    assert await script_of(PAIN, plan) == await script_of(PAIN, plan)


async def test_another_variation_says_every_scene_otherwise() -> None:
    plan = await plan_of(PAIN)
    first = await script_of(PAIN, plan)
    second = await script_of(PAIN, plan, Rework(variation=2))

    for one, other in zip(first.scenes, second.scenes, strict=True):
        assert one.text != other.text
        assert [beat.sources for beat in one.beats] == [beat.sources for beat in other.beats]


async def test_feedback_keeps_the_words_that_nobody_complained_about() -> None:
    plan = await plan_of(PAIN)
    first = await script_of(PAIN, plan)
    shorter = await script_of(PAIN, plan, Rework(variation=2, feedback=("shorter",)))

    assert set(sentences(shorter)) <= set(sentences(first))


async def test_only_the_asked_scenes_change() -> None:
    plan = await plan_of(PAIN)
    script = await script_of(PAIN, plan)
    board = await board_of(PAIN, plan, script)
    rework = Rework(variation=2, scenes=("s3",))

    new_plan = await plan_of(PAIN, rework, plan)
    new_script = await script_of(PAIN, plan, rework, script)
    new_board = await board_of(PAIN, plan, script, rework, board)

    assert [scene.id for scene in plan.scenes if scene not in new_plan.scenes] == ["s3"]
    assert [scene.scene_id for scene in script.scenes if scene not in new_script.scenes] == ["s3"]
    assert [shot.scene_id for shot in board.shots if shot not in new_board.shots] == ["s3"]
    assert (new_script.pace, new_board.look) == (script.pace, board.look)


async def test_only_the_asked_scene_moves_otherwise() -> None:
    plan = await plan_of(AD)
    motions = await motions_of(AD, plan)

    anew = await motions_of(AD, plan, Rework(variation=2, scenes=("s2",)), motions)

    changed = [old.scene_id for old, new in zip(motions.motions, anew.motions, strict=True) if old != new]
    assert changed == ["s2"]


@settings(max_examples=20, deadline=None)
@given(seed=seeds, variation=variations)
def test_no_two_scenes_in_a_row_come_in_alike(seed: int, variation: int) -> None:
    brief = AD.model_copy(update={"seed": seed})

    async def motions() -> Choreography:
        return await motions_of(brief, await plan_of(brief), Rework(variation=variation))

    entrances = [moved.motion.entrance for moved in asyncio.run(motions()).motions]

    assert all(one != next_one for one, next_one in pairwise(entrances))


async def test_scenes_meet_in_several_ways_and_the_film_comes_from_the_ground_and_goes_back_to_it() -> None:
    motions = [moved.motion for moved in (await motions_of(AD, await plan_of(AD))).motions]
    assert motions[0].transition == motions[-1].transition == motions[-1].leaving == "fade"
    assert {"match", "push"} <= {motion.transition for motion in motions}
    assert [motion.leaving for motion in motions[:-1]] == [motion.transition for motion in motions[1:]]


@pytest.mark.parametrize("brief", [PAIN, AD], ids=["moa", "product_ad"])
async def test_films_carry_the_mark_of_the_template_writer(brief: Brief) -> None:
    plan = await plan_of(brief)
    script = await script_of(brief, plan)
    board = await board_of(brief, plan, script)
    motions = await motions_of(brief, plan)

    assert {plan.writer, script.writer, board.writer, motions.writer} == {WRITER}
    assert board.shots[-1].template == "end_card"
    assert board.shots[-1].props["mark"] == phrases_of("en-US").ways("mark")[0]


async def test_a_scene_that_a_person_added_speaks_the_persons_words() -> None:
    plan = await plan_of(PAIN)
    own = Scene(id="s8", title="Our pledge", purpose="We answer every letter.", role="pledge")
    edited = plan.model_copy(update={"scenes": (*plan.scenes, own)})

    script = await script_of(PAIN, edited)
    board = await board_of(PAIN, edited, script)

    assert script.scene("s8").text == "We answer every letter."
    assert board.shots[-1].props["title"] == "Our pledge"


async def test_a_picture_follows_a_script_that_a_person_rewrote() -> None:
    plan = await plan_of(PAIN)
    script = await script_of(PAIN, plan)
    mechanism = next(scene.id for scene in plan.scenes if scene.role == "mechanism")
    rewritten = script.model_copy(
        update={
            "scenes": tuple(
                scene.model_copy(
                    update={
                        "beats": tuple(
                            beat.model_copy(update={"text": f"In my words, number {number}."})
                            for number, beat in enumerate(scene.beats)
                        )
                    }
                )
                if scene.scene_id == mechanism
                else scene
                for scene in script.scenes
            )
        }
    )

    board = await board_of(PAIN, plan, rewritten)

    shot = next(shot for shot in board.shots if shot.scene_id == mechanism)
    beats = [shot.props[name] for name in ("drug_beat", "transfer_beat", "blocked_beat")]
    assert beats == sorted(beats, key=str)
    assert all(isinstance(beat, int) and beat < len(rewritten.scene(mechanism).beats) for beat in beats)


async def test_points_that_are_not_said_are_not_shown() -> None:
    brief = MoaBrief(drug_name="Metformin", condition="type 2 diabetes")
    plan = await plan_of(brief)
    effect = next(scene.id for scene in plan.scenes if scene.role == "effect")
    long = await script_of(brief, plan)
    short = await script_of(brief, plan, Rework(variation=2, feedback=("shorter",)))

    def points(board: Storyboard) -> object:
        return next(shot.props["points"] for shot in board.shots if shot.scene_id == effect)

    assert "gut" in str(points(await board_of(brief, plan, long)))
    assert "gut" not in str(points(await board_of(brief, plan, short)))


async def test_a_film_in_another_language_is_titled_in_it() -> None:
    plan = await plan_of(PAIN.model_copy(update={"drug_name": "Lisinopril", "language": "de-DE"}))

    assert "Lisinopril" in plan.title
    assert plan.scenes[0].title in ("Die Frage", "Worum es geht")


async def test_an_unknown_video_type_is_refused_by_name() -> None:
    with pytest.raises(ProviderError, match="not 'opera'"):
        await plan_of(PAIN.model_copy(update={"video_type": "opera"}))


async def test_a_script_without_a_plan_is_refused() -> None:
    ask = Ask(makes="script", answer=Script, brief=PAIN, rework=FIRST)

    with pytest.raises(ProviderError, match="no accepted scene plan"):
        await TemplateWriter().write(ask)
