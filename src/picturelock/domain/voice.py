"""Voice takes: recorded beats with the time of every word."""

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.scene import SceneId
from picturelock.domain.shot import Artifact

VOICE_PROVIDERS = ("espeak", "festival", "openai", "elevenlabs", "azure", "piper", "kokoro")
"""Who may speak, as ``PICTURELOCK_VOICE`` names them."""


class Word(Frozen):
    """One word as written and when it is heard, in seconds from the start of its beat's recording."""

    text: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)


class BeatTake(Frozen):
    """The recording of one beat: a mono WAV, its length in seconds, its words."""

    beat_id: str
    audio: Artifact
    seconds: float = Field(gt=0)
    words: tuple[Word, ...] = Field(min_length=1)


class SceneVoice(Frozen):
    """The recordings of one scene's beats, in order."""

    scene_id: SceneId
    beats: tuple[BeatTake, ...] = Field(min_length=1)


class VoiceTakes(Frozen):
    """The whole narration as recorded. ``voice`` is provider and voice: ``festival:cmu_us_slt``.

    ``pronunciations`` are what a person taught for this film.
    """

    scenes: tuple[SceneVoice, ...] = Field(min_length=1)
    voice: str
    draft: bool = Field(default=False, description="the voice is for drafts, not for publication")
    notes: tuple[str, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()

    def scene(self, scene_id: str) -> SceneVoice:
        return next(scene for scene in self.scenes if scene.scene_id == scene_id)
