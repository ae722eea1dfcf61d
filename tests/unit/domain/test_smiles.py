"""Structures as text: read, or refused at the field that holds them."""

import pytest
from pydantic import ValidationError

from picturelock.domain.frozen import Frozen
from picturelock.domain.smiles import Smiles, formula_of


class Drawn(Frozen):
    """Something with a structure."""

    smiles: Smiles


def test_a_structure_is_read_and_its_spaces_are_not() -> None:
    assert Drawn(smiles=" CC(=O)Oc1ccccc1C(=O)O ").smiles == "CC(=O)Oc1ccccc1C(=O)O"
    assert formula_of("CC(=O)Oc1ccccc1C(=O)O") == "C9H8O4"


@pytest.mark.parametrize("smiles", ["C1CC", "aspirin", "C(C)(C)(C)(C)C", "", "  ", "C" * 301, "(("])
def test_what_is_no_structure_is_refused_at_its_field(smiles: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Drawn(smiles=smiles)

    (error,) = caught.value.errors()
    assert error["loc"] == ("smiles",)


def test_the_message_shows_what_was_given() -> None:
    with pytest.raises(ValidationError, match="'C1CC' is not a structure in SMILES that can be read"):
        Drawn(smiles="C1CC")
