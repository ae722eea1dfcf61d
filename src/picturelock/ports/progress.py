"""How far something is, for whoever waits for it."""

from collections.abc import Callable

from pydantic import Field

from picturelock.domain.frozen import Frozen


class Progress(Frozen):
    """How far a stage is: the scene it works on, the share done (0 to 1), and what it does."""

    done: float = Field(ge=0, le=1)
    scene_id: str | None = None
    message: str = ""


Report = Callable[[Progress], None]
"""Called often, from the event loop's thread; must return at once."""
