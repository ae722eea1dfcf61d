"""A user's own rows: read beside the shipped ones, or refused with file, row and field."""

from pathlib import Path

import pytest

from picturelock.domain.errors import InvalidInputError
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.pipelines.moa import MoaBrief
from picturelock.ports.films import Ask
from picturelock.writing.knowledge.facts import facts_with
from picturelock.writing.knowledge.portrait import portraits
from picturelock.writing.knowledge.stem import stems
from picturelock.writing.template_writer import TemplateWriter

DOCUMENTED = Path(__file__).parents[4] / "docs" / "facts.md"
ROW = """
[[medicines]]
name = "exampletine"
also = ["Exampleol"]
group = "proton pump inhibitor"
kind = "pump_block"
target = "Gastric proton pump (H+/K+-ATPase)"
formula = "C2H6O"
smiles = "CCO"
does = "Exampletine bonds to the proton pump of the stomach."
leads_to = "The stomach makes less acid."
use = { name = "acid reflux", words = ["reflux"] }
source = ["Exampletine, investigator's brochure, 2026"]
"""


def own(folder: Path, text: str, file: str = "mine.toml") -> Path:
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        facts_with(folder)
    return [str(problem) for problem in caught.value.problems]


def test_an_added_row_is_known_by_its_names(tmp_path: Path) -> None:
    facts = facts_with(own(tmp_path, ROW))

    found = facts.medicine_called("EXAMPLEOL 20 mg")
    assert found is not None
    assert found.name == "exampletine"
    assert facts.made_by_a_user(found)
    assert facts.medicine_called("aspirin") is not None


def test_no_folder_is_no_rows(tmp_path: Path) -> None:
    assert facts_with(tmp_path / "none").own == ()


def test_a_row_of_a_shipped_name_stands_in_its_place(tmp_path: Path) -> None:
    facts = facts_with(own(tmp_path, ROW.replace('"exampletine"', '"omeprazole"')))

    found = facts.medicine_called("omeprazole")
    assert found is not None
    assert found.formula == "C2H6O"


@pytest.mark.parametrize(
    ("wrong", "right", "field", "says"),
    [
        ('smiles = "CCO"', 'smiles = "C1CC(("', "smiles", "not a structure in SMILES"),
        ('smiles = "CCO"', 'smiles = "CCCO"', "", "C2H6O is stated, but the smiles has C3H8O"),
        ('kind = "pump_block"', 'kind = "magic"', "kind", "Input should be"),
        ("makes less acid.", "makes less acid", "leads_to", "full stop"),
        ("makes less acid.", "makes less acid. It heals.", "leads_to", "more than one sentence"),
        ("makes less acid.", f"makes {'much ' * 30}less acid.", "leads_to", "10 to 110"),
        (
            'source = ["Exampletine, investigator\'s brochure, 2026"]',
            "source = []",
            "source",
            "at least 1 item",
        ),
        (
            'source = ["Exampletine, investigator\'s brochure, 2026"]',
            'source = ["me"]',
            "source",
            "looked up",
        ),
        ('group = "proton pump inhibitor"\n', "", "group", "Field required"),
        ('also = ["Exampleol"]', 'also = ["Exampleol"]\nstem = "-tine"', "stem", "there is no stem"),
        ('also = ["Exampleol"]', "alias = 1", "alias", "not permitted"),
        ('also = ["Exampleol"]', 'label = "Pump"', "", "label and effect go together"),
    ],
)
def test_a_wrong_row_names_its_file_row_and_field(
    tmp_path: Path, wrong: str, right: str, field: str, says: str
) -> None:
    bad = ROW.replace(wrong, right).replace('"exampletine"', '"badine"').replace("Exampleol", "Badol")

    problems = refused(own(tmp_path, ROW + bad))

    assert len(problems) == 1
    assert "mine.toml, row 2 (badine)" in problems[0]
    assert f"{field}: " in problems[0]
    assert says in problems[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[medicines]\n", "cannot be read as TOML"),
        ("[[drugs]]\nname = 'x'\n", "has to hold [[medicines]] rows and nothing else, but has 'drugs'"),
        ("", "has to hold [[medicines]] rows"),
        ("medicines = 3\n", "has to hold [[medicines]] rows"),
        ("medicines = [3]\n", "row 1: Input should be a valid dictionary"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    (problem,) = refused(own(tmp_path, text))

    assert "mine.toml" in problem
    assert says in problem


def test_bytes_that_are_not_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"name = '\xff'")

    (problem,) = refused(tmp_path)
    assert "mine.toml: cannot be read as TOML" in problem


def test_every_wrong_row_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    own(tmp_path, ROW.replace("CCO", "C("), "a.toml")
    own(tmp_path, ROW.replace("pump_block", "magic"), "b.toml")

    assert [("a.toml" in problem, "b.toml" in problem) for problem in refused(tmp_path)] == [
        (True, False),
        (False, True),
    ]


def test_a_name_of_another_medicine_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(own(tmp_path, ROW.replace("Exampleol", "Acetaminophen")))

    assert "'Acetaminophen'" in problem or "'acetaminophen'" in problem
    assert "paracetamol" in problem


def test_the_documented_row_is_one_and_the_documented_numbers_are_right(tmp_path: Path) -> None:
    page = DOCUMENTED.read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]

    facts = facts_with(own(tmp_path, example))

    assert facts.medicine_called("exampleol") is not None
    assert f"{len(stems())} stems" in page
    assert f"{len(facts.shipped)} medicines: " in page
    assert f"{len(portraits())} medicines told scene by scene" in page


async def test_a_film_says_that_it_is_told_from_an_added_row(tmp_path: Path) -> None:
    writer = TemplateWriter(facts_with(own(tmp_path, ROW)))
    brief = MoaBrief(drug_name="Exampleol", condition="acid reflux")

    plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=Rework()))

    assert any("added to the table" in note for note in plan.notes)
    assert writer.version != TemplateWriter().version
