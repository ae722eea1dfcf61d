"""The model writer: answers are checked, asked for once more with the reasons, and never executed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.drawing import TemplateCard
from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.domain.rework import Rework
from picturelock.domain.scene import Scene, ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.storyboard import Choreography, Storyboard
from picturelock.pipelines.moa import MoaBrief
from picturelock.ports.films import Ask
from picturelock.ports.models import Reply
from picturelock.writing.model_writer import DOCUMENT_CHARACTERS, ModelWriter

LEAFLET = ReferenceDocument(name="leaflet.txt", text="Aspirin can\ncause bleeding. Keep it dry.")
BRIEF = MoaBrief(drug_name="Aspirin", condition="pain", reference_docs=(LEAFLET,), brand_colors=("#114488",))
PLAN = ScenePlan(
    title="How aspirin works",
    scenes=(
        Scene(id="s1", title="The question", purpose="The subject.", role="opening"),
        Scene(id="s2", title="The close", purpose="Whom to ask.", role="closing"),
    ),
    writer="someone",
)
CARD = TemplateCard(
    name="title",
    engine="manim",
    shows="a name",
    use_when="the film begins",
    props_schema={
        "type": "object",
        "properties": {"title": {"type": "string", "maxLength": 20}},
        "required": ["title"],
        "additionalProperties": False,
    },
    example={"title": "Aspirin"},
)


class FakeModel:
    """Answers with the given replies in turn; the last one stays."""

    name = "fake:model"

    def __init__(self, *replies: Reply | str | Callable[[int], Reply]) -> None:
        self._replies = list(replies)
        self.asked: list[tuple[str, str, JsonObject, int]] = []

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        self.asked.append((system, user, answer, max_tokens))
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if isinstance(reply, str):
            return Reply(text=reply, finish="stop")
        return reply if isinstance(reply, Reply) else reply(max_tokens)


def beat(text: str, source: str = "knowledge", name: str = "a textbook", quote: str = "") -> JsonObject:
    return {"text": text, "source": source, "name": name, "quote": quote}


def plan_answer(*roles: str) -> str:
    scenes = [{"title": f"About {role}", "purpose": f"Knows {role}.", "role": role} for role in roles]
    return json.dumps({"title": "Aspirin", "scenes": scenes, "notes": ["No bears."]})


def script_answer(first: JsonObject | None = None, second: str = "Ask your doctor.", pace: float = 1) -> str:
    scenes = [
        {"scene": "s1", "beats": [first or beat("What does aspirin do?", "craft", "", "")]},
        {"scene": "s2", "beats": [beat(second, "craft", "", "")]},
    ]
    return json.dumps({"scenes": scenes, "pace": pace, "notes": []})


def shots_answer(title: str = "Aspirin", template: str = "title", mode: str = "dark", **more: Any) -> str:
    shots = [
        {"scene": scene, "template": template, "props": {"title": title, **more}, "footage_words": words}
        for scene, words in (("s1", "a glass of water"), ("s2", " "))
    ]
    return json.dumps({"shots": shots, "mode": mode, "notes": []})


def plan_ask(rework: Rework | None = None, previous: ScenePlan | None = None) -> Ask[ScenePlan]:
    return Ask(makes="scenes", answer=ScenePlan, brief=BRIEF, rework=rework or Rework(), previous=previous)


def script_ask(rework: Rework | None = None, previous: Script | None = None) -> Ask[Script]:
    return Ask(
        makes="script",
        answer=Script,
        brief=BRIEF,
        rework=rework or Rework(),
        plan=PLAN,
        previous=previous,
    )


async def visuals_ask(rework: Rework | None = None, previous: Storyboard | None = None) -> Ask[Storyboard]:
    script = await ModelWriter(FakeModel(script_answer())).write(script_ask())
    return Ask(
        makes="visuals",
        answer=Storyboard,
        brief=BRIEF,
        rework=rework or Rework(),
        plan=PLAN,
        script=script,
        catalogue=(CARD,),
        previous=previous,
    )


async def test_a_plan_gets_its_ids_and_its_writer_from_us() -> None:
    plan = await ModelWriter(FakeModel(plan_answer("opening", "closing"))).write(plan_ask())

    assert [scene.id for scene in plan.scenes] == ["s1", "s2"]
    assert (plan.writer, plan.notes) == ("fake:model", ("No bears.",))


async def test_an_answer_may_have_prose_and_a_fence_around_it() -> None:
    text = f"Here {{it}} is:\n```json\n{plan_answer('opening', 'closing')}\n```\nEnjoy!"

    plan = await ModelWriter(FakeModel(text)).write(plan_ask())

    assert len(plan.scenes) == 2


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("I would rather not say.", "no complete JSON object"),
        (plan_answer("opening", "closing")[:-3], "Field required"),
        (plan_answer("opening"), "at least 2 items"),
        (plan_answer("opening", "opening"), "'opening' is given to more than one scene"),
        (json.dumps({"title": "x" * 81, "scenes": [], "notes": []}), "at most 80 characters"),
    ],
)
async def test_a_bad_answer_is_asked_for_once_more_with_the_reason(bad: str, reason: str) -> None:
    model = FakeModel(bad, plan_answer("opening", "closing"))

    plan = await ModelWriter(model).write(plan_ask())

    assert len(plan.scenes) == 2
    (_, first, _, _), (_, second, _, _) = model.asked
    assert "<problem>" not in first
    assert reason in second[second.index("<problem>") :]


async def test_two_bad_answers_are_an_error_that_says_why() -> None:
    model = FakeModel("no", "still no")

    with pytest.raises(ProviderError, match=r"2 times in a row: .*no complete JSON object") as failed:
        await ModelWriter(model).write(plan_ask())

    assert failed.value.retryable
    assert len(model.asked) == 2


async def test_a_cut_answer_is_asked_for_again_with_twice_the_room() -> None:
    def reply(tokens: int) -> Reply:
        whole = plan_answer("opening", "closing")
        return (
            Reply(text=whole, finish="stop") if tokens >= 16_000 else Reply(text=whole[:20], finish="length")
        )

    model = FakeModel(reply)

    await ModelWriter(model).write(plan_ask())

    assert [tokens for *_, tokens in model.asked] == [4_000, 8_000, 16_000]


async def test_an_answer_without_end_is_an_error_and_never_half_used() -> None:
    model = FakeModel(Reply(text=plan_answer("a", "b"), finish="length", reasoning_tokens=31_000))

    with pytest.raises(ProviderError, match="within 32000 tokens, 31000 of them for thinking"):
        await ModelWriter(model).write(plan_ask())

    assert [tokens for *_, tokens in model.asked] == [4_000, 8_000, 16_000, 32_000]


async def test_a_refusal_is_final() -> None:
    model = FakeModel(Reply(text="I can't help with that.", finish="refused"))

    with pytest.raises(ProviderError, match="refused to write this: I can't help") as failed:
        await ModelWriter(model).write(plan_ask())

    assert not failed.value.retryable
    assert len(model.asked) == 1


async def test_a_script_names_what_each_sentence_rests_on() -> None:
    quoted = beat("It can cause bleeding.", "document", "the leaflet", "Aspirin can cause bleeding.")

    script = await ModelWriter(FakeModel(script_answer(quoted))).write(script_ask())

    (source,) = script.scene("s1").beats[0].sources
    assert (source.kind, source.name) == ("document", "leaflet.txt")
    assert script.scene("s2").beats[0].sources[0].kind == "craft"


async def test_an_invented_quotation_is_not_passed_off_as_the_documents() -> None:
    quoted = beat("It cures everything.", "document", "leaflet.txt", "Aspirin cures everything.")

    script = await ModelWriter(FakeModel(script_answer(quoted))).write(script_ask())

    (source,) = script.scene("s1").beats[0].sources
    assert source.kind == "model"
    assert "in no reference document" in source.name


async def test_a_models_general_knowledge_is_marked_as_the_models() -> None:
    script = await ModelWriter(FakeModel(script_answer(beat("COX makes prostaglandins.")))).write(
        script_ask()
    )

    assert script.scene("s1").beats[0].sources[0].kind == "model"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (script_answer(beat("Ask your doctor.", "craft")), "said more than once"),
        (script_answer(beat("x" * 201)), "at most 200 characters"),
        (script_answer().replace('"s1"', '"s9"'), "the scenes must be s1, s2"),
        (script_answer(pace=9), "less than or equal to 1.6"),
    ],
)
async def test_a_script_that_does_not_fit_is_sent_back(bad: str, reason: str) -> None:
    model = FakeModel(bad, script_answer())

    await ModelWriter(model).write(script_ask())

    assert reason in model.asked[1][1]


async def test_only_the_asked_scenes_are_taken_from_a_new_answer() -> None:
    first = await ModelWriter(FakeModel(script_answer())).write(script_ask())
    anew = script_answer(beat("Something else altogether."), "Ask your pharmacist.", pace=1.3)
    rework = Rework(variation=2, scenes=("s2",))

    script = await ModelWriter(FakeModel(anew)).write(script_ask(rework, first))

    assert script.scene("s1") == first.scene("s1")
    assert script.scene("s2").text == "Ask your pharmacist."
    assert script.pace == first.pace


async def test_only_the_asked_scenes_of_a_plan_change() -> None:
    rework = Rework(variation=2, scenes=("s1",))

    plan = await ModelWriter(FakeModel(plan_answer("hook", "end"))).write(plan_ask(rework, PLAN))

    assert [scene.title for scene in plan.scenes] == ["About hook", "The close"]
    assert plan.title == PLAN.title


async def test_props_and_templates_that_do_not_fit_are_left_to_those_who_draw_to_judge() -> None:
    model = FakeModel(shots_answer("A title that is much too long", template="python_code", mode="light"))

    board = await ModelWriter(model).write(await visuals_ask())

    assert len(model.asked) == 1
    assert [(shot.engine, shot.template) for shot in board.shots] == [("manim", "python_code")] * 2
    assert (board.look.mode, board.look.brand_colors) == ("light", ("#114488",))
    assert board.footage_words == {"s1": "a glass of water"}


async def test_the_catalogue_is_in_the_stable_part_of_the_prompt() -> None:
    model = FakeModel(shots_answer())

    await ModelWriter(model).write(await visuals_ask())

    system, user, _, _ = model.asked[0]
    assert "title*: text of up to 20 characters" in system
    assert "up to 20 characters" not in user


async def test_only_the_asked_shots_change() -> None:
    first = await ModelWriter(FakeModel(shots_answer())).write(await visuals_ask())
    ask = await visuals_ask(Rework(variation=2, scenes=("s2",)), first)

    board = await ModelWriter(FakeModel(shots_answer("Ask", mode="light"))).write(ask)

    assert [shot.props["title"] for shot in board.shots] == ["Aspirin", "Ask"]
    assert board.look == first.look
    assert board.footage_words == first.footage_words


async def test_motions_are_made_for_every_scene() -> None:
    motions = [
        {"scene": scene, "entrance": "slide", "emphasis": "none", "transition": "cut"}
        for scene in ("s1", "s2")
    ]
    text = json.dumps({"motions": motions, "notes": []})
    ask = Ask(makes="animations", answer=Choreography, brief=BRIEF, rework=Rework(), plan=PLAN)

    made = await ModelWriter(FakeModel(text)).write(ask)

    assert [moved.motion.transition for moved in made.motions] == ["cut", "cut"]


async def test_feedback_reaches_the_model_word_for_word() -> None:
    model = FakeModel(script_answer())

    await ModelWriter(model).write(script_ask(Rework(variation=2, feedback=("warmer, like a letter",))))

    assert "<feedback>\nwarmer, like a letter\n</feedback>" in model.asked[0][1]


async def test_a_document_that_is_too_long_is_given_in_part_and_that_is_said() -> None:
    long = ReferenceDocument(name="novel.txt", text="word " * (DOCUMENT_CHARACTERS // 4))
    brief = BRIEF.model_copy(update={"reference_docs": (long,)})
    model = FakeModel(plan_answer("opening", "closing"))
    ask = Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=Rework())

    plan = await ModelWriter(model).write(ask)

    assert len(model.asked[0][1]) < DOCUMENT_CHARACTERS + 2_000
    assert any("“novel.txt” only the first 200,000 characters" in note for note in plan.notes)


async def test_the_version_changes_with_the_prompts_and_the_name_does_not() -> None:
    writer = ModelWriter(FakeModel(""))

    assert writer.name == "fake:model"
    assert writer.version.startswith("fake:model · prompts ")
