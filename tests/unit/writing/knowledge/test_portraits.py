"""Medicines told scene by scene: each line has its source, each structure is the right one."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# RDKit's stubs leave parameters untyped.

from string import Formatter

import pytest
from rdkit import Chem
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from picturelock.writing.knowledge.facts import shipped_facts
from picturelock.writing.knowledge.portrait import Portrait, portrait_of, portraits
from picturelock.writing.template.story import LONGEST_BEAT

EVERY = pytest.mark.parametrize("medicine", portraits(), ids=lambda known: known.name)


def test_there_are_aspirin_and_a_dozen_others_of_different_kinds() -> None:
    assert len(portraits()) >= 13
    assert "Aspirin" in {medicine.name for medicine in portraits()}


@EVERY
def test_every_line_has_a_public_source(medicine: Portrait) -> None:
    named = {line.source for scene in medicine.scenes for line in scene.lines} | {medicine.use_source}

    assert named - {"craft"} == set(medicine.sources) - {"pubchem"} | named & {"pubchem"}
    assert all(len(source) > 15 for source in medicine.sources.values())
    assert medicine.structure_source.startswith("PubChem, CID ")


@EVERY
def test_a_line_by_craft_states_no_fact(medicine: Portrait) -> None:
    lines = [line for scene in medicine.scenes for line in scene.lines if line.source == "craft"]

    assert all(way.endswith("?") for line in lines for way in line.say)


@EVERY
def test_the_structure_is_the_medicines(medicine: Portrait) -> None:
    molecule = Chem.MolFromSmiles(medicine.smiles)

    assert molecule is not None
    assert CalcMolFormula(molecule) == medicine.formula
    shown = next(scene for scene in medicine.scenes if scene.template == "molecule")
    assert shown.props["smiles"] == medicine.smiles


@EVERY
def test_what_is_highlighted_is_in_the_structure(medicine: Portrait) -> None:
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
def test_each_way_of_saying_a_thing_is_one_short_sentence(medicine: Portrait) -> None:
    for line in (line for scene in medicine.scenes for line in scene.lines):
        assert len(line.say) == len(set(line.say))
        for way in (*line.say, *line.plain):
            assert len(way) <= LONGEST_BEAT - 100  # room for the condition of the brief
            assert way[-1] in ".?"
            assert ". " not in way
            assert {field for _, field, _, _ in Formatter().parse(way) if field} <= {"condition"}


@EVERY
def test_every_scene_can_be_told_in_another_way(medicine: Portrait) -> None:
    for scene in medicine.scenes:
        assert any(len(line.say) > 1 and line.keep == "core" for line in scene.lines), scene.role


@EVERY
def test_pictures_refer_to_lines_that_there_are(medicine: Portrait) -> None:
    for scene in medicine.scenes:
        said = {line.id for line in scene.lines}
        assert set(_references({**scene.props, **scene.plain_props})) <= said, scene.role
        assert set(_references(scene.props)) <= said, scene.role


def _references(value: object) -> list[str]:
    if isinstance(value, str):
        return [value[1:]] if value.startswith("@") else []
    if isinstance(value, dict):
        return [name for entry in value.values() for name in _references(entry)]
    if isinstance(value, list):
        return [name for entry in value for name in _references(entry)]
    return []


@EVERY
def test_the_table_has_the_same_substance(medicine: Portrait) -> None:
    row = shipped_facts().medicine_called(medicine.name)

    assert row is not None
    assert row.smiles is not None
    assert Chem.CanonSmiles(row.smiles) == Chem.CanonSmiles(medicine.smiles)


def test_the_condition_chooses_the_use() -> None:
    aspirin = portrait_of("aspirin")
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
