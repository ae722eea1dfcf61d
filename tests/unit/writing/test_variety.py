"""The template writer's own way out of two scenes in a row that look alike."""

from typing import Any

import pytest

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.drawing import TemplateCard
from picturelock.domain.frozen import JsonObject
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.storyboard import Storyboard
from picturelock.pipelines.moa import MoaBrief
from picturelock.ports.films import Ask
from picturelock.writing.pictures.alike import neighbours_alike
from picturelock.writing.template_writer import TemplateWriter

TEXT: JsonObject = {"type": "string", "maxLength": 400}
FACT = "The bottle holds 750 ml and is made of steel."
WARNINGS = ("Do not put it in a microwave.", "Never fill it above the line.")


def card(name: str, *fields: str) -> TemplateCard:
    schema: JsonObject = {
        "type": "object",
        "properties": dict.fromkeys(fields, TEXT) if fields else {},
        "additionalProperties": not fields,
    }
    return TemplateCard(name=name, engine="manim", shows="", use_when="", props_schema=schema, example={})


KNOWN = tuple(card(name) for name in ("title", "key_points", "molecule", "pathway", "end_card", "bar_chart"))
SAFETY = card("safety_information", "title", "text", "source")
QUOTATION = card("quotation", "words", "who", "source")


async def board(document: str, *more: TemplateCard, drug: str = "Xyzabor") -> Storyboard:
    leaflets = (ReferenceDocument(name="leaflet.txt", text=document),) if document else ()
    brief = MoaBrief(drug_name=drug, condition="pain", reference_docs=leaflets)
    writer, first = TemplateWriter(), Rework()
    plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=first))
    asked: dict[str, Any] = {"brief": brief, "rework": first, "plan": plan}
    script = await writer.write(Ask(makes="script", answer=Script, **asked))
    catalogue = (*KNOWN, *more)
    return await writer.write(
        Ask(makes="visuals", answer=Storyboard, **asked, script=script, catalogue=catalogue)
    )


async def test_warnings_after_points_are_shown_as_safety_information_word_for_word() -> None:
    made = await board(f"{FACT} {' '.join(WARNINGS)}", SAFETY)
    (shot,) = (shot for shot in made.shots if shot.template == "safety_information")
    assert shot.props["text"] == " ".join(WARNINGS)
    assert "leaflet.txt" in str(shot.props["source"])


async def test_a_single_sentence_of_a_document_is_shown_as_a_quotation() -> None:
    made = await board(FACT, QUOTATION)
    (shot,) = (shot for shot in made.shots if shot.template == "quotation")
    assert (shot.props["words"], shot.props["who"]) == (FACT, "leaflet.txt")


@pytest.mark.parametrize("document", [FACT, f"{FACT} {' '.join(WARNINGS)}", FACT + " It comes in blue."])
async def test_without_such_templates_the_pictures_stay_as_they_were(document: str) -> None:
    with_them = await board(document)
    assert {shot.template for shot in with_them.shots} <= {known.name for known in KNOWN}


async def test_only_the_words_of_a_document_become_a_quotation() -> None:
    other = "It comes in blue, and in red."
    made = await board(f"{FACT} {other}", QUOTATION, SAFETY)
    (words,) = (shot.props["words"] for shot in made.shots if "words" in shot.props)
    assert words == f"{FACT} […] {other}"


TOLD_IN_WORDS = ("Amiodarone", "Lithium carbonate", "Lactulose", "Suxamethonium", "Qumabart", "Xyzabor")


@pytest.mark.parametrize("drug", TOLD_IN_WORDS)
@pytest.mark.parametrize("document", ["", f"{FACT} It comes in blue. {WARNINGS[0]}"])
async def test_no_two_neighbours_look_alike_where_a_mechanism_is_told_in_words(
    drug: str, document: str
) -> None:
    catalogue = (*KNOWN, SAFETY, QUOTATION, card("process_steps"), card("organ_closeup"))
    made = await board(document, *catalogue[len(KNOWN) :], drug=drug)
    assert neighbours_alike(made.shots, catalogue, made.footage_words) == ()
