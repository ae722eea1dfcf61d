"""What a writer answers when asked for pictures and for motion, before anything is drawn."""

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.look import Look
from picturelock.domain.scene import SceneId
from picturelock.domain.shot import Motion, Shot


class Storyboard(Frozen):
    """One shot for each scene of the plan, in its order, and the look they share.

    ``footage_words`` says by scene what a clip behind the shot should show; scenes without one need no clip.
    """

    shots: tuple[Shot, ...] = Field(min_length=1)
    look: Look
    footage_words: dict[SceneId, str] = Field(default_factory=dict)
    writer: str
    notes: tuple[str, ...] = ()


class SceneMotion(Frozen):
    """How one scene's shot moves."""

    scene_id: SceneId
    motion: Motion


def joined(motions: tuple[SceneMotion, ...]) -> tuple[SceneMotion, ...]:
    """The motions with each scene leaving as the next one begins; the last one fades."""
    following = (*(moved.motion.transition for moved in motions[1:]), "fade")
    return tuple(
        moved.model_copy(update={"motion": moved.motion.model_copy(update={"leaving": leaving})})
        for moved, leaving in zip(motions, following, strict=True)
    )


class Choreography(Frozen):
    """The motion of every scene."""

    motions: tuple[SceneMotion, ...] = Field(min_length=1)
    writer: str
    notes: tuple[str, ...] = ()
