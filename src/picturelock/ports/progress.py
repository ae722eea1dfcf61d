"""How far something is, for whoever waits for it."""

from collections.abc import Callable

from pydantic import Field

from picturelock.domain.frozen import Frozen


class Progress(Frozen):
    """How far a stage is: the scene it works on, the share done (0 to 1), and what it does."""

    done: float = Field(ge=0, le=1, description="The share that is done.", examples=[0.4])
    scene_id: str | None = Field(
        default=None, description="The scene that is being worked on, in films.", examples=["s2"]
    )
    message: str = Field(
        default="", description="What is being done.", examples=["4 of 10 segments of this set (1 to 10)"]
    )


Report = Callable[[Progress], None]
"""Called often, from the event loop's thread; must return at once."""
