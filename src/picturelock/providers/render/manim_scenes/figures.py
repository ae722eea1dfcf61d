"""Numbers as a chart writes them: with their unit, and the round ones that an axis is marked with."""

import math
from collections.abc import Sequence

from picturelock.providers.render.manim_scenes.writing import now

Tick = tuple[float, str]
"""A value on an axis and how it is written there."""

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def figure(value: float, unit: str = "", step: float = 0.0) -> str:
    """A value with its unit; ticks show as many places as their step needs."""
    number = f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    if 0 < step < 10:
        number = f"{value:,.{max(0, len(f'{step:g}'.partition('.')[2]))}f}"
    numbers = now().language.numbers
    if unit.startswith("%"):
        said = numbers.with_percent(number) + unit[1:]
    else:
        said = numbers.written(number) + (unit if unit.startswith(" ") or not unit else f" {unit}")
    # In a line that is read from the right, a minus would else stand behind its number.
    minus = "\u200e−" if now().right_to_left else "−"
    return said.replace("-", minus)


def count(number: int) -> str:
    """A whole number."""
    return now().language.numbers.written(f"{number:,}")


def round_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round values from at or below ``low`` to at or above ``high``, no more than ``most``, evenly apart."""
    spread = high - low or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(spread / (most - 1)))
    for step in (factor * scale for scale in (power, 10 * power) for factor in _STEPS):
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first < most:
            return tuple(round(step * k, 10) for k in range(first, max(last, first + 1) + 1))
    raise AssertionError("a hundred times the finest step takes any spread in two ticks")


def power_ticks(low: float, high: float) -> tuple[float, ...]:
    """The powers of ten from at or below ``low`` to at or above ``high``; both are above 0."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    return tuple(10.0**power for power in range(first, max(last, first + 1) + 1))


def ticks_of(values: Sequence[float], unit: str = "") -> tuple[Tick, ...]:
    """Even values as ticks, each with its unit where that is one or two letters long."""
    step = values[1] - values[0] if len(values) > 1 else 0.0
    short = unit if len(unit.strip()) < 3 else ""
    return tuple((value, figure(value, short, step=step)) for value in values)
