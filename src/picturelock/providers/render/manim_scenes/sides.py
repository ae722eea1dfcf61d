"""What keeps its sides where a picture is turned over: letters, signs, logos."""

import numpy as np
from manim import VMobject


class Sided(VMobject):
    """A shape that may not be seen from behind."""

    def turn_over(self) -> None:
        """Exchange its own left and right, in its place."""
        points = np.asarray(self.points, dtype=np.float64)
        if len(points):
            both_ends = points[:, 0].min() + points[:, 0].max()
            self.points = points * [-1.0, 1.0, 1.0] + [both_ends, 0.0, 0.0]


def keep_sides(mobject: VMobject) -> None:
    """Turn over the parts of a mobject that may not be seen from behind; the picture's turn undoes it."""
    for part in mobject.get_family():
        if isinstance(part, Sided):
            part.turn_over()
