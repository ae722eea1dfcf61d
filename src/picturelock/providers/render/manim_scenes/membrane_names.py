"""The names at a membrane: of the protein in it, and of what lies on its two sides."""

from picturelock.providers.render.manim_scenes.membrane import BODY_DARK, BODY_LIGHT
from picturelock.providers.render.manim_scenes.room import Room
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.typesetting import set_text


def protein_color(stage: Stage) -> str:
    """The colour for the name of a protein of the membrane."""
    return BODY_LIGHT if stage.dark else BODY_DARK


def lay_side_name(stage: Stage, text: str, room: Room) -> None:
    """The small name of one side of a membrane."""
    words = set_text(
        text,
        room.box,
        em=0.2,
        color=stage.palette.muted,
        weight=500,
        align=room.align,
        upright=room.upright,
        most_lines=1,
    )
    stage.show(words, layer=LABELS)
