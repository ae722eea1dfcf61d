"""The facts that are shipped: each has its source, each structure and each stem is the right one."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# RDKit's stubs leave parameters untyped.

from string import Formatter

import pytest
from rdkit import Chem
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from picturelock.writing.knowledge.medicine import Medicine, medicine_called, medicines
from picturelock.writing.knowledge.stem import stem_of, stems
from picturelock.writing.template.story import LONGEST_BEAT

EVERY = pytest.mark.parametrize("medicine", medicines(), ids=lambda known: known.name)


def test_there_are_aspirin_and_a_dozen_others_of_different_kinds() -> None:
    assert len(medicines()) >= 13
    assert "Aspirin" in {medicine.name for medicine in medicines()}


@EVERY
def test_every_line_has_a_public_source(medicine: Medicine) -> None:
    named = {line.source for scene in medicine.scenes for line in scene.lines} | {medicine.use_source}

    assert named - {"craft"} == set(medicine.sources) - {"pubchem"} | named & {"pubchem"}
    assert all(len(source) > 15 for source in medicine.sources.values())
    assert medicine.structure_source.startswith("PubChem, CID ")


@EVERY
def test_a_line_by_craft_states_no_fact(medicine: Medicine) -> None:
    lines = [line for scene in medicine.scenes for line in scene.lines if line.source == "craft"]

    assert all(way.endswith("?") for line in lines for way in line.say)


@EVERY
def test_the_structure_is_the_medicines(medicine: Medicine) -> None:
    molecule = Chem.MolFromSmiles(medicine.smiles)

    assert molecule is not None
    assert CalcMolFormula(molecule) == medicine.formula
    shown = next(scene for scene in medicine.scenes if scene.template == "molecule")
    assert shown.props["smiles"] == medicine.smiles


@EVERY
def test_what_is_highlighted_is_in_the_structure(medicine: Medicine) -> None:
    molecule = Chem.MolFromSmiles(medicine.smiles)
    shown = next(scene for scene in medicine.scenes if scene.template == "molecule")
    highlights = shown.props.get("highlights", [])

    assert isinstance(highlights, list)
    for highlight in highlights:
        assert isinstance(highlight, dict)
        pattern = Chem.MolFromSmarts(str(highlight["smarts"]))
        assert pattern is not None
        assert molecule.HasSubstructMatch(pattern), highlight


@EVERY
def test_each_way_of_saying_a_thing_is_one_short_sentence(medicine: Medicine) -> None:
    for line in (line for scene in medicine.scenes for line in scene.lines):
        assert len(line.say) == len(set(line.say))
        for way in (*line.say, *line.plain):
            assert len(way) <= LONGEST_BEAT - 100  # room for the condition of the brief
            assert way[-1] in ".?"
            assert ". " not in way
            assert {field for _, field, _, _ in Formatter().parse(way) if field} <= {"condition"}


@EVERY
def test_every_scene_can_be_told_in_another_way(medicine: Medicine) -> None:
    for scene in medicine.scenes:
        assert any(len(line.say) > 1 and line.keep == "core" for line in scene.lines), scene.role


@EVERY
def test_pictures_refer_to_lines_that_there_are(medicine: Medicine) -> None:
    for scene in medicine.scenes:
        said = {line.id for line in scene.lines}
        assert set(_references(scene.props)) <= said, scene.role


def _references(value: object) -> list[str]:
    if isinstance(value, str):
        return [value[1:]] if value.startswith("@") else []
    if isinstance(value, dict):
        return [name for entry in value.values() for name in _references(entry)]
    if isinstance(value, list):
        return [name for entry in value for name in _references(entry)]
    return []


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("aspirin", "Aspirin"),
        ("Aspirin 81 mg", "Aspirin"),
        ("ACETYLSALICYLIC ACID", "Aspirin"),
        ("atorvastatin calcium", "Atorvastatin"),
        ("Albuterol", "Salbutamol"),
    ],
)
def test_a_medicine_is_known_by_its_names(name: str, known: str) -> None:
    medicine = medicine_called(name)

    assert medicine is not None
    assert medicine.name == known


@pytest.mark.parametrize(
    "name", ["Aspirinella", "aspirin and clopidogrel", "amlodipine/valsartan", "esomeprazole", "Xyzabor"]
)
def test_what_is_not_just_that_medicine_is_not_taken_for_it(name: str) -> None:
    assert medicine_called(name) is None


def test_the_condition_chooses_the_use() -> None:
    aspirin = medicine_called("aspirin")
    assert aspirin is not None

    def use(condition: str) -> str | None:
        found = aspirin.use_for(condition)
        return found.id if found else None

    assert use("pain and inflammation") == "pain"
    assert use("Tension headache in adults") == "pain"
    assert use("secondary prevention after heart attack") == "heart"
    assert use("Prevention of ischaemic stroke") == "heart"
    assert use("prevention of cancer") is None
    assert use("baldness") is None


def test_every_stem_has_its_source_and_its_own_words() -> None:
    assert len(stems()) >= 25
    assert len({stem.stem for stem in stems()}) == len(stems())
    for stem in stems():
        assert "WHO" in stem.source
        assert all(len(text) <= 110 and text.endswith(".") for text in (stem.says, stem.does, stem.leads_to))


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ramipril", "-pril"),
        ("Candesartan cilexetil", "-sartan"),
        ("rosuvastatin", "-vastatin"),
        ("dapagliflozin", "-gliflozin"),
        ("semaglutide", "-glutide"),
        ("pantoprazole", "-prazole"),
        ("metoprolol", "-olol"),
        ("rivaroxaban", "-xaban"),
        ("ticagrelor", "-grelor"),
        ("clopidogrel", "-grel"),
        ("cefuroxime", "cef-"),
        ("imatinib", "-tinib"),
        ("adalimumab", "-mab"),
        ("Alendronic acid", "-dronic acid"),
        ("montelukast", "-lukast"),
    ],
)
def test_a_stem_is_found_in_the_name(name: str, stem: str) -> None:
    found = stem_of(name)

    assert found is not None
    assert found.stem == stem


@pytest.mark.parametrize(
    "name",
    ["nystatin", "aripiprazole", "stanozolol", "cholesterol", "Xyzabor", "ramipril and amlodipine", "pril"],
)
def test_a_likeness_is_not_taken_for_a_stem(name: str) -> None:
    assert stem_of(name) is None
