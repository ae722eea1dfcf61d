"""The stage of one scene: its regions, its colours, its clock, and the actors on it."""

from pathlib import Path

from manim import VGroup, VMobject

from picturelock.domain.drawing import DrawOrder
from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.clock import Clock
from picturelock.providers.render.manim_scenes.footage import Veil
from picturelock.providers.render.manim_scenes.sides import keep_sides
from picturelock.providers.render.manim_scenes.writing import now

# The shorter side of every frame: a size in units is the same size on a screen, upright or not.
SHORT_SIDE = 8.0
# A square is laid out like an upright frame: it has the same body, but wider, and so counts more units.
SQUARE_SIDE = 10.0
UPRIGHT_BODY = 6.4
# What Reels, TikTok and Shorts cover with signs and texts of their own, as shares of an upright frame.
COVERED_TOP, COVERED_BOTTOM, COVERED_RIGHT = 0.14, 0.2, 0.12
# The whole picture comes up from the bare ground and goes back to it, in seconds.
CURTAIN = 0.25

# Layers, from back to front. Scenes draw between the air and the words.
AIR, SCENE, LABELS, WORDS = -10, 0, 10, 20


class Stage:
    """What a template draws on. Its regions follow from the frame's shape.

    ``heading``, ``body``, ``captions`` and ``footnote`` are boxes that do not overlap; the caption zone stays
    free even when there are no captions. In an upright frame all of them keep clear of what apps lay over
    it; ``(0, 0)`` is the frame's middle and not the body's.
    """

    def __init__(self, order: DrawOrder, logo: Path | None = None, footage: Path | None = None) -> None:
        self.order = order
        self.logo = logo
        self.footage = footage
        # How dark or light footage is made where there is any; ``low`` only from ``veil_top`` downwards.
        self.veil: Veil = "all"
        self.veil_top = 0.0
        self.palette = order.palette
        self.clock = Clock(order.frame, order.length, order.beats)
        shape = order.frame.shape
        side = SQUARE_SIDE if shape == "1:1" else SHORT_SIDE
        self.pixels_per_unit = min(order.frame.width, order.frame.height) / side
        self.width = order.frame.width / self.pixels_per_unit
        self.height = order.frame.height / self.pixels_per_unit
        if shape == "9:16":
            self._lay_upright()
        elif shape == "1:1":
            self._lay_square()
        else:
            self._lay_wide()
        self._actors: list[Actor] = []

    def _lay_wide(self) -> None:
        left, right = -self.width / 2 + 0.6, self.width / 2 - 0.6
        self.safe = Box(-self.width / 2 + 0.3, -3.85, self.width / 2 - 0.3, 3.7)
        self.heading = Box(left, 2.62, right, 3.58)
        self.body = Box(left, -2.0, right, 2.35)
        self.captions = Box(left, -3.42, right, -2.2)
        self.footnote = Box(left, -3.85, right, -3.55)

    def _lay_upright(self) -> None:
        top = self.height * (0.5 - COVERED_TOP)
        bottom = -self.height * (0.5 - COVERED_BOTTOM)
        end = self.width * (0.5 - COVERED_RIGHT)
        left, right = -self.width / 2 + 0.5, end - 0.14
        self.safe = Box(-self.width / 2 + 0.25, bottom, end, top)
        self.heading = Box(left, top - 1.45, right, top - 0.05)
        self.footnote = Box(left, bottom + 0.03, right, bottom + 0.47)
        self.captions = Box(left, bottom + 0.55, right, bottom + 2.2)
        self.body = Box(left, bottom + 2.35, right, top - 1.7)

    def _lay_square(self) -> None:
        left, right = -self.width / 2 + 0.5, self.width / 2 - 0.5
        self.safe = Box(-self.width / 2 + 0.25, -self.height / 2 + 0.25, self.width / 2 - 0.25, 4.6)
        self.heading = Box(left, 3.54, right, 4.54)
        # As low and as high as an upright frame's: templates that count from the middle serve both.
        self.body = Box(left, -1.92, right, 3.42)
        self.captions = Box(left, -3.74, right, -2.1)
        self.footnote = Box(left, -4.58, right, -4.06)

    @property
    def portrait(self) -> bool:
        """Whether things stand one under another: in an upright frame, and in a square."""
        return self.order.frame.shape != "16:9"

    @property
    def column(self) -> Box:
        """The body's middle, as wide as an upright frame's: for what is laid out from left to right."""
        if self.order.frame.portrait:
            return self.body
        middle, half = self.body.center[0], UPRIGHT_BODY / 2
        return Box(middle - half, self.body.bottom, middle + half, self.body.top)

    @property
    def dark(self) -> bool:
        return self.palette.mode == "dark"

    def show(self, *parts: VMobject, layer: int = SCENE) -> Actor:
        """Put mobjects on the stage as one actor; later ones of a layer lie in front."""
        actor = Actor(parts[0] if len(parts) == 1 else VGroup(*parts), layer=layer)
        if now().turned:
            # At the body's middle: so all stays clear of what apps lay over an upright frame's right.
            about = now().axis
            actor.axis = self.body.center[0] if about is None else about
            keep_sides(actor.mobject)
        self._actors.append(actor)
        self._actors.sort(key=lambda other: other.layer)
        return actor

    def actors(self) -> list[Actor]:
        """Everything on the stage, from back to front."""
        return self._actors

    def curtain(self, time: float) -> float:
        """How much of the picture is seen over the bare ground at a time: 1 but at the scene's two ends.

        It changes quickest where two scenes meet, so that no frame is bare; a film begins with its picture.
        """
        frame = 1 / self.clock.fps
        ramp = min(CURTAIN, self.clock.length / 4)
        come = 1.0 if self.order.opens else (time + frame) / ramp
        hidden = 1 - max(0.0, min(1.0, come, (self.clock.length - time) / ramp))
        return 1 - hidden**3
