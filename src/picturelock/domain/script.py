"""The script: what is said, beat by beat. A beat is one spoken thought, the unit of timing."""

from typing import Annotated

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.scene import SceneId, Source
from picturelock.domain.translation import Translation


class Beat(Frozen):
    """One spoken sentence and where it comes from."""

    id: Annotated[str, Field(pattern=r"^s[1-9][0-9]?b[1-9][0-9]?$")]
    text: str = Field(min_length=1, max_length=240)
    sources: tuple[Source, ...] = ()


class SceneScript(Frozen):
    """What is said over one scene."""

    scene_id: SceneId
    beats: tuple[Beat, ...] = Field(min_length=1, max_length=12)

    @property
    def text(self) -> str:
        return " ".join(beat.text for beat in self.beats)


class Script(Frozen):
    """The whole narration. ``pace`` is the speaking speed: 1 is the voice's own, 0.8 is slower."""

    scenes: tuple[SceneScript, ...] = Field(min_length=1)
    pace: float = Field(default=1.0, ge=0.5, le=1.6)
    writer: str
    notes: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = Field(
        default=(), description="of captions beside the film: one for each language that is asked for"
    )

    @property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Each beat's id and words, in order."""
        return tuple((beat.id, beat.text) for scene in self.scenes for beat in scene.beats)

    def scene(self, scene_id: str) -> SceneScript:
        return next(scene for scene in self.scenes if scene.scene_id == scene_id)
