"""Values that change over a scene: pure functions of the time, so any frame can be drawn alone."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from manim.utils import rate_functions

Ease = Callable[[float], float]
Place = tuple[float, float]

SMOOTH: Ease = rate_functions.smooth
OUT: Ease = rate_functions.ease_out_cubic
IN_OUT: Ease = rate_functions.ease_in_out_sine
LINEAR: Ease = rate_functions.linear


@dataclass(frozen=True)
class _Stretch:
    start: float
    length: float
    value: Callable[[float], complex]
    ease: Ease


class Track:
    """A number over time, or a place as a complex number; it holds its value between its changes."""

    def __init__(self, value: complex) -> None:
        self._stretches = [_Stretch(float("-inf"), 0.0, lambda _: value, LINEAR)]

    def at(self, time: float) -> complex:
        place = bisect_right(self._stretches, time, key=lambda stretch: stretch.start) - 1
        stretch = self._stretches[max(place, 0)]
        if stretch.length <= 0 or time >= stretch.start + stretch.length:
            return stretch.value(1.0)
        return stretch.value(stretch.ease((time - stretch.start) / stretch.length))

    def number(self, time: float) -> float:
        return self.at(time).real

    def to(self, value: complex, *, at: float, length: float, ease: Ease = SMOOTH, bend: complex = 0) -> None:
        """Change to ``value`` from whatever it is at ``at``, in ``length`` seconds.

        Changes are given in the order of their time; a later one cuts short what still runs. ``bend``
        moves the middle of the way: places then go along a curve.
        """
        start = self.at(at)
        middle = (start + value) / 2 + 2 * bend

        def way(share: float) -> complex:
            return (1 - share) ** 2 * start + 2 * share * (1 - share) * middle + share**2 * value

        def straight(share: float) -> complex:
            return start + (value - start) * share

        self._stretches = [stretch for stretch in self._stretches if stretch.start < at]
        self._stretches.append(_Stretch(at, length, way if bend else straight, ease))
