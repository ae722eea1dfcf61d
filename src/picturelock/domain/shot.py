"""Shots: what is seen. A shot is a template's name and its props, and nothing else."""

from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.look import Look
from picturelock.domain.scene import SceneId

Engine = Literal["manim", "remotion"]


class Artifact(Frozen):
    """A file of a kept take: the take's key and the file's name in it."""

    key: str = Field(pattern=r"^[0-9a-f]{32}$")
    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")

    @property
    def url(self) -> str:
        """Its address on the service."""
        return f"/takes/{self.key}/{self.name}"


class Credit(Frozen):
    """Whose a picture or clip is."""

    provider: str
    title: str = ""
    author: str = ""
    page: str = ""
    licence: str = ""


class Focus(Frozen):
    """Where the interest of a picture lies, as shares of its width from the left and its height from the top.

    One place for a whole clip, so that a crop to another shape holds still.
    """

    x: float = Field(default=0.5, ge=0, le=1)
    y: float = Field(default=0.5, ge=0, le=1)


MIDDLE = Focus()


class FootageMeasures(Frozen):
    """What is kept beside a conformed clip or still. ``name`` is that of the file it was made from."""

    name: str = ""
    seconds: float = Field(default=0.0, ge=0, description="0 for a still")
    focus: Focus = MIDDLE


class Footage(Frozen):
    """A clip or still behind a shot. ``seconds`` is 0 for a still; a clip loops when the shot is longer.

    ``asset`` is its name at whoever has it; the same one is not shown twice while there are others.
    """

    file: Artifact
    kind: Literal["video", "image"]
    seconds: float = 0.0
    focus: Focus = MIDDLE
    asset: str = ""
    credit: Credit


Transition = Literal["cut", "fade", "push", "wipe", "match"]


class Motion(Frozen):
    """How a shot's parts come in, what is stressed, and how it meets its neighbours.

    A scene begins with its ``transition`` and ends with ``leaving``, the next scene's transition; without one
    it ends as it began. Both are drawn in the scene's own picture, to and from a ground that all scenes of a
    film share, so no scene is drawn anew because its neighbour was.
    """

    entrance: Literal["fade", "rise", "slide", "reveal"] = "rise"
    emphasis: Literal["none", "underline", "highlight", "grow"] = "none"
    transition: Transition = "fade"
    leaving: Transition | None = None


class Shot(Frozen):
    """What is seen over one scene: a template of an engine with its props."""

    scene_id: SceneId
    engine: Engine
    template: str
    props: JsonObject
    footage: Footage | None = None
    motion: Motion | None = None


class Shots(Frozen):
    """One shot for each scene, the look they share, and a preview still of each."""

    shots: tuple[Shot, ...] = Field(min_length=1)
    look: Look
    previews: tuple[Artifact, ...] = Field(default=(), description="one for each shot, in order")
    writer: str
    notes: tuple[str, ...] = ()

    def shot(self, scene_id: str) -> Shot:
        return next(shot for shot in self.shots if shot.scene_id == scene_id)
