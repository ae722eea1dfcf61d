"""Where everything stands in a scene of a transporter: in one membrane, or between two nerve cells."""

from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.room import Room
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place


@dataclass(frozen=True)
class TransportPlan:
    """Places and rooms.

    ``outside`` is 1 when the transporter's outer side is its upper one, -1 when it is its lower one;
    ``takes_in`` says which way what it carries goes. ``pool`` is where that waits, ``before`` and ``behind``
    are the two ends of the way.
    """

    center: Place
    size: float
    outside: int
    takes_in: bool
    pool: tuple[Place, ...]
    drug_from: Place
    transporter: Room
    cargo: Room
    drug: Room
    outcome: Room
    outer_side: Room
    inner_side: Room

    def along(self, far: float) -> Place:
        """A place on the transporter's axis, ``far`` units from its middle towards the outside."""
        return self.center[0], self.center[1] + self.outside * far

    @property
    def before(self) -> Place:
        return self.along((1.5 if self.takes_in else -1.5) * self.size)

    @property
    def behind(self) -> Place:
        return self.along((-1.5 if self.takes_in else 1.5) * self.size)

    @property
    def dock(self) -> Place:
        return self.along(0.52 * self.size)


def membrane_plan(stage: Stage, *, takes_in: bool) -> TransportPlan:
    """One membrane over the whole width, the outside above it."""
    return _upright(stage, takes_in) if stage.portrait else _wide(stage, takes_in)


def _wide(stage: Stage, takes_in: bool) -> TransportPlan:
    x, y, left, right = -0.9, 0.12, stage.body.left, stage.body.right
    above = ((-2.3, 1.3), (-3.2, 1.75), (-4.0, 1.2), (-4.9, 1.6), (-5.7, 1.15))
    below = ((-2.2, -1.35), (-3.0, -0.9), (-3.7, -1.45), (-4.6, -1.0), (-5.5, -1.3))
    return TransportPlan(
        center=(x, y),
        size=1.0,
        outside=1,
        takes_in=takes_in,
        pool=above if takes_in else below,
        drug_from=(right - 2.2, 1.75),
        transporter=Room(Box(x + 1.35, y + 0.74, x + 4.7, y + 1.08)),
        cargo=Room(Box(left, 1.98, x - 1.4, 2.34) if takes_in else Box(left, -2.0, x - 1.4, -1.66)),
        drug=Room(Box(x - 1.75, 1.86, x + 1.75, 2.22), "center"),
        outcome=Room(Box(x + 1.7, -1.75, right, -1.15))
        if takes_in
        else Room(Box(left, 1.15, x - 1.5, 1.75), "right"),
        outer_side=Room(Box(right - 2.4, y + 0.75, right, y + 1.07), "right"),
        inner_side=Room(Box(right - 2.4, y - 1.07, right, y - 0.75), "right"),
    )


def _upright(stage: Stage, takes_in: bool) -> TransportPlan:
    x, body = -0.6, stage.body
    y = body.bottom + 2.55
    left, right = body.left, body.right
    above = ((-1.9, y + 1.35), (-2.7, y + 1.75), (-1.75, y + 2.05), (-3.2, y + 1.3), (-2.5, y + 2.25))
    below = ((-1.9, y - 1.3), (-2.7, y - 1.75), (-1.8, y - 2.0), (-3.2, y - 1.3), (-2.7, y - 2.25))
    return TransportPlan(
        center=(x, y),
        size=1.0,
        outside=1,
        takes_in=takes_in,
        pool=above if takes_in else below,
        drug_from=(right - 0.9, body.top - 0.5),
        transporter=Room(Box(x + 1.25, y + 0.72, right, y + 1.38), "left", "bottom", 2),
        cargo=Room(Box(left, body.top - 0.36, x + 0.6, body.top))
        if takes_in
        else Room(Box(x + 0.1, body.bottom, right, body.bottom + 0.36)),
        drug=Room(Box(x + 0.25, y + 1.5, right, y + 1.9), "left"),
        outcome=Room(Box(x - 1.9, body.bottom, right, body.bottom + 0.6), "center")
        if takes_in
        else Room(Box(left, body.top - 0.6, right, body.top), "center"),
        outer_side=Room(Box(left, y + 0.7, x - 1.2, y + 1.02), "left"),
        inner_side=Room(Box(left if takes_in else x + 1.25, y - 1.02, right, y - 0.7), "left"),
    )


_SYNAPSE = 0.64


def synapse_plan(stage: Stage) -> TransportPlan:
    """The lower end of a sending nerve cell: what it has released is in the cleft below it."""
    body = stage.body
    left, right = body.left, body.right
    if stage.portrait:
        x, y = -0.6, body.top - 1.3
        return TransportPlan(
            center=(x, y),
            size=_SYNAPSE,
            outside=-1,
            takes_in=True,
            pool=((-1.75, y - 0.85), (-1.6, y - 1.35), (-3.0, y - 0.85), (-2.8, y - 1.6), (-2.1, y - 1.3)),
            drug_from=(right - 0.7, y - 1.5),
            transporter=Room(Box(x + 0.9, y - 0.88, right, y - 0.5)),
            cargo=Room(Box(x - 0.15, y - 2.34, right, y - 1.98)),
            drug=Room(Box(x - 0.15, y - 1.36, right, y - 1.0)),
            outcome=Room(Box(x + 0.6, body.top - 0.65, right, body.top - 0.05), "right"),
            outer_side=Room(Box(left, body.top - 0.4, x - 0.7, body.top - 0.1)),
            inner_side=Room(Box(left, body.bottom, right, body.bottom + 0.3)),
        )
    x, y = 0.4, 1.14
    return TransportPlan(
        center=(x, y),
        size=_SYNAPSE,
        outside=-1,
        takes_in=True,
        pool=((-1.0, 0.25), (-1.8, 0.22), (-2.7, 0.1), (-0.9, -0.35), (-1.75, -0.2)),
        drug_from=(right - 1.2, 0.0),
        transporter=Room(Box(x + 1.0, y - 0.86, x + 5.0, y - 0.52)),
        cargo=Room(Box(left, -0.16, -3.4, 0.18)),
        drug=Room(Box(x - 0.3, -0.2, x + 4.0, 0.14)),
        outcome=Room(Box(x + 1.2, 1.74, x + 4.05, 2.34)),
        outer_side=Room(Box(right - 2.0, 1.88, right, 2.2), "right"),
        inner_side=Room(Box(right - 2.4, -2.0, right, -1.72), "right"),
    )
