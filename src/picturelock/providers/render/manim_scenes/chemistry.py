"""Structures: from SMILES to flat coordinates, lines and labels, with RDKit."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false, reportMissingTypeStubs=false, reportMissingModuleSource=false

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from rdkit import Chem, RDLogger
from rdkit.Chem import AllChem, Descriptors, rdDepictor, rdMolDescriptors

from picturelock.providers.render.manim_scenes.tracks import Place

RDLogger.DisableLog("rdApp.*")

Segment = tuple[Place, Place]


@dataclass(frozen=True)
class Atom:
    """An atom that is written out: its symbol, hydrogens, charge, and on which side its bonds leave."""

    number: int
    symbol: str
    hydrogens: int
    charge: int
    bonds_right: bool


@dataclass(frozen=True)
class Bond:
    """A bond's two atoms, its order, and the middle of the ring it belongs to."""

    first: int
    second: int
    order: int
    ring_middle: Place | None
    at_end: bool


@dataclass(frozen=True)
class Structure:
    """A drawn structure: one bond is about one unit long, the middle of all atoms is (0, 0)."""

    places: tuple[Place, ...]
    atoms: tuple[Atom, ...]
    bonds: tuple[Bond, ...]
    rings: tuple[tuple[int, ...], ...]
    formula: str
    molar_mass: float

    @property
    def size(self) -> Place:
        spread = np.ptp(np.array(self.places), axis=0)
        return float(spread[0]), float(spread[1])


def problem_of(smiles: str) -> str | None:
    """Why a SMILES cannot be read, or None."""
    return None if _read(smiles) is not None else "not a structure that can be read"


def matched(smiles: str, smarts: str) -> tuple[int, ...] | None:
    """The atoms of the first match of a pattern; empty when there is none, None when it cannot be read."""
    pattern: Any = Chem.MolFromSmarts(smarts)
    if pattern is None:
        return None
    molecule = _read(smiles)
    return tuple(molecule.GetSubstructMatch(pattern))


def structure(smiles: str) -> Structure:
    """Lay out a structure flat, wider than high. Raises ``ValueError`` when it cannot be read."""
    molecule = _read(smiles)
    if molecule is None:
        raise ValueError(f"{smiles!r} is not a structure that can be read")
    formula = rdMolDescriptors.CalcMolFormula(molecule)
    mass = float(Descriptors.MolWt(molecule))
    rdDepictor.SetPreferCoordGen(True)
    AllChem.Compute2DCoords(molecule)
    rdDepictor.StraightenDepiction(molecule)
    Chem.Kekulize(molecule)
    places = _places(molecule)
    rings = tuple(tuple(ring) for ring in molecule.GetRingInfo().AtomRings())
    return Structure(
        places=places,
        atoms=tuple(_written(molecule, places)),
        bonds=tuple(_bond(bond, rings, places) for bond in molecule.GetBonds()),
        rings=rings,
        formula=formula,
        molar_mass=mass,
    )


def _read(smiles: str) -> Any:
    """RDKit's molecule, or None; its types say that it is never None."""
    return Chem.MolFromSmiles(smiles)


def _places(molecule: Any) -> tuple[Place, ...]:
    conformer = molecule.GetConformer()
    flat = np.array([list(conformer.GetAtomPosition(k))[:2] for k in range(molecule.GetNumAtoms())])
    if np.ptp(flat[:, 1]) > np.ptp(flat[:, 0]):
        flat = np.column_stack([flat[:, 1], -flat[:, 0]])
    flat -= (flat.max(axis=0) + flat.min(axis=0)) / 2
    lengths = [
        float(np.linalg.norm(flat[bond.GetBeginAtomIdx()] - flat[bond.GetEndAtomIdx()]))
        for bond in molecule.GetBonds()
    ]
    flat /= float(np.median(lengths)) if lengths else 1.0
    return tuple((float(x), float(y)) for x, y in flat)


def _written(molecule: Any, places: tuple[Place, ...]) -> list[Atom]:
    written: list[Atom] = []
    for atom in molecule.GetAtoms():
        number, symbol = atom.GetIdx(), atom.GetSymbol()
        if symbol == "C" and atom.GetFormalCharge() == 0 and atom.GetDegree() > 0:
            continue
        around = [places[other.GetIdx()][0] for other in atom.GetNeighbors()]
        right = bool(around) and sum(around) / len(around) > places[number][0] + 0.2
        written.append(Atom(number, symbol, atom.GetTotalNumHs(), atom.GetFormalCharge(), right))
    return written


def _bond(bond: Any, rings: tuple[tuple[int, ...], ...], places: tuple[Place, ...]) -> Bond:
    first, second = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
    ring = next((ring for ring in rings if first in ring and second in ring), None)
    middle = None
    if ring is not None:
        x, y = np.mean([places[atom] for atom in ring], axis=0)
        middle = (float(x), float(y))
    at_end = min(bond.GetBeginAtom().GetDegree(), bond.GetEndAtom().GetDegree()) == 1
    return Bond(first, second, round(bond.GetBondTypeAsDouble()), middle, at_end)


def bond_lines(bond: Bond, start: Place, end: Place, scale: float) -> list[Segment]:
    """The lines of a bond: one, two or three; a double bond's second lies inside its ring."""
    length = math.dist(start, end) or 1.0
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    across = (-along[1], along[0])

    def beside(away: float, short: float = 0.0) -> Segment:
        return (
            (start[0] + across[0] * away + along[0] * short, start[1] + across[1] * away + along[1] * short),
            (end[0] + across[0] * away - along[0] * short, end[1] + across[1] * away - along[1] * short),
        )

    gap = 0.17 * scale
    if bond.order == 2 and bond.ring_middle is not None:
        x, y = bond.ring_middle
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        inside = (x * scale - middle[0]) * across[0] + (y * scale - middle[1]) * across[1]
        return [beside(0), beside(math.copysign(gap, inside), 0.14 * scale)]
    if bond.order == 2 and bond.at_end:
        return [beside(gap / 2), beside(-gap / 2)]
    if bond.order == 2:
        return [beside(0), beside(gap, 0.12 * scale)]
    return [beside(away) for away in ((-gap, 0.0, gap) if bond.order == 3 else (0.0,))]
