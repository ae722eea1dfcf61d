"""Fine light over a backdrop: how much of it covers each pixel, as a function of the turn of the loop."""

from collections.abc import Callable

import numpy as np

from picturelock.providers.stock.colours import Plane

_TURN = 2 * np.pi
# Where many lines cross, light stops adding up: text is read on it.
_BRIGHTEST = 0.3

Light = Callable[[float], Plane]
"""Shares from 0 to 1 at full size, shape ``(height, width)``, for a turn from 0 to 2 pi."""


def _silk(chance: np.random.Generator, width: int, height: int) -> Light:
    """Three bundles of hair lines that bend together and twist."""
    x = np.linspace(0, 1, width, dtype=np.float32)
    columns = np.arange(width)
    fade = (np.clip(np.minimum(x, 1 - x) / 0.22, 0, 1) ** 1.5).astype(np.float32)
    lines = 26
    bundles = [
        (
            0.26 + 0.24 * place + chance.uniform(-0.07, 0.07),
            chance.uniform(0.07, 0.15),
            chance.uniform(0.6, 1.15),
            chance.uniform(0, _TURN),
            1 if chance.random() < 0.5 else -1,
            chance.uniform(0.1, 0.2),
        )
        for place in range(3)
    ]
    apart = np.linspace(-0.5, 0.5, lines, dtype=np.float32)[:, None]
    strong = 0.2 * np.exp(-((apart * 2.1) ** 2)) * fade
    reach = np.arange(-2, 3)[:, None, None]

    def light(turn: float) -> Plane:
        sheet = np.zeros(width * height)
        for level, swing, length, phase, way, spread in bundles:
            y = level + swing * np.sin(_TURN * length * x + phase + way * turn + 1.2 * apart) * (
                1 + 0.6 * apart
            )
            y = (y + 0.04 * np.sin(_TURN * 2.1 * x - turn + 4 * apart) + spread * apart) * height
            slope = np.sqrt(1 + np.gradient(y, axis=1) ** 2)
            row = np.floor(y)[None] + reach
            cover = np.clip(1.25 - np.abs(row + 0.5 - y) / slope, 0, 1) * strong
            inside = (row >= 0) & (row < height)
            pixel = (np.clip(row, 0, height - 1) * width + columns).astype(np.int64)
            sheet += np.bincount(pixel.ravel(), (cover * inside).ravel(), width * height)
        return (_BRIGHTEST * (1 - np.exp(-sheet / _BRIGHTEST))).reshape(height, width).astype(np.float32)

    return light


def _bokeh(chance: np.random.Generator, width: int, height: int) -> Light:
    """Discs of light out of focus, that float up and down and brighten and dim."""
    discs = [
        (
            chance.uniform(-0.02, 1.02) * width,
            chance.uniform(-0.05, 1.05) * height,
            (0.008 + 0.062 * chance.random() ** 2.2) * height,
            chance.uniform(0.05, 0.15),
            chance.uniform(0, _TURN),
            chance.uniform(0.015, 0.05) * height,
        )
        for _ in range(38)
    ]

    def light(turn: float) -> Plane:
        sheet = np.zeros((height, width), np.float32)
        for left, top, radius, bright, phase, sway in discs:
            x, y = left + sway * np.sin(turn + phase), top + 1.4 * sway * np.cos(turn + phase)
            first, last = max(0, int(y - radius - 2)), min(height, int(y + radius + 3))
            start, end = max(0, int(x - radius - 2)), min(width, int(x + radius + 3))
            if first >= last or start >= end:
                continue
            far = np.hypot(np.arange(start, end) - x, (np.arange(first, last) - y)[:, None]) / radius
            rim = 0.75 + 0.25 * np.clip(far, 0, 1) ** 4
            soft = np.clip((1 - far) * min(radius, 9) / 3, 0, 1)
            glow = bright * (0.6 + 0.4 * np.sin(turn + 2.3 * phase)) * rim * soft
            sheet[first:last, start:end] += ((1 - sheet[first:last, start:end]) * glow).astype(np.float32)
        return sheet

    return light


LIGHTS: dict[str, Callable[[np.random.Generator, int, int], Light]] = {"silk": _silk, "bokeh": _bokeh}
