"""The picture that the offline writer gives each quotation of a Remotion film."""

from itertools import pairwise
from typing import Any

import pytest

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots
from picturelock.domain.storyboard import Choreography, Storyboard
from picturelock.pipelines.compliance_video import ComplianceBrief
from picturelock.ports.films import Ask
from picturelock.writing.template.quotes import Quote, sentences
from picturelock.writing.template.told_pictures import Manner, Told, ending, told, warned
from picturelock.writing.template_writer import TemplateWriter

SOURCED = Manner(heading="What the documents say", doing="How it is used")


def quoted(text: str) -> tuple[Quote, ...]:
    return sentences(ReferenceDocument(name="leaflet.txt", text=text))


def templates(pictures: list[Told]) -> list[str]:
    return [one.template for one in pictures]


LEAFLET = (
    "Lumera is a cream for adults with eczema. It calms itching and redness. "
    "Apply a thin layer to the skin twice a day. Wash your hands afterwards. "
    "In a study of 318 adults, the skin was clear in 47% of those who used Lumera and in 22% of those who "
    "used the cream without its active substance. The tube holds 30 g."
)


def test_each_form_gets_its_picture_and_all_words_stay_in_their_order() -> None:
    group = quoted(LEAFLET)
    made = told(group, SOURCED)
    assert templates(made) == ["quotation", "icon_grid", "steps", "chart", "big_number"]
    spoken = " ".join(line.say[0] for one in made for line in one.lines)
    assert spoken == " ".join(quote.text for quote in group)
    assert all("leaflet.txt" in str(one.props["source"]) for one in made)


def test_two_figures_in_a_row_are_not_both_shown_large() -> None:
    made = told(quoted("The lid holds for ten years. The steel is 90% recycled. It weighs 280 g."), SOURCED)
    assert all(one != other for one, other in pairwise(templates(made)))


@pytest.mark.parametrize("count", range(2, 9))
def test_warnings_are_pages_with_every_one_of_them_whole(count: int) -> None:
    warnings = tuple(f"Never use part {number} alone." for number in range(count))
    made = warned(quoted(" ".join(warnings)), SOURCED)
    shown = [text for one in made for text in _shown(one)]
    assert tuple(shown) == warnings
    assert made[0].template == "disclaimer"


def test_how_often_a_side_effect_happens_stands_large_with_its_limit_and_its_sentence() -> None:
    text = "The most common side effect is a burning feeling, which may affect up to 1 in 10 people."
    (made,) = warned(quoted(text), SOURCED)
    assert made.template == "big_number"
    assert (made.props["title"], made.props["value"]) == ("may affect up to", "1 in 10")
    assert made.props["context"] == text


def test_a_sentence_about_a_warning_stays_with_it() -> None:
    _, after = quoted("The most common side effect is burning. It usually passes within a week.")
    assert after.warning


@pytest.mark.parametrize(
    ("text", "stressed"),
    [
        ("It is for adults with mild to moderate atopic eczema.", "atopic eczema"),
        ("It is a cup of stainless steel with two walls.", "with two walls"),
        ("Short.", "Short"),
    ],
)
def test_the_stressed_words_are_not_torn_from_what_belongs_to_them(text: str, stressed: str) -> None:
    assert ending(text) == stressed


def _shown(one: Told) -> list[str]:
    paragraphs = one.props.get("paragraphs")
    if isinstance(paragraphs, list):
        return [str(text) for text in paragraphs]
    return [str(one.props.get("quote") or one.props.get("text"))]


async def test_a_page_of_risks_stays_calm_and_nothing_on_it_is_stressed() -> None:
    leaflet = ReferenceDocument(
        name="leaflet.txt", text=LEAFLET + " Do not use it on open wounds. Never share it with other people."
    )
    brief = ComplianceBrief(prompt="How it is used", brand_name="Lumera", reference_docs=(leaflet,))
    writer, first = TemplateWriter(), Rework()
    plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=first))
    script = await writer.write(Ask(makes="script", answer=Script, brief=brief, rework=first, plan=plan))
    asked: dict[str, Any] = {"brief": brief, "rework": first, "plan": plan, "script": script}
    board = await writer.write(Ask(makes="visuals", answer=Storyboard, **asked))
    shots = Shots(shots=board.shots, look=board.look, writer="template")
    made = await writer.write(Ask(makes="animations", answer=Choreography, **asked, shots=shots))

    (page,) = (shot.scene_id for shot in board.shots if shot.template == "disclaimer")
    (motion,) = (moved.motion for moved in made.motions if moved.scene_id == page)
    assert (motion.emphasis, motion.transition) == ("none", "fade")
