"""What a person said about a take, when a stage is made again."""

from pydantic import Field

from picturelock.domain.frozen import Frozen


class Rework(Frozen):
    """Why a stage runs: the first time, or again, with or without feedback, for all scenes or some.

    ``variation`` counts the runs of the stage, so that asking again without feedback makes something else.
    """

    variation: int = Field(default=1, ge=1)
    feedback: tuple[str, ...] = Field(
        default=(), description="all that was said about this stage so far, oldest first"
    )
    scenes: tuple[str, ...] | None = Field(
        default=None, description="only these scenes; None for all, empty for none"
    )
