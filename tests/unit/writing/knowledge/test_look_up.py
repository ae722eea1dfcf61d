"""A medicine is found by its names however they are written, and never by likeness."""

import pytest

from picturelock.writing.knowledge.facts import shipped_facts
from picturelock.writing.knowledge.medicine import Medicine

FACTS = shipped_facts()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("aspirin", "aspirin"),
        ("Aspirin 81 mg", "aspirin"),
        ("low-dose aspirin", "aspirin"),
        ("ACETYLSALICYLIC ACID", "aspirin"),
        ("atorvastatin calcium", "atorvastatin"),
        ("Albuterol", "salbutamol"),
        ("Acetaminophen", "paracetamol"),
        ("Paracétamol", "paracetamol"),
        ("amlodipine besylate", "amlodipine"),
        ("Amlodipine besilate 5 mg tablets", "amlodipine"),
        ("metformin hydrochloride", "metformin"),
        ("Metformin HCl 500mg prolonged-release tablets", "metformin"),
        ("amoxicillin 250 mg/5 ml oral suspension", "amoxicillin"),
        ("levothyroxine sodium 100 micrograms", "levothyroxine"),
        ("Imatinib®", "imatinib"),
        ("5-fluorouracil", "fluorouracil"),
        ("Amphotericin B", "amphotericin b"),
        ("Insulin glargine 100 units/ml", "insulin glargine"),
        ("Exampleol (sertraline hydrochloride)", "sertraline"),
        ("sertraline (Exampleol)", "sertraline"),
        ("paracetamol (acetaminophen)", "paracetamol"),
        ("sodium valproate", "valproic acid"),
        ("lithium carbonate", "lithium carbonate"),
        ("N\u2011acetylcysteine", "acetylcysteine"),
    ],
)
def test_a_medicine_is_known_by_its_names(name: str, known: str) -> None:
    found = FACTS.look_up(name).medicine

    assert found is not None
    assert found.name == known


@pytest.mark.parametrize(
    "name",
    [
        "Aspirinella", "Lisinoprilol", "lisinopri", "not aspirin", "aspirin-like", "Xyzabor", "calcium",
        "tablets", "500 mg", "potassium chloride", "amlodipine (valsartan)", "paracetamol2", "2-aspirin", "",
    ],
)  # fmt: skip
def test_what_is_not_that_medicine_is_not_taken_for_it(name: str) -> None:
    assert FACTS.medicine_called(name) is None
    assert FACTS.look_up(name).medicine is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("amoxicillin/clavulanic acid", ["amoxicillin", "clavulanic acid"]),
        ("Amoxicillin 500 mg + clavulanate potassium 125 mg", ["amoxicillin", "clavulanic acid"]),
        ("Exampleol (amoxicillin and clavulanic acid)", ["amoxicillin", "clavulanic acid"]),
        ("valsartan & hydrochlorothiazide", ["valsartan", "hydrochlorothiazide"]),
        ("salmeterol xinafoate/fluticasone propionate", None),
        ("aspirin and clopidogrel bisulfate", ["aspirin", "clopidogrel"]),
        ("sulfamethoxazole with trimethoprim", ["sulfamethoxazole", "trimethoprim"]),
        ("amlodipine/olmesartan medoxomil 5 mg/20 mg", ["amlodipine", "-sartan"]),
    ],
)
def test_a_combination_is_known_only_when_each_part_is(name: str, parts: list[str] | None) -> None:
    known = FACTS.look_up(name)
    found = [part.name if isinstance(part, Medicine) else part.stem for part in known.combination]

    assert found == (parts or [])
    assert known.medicine is None
    assert parts or known.unknown


def test_a_name_without_a_row_is_known_by_its_stem() -> None:
    known = FACTS.look_up("Zibotinib 10 mg tablets")

    assert known.medicine is None
    assert known.stem is not None
    assert known.stem.stem == "-tinib"


def test_a_name_that_says_nothing_is_unknown() -> None:
    known = FACTS.look_up("Xyzabor")

    assert known.parts == ()
    assert known.unknown == ("xyzabor",)
