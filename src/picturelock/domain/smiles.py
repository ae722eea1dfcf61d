"""Structures as SMILES: text that a chemist's program can read."""

from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints

LONGEST_SMILES = 300


def _reads(smiles: str) -> str:
    _molecule(smiles)
    return smiles


def _molecule(smiles: str) -> Any:
    # It takes a moment to load, and most runs never meet a structure.
    from rdkit import Chem, RDLogger

    RDLogger.DisableLog("rdApp.*")  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    molecule: Any = Chem.MolFromSmiles(smiles)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if molecule is None or not molecule.GetNumAtoms():
        shown = smiles if len(smiles) <= 60 else f"{smiles[:57]}..."
        raise ValueError(f"{shown!r} is not a structure in SMILES that can be read")
    return molecule


def formula_of(smiles: str) -> str:
    """The molecular formula in Hill's order, like C9H8O4.

    Raises:
        ValueError: the SMILES cannot be read.
    """
    from rdkit.Chem.rdMolDescriptors import CalcMolFormula  # pyright: ignore[reportUnknownVariableType]

    return str(CalcMolFormula(_molecule(smiles)))


Smiles = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_SMILES),
    AfterValidator(_reads),
]
"""A structure that can be read; anything else is refused with the text that was given."""
