"""Bitmaps on the stage: a logo. Scaled once to the size it is shown at, never while it moves."""

from pathlib import Path

import cairo
import numpy as np
from PIL import Image

from picturelock.providers.render.manim_scenes.canvas import Context
from picturelock.providers.render.manim_scenes.shapes import segments
from picturelock.providers.render.manim_scenes.sides import Sided
from picturelock.providers.render.manim_scenes.tracks import Place


class Picture(Sided):
    """A bitmap fitted into a box, keeping its proportions.

    Args:
        file: a picture that Pillow can read.
        center: of the picture, in the frame's units.
        box: the largest width and height, in the frame's units.
        pixels_per_unit: of the film's frame.
    """

    def __init__(self, file: Path, center: Place, box: Place, pixels_per_unit: float) -> None:
        super().__init__(stroke_width=0, fill_opacity=0)
        with Image.open(file) as opened:
            image = opened.convert("RGBA")
        share = min(box[0] / image.width, box[1] / image.height)
        width, height = image.width * share, image.height * share
        shown = (max(1, round(width * pixels_per_unit)), max(1, round(height * pixels_per_unit)))
        pixels = np.asarray(image.resize(shown, Image.Resampling.LANCZOS), dtype=np.float32)
        alpha = pixels[..., 3:] / 255
        premultiplied = np.concatenate([pixels[..., 2::-1] * alpha, pixels[..., 3:]], axis=2)
        self._pixels = np.ascontiguousarray(premultiplied.round().astype(np.uint8))
        self._surface = cairo.ImageSurface.create_for_data(self._pixels.data, cairo.FORMAT_ARGB32, *shown)
        self._scale = width / shown[0]
        x, y = center[0] - width / 2, center[1] - height / 2
        corners = [(x, y + height), (x + width, y + height), (x + width, y), (x, y)]
        self.points = segments(list(zip(corners, [*corners[1:], corners[0]], strict=True)))

    def paint(self, context: Context, opacity: float) -> None:
        context.save()
        corner = self.points[0]
        context.translate(float(corner[0]), float(corner[1]))
        # Turned over, its first corner is its right one: then it is laid from there to the left.
        side = 1.0 if self.points[3][0] > corner[0] else -1.0
        context.scale(side * self._scale, -self._scale)
        context.set_source_surface(self._surface, 0, 0)
        context.paint_with_alpha(opacity)
        context.restore()
