"""The colours of a mobject, read once and laid on with an actor's opacity and tint."""

from dataclasses import dataclass

import cairo
import numpy as np
from manim import CapStyleType, LineJointType, VMobject

from picturelock.providers.render.manim_scenes.canvas import Context
from picturelock.providers.render.manim_scenes.shapes import Glow

Color = tuple[float, float, float, float]

# Manim's unit of stroke width, in its units of length.
_WIDTH = 0.01
_CAPS = {
    CapStyleType.AUTO: cairo.LINE_CAP_ROUND,
    CapStyleType.ROUND: cairo.LINE_CAP_ROUND,
    CapStyleType.BUTT: cairo.LINE_CAP_BUTT,
    CapStyleType.SQUARE: cairo.LINE_CAP_SQUARE,
}
_JOINS = {
    LineJointType.AUTO: cairo.LINE_JOIN_ROUND,
    LineJointType.ROUND: cairo.LINE_JOIN_ROUND,
    LineJointType.BEVEL: cairo.LINE_JOIN_BEVEL,
    LineJointType.MITER: cairo.LINE_JOIN_MITER,
}


@dataclass(frozen=True)
class Blend:
    """What an actor's pose does to colours."""

    opacity: float
    tint: float
    tint_color: Color

    def of(self, color: Color) -> Color:
        red, green, blue = (
            own + (other - own) * self.tint for own, other in zip(color[:3], self.tint_color[:3], strict=True)
        )
        return red, green, blue, color[3] * self.opacity


class Ink:
    """Fill and stroke of one mobject; either may be none, one colour or a linear gradient."""

    def __init__(self, part: VMobject) -> None:
        self.fill = _visible(part.get_fill_rgbas())
        width = float(part.get_stroke_width())
        self.stroke = _visible(part.get_stroke_rgbas()) if width > 0 else ()
        self.width = width * _WIDTH
        self.cap = _CAPS[part.cap_style]
        self.join = _JOINS[part.joint_type]
        self._radial = (part.get_center(), part.radius) if isinstance(part, Glow) else None
        self._ends = (
            part.get_gradient_start_and_end_points() if max(len(self.fill), len(self.stroke)) > 1 else None
        )

    @property
    def layers(self) -> int:
        """How many times the path is painted."""
        return bool(self.fill) + bool(self.stroke)

    def paint(self, context: Context, blend: Blend) -> None:
        """Fill and stroke the context's path."""
        if self.fill:
            self._take(context, self.fill, blend)
            if self.stroke:
                context.fill_preserve()
            else:
                context.fill()
        if self.stroke:
            self._take(context, self.stroke, blend)
            context.set_line_width(self.width)
            context.set_line_cap(self.cap)
            context.set_line_join(self.join)
            context.stroke()

    def _take(self, context: Context, colors: tuple[Color, ...], blend: Blend) -> None:
        if self._radial is not None:
            center, radius = self._radial
            x, y = float(center[0]), float(center[1])
            glow = cairo.RadialGradient(x, y, 0, x, y, radius)
            red, green, blue, alpha = blend.of(colors[0])
            for stop in (0.0, 0.25, 0.5, 0.75, 1.0):
                glow.add_color_stop_rgba(stop, red, green, blue, alpha * (1 - stop) ** 2)
            context.set_source(glow)
        elif len(colors) == 1 or self._ends is None:
            context.set_source_rgba(*blend.of(colors[0]))
        else:
            (x0, y0), (x1, y1) = (point[:2] for point in self._ends)
            gradient = cairo.LinearGradient(float(x0), float(y0), float(x1), float(y1))
            for stop, color in zip(np.linspace(0, 1, len(colors)), colors, strict=True):
                gradient.add_color_stop_rgba(float(stop), *blend.of(color))
            context.set_source(gradient)


def _visible(rgbas: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> tuple[Color, ...]:
    colors = tuple((float(r), float(g), float(b), float(a)) for r, g, b, a in rgbas)
    return colors if any(color[3] > 0 for color in colors) else ()
