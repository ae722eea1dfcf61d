"""A G protein of three parts, which comes to a receptor that is on and sends its first part ahead."""

from manim import VMobject

from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.colors import darker, lighter, mixed
from picturelock.providers.render.manim_scenes.shapes import disc, group
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.tracks import Place

COLOR, _BETA, _GAMMA = "#3fc7b4", "#4d9de0", "#8f7bd8"
_TURN = 2.6


def g_protein_cycle(
    stage: Stage, home: Place, foot: float, goal: Place, lasts: tuple[float, float]
) -> list[Actor]:
    """Put it on the stage; while the receptor is on it is switched on by it again and again.

    Args:
        home: its middle while it waits.
        foot: the receptor's lower end.
        goal: where its first part hands the message on.
        lasts: from when to when the receptor is on, in seconds.

    Returns:
        Its parts.
    """
    x, y = home
    pair = stage.show(
        _ball((x - 0.26, y - 0.02), 0.25, _BETA), _ball((x - 0.06, y - 0.2), 0.15, _GAMMA), layer=LABELS - 1
    )
    alpha = stage.show(_ball((x + 0.16, y + 0.02), 0.28, COLOR), layer=LABELS)
    rise = foot - y - 0.22
    time, end = lasts
    while time + 2.1 < end:
        for actor in (pair, alpha):
            actor.goes((actor.home[0], actor.home[1] + rise), at=time, length=0.45)
        alpha.swells(time + 0.45, by=1.12, length=0.3)
        alpha.goes(goal, at=time + 0.75, length=0.55)
        pair.goes(pair.home, at=time + 0.75, length=0.5)
        alpha.goes(alpha.home, at=time + 1.6, length=0.5)
        time += _TURN
    return [pair, alpha]


def _ball(center: Place, radius: float, color: str) -> VMobject:
    body = disc(center, radius, [darker(color, 0.25), lighter(color, 0.12)], edge=darker(color, 0.35))
    x, y = center
    spot = disc((x - radius * 0.3, y + radius * 0.36), radius * 0.2, mixed(color, "#ffffff", 0.6))
    return group(body, spot)
