"""The grounds of backdrops: soft colour on a small grid, as a function of the turn of the loop."""

from collections.abc import Callable

import numpy as np

from picturelock.providers.stock.colours import Colours, Plane

_GRID = 6
_TURN = 2 * np.pi

Ground = Callable[[float], Plane]
"""R'G'B' on the grid, shape ``(rows, columns, 3)``, for a turn from 0 to 2 pi."""


def _grid(width: int, height: int, cell: int = _GRID) -> tuple[Plane, Plane]:
    down, across = np.mgrid[0 : height // cell, 0 : width // cell].astype(np.float32)
    rows = height // cell
    return across / rows, down / rows


def _mesh(paints: Colours, chance: np.random.Generator, width: int, height: int, spots: int = 7) -> Ground:
    """Soft spots of colour that circle slowly in a gently bent space, darker (or duller) at the edges."""
    across, down = _grid(width, height)
    wide = float(across.max())
    order = chance.permutation([2, 1, 3, 1, 0, 2, 0][:spots])
    tones = [paints.tones[int(place)] for place in order]
    spot = [
        (
            wide * (place + chance.uniform(0.1, 0.9)) / spots,
            chance.uniform(0.05, 0.95),
            chance.uniform(0.34, 0.62),
            chance.uniform(0.08, 0.2),
            chance.uniform(0, _TURN),
            tone,
        )
        for place, tone in enumerate(tones)
    ]
    middle = ((across - wide / 2) / wide) ** 2 * 1.5 + (down - 0.5) ** 2 * 1.1
    vignette = np.clip(middle, 0, 0.75)[:, :, None]

    def ground(turn: float) -> Plane:
        x = across + 0.06 * np.sin(3.1 * down + turn)
        y = down + 0.05 * np.sin(2.7 * across - turn)
        picture = np.empty((*x.shape, 3), np.float32)
        picture[:] = paints.edge
        for left, top, radius, sway, phase, tone in spot:
            far = (x - left - sway * np.cos(turn + phase)) ** 2 + (
                y - top - sway * 0.7 * np.sin(turn + phase)
            ) ** 2
            weight = (0.8 * np.exp(-1.6 * far / radius**2))[:, :, None]
            picture += weight * (tone - picture)
        return (picture + vignette * (paints.edge - picture)).astype(np.float32)

    return ground


def _calm(paints: Colours, chance: np.random.Generator, width: int, height: int) -> Ground:
    return _mesh(paints, chance, width, height, spots=5)


def _waves(paints: Colours, chance: np.random.Generator, width: int, height: int) -> Ground:
    """Hills of translucent colour, one behind the other, that roll past one another."""
    across, down = _grid(width, height, 3)
    wide = float(across.max())
    layers = 5
    side = chance.choice((-1.0, 1.0))
    tilt = chance.uniform(0.06, 0.16) * side
    hills = [
        (
            0.34 + 0.145 * place,
            chance.uniform(0.05, 0.09),
            chance.uniform(0.45, 0.8),
            chance.uniform(0, _TURN),
            1 if place % 2 else -1,
            paints.tones[(3, 1, 2, 1, 0)[place]],
        )
        for place in range(layers)
    ]
    sky = np.clip(1.15 - down * 1.3, 0, 1)[:, :, None]

    def ground(turn: float) -> Plane:
        picture = paints.tones[0] + sky * (paints.edge - paints.tones[0])
        for level, swell, length, phase, way, tone in hills:
            bend = np.sin(_TURN * length * across / wide * 1.7 + phase + way * turn)
            bend += 0.35 * np.sin(_TURN * length * across / wide * 3.1 - phase + turn)
            depth = down - (level + tilt * (across / wide - 0.5) + swell * bend)
            crest = np.clip(depth / 0.012 + 0.5, 0, 1)
            body = crest * (0.75 * np.exp(-np.clip(depth, 0, None) / 0.3))
            picture = picture + body[:, :, None] * (tone - picture)
        return picture.astype(np.float32)

    return ground


GROUNDS: dict[str, Callable[[Colours, np.random.Generator, int, int], Ground]] = {
    "mesh": _mesh,
    "silk": _calm,
    "bokeh": _calm,
    "waves": _waves,
}
