"""Paints a stage as it is at one instant, with the cairo calls of Manim's camera.

What makes it fast: a path is built once and laid again under each pose; an actor that keeps still is kept as
a picture; a frame that is the same as the last one is not painted at all.
"""

from dataclasses import dataclass

import cairo
import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from picturelock.providers.render.manim_scenes.actor import Actor, Pose
from picturelock.providers.render.manim_scenes.backdrop import backdrop
from picturelock.providers.render.manim_scenes.canvas import Context
from picturelock.providers.render.manim_scenes.colors import rgb
from picturelock.providers.render.manim_scenes.footage import veil
from picturelock.providers.render.manim_scenes.halo import Halo
from picturelock.providers.render.manim_scenes.ink import Blend, Ink
from picturelock.providers.render.manim_scenes.outlines import Outlines, lay_points, partial_points
from picturelock.providers.render.manim_scenes.pictures import Picture
from picturelock.providers.render.manim_scenes.shapes import Glow
from picturelock.providers.render.manim_scenes.stage import Stage

# Less than half a step of 8 bits: cannot be seen.
_UNSEEN = 1 / 512
# An actor that kept still for so many frames is kept as a picture.
_STILL_FRAMES = 2


@dataclass
class _Kept:
    """An actor's last pose, for how long it kept it, and its picture then."""

    pose: Pose | None = None
    frames: int = 0
    picture: cairo.ImageSurface | None = None
    corner: tuple[int, int] = (0, 0)


class Painter:
    """Draws the frames of one stage into one buffer."""

    def __init__(self, stage: Stage) -> None:
        frame = stage.order.frame
        self._stage = stage
        self._width, self._height = frame.width, frame.height
        self._scale = frame.height / stage.height
        self._bare = backdrop(stage.palette, frame)
        self._ground = self._bare
        if stage.footage is not None:
            text_from = 0.5 - stage.veil_top / stage.height
            clip = stage.order.shot.footage
            drawn = clip is not None and clip.credit.provider == "drawn"
            self._ground = veil(stage.veil, stage.palette, frame, text_from, drawn=drawn)
        self.pixels: NDArray[np.uint8] = self._ground.copy()
        surface = cairo.ImageSurface.create_for_data(
            self.pixels.data, cairo.FORMAT_ARGB32, self._width, self._height
        )
        self._context: Context = cairo.Context(surface)
        self._context.set_matrix(self._matrix())
        self._outlines = Outlines(self._scale)
        self._inks: dict[int, Ink] = {}
        self._families: dict[int, list[VMobject]] = {}
        self._kept: dict[int, _Kept] = {}
        self._last: list[tuple[int, Pose]] | None = None
        self._last_curtain = -1.0

    def paint(self, time: float) -> bool:
        """Draw the stage at ``time`` seconds into ``pixels``; False when nothing changed since the last."""
        cast = [(actor, actor.pose(time)) for actor in self._stage.actors()]
        seen = [(actor, pose) for actor, pose in cast if pose.opacity > _UNSEEN and pose.reveal > 0]
        curtain = self._stage.curtain(time)
        poses = [(id(actor), pose) for actor, pose in seen]
        alive = any(actor.live for actor, _ in seen)
        if not alive and poses == self._last and curtain == self._last_curtain:
            return False
        self._last, self._last_curtain = poses, curtain
        np.copyto(self.pixels, self._ground)
        if self._stage.footage is not None:
            self._raise(seen, 1.0, time)
            self._lower(curtain)
        elif curtain > _UNSEEN:
            self._raise(seen, curtain, time)
        return True

    def _lower(self, curtain: float) -> None:
        """Lay the bare ground over picture and footage, as far as the curtain is down."""
        if curtain < 1:
            both = self._bare * np.float32(1 - curtain) + self.pixels * np.float32(curtain)
            np.copyto(self.pixels, both.astype(np.uint8))

    def _raise(self, seen: list[tuple[Actor, Pose]], curtain: float, time: float) -> None:
        whole = curtain >= 1
        if not whole:
            self._context.push_group()
        for actor, pose in seen:
            self._draw(actor, pose, time)
        if not whole:
            self._context.pop_group_to_source()
            self._context.paint_with_alpha(curtain)

    def _draw(self, actor: Actor, pose: Pose, time: float) -> None:
        kept = self._kept.setdefault(id(actor), _Kept())
        if actor.live:
            self._perform(self._context, actor, pose, time)
            return
        if isinstance(actor.mobject, Glow) and pose.scale == 1:
            self._shine(kept, actor, pose)
            return
        if kept.pose != pose:
            kept.pose, kept.frames, kept.picture = pose, 0, None
        kept.frames += 1
        if kept.frames <= _STILL_FRAMES:
            self._perform(self._context, actor, pose, time)
            return
        if kept.picture is None:
            self._keep(kept, actor, pose, time)
        self._lay(kept, (0, 0), 1.0)

    def _shine(self, kept: _Kept, actor: Actor, pose: Pose) -> None:
        """Light has no edges: its picture is kept for good and laid at the nearest whole pixel."""
        if kept.picture is None:
            rest = pose._replace(shift_x=0.0, shift_y=0.0, opacity=1.0)
            self._keep(kept, actor, rest, 0.0, beyond=True)
        side = 1 if actor.axis is None else -1
        away = (side * round(pose.shift_x * self._scale), -round(pose.shift_y * self._scale))
        self._lay(kept, away, pose.opacity)

    def _lay(self, kept: _Kept, away: tuple[int, int], opacity: float) -> None:
        if kept.picture is None:
            return
        self._context.save()
        self._context.identity_matrix()
        x, y = kept.corner
        self._context.set_source_surface(kept.picture, x + away[0], y + away[1])
        self._context.paint_with_alpha(opacity)
        self._context.restore()

    def _keep(self, kept: _Kept, actor: Actor, pose: Pose, time: float, *, beyond: bool = False) -> None:
        left, top, right, bottom = self._pixels_of(actor, pose, beyond=beyond)
        if right <= left or bottom <= top:
            return
        picture = cairo.ImageSurface(cairo.FORMAT_ARGB32, right - left, bottom - top)
        context: Context = cairo.Context(picture)
        matrix = self._matrix()
        matrix.x0 -= left
        matrix.y0 -= top
        context.set_matrix(matrix)
        self._perform(context, actor, pose, time)
        picture.flush()
        kept.picture, kept.corner = picture, (left, top)

    def _perform(self, context: Context, actor: Actor, pose: Pose, time: float) -> None:
        parts = self._family(actor)
        inks = [self._ink(part) for part in parts]
        # Parts that lie on one another would shine through each other when each fades on its own.
        together = pose.opacity < 1 and sum(ink.layers for ink in inks) > 1
        blend = Blend(1.0 if together else pose.opacity, pose.tint, (*rgb(actor.tint_color), 1.0))
        context.save()
        if together:
            self._clip(context, actor, pose)
            context.push_group()
        self._take(context, actor, pose)
        for part, ink in zip(parts, inks, strict=True):
            if isinstance(part, Picture | Halo):
                part.paint(context, blend.opacity)
                continue
            context.new_path()
            points = actor.live.get(id(part))
            if points is not None:
                lay_points(context, points(time))
            elif pose.reveal < 1:
                lay_points(context, partial_points(part.points, pose.reveal))
            else:
                self._outlines.lay(context, part)
            ink.paint(context, blend)
        if together:
            context.pop_group_to_source()
            context.paint_with_alpha(pose.opacity)
        context.restore()

    def _take(self, context: Context, actor: Actor, pose: Pose) -> None:
        x, y = actor.home
        if actor.axis is not None:
            context.translate(2 * actor.axis, 0)
            context.scale(-1, 1)
        context.translate(x + pose.shift_x, y + pose.shift_y)
        context.scale(pose.scale, pose.scale)
        context.rotate(pose.turn)
        context.translate(-x, -y)

    def _clip(self, context: Context, actor: Actor, pose: Pose) -> None:
        left, top, right, bottom = self._pixels_of(actor, pose)
        matrix = context.get_matrix()
        ours = self._matrix()
        context.identity_matrix()
        context.rectangle(
            left + matrix.x0 - ours.x0, top + matrix.y0 - ours.y0, max(0, right - left), max(0, bottom - top)
        )
        context.clip()
        context.set_matrix(matrix)

    def _pixels_of(self, actor: Actor, pose: Pose, *, beyond: bool = False) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what an actor covers, inside the frame or also beyond it."""
        points = [part.points[:, :2] for part in self._family(actor) if len(part.points)]
        if not points:
            return 0, 0, 0, 0
        away = np.abs(np.vstack(points) - np.array(actor.home))
        reach = away.max(axis=0) * pose.scale
        if pose.turn:
            reach = np.full(2, float(np.hypot(*reach)))
        if actor.live:
            reach = reach + self._stage.width
        margin = max((part.margin for part in self._family(actor) if isinstance(part, Halo)), default=0.0)
        # Half of a thick line lies outside of its points.
        stroke = max(self._ink(part).width / 2 for part in self._family(actor) if len(part.points))
        reach = reach + (0.1 + margin + stroke) * max(1.0, pose.scale)
        x, y = actor.home[0] + pose.shift_x, actor.home[1] + pose.shift_y
        if actor.axis is not None:
            x = 2 * actor.axis - x
        matrix = self._matrix()
        left, top = matrix.transform_point(x - float(reach[0]), y + float(reach[1]))
        right, bottom = matrix.transform_point(x + float(reach[0]), y - float(reach[1]))
        if beyond:
            return int(left) - 1, int(top) - 1, int(right) + 1, int(bottom) + 1
        return (
            max(0, int(left)),
            max(0, int(top)),
            min(self._width, int(right) + 1),
            min(self._height, int(bottom) + 1),
        )

    def _matrix(self) -> cairo.Matrix:
        return cairo.Matrix(self._scale, 0, 0, -self._scale, self._width / 2, self._height / 2)

    def _family(self, actor: Actor) -> list[VMobject]:
        family = self._families.get(id(actor))
        if family is None:
            family = [
                part
                for part in actor.mobject.get_family()
                if isinstance(part, VMobject) and (len(part.points) or id(part) in actor.live)
            ]
            self._families[id(actor)] = family
        return family

    def _ink(self, part: VMobject) -> Ink:
        ink = self._inks.get(id(part))
        if ink is None:
            ink = self._inks[id(part)] = Ink(part)
        return ink
