"""Where everything stands in a scene of a nuclear receptor."""

from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.room import Room
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place


@dataclass(frozen=True)
class NucleusPlan:
    """Places and rooms. ``seat`` is the receptor's middle on the DNA, ``waits`` that in the cytoplasm."""

    membrane: float
    standing: bool
    nucleus: Box
    seat: Place
    waits: Place
    drug_from: Place
    drug_inside: Place
    door: Place
    gene: Place
    way_out: tuple[Place, ...]
    outcome: Room
    drug_first: Room
    waiting_name: Room
    inside: Room
    nucleus_name: Room

    @property
    def dna(self) -> float:
        return self.seat[1] - 0.7

    @property
    def pocket(self) -> Place:
        return self.seat[0], self.seat[1] + 0.5

    @property
    def ligand_away(self) -> Place:
        return self.seat[0] + 1.6, self.seat[1] + 1.05

    @property
    def ligand_name(self) -> Room:
        x, y = self.seat
        return Room(Box(x + 1.9, y + 0.72, self.nucleus.right - 0.8, y + 1.36), lines=2)

    @property
    def receptor_name(self) -> Room:
        x, y = self.seat
        return Room(Box(x + 0.85, y + 0.22, self.nucleus.right - (0.4 if self.standing else 1.1), y + 0.58))

    @property
    def drug_name(self) -> Room:
        x, y = self.seat
        return Room(Box(x - 1.2, y + 1.02, x + 1.3, y + 1.4), "center")


def nucleus_plan(stage: Stage) -> NucleusPlan:
    """The membrane stands at the left; in an upright frame it lies above."""
    return _upright(stage) if stage.portrait else _wide(stage)


def _wide(stage: Stage) -> NucleusPlan:
    left, right = stage.body.left, stage.body.right
    seat = (-1.4, -0.2)
    return NucleusPlan(
        membrane=-5.95,
        standing=True,
        nucleus=Box(-2.95, -1.95, 2.85, 2.3),
        seat=seat,
        waits=(-4.3, -0.35),
        drug_from=(-7.4, 1.25),
        drug_inside=(-4.3, 1.0),
        door=(-2.9, 0.3),
        gene=(1.1, seat[1] - 0.7),
        way_out=((1.9, -0.4), (2.85, 0.15), (3.25, 0.15)),
        outcome=Room(Box(3.3, -0.15, right, 0.45), "left"),
        drug_first=Room(Box(left + 1.15, 1.42, -2.5, 1.78), "center"),
        waiting_name=Room(Box(left + 1.15, -1.65, -2.95, -1.3), "center"),
        inside=Room(Box(3.3, -2.0, right, -1.7), "right"),
        nucleus_name=Room(Box(1.9, 1.98, right, 2.26)),
    )


def _upright(stage: Stage) -> NucleusPlan:
    body = stage.body
    left, right, top, bottom = body.left, body.right, body.top, body.bottom
    seat = (-1.5, bottom + 1.25)
    return NucleusPlan(
        membrane=top - 0.2,
        standing=False,
        nucleus=Box(left, bottom - 0.05, right, bottom + 3.0),
        seat=seat,
        waits=(-2.6, top - 1.42),
        drug_from=(-1.2, top + 0.05),
        drug_inside=(-1.2, top - 0.85),
        door=(-1.4, bottom + 2.9),
        gene=(1.6, seat[1] - 0.7),
        way_out=((2.05, seat[1] + 0.3), (1.95, bottom + 2.6), (1.95, bottom + 3.1)),
        outcome=Room(Box(-0.6, bottom + 3.15, right, bottom + 3.75), "right"),
        drug_first=Room(Box(-0.7, top - 1.02, right, top - 0.66)),
        waiting_name=Room(Box(-1.8, top - 1.42, right, top - 1.06)),
        inside=Room(Box(left, bottom + 2.82, -1.9, bottom + 3.1)),
        nucleus_name=Room(Box(left, bottom - 0.02, -1.9, bottom + 0.26)),
    )
