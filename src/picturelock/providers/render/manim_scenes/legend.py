"""Names beside small pictures of what they name: in a column at the right, or in rows under the picture."""

from collections.abc import Callable
from dataclasses import dataclass

from manim import VMobject

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.verdict import show_name
from picturelock.providers.render.manim_scenes.writing import mirrored


@dataclass(frozen=True)
class Entry:
    """A name, the picture it stands beside, and when it comes in (before the scene when negative)."""

    name: str
    picture: Callable[[Place], VMobject]
    color: str
    cue: float = -1.0


def lay_legend(stage: Stage, entries: list[Entry], box: Box, *, across: bool = False) -> None:
    """Put the entries into a box, one under another or, ``across``, side by side."""
    with mirrored(about=box.center[0]):
        _lay(stage, entries, box, across=across)


def _lay(stage: Stage, entries: list[Entry], box: Box, *, across: bool) -> None:
    places = box.columns(len(entries), 0.3) if across else box.rows(len(entries), 0.1)
    for entry, row in zip(entries, places, strict=True):
        drawn = stage.show(entry.picture((row.left + 0.3, row.center[1])), layer=LABELS)
        words = Box(row.left + 0.75, row.bottom, row.right, row.top)
        name = show_name(stage, entry.name, words, entry.color, em=0.28, align="left")
        if entry.cue >= 0:
            drawn.appears(entry.cue, rise=0)
            name.appears(entry.cue, rise=0)
