"""What may be said: a quotation or a close paraphrase; anything added, softened or turned is refused."""

import pytest

from picturelock.domain.brief import ReferenceDocument
from picturelock.writing.claims.claims import Claims, Doubt, Support

LABEL = ReferenceDocument(
    name="label.pdf",
    text="""In the ALPHA trial (n=4,304), Zyntara 10 mg once daily reduced the risk of the composite
primary endpoint by 39% compared with placebo (HR 0.61; 95% CI 0.51-0.72; p<0.001).
The most common adverse reactions (incidence ≥2%) were female genital mycotic infections
(8.4% vs 1.5% placebo) and nasopharyngitis (6.6%).
Zyntara is indicated to reduce the risk of sustained eGFR decline in adults with chronic kidney
disease at risk of progression.
At week 24, mean HbA1c change from baseline was −0.9% with Zyntara 10 mg and −0.2% with placebo (p=0.0002).\f
Zyntara is contraindicated in patients with a history of serious hypersensitivity reaction to
zyntarazin and in patients on dialysis.
Hypotension occurred in 12 of 1,493 patients (0.8%) treated with Zyntara.
Do not take Zyntara if you are pregnant.
Taking Zyntara with food may delay its effect.\f""",
)
CLAIMS = Claims((LABEL,))


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ("Do not take Zyntara if you are pregnant.", "page 2"),
        ("do not take   Zyntara if you are pregnant", "page 2"),
        ("Hypotension occurred in 12 of 1,493 patients (0.8%) treated with Zyntara.", "page 2"),
    ],
)
def test_a_quotation_is_known_with_its_page(said: str, page: str) -> None:
    found = CLAIMS.check(said)
    assert isinstance(found, Support)
    assert (found.how, found.sentence.place) == ("quotation", page)


@pytest.mark.parametrize(
    "said",
    [
        "Zyntara 10 mg once daily lowered the risk of the composite primary endpoint by 39 percent.",
        "Hypotension occurred in 0.8% of patients treated with Zyntara.",
        "The most common side effects were female genital mycotic infections (8.4% versus 1.5% placebo).",
        "Do not take Zyntara if pregnant.",
    ],
)
def test_a_close_paraphrase_is_supported(said: str) -> None:
    found = CLAIMS.check(said)
    assert isinstance(found, Support), str(found)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "Zyntara 10 mg reduced the risk of the composite primary endpoint by 93% versus placebo.",
            "number 93%",
        ),
        (
            "Zyntara 20 mg once daily reduced the risk of the composite primary endpoint by 39%.",
            "number 20 mg",
        ),
        (
            "Zyntara increased the risk of the composite primary endpoint by 39% compared with placebo.",
            "rises where its source says that it falls",
        ),
        ("Zyntara is indicated in patients on dialysis.", "leaves out a “not”"),
        ("Take Zyntara if you are pregnant.", "leaves out a “not”"),
        ("Taking Zyntara with food may not delay its effect.", "denies what its source says"),
        ("Taking Zyntara with food delays its effect.", "leaves out “may”"),
        (
            "Female genital mycotic infections were most common adverse reactions in 1.5% vs 8.4% placebo.",
            "gives the number",
        ),
        (
            "Zyntara 10 mg once daily reduced the risk of the primary endpoint by 39% versus placebo.",
            "“composite”",
        ),
        ("Zyntara 10 mg reduced the risk of cardiovascular death by 39% versus placebo.", "“cardiovascular”"),
        ("Zyntara is indicated to reduce the risk of eGFR decline in chronic kidney disease.", "“adults”"),
        ("Zyntara helps you lose weight fast.", "no sentence of the reference documents says it"),
        ("Placebo compared with the composite primary endpoint reduced the risk of Zyntara by 39%.", "order"),
    ],
)
def test_what_is_added_softened_or_turned_is_refused_with_the_reason(said: str, reason: str) -> None:
    found = CLAIMS.check(said)
    assert isinstance(found, Doubt), found
    assert reason in str(found)


def test_half_a_sentence_is_no_quotation_when_the_other_half_turns_it() -> None:
    leaflet = ReferenceDocument(name="leaflet", text="The tablet may be split, but it must not be chewed.")
    found = Claims((leaflet,)).check("it must be chewed")
    assert isinstance(found, Doubt)
    assert isinstance(Claims((leaflet,)).check("The tablet may be split"), Doubt)


@pytest.mark.parametrize(
    ("document", "supported", "refused"),
    [
        (
            "Nehmen Sie Zyntara nicht ein, wenn Sie schwanger sind.",
            "Nehmen Sie Zyntara nicht ein, wenn Sie schwanger sind.",
            "Nehmen Sie Zyntara ein, wenn Sie schwanger sind.",
        ),
        (
            "Ne prenez pas plus de 2 comprimés par jour.",
            "Ne prenez pas plus de 2 comprimés par jour",
            "Ne prenez pas plus de 4 comprimés par jour.",
        ),
        ("妊娠中は服用しないでください。", "妊娠中は服用しないでください。", "妊娠中は服用してください。"),
    ],
)
def test_other_languages_are_checked_too(document: str, supported: str, refused: str) -> None:
    claims = Claims((ReferenceDocument(name="leaflet", text=document),))
    assert isinstance(claims.check(supported), Support)
    assert isinstance(claims.check(refused), Doubt)


def test_a_long_document_is_searched_in_full() -> None:
    pages = "\f".join(f"Section {n} says that the value of part {n} is {n} mg." for n in range(1, 301))
    found = Claims((ReferenceDocument(name="long", text=pages),)).check(
        "Section 217 says that the value of part 217 is 217 mg."
    )
    assert isinstance(found, Support)
    assert found.sentence.place == "page 217"
