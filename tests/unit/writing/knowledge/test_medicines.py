"""The table of medicines: each row has class, target and source, and its structure is the substance's."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# RDKit's stubs leave parameters untyped.

from collections import Counter

import pytest
from rdkit import Chem
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from picturelock.writing.knowledge.facts import names_of, shipped_facts
from picturelock.writing.knowledge.medicine import Medicine
from picturelock.writing.knowledge.naming import folded

EVERY = pytest.mark.parametrize("medicine", shipped_facts().medicines, ids=lambda known: known.name)


def test_there_are_common_medicines_of_many_classes() -> None:
    medicines = shipped_facts().medicines

    assert len(medicines) >= 120
    assert len({medicine.group for medicine in medicines}) >= 80
    assert len({medicine.kind for medicine in medicines}) >= 25


def test_no_name_is_that_of_two_medicines() -> None:
    names = Counter(folded(name) for medicine in shipped_facts().medicines for name in names_of(medicine))

    assert [name for name, count in names.items() if count > 1] == []


@EVERY
def test_a_row_says_what_it_is_what_it_acts_on_and_where_that_can_be_read(medicine: Medicine) -> None:
    assert medicine.name == medicine.name.strip()
    assert medicine.group
    assert medicine.target
    assert all(len(source) > 15 for source in medicine.source)
    assert not any("http" in source for source in medicine.source)


@EVERY
def test_two_sentences_name_the_medicine_and_what_follows(medicine: Medicine) -> None:
    first = medicine.name.split()[0]

    assert first in medicine.does.casefold()
    assert medicine.does != medicine.leads_to


@EVERY
def test_the_structure_has_the_stated_formula(medicine: Medicine) -> None:
    if medicine.smiles is None:
        assert not medicine.formula
        return
    molecule = Chem.MolFromSmiles(medicine.smiles)

    assert molecule is not None
    assert CalcMolFormula(molecule) == medicine.formula


def test_no_two_medicines_have_one_structure() -> None:
    structures = Counter(
        Chem.CanonSmiles(medicine.smiles) for medicine in shipped_facts().medicines if medicine.smiles
    )

    assert len(structures) > 120
    assert [smiles for smiles, count in structures.items() if count > 1] == []


@EVERY
def test_what_is_not_settled_is_not_drawn_as_if_it_were(medicine: Medicine) -> None:
    if medicine.kind == "unsettled":
        assert medicine.template == "key_points"
        assert any(
            word in f"{medicine.does} {medicine.target}"
            for word in ("not fully known", "as far as", "Several")
        )


@EVERY
def test_the_use_speaks_of_itself(medicine: Medicine) -> None:
    assert medicine.use.fits(medicine.use.name), medicine.use
