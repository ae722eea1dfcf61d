"""Where everything stands in a scene that follows a gene's orders from DNA to protein."""

from dataclasses import dataclass
from typing import Literal

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.room import Room
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place

Step = Literal["transcription", "messenger", "ribosome", "misreading"]


@dataclass(frozen=True)
class ExpressionPlan:
    """Places and rooms. ``lane`` is the height on which the messenger runs; ``reader`` copies the DNA."""

    nucleus: Box
    dna: tuple[float, float, float]
    reader: Place
    door: Place
    lane: float
    lane_from: float
    cut: Place
    ribosome: Place
    lane_to: float
    chain: tuple[Place, ...]
    drug_from: Place
    gene_name: Room
    reader_name: Room
    messenger_name: Room
    ribosome_name: Room
    product: Room
    nucleus_name: Room
    drug_rooms: dict[Step, Room]

    def dock(self, step: Step) -> Place:
        """Where the drug sits when it stops this step."""
        if step == "transcription":
            return self.reader[0] - 0.1, self.reader[1] + 0.42
        if step == "messenger":
            return self.cut[0], self.cut[1] + 0.12
        return self.ribosome[0] - 0.66, self.ribosome[1] - (0.06 if step == "ribosome" else 0.3)


def expression_plan(stage: Stage) -> ExpressionPlan:
    """The nucleus stands at the left; in an upright frame above."""
    return _upright(stage) if stage.portrait else _wide(stage)


def _wide(stage: Stage) -> ExpressionPlan:
    left, right = stage.body.left, stage.body.right
    lane, ribosome = -0.95, (2.0, -0.72)
    at_ribosome = Room(Box(-1.35, -0.1, ribosome[0] - 1.0, 0.55), "right", "bottom", 2)
    return ExpressionPlan(
        nucleus=Box(left - 0.1, -1.95, -1.7, 2.3),
        dna=(left + 0.55, -2.4, -0.2),
        reader=(-4.0, -0.2),
        door=(-1.7, 0.17),
        lane=lane,
        lane_from=-0.75,
        cut=(0.15, lane),
        ribosome=ribosome,
        lane_to=3.9,
        chain=((ribosome[0] + 0.1, 0.2), (ribosome[0] + 0.15, 0.8), (2.5, 1.4), (3.15, 1.5)),
        drug_from=(0.6, 2.1),
        gene_name=Room(Box(-5.6, -1.25, -2.5, -0.9), "center"),
        reader_name=Room(Box(-5.7, 0.62, -2.5, 0.98), "center"),
        messenger_name=Room(Box(-1.5, lane - 0.62, 1.1, lane - 0.26), "center"),
        ribosome_name=Room(Box(ribosome[0] + 0.95, -0.55, right, -0.21)),
        product=Room(Box(3.2, 1.2, right, 1.8)),
        nucleus_name=Room(Box(-2.7, 1.98, 0.2, 2.26)),
        drug_rooms={
            "transcription": Room(Box(-5.4, 1.08, -2.8, 1.62), "center", "bottom", 2),
            "messenger": Room(Box(-1.35, -0.55, 1.15, -0.05), "center", "bottom", 2),
            "ribosome": at_ribosome,
            "misreading": at_ribosome,
        },
    )


def _upright(stage: Stage) -> ExpressionPlan:
    left, right, top, bottom = stage.body.left, stage.body.right, stage.body.top, stage.body.bottom
    lane, ribosome = bottom + 1.42, (0.6, bottom + 1.62)
    at_ribosome = Room(Box(left + 0.9, lane + 0.55, ribosome[0] - 1.0, lane + 1.15), "right", "bottom", 2)
    return ExpressionPlan(
        nucleus=Box(left, top - 2.35, right, top + 0.05),
        dna=(left + 0.7, right - 0.7, top - 1.4),
        reader=(-1.6, top - 1.4),
        door=(-1.2, top - 2.3),
        lane=lane,
        lane_from=-2.7,
        cut=(-1.6, lane),
        ribosome=ribosome,
        lane_to=2.5,
        chain=((ribosome[0] + 0.75, lane + 0.45), (2.2, lane + 0.1), (1.7, lane - 0.6), (1.3, bottom + 0.45)),
        drug_from=(2.2, lane + 1.5),
        gene_name=Room(Box(-0.85, top - 2.06, 2.1, top - 1.74)),
        reader_name=Room(Box(-2.3, top - 0.72, 1.1, top - 0.38), "center"),
        messenger_name=Room(Box(left, lane - 0.66, -0.3, lane - 0.3)),
        ribosome_name=Room(Box(ribosome[0] - 0.9, lane + 1.17, right, lane + 1.5)),
        product=Room(Box(left + 0.4, bottom - 0.1, right, bottom + 0.5), "right"),
        nucleus_name=Room(Box(left, top - 2.45, -1.75, top - 2.17)),
        drug_rooms={
            "transcription": Room(Box(-2.0, top - 0.36, 0.8, top - 0.06), "center"),
            "messenger": at_ribosome,
            "ribosome": at_ribosome,
            "misreading": at_ribosome,
        },
    )
