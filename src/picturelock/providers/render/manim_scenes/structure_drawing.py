"""A structure as mobjects: bonds, written atoms, and soft outlines around parts of it."""

import math
from collections.abc import Sequence

import numpy as np

from picturelock.domain.look import Palette
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.chemistry import Atom, Segment, Structure, bond_lines
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.halo import Halo
from picturelock.providers.render.manim_scenes.lettering import marked_outline
from picturelock.providers.render.manim_scenes.shapes import segments, shape_of
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import TextLine

# The usual colours of elements (Corey, Pauling, Koltun), as moved for each palette by ``readable``.
_ELEMENTS = {
    "O": "#ff6b6b",
    "N": "#6ca8ff",
    "S": "#f5c84b",
    "F": "#7ce0a3",
    "Cl": "#7ce0a3",
    "Br": "#d98a5b",
    "P": "#f29e4c",
    "I": "#b58cff",
}
# A molecule floats in a soft light.
_ATOM_CONTRAST = 5.6
# Written atoms smaller than this cannot be told apart.
SMALLEST_ATOM = 0.13
_LARGEST = 1.02  # units a bond
_EM = 0.5  # of a written atom, in bonds


class StructureDrawing:
    """A structure scaled into a box. ``scale`` is the length of a bond in the frame's units."""

    def __init__(self, structure: Structure, box: Box, palette: Palette) -> None:
        self._structure = structure
        self._palette = palette
        width, height = structure.size
        # Written atoms reach about half a bond beyond their places.
        self.scale = min(box.width / (width + 1.4), box.height / (height + 0.8), _LARGEST)
        x, y = box.center
        self.places: list[Place] = [(x + px * self.scale, y + py * self.scale) for px, py in structure.places]
        self._middle = (x, y)
        self.labels = [self._label(atom) for atom in structure.atoms]
        self.bonds = shape_of(segments(self._lines()), edge=palette.ink, width=5.6 * self.scale)

    @property
    def em(self) -> float:
        """The size of the written atoms."""
        return _EM * self.scale

    def _lines(self) -> list[Segment]:
        written = {atom.number for atom in self._structure.atoms}
        lines: list[Segment] = []
        for bond in self._structure.bonds:
            (x0, y0), (x1, y1) = self._local(bond.first), self._local(bond.second)
            length = math.dist((x0, y0), (x1, y1)) or 1.0
            away = 0.3 * self.scale / length
            first = away if bond.first in written else 0.0
            second = away if bond.second in written else 0.0
            start = (x0 + (x1 - x0) * first, y0 + (y1 - y0) * first)
            end = (x1 + (x0 - x1) * second, y1 + (y0 - y1) * second)
            lines += bond_lines(bond, start, end, self.scale)
        x, y = self._middle
        moved = [((a[0] + x, a[1] + y), (b[0] + x, b[1] + y)) for a, b in lines]
        return moved or [(self._middle, self._middle)]

    def _local(self, atom: int) -> Place:
        x, y = self._structure.places[atom]
        return x * self.scale, y * self.scale

    def _label(self, atom: Atom) -> TextLine:
        charge = "" if not atom.charge else ("+" if atom.charge > 0 else "−")
        count = abs(atom.charge) if abs(atom.charge) > 1 else ""
        raised = f"<sup>{count}{charge}</sup>" if charge else ""
        several = f"<sub>{atom.hydrogens}</sub>" if atom.hydrogens > 1 else ""
        hydrogens = f"H{several}" if atom.hydrogens else ""
        turned = atom.bonds_right and bool(hydrogens)
        markup = f"{hydrogens}{atom.symbol}{raised}" if turned else f"{atom.symbol}{raised}{hydrogens}"
        outline, symbol = marked_outline(markup, 700), marked_outline(atom.symbol, 700)
        x, y = self.places[atom.number]
        # The element's own letter stands on its place, its hydrogens to the side.
        left = (
            x + symbol.width * self.em / 2 - outline.width * self.em
            if turned
            else x - symbol.width * self.em / 2
        )
        element = _ELEMENTS.get(atom.symbol, self._palette.ink)
        color = readable(element, self._palette, _ATOM_CONTRAST)
        plain = markup.replace("<sub>", "").replace("</sub>", "").replace("<sup>", "").replace("</sup>", "")
        line = TextLine(plain, outline, self.em, color, left, y - 0.365 * self.em)
        line.smallest = SMALLEST_ATOM
        return line

    def part(self, atoms: Sequence[int], color: str) -> Halo:
        """A soft outline around some atoms, the bonds between them and their labels."""
        # A line from a place to just beside it is a dot.
        lines: list[Segment] = [((x, y), (x + 0.002, y)) for x, y in (self.places[atom] for atom in atoms)]
        lines += [
            (self.places[bond.first], self.places[bond.second])
            for bond in self._structure.bonds
            if bond.first in atoms and bond.second in atoms
        ]
        for ring in self._structure.rings:
            if all(atom in atoms for atom in ring):
                middle = np.mean([self.places[atom] for atom in ring], axis=0)
                center = (float(middle[0]), float(middle[1]))
                lines += [(self.places[atom], center) for atom in ring]
        for atom, label in zip(self._structure.atoms, self.labels, strict=True):
            if atom.number in atoms:
                left, right = float(label.get_left()[0]), float(label.get_right()[0])
                y = self.places[atom.number][1]
                lines.append(((left + 0.3 * self.em, y), (right - 0.3 * self.em, y)))
        return Halo(segments(lines), 0.48 * self.scale, color)
