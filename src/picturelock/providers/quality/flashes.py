# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Counts flashes as WCAG 2.2 (success criterion 2.3.1) and ITU-R BT.1702-3 define them.

A flash is a pair of opposing changes of relative luminance of at least a tenth of full white, where the
darker image is below 0.80; a red flash is a pair of changes to or from a saturated red. More than three in
any second over a quarter of the picture are not allowed.
"""

from collections import deque
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.quality.limits import FLASH_AREA, FLASH_CHANGE, FLASH_DARKER, FLASHES_A_SECOND

Plane = NDArray[np.float32]
Where = NDArray[np.bool_] | None

# Four flashes are eight changes; the eighth only ends the last of them.
_CHANGES = 2 * FLASHES_A_SECOND + 1
_RED_SHARE, _RED_CHANGE, _DARK = 0.8, 20.0, 0.02
_LINEAR = np.array(
    [
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
        for level in np.arange(256) / 255
    ],
    np.float32,
)


def linear(levels: NDArray[np.uint8]) -> Plane:
    """sRGB levels of 8 bits as linear light from 0 to 1."""
    return np.asarray(_LINEAR[levels], np.float32)


def luminance(light: Plane) -> Plane:
    """Relative luminance of linear RGB, shape ``(…, 3)``."""
    return np.asarray(light @ np.array([0.2126, 0.7152, 0.0722], np.float32), np.float32)


class Flashes(NamedTuple):
    """Too many flashes: the seconds of the first and the last change, and the share of the picture."""

    start: float
    end: float
    area: float


class _Changes:
    """Opposing changes of one quantity in each cell of the picture within the last second."""

    def __init__(self, cells: Plane, step: float) -> None:
        self._step = step
        self._low, self._high = cells.copy(), cells.copy()
        # Which way each cell went last: 1 up, -1 down, 0 not yet.
        self._way = np.zeros(cells.shape, np.int8)
        self._count = np.zeros(cells.shape, np.int16)
        self._recent: deque[tuple[float, NDArray[np.bool_]]] = deque()

    def feed(
        self, second: float, cells: Plane, *, darker: float = np.inf, where: Where = None
    ) -> Flashes | None:
        """What flashes too often in the second that ends now; None where it is not over enough cells.

        Args:
            second: when the frame is shown.
            cells: the quantity in each cell.
            darker: a change counts only when the lower of its ends is below this.
            where: the cells in which a change counts; all of them when None.
        """
        np.minimum(self._low, cells, out=self._low)
        np.maximum(self._high, cells, out=self._high)
        risen = (cells - self._low >= self._step) & (self._way <= 0)
        fallen = (self._high - cells >= self._step) & (self._way >= 0) & ~risen
        changed = risen | fallen
        if changed.any():
            counted = changed & (np.where(risen, self._low, cells) < darker)
            counted = counted if where is None else counted & where
            self._way[risen], self._way[fallen] = 1, -1
            self._low[changed] = self._high[changed] = cells[changed]
            self._count += counted
            self._recent.append((second, counted))
        while self._recent and self._recent[0][0] <= second - 1.0 + 1e-6:
            self._count -= self._recent.popleft()[1]
        area = float((self._count >= _CHANGES).mean()) if self._recent else 0.0
        if area < FLASH_AREA:
            return None
        flashed = [at for at, counted in self._recent if float(counted.mean()) >= FLASH_AREA / 2]
        return Flashes(flashed[0], flashed[-1], area) if flashed else Flashes(second, second, area)


class FlashMeter:
    """Fed with the frames of a film in order, tells how much of the picture flashes too often."""

    def __init__(self) -> None:
        self._known: tuple[_Changes, _Changes, NDArray[np.bool_]] | None = None

    def feed(self, second: float, picture: NDArray[np.uint8]) -> tuple[Flashes | None, Flashes | None]:
        """The general and the red flashes in the second before, where they are too many.

        Args:
            second: when the frame is shown.
            picture: sRGB cells, shape ``(rows, columns, 3)``.
        """
        light = linear(picture)
        bright = luminance(light)
        is_red = (light[..., 0] >= _RED_SHARE * light.sum(axis=2)) & (light[..., 0] > _DARK)
        redness = np.maximum(light[..., 0] - light[..., 1] - light[..., 2], 0) * 320
        if self._known is None:
            self._known = (_Changes(bright, FLASH_CHANGE), _Changes(redness, _RED_CHANGE), is_red)
        general, red, was_red = self._known
        self._known = (general, red, is_red)
        return (
            general.feed(second, bright, darker=FLASH_DARKER),
            red.feed(second, redness, where=is_red | was_red),
        )
