"""A soft outline around lines: everything within a reach of them, as one shape."""

import cairo
from manim import VMobject

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.canvas import Context
from picturelock.providers.render.manim_scenes.colors import rgb
from picturelock.providers.render.manim_scenes.outlines import lay_points

_FIELD, _EDGE, _EDGE_WIDTH = 0.2, 0.95, 0.028


class Halo(VMobject):
    """What lies within ``margin`` of some lines, tinted, with an edge.

    A wide stroke with a narrower one laid over it: boolean operations on outlines fail for some structures.
    """

    def __init__(self, lines: Points, margin: float, color: str) -> None:
        super().__init__(stroke_width=0, fill_opacity=0)
        self.points = lines
        self.margin = margin
        self.halo_color = color

    def paint(self, context: Context, opacity: float) -> None:
        context.push_group()
        context.set_line_cap(cairo.LINE_CAP_ROUND)
        context.set_line_join(cairo.LINE_JOIN_ROUND)
        context.set_operator(cairo.OPERATOR_SOURCE)
        for width, alpha in ((2 * self.margin, _EDGE), (2 * (self.margin - _EDGE_WIDTH), _FIELD)):
            context.new_path()
            lay_points(context, self.points)
            context.set_source_rgba(*rgb(self.halo_color), alpha)
            context.set_line_width(width)
            context.stroke()
        context.pop_group_to_source()
        context.paint_with_alpha(opacity)
