"""Where everything stands in a scene of an ion channel."""

from dataclasses import dataclass
from typing import Literal

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.gated_protein import notch
from picturelock.providers.render.manim_scenes.room import Room
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place

Site = Literal["pocket", "beside", "pore", "pore_from_inside"]


@dataclass(frozen=True)
class ChannelPlan:
    """Places and rooms. ``pool`` is where the ions wait; with ``inward`` that is above the membrane."""

    center: Place
    inward: bool
    pool: tuple[Place, ...]
    ligand_away: Place
    drug_from: Place
    channel: Room
    ion: Room
    ligand: Room
    drug: Room
    outcome: Room
    outer_side: Room
    inner_side: Room

    def along(self, far: float) -> Place:
        """A place on the axis, ``far`` units from the middle in the direction that ions come from."""
        return self.center[0], self.center[1] + (far if self.inward else -far)

    def dock(self, site: Site, opened: float) -> Place:
        """Where the drug sits, in a channel that is open so far."""
        x, y = self.center
        if site == "pocket":
            return notch(self.center, -1, opened)
        if site == "beside":
            return notch(self.center, 1, opened)
        return (x, y + 0.62) if site == "pore" else (x, y - 0.34)


def channel_plan(stage: Stage, *, inward: bool, site: Site) -> ChannelPlan:
    """The places for a frame's shape, the ions' way and where the drug sits."""
    return _upright(stage, inward, site) if stage.portrait else _wide(stage, inward, site)


def _wide(stage: Stage, inward: bool, site: Site) -> ChannelPlan:
    x, y, left, right = -0.9, 0.12, stage.body.left, stage.body.right
    above = ((-3.4, 1.05), (-4.1, 1.5), (-4.6, 1.0), (-5.2, 1.45), (-5.9, 1.1))
    below = ((-2.2, -1.35), (-3.0, -0.95), (-3.7, -1.45), (-4.6, -1.0), (-5.5, -1.3))
    below_room = Box(x - 3.9, -1.95, x - 0.3, -1.6) if inward else Box(x + 0.35, -1.7, right, -1.35)
    drug = {
        "pocket": Room(Box(x - 0.6, 1.98, x + 2.8, 2.32)),
        "beside": Room(Box(x + 1.72, 1.4, x + 5.3, 1.74)),
        "pore": Room(Box(x - 0.6, 1.98, x + 2.8, 2.32)),
        "pore_from_inside": Room(below_room, "right" if inward else "left"),
    }[site]
    return ChannelPlan(
        center=(x, y),
        inward=inward,
        pool=above if inward else below,
        ligand_away=(x - 2.3, 1.62),
        drug_from=(right - 2.0, -1.2 if site == "pore_from_inside" else 1.9),
        channel=Room(Box(x + 1.72, y + 0.74, x + 4.9, y + 1.08)),
        ion=Room(Box(left, 1.76, x - 3.45, 2.34), "left", "bottom", 2)
        if inward
        else Room(Box(left, -2.0, x - 1.4, -1.66)),
        ligand=Room(Box(x - 3.3, 1.98, x - 0.75, 2.32), "center"),
        drug=drug,
        outcome=Room(Box(x + 1.7, -1.75, right, -1.15))
        if inward
        else Room(Box(left, 1.0, x - 1.75, 1.6), "right"),
        outer_side=Room(Box(right - 2.4, y + 0.75, right, y + 1.07), "right"),
        inner_side=Room(Box(right - 2.4, y - 1.07, right, y - 0.75), "right"),
    )


def _upright(stage: Stage, inward: bool, site: Site) -> ChannelPlan:
    x, body = -0.6, stage.body
    y = body.bottom + 2.5
    left, right, top = body.left, body.right, body.top
    above = ((-2.8, y + 1.1), (-3.3, y + 1.45), (-2.9, y + 1.8), (-3.35, y + 0.98))
    below = ((-1.9, y - 1.3), (-2.7, y - 1.75), (-1.8, y - 2.0), (-3.2, y - 1.3), (-2.7, y - 2.25))
    from_inside = site == "pore_from_inside"
    second = Box(x + 0.1, top - 0.86, right, top - 0.5)
    return ChannelPlan(
        center=(x, y),
        inward=inward,
        pool=above if inward else below,
        ligand_away=(x - 1.5, y + 1.72),
        drug_from=(right - 0.7, y - 1.6) if from_inside else (right - 0.9, y + 1.9),
        channel=Room(Box(x + 1.6, y + 1.06, right, y + 1.74), "left", "bottom", 2),
        ion=Room(Box(left, top - 0.36, x + 0.3, top))
        if inward
        else Room(Box(x + 0.1, body.bottom, right, body.bottom + 0.36)),
        ligand=Room(Box(left, top - 0.86, x - 0.1, top - 0.5)),
        drug=Room(Box(x + 0.45, y - 1.62, right, y - 1.26)) if from_inside else Room(second),
        outcome=Room(Box(x - 1.9, body.bottom - 0.08, right, body.bottom + 0.52), "center")
        if inward
        else Room(Box(x - 0.6, top - 0.42, right, top + 0.14), "right"),
        outer_side=Room(Box(x + 1.3, y + 0.7, right, y + 1.02), "right"),
        inner_side=Room(Box(x + 1.3, y - 1.02, right, y - 0.7), "right"),
    )
