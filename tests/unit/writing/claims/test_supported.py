"""A whole script against its documents: each sentence gets the source that was found, or a reason."""

import pytest

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.script import Beat, SceneScript, Script
from picturelock.pipelines.compliance_video import ComplianceBrief
from picturelock.writing.claims.claims import Claims
from picturelock.writing.claims.supported import hold_against_documents, texts_without_source

LEAFLET = ReferenceDocument(
    name="leaflet.pdf",
    text="Zyntara relieves sneezing in adults. Take one 10 mg tablet once a day.\f"
    "Do not take Zyntara if you have severe kidney disease, and do not drive until you know how it "
    "affects you, because it may make some people sleepy, most of all in the first week.\f",
)
BRIEF = ComplianceBrief(prompt="what it is for", brand_name="Zyntara", reference_docs=(LEAFLET,))


def script(*said: str) -> Script:
    beats = tuple(Beat(id=f"s1b{number}", text=text) for number, text in enumerate(said, 1))
    return Script(scenes=(SceneScript(scene_id="s1", beats=beats),), writer="somebody")


def test_every_sentence_gets_the_source_that_was_found() -> None:
    held, unsupported = hold_against_documents(
        script(
            "This film is about Zyntara.",
            "Zyntara relieves sneezing in adults.",
            "Do not take Zyntara if you have severe kidney disease, and do not drive until you know how it",
            "affects you, because it may make some people sleepy, most of all in the first week.",
        ),
        BRIEF,
    )
    assert unsupported == ()
    sources = [beat.sources[0] for beat in held.scenes[0].beats]
    assert [(source.kind, source.name, source.page) for source in sources] == [
        ("craft", "the film about itself", None),
        ("document", "leaflet.pdf", 1),
        ("document", "leaflet.pdf", 2),
        ("document", "leaflet.pdf", 2),
    ]
    assert sources[2].quote.startswith("Do not take Zyntara")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Zyntara is the best choice for you.", "no sentence of the reference documents says it"),
        ("Take one 20 mg tablet once a day.", "does not have the number 20 mg"),
        ("Zyntara relieves sneezing.", "leaves out “adults”"),
        ("Take Zyntara if you have severe kidney disease.", "leaves out"),
        # The second half alone would lose its “do not”.
        ("drive until you know how it affects you", "leaves out"),
        ("This film is about Zyntara, which cures hay fever.", "no sentence"),
    ],
)
def test_a_sentence_without_source_is_named_with_the_reason(said: str, reason: str) -> None:
    _, unsupported = hold_against_documents(script("Zyntara relieves sneezing in adults.", said), BRIEF)
    (found,) = unsupported
    assert (found.where, found.text) == ("s1b2", said)
    assert reason in found.reason


def test_without_documents_no_statement_has_a_source() -> None:
    brief = BRIEF.model_copy(update={"reference_docs": ()})
    _, unsupported = hold_against_documents(
        script("There are no reference documents.", "Zyntara relieves sneezing."), brief
    )
    assert [sentence.text for sentence in unsupported] == ["Zyntara relieves sneezing."]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Relieves sneezing", True),
        ("Zyntara", True),
        ("What the documents say", True),
        ("Source: leaflet.pdf, pages 1 and 2", True),
        ("Take one 10 mg tablet once a day.", True),
        ("Safe and proven", False),
        ("Works in 24 hours", False),
    ],
)
def test_a_picture_shows_no_words_that_nobody_said(text: str, shown: bool) -> None:
    scene = script("Zyntara relieves sneezing in adults.").scenes[0]
    found = texts_without_source({"points": [{"text": text}]}, scene, BRIEF, Claims(BRIEF.reference_docs))
    assert (found == ()) is shown
