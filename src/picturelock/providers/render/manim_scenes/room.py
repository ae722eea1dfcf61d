"""A place for words: a rectangle, and how they stand in it."""

from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.typesetting import Align, Paragraph, Upright, set_text


@dataclass(frozen=True)
class Room:
    """A rectangle for words, and how they stand in it."""

    box: Box
    align: Align = "left"
    upright: Upright = "middle"
    lines: int = 1

    def name(self, stage: Stage, text: str, color: str) -> Paragraph:
        """The name of something, in its colour as far as that can be read."""
        return set_text(
            text,
            self.box,
            em=0.3 if stage.portrait else 0.27,
            color=readable(color, stage.palette),
            weight=600,
            align=self.align,
            upright=self.upright,
            most_lines=self.lines,
        )
