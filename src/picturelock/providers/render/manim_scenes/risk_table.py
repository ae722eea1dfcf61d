"""The numbers at risk under a survival curve, each under its time."""

from collections.abc import Sequence

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.figures import count
from picturelock.providers.render.manim_scenes.lettering import outlines
from picturelock.providers.render.manim_scenes.shapes import plate
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import say

_EM, _UPRIGHT_EM = 0.21, 0.25
_LEADING = 1.32
# How much of the row of the axis's name the head takes.
HEAD = 2.0


def risk_table_height(rows: int, stage: Stage) -> float:
    """How much room the table takes under the axis; its head stands on the row of the axis's name."""
    return (_UPRIGHT_EM if stage.portrait else _EM) * _LEADING * rows + 0.04


def lay_risk_table(
    stage: Stage, room: Box, places: Sequence[float], rows: Sequence[tuple[Sequence[int], str]]
) -> None:
    """Put a row for each group under the times' places, in the group's colour.

    Numbers that would touch are left out, the same in every row.
    """
    em = _UPRIGHT_EM if stage.portrait else _EM
    step = em * _LEADING
    head = set_text(
        say("Number at risk"),
        Box(room.left, room.top - 0.02, room.left + HEAD, room.top + step),
        em=em,
        color=stage.palette.muted,
        align="left",
        most_lines=1,
    )
    stage.show(head, layer=LABELS)
    shown = _apart(places, rows, em)
    for number, (counts, color) in enumerate(rows):
        top = room.top - step * number
        key = plate((room.left + 0.12, top - step / 2), (0.24, 0.1), color, corner=0.05)
        stage.show(key, layer=LABELS)
        for place in shown:
            text = count(counts[place])
            # The last one may not reach out of the frame where its time is the axis's end.
            x = min(places[place], room.right + 0.1 - outlines([text])[0].width * em / 2)
            words = set_text(
                text,
                Box(x - 1.0, top - step, x + 1.0, top),
                em=em,
                color=readable(color, stage.palette),
                weight=500,
                most_lines=1,
            )
            stage.show(words, layer=LABELS)


def _apart(places: Sequence[float], rows: Sequence[tuple[Sequence[int], str]], em: float) -> list[int]:
    shown: list[int] = []
    taken = float("-inf")
    for place, x in enumerate(places):
        half = (
            max(outline.width for outline in outlines([count(counts[place]) for counts, _ in rows])) * em / 2
        )
        if x - half > taken + 0.12:
            shown.append(place)
            taken = x + half
    return shown
