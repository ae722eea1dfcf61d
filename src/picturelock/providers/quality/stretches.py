"""Stretches of time in which something holds."""

Stretch = tuple[float, float]
"""The first second and the last of it."""


class Stretches:
    """Gathers the stretches in which something holds for at least so many seconds."""

    def __init__(self, shortest: float) -> None:
        self._shortest = shortest
        self._began: float | None = None
        self._found: list[Stretch] = []

    def feed(self, second: float, holds: bool, *, began: float | None = None) -> None:
        """Say whether it holds at a second; ``began`` is since when, where it is earlier."""
        if holds and self._began is None:
            self._began = second if began is None else began
        elif not holds:
            self.end(second)

    def end(self, second: float) -> None:
        """Nothing holds from a second on."""
        if self._began is not None and second - self._began >= self._shortest - 1e-6:
            self._found.append((round(self._began, 3), round(second, 3)))
        self._began = None

    @property
    def found(self) -> tuple[Stretch, ...]:
        return tuple(self._found)


def overlap(one: Stretch, other: Stretch) -> float:
    """How many seconds two stretches share."""
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))


def covered(stretch: Stretch, by: list[Stretch]) -> float:
    """The share of a stretch that others cover, which do not overlap."""
    length = max(stretch[1] - stretch[0], 1e-9)
    return sum(overlap(stretch, other) for other in by) / length
