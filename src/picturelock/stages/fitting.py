"""Whether a shot can be drawn in every shape that its film is made in."""

from picturelock.domain.brief import Brief
from picturelock.domain.frames import FORMATS, Shape
from picturelock.domain.shot import Shot
from picturelock.ports.films import Renderer


async def objections(renderer: Renderer, shot: Shot, spoken: str, brief: Brief) -> tuple[str, ...]:
    """Why a shot cannot be drawn, each reason once, with the shapes that it holds in where others can.

    Args:
        renderer: the engine of the shot.
        shot: what is to be seen.
        spoken: what is said over it.
        brief: names the shapes.
    """
    shapes = brief.every_shape
    found: dict[str, list[Shape]] = {}
    for shape in shapes:
        frame = FORMATS[shape]["low"]
        for reason in await renderer.check(shot, spoken, frame, brief.spoken_language):
            found.setdefault(reason, []).append(shape)
    return tuple(
        reason if len(those) == len(shapes) else f"in {' and '.join(those)}: {reason}"
        for reason, those in found.items()
    )
