"""The painter: the same picture as Manim's own camera, and only what changed."""

import numpy as np
from manim import Camera, CapStyleType, Circle, LineJointType, Square, VMobject, tempconfig
from numpy.typing import NDArray

from fakes.scenes import SMALL, order
from picturelock.domain.drawing import CaptionCue
from picturelock.domain.look import DARK, LIGHT
from picturelock.providers.render.manim_scenes.backdrop import backdrop
from picturelock.providers.render.manim_scenes.furniture import captions
from picturelock.providers.render.manim_scenes.outlines import partial_points
from picturelock.providers.render.manim_scenes.painter import Painter
from picturelock.providers.render.manim_scenes.shapes import Glow, plate, point, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.staging import staged
from picturelock.providers.render.manim_scenes.template import all_templates


def some_shapes() -> list[VMobject]:
    ball = Circle(radius=1.2, stroke_width=6, stroke_color="#ffcc00")
    ball.set_fill(["#2255ff", "#ff2255"], opacity=1)  # pyright: ignore[reportArgumentType]
    ball.set_sheen_direction(np.array([0.0, 1.0, 0.0])).shift(point((-3.0, 0.5)))
    box = Square(side_length=1.7, fill_color="#11aa77", fill_opacity=0.5, stroke_width=0).shift(
        point((2.0, -1.0))
    )
    lines = shape_of(segments([((-1.0, 2.0), (1.0, 1.0)), ((1.0, 1.0), (3.0, 2.5))]), edge="#ffffff", width=9)
    for shape in (ball, lines):
        shape.joint_type, shape.cap_style = LineJointType.ROUND, CapStyleType.ROUND
    return [ball, box, lines]


def painted(stage: Stage, time: float) -> NDArray[np.int16]:
    painter = Painter(stage)
    painter.paint(time)
    return painter.pixels[..., :3].astype(np.int16)


def test_pictures_are_the_same_as_of_manims_own_camera() -> None:
    stage = Stage(order("title", {}))
    for shape in some_shapes():
        stage.show(shape)
    ours = painted(stage, 5.0)
    size = {
        "pixel_width": SMALL.width,
        "pixel_height": SMALL.height,
        "frame_height": 8.0,
        "frame_width": 8 * 16 / 9,
    }
    with tempconfig(size):
        camera = Camera()
        ground = backdrop(DARK, SMALL)[..., [2, 1, 0, 3]].copy()
        camera.set_background(ground)  # pyright: ignore[reportUnknownMemberType, reportArgumentType] - typed for int64
        camera.reset()
        camera.capture_mobjects(some_shapes())
        theirs = camera.pixel_array[..., 2::-1].astype(np.int16)
    away = np.abs(ours - theirs)
    assert away.mean() < 0.05
    assert np.percentile(away, 99.9) <= 3


def test_a_frame_in_which_nothing_changed_is_not_painted_again() -> None:
    stage = Stage(order("title", {}))
    stage.show(plate((0, 0), (2, 1), "#ff0000")).appears(1.0, length=0.5)
    painter = Painter(stage)
    assert painter.paint(2.0)
    assert not painter.paint(2.5)
    assert painter.paint(1.2)


def test_an_actor_kept_as_a_picture_looks_as_it_did() -> None:
    stage = Stage(order("title", {}))
    stage.show(plate((1.3, -0.7), (2.2, 1.1), "#ff8800", edge="#ffffff"))
    stage.show(Glow((-2, 1), 1.5, "#00ffcc"))
    moving = shape_of(segments([((0, 0), (1, 1))]), edge="#ffffff")
    stage.show(moving).floats(1.0)
    painter = Painter(stage)
    painter.paint(3.0)
    first = painter.pixels.copy()
    for time in (3.1, 3.2, 3.3, 3.4, 3.0):
        painter.paint(time)
    assert np.abs(painter.pixels.astype(int) - first.astype(int)).max() <= 2


def test_any_frame_can_be_drawn_alone() -> None:
    template = all_templates()["enzyme_inhibition"]
    made = order("enzyme_inhibition", template.example.model_dump(mode="json"))
    painter = Painter(staged(made))
    for number in range(100):
        painter.paint(number / 15)
    alone = painted(staged(made), 99 / 15)
    away = np.abs(painter.pixels[..., :3].astype(np.int16) - alone)
    assert away.mean() < 0.1


def test_scenes_come_from_and_go_to_the_bare_ground_never_to_black() -> None:
    for palette in (DARK, LIGHT):
        made = order("title", {"title": "Aspirin"}, palette=palette)
        ground = backdrop(palette, SMALL)[..., :3].astype(np.int16)
        stage = staged(made)
        first, last = painted(stage, 0.0), painted(stage, (made.length - 1) / 15)
        middle = painted(stage, made.length / 30)
        for ends in (first, last):
            # On their way to it, and never all the way: no still of a film is empty.
            assert 0.15 < np.abs(ends - ground).mean() / np.abs(middle - ground).mean() < 0.7


def test_the_ground_has_no_bands() -> None:
    row = backdrop(DARK, SMALL)[135, :, 0].astype(int)
    runs = np.diff(np.flatnonzero(np.diff(row) != 0))
    assert runs.max() < 40


def test_captions_are_seen_exactly_in_their_frames() -> None:
    cues = (
        CaptionCue(start=20, end=40, lines=("Aspirin is a small molecule",)),
        CaptionCue(start=40, end=60, lines=("built on one", "benzene ring.")),
    )
    stage = Stage(order("title", {}, captions=cues))
    captions(stage)
    words = [actor for actor in stage.actors() if actor.layer == 22]
    seen = [[number for number in range(100) if actor.pose(number / 15).opacity > 0.01] for actor in words]
    assert [(frames[0], frames[-1] + 1) for frames in seen] == [(20, 40), (40, 60)]
    assert all(len(frames) == 20 for frames in seen)


def test_a_line_is_drawn_along_its_way() -> None:
    line = segments([((0, 0), (4, 0)), ((4, 0), (4, 4))])
    half = partial_points(line, 0.75)
    assert tuple(half[-1][:2]) == (4, 2)
    assert partial_points(line, 1.0) is line
