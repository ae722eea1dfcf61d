"""What may be asked of a film's sound: music, short sounds between scenes, and how loud it is."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from picturelock.domain.frozen import Frozen
from picturelock.domain.shot import Artifact

Mood = Literal["calm", "hopeful", "clinical", "playful", "urgent"]
MoodAsked = Literal["calm", "hopeful", "clinical", "playful", "urgent", "none"]
Platform = Literal["web", "social", "broadcast"]

# The name of an uploaded piece of music in its take.
MUSIC = "music.flac"


class Loudness(Frozen):
    """How loud a film is: LUFS ± LU (integrated, ITU-R BS.1770), and the highest true peak in dBTP."""

    target: float = Field(ge=-40, le=-5)
    tolerance: float = Field(gt=0)
    true_peak: float = Field(ge=-9, le=0)


WEB = Loudness(target=-16.0, tolerance=1.0, true_peak=-1.5)

# Web and social: what players turn films to. Broadcast: EBU R 128, which allows 0.5 LU for what is not live.
PLATFORMS: dict[Platform, Loudness] = {
    "web": WEB,
    "social": Loudness(target=-14.0, tolerance=1.0, true_peak=-1.0),
    "broadcast": Loudness(target=-23.0, tolerance=0.5, true_peak=-1.0),
}


class SoundAsked(Frozen):
    """What a brief says of the film's sound. Nothing of it changes a picture or a word."""

    mood: MoodAsked | None = Field(
        default=None, description="The music's mood, or none for no music; without one the tone decides."
    )
    music: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = Field(
        default=None, description="The key of uploaded music, played instead of the composed one."
    )
    music_title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = Field(
        default="", description="What the uploaded music is called in the credits; its file's name."
    )
    transition_sounds: bool = Field(
        default=False, description="Whether a short soft sound is heard where scenes meet."
    )
    platform: Platform = Field(
        default="web",
        description="Where it will play, and so how loud it is: web -16, social -14, broadcast -23 LUFS.",
    )

    @field_validator("music")
    @classmethod
    def _one_music(cls, key: str | None, info: ValidationInfo) -> str | None:
        if key is not None and info.data.get("mood") is not None:
            raise ValueError("is your own, and mood chooses among the composed one; leave one of them out")
        return key

    @property
    def own_music(self) -> Artifact | None:
        """The person's own music, if there is any."""
        return Artifact(key=self.music, name=MUSIC) if self.music else None

    @property
    def loudness(self) -> Loudness:
        return PLATFORMS[self.platform]


SOUND_FIELDS = frozenset(SoundAsked.model_fields)
"""The fields of a brief that are about its sound alone."""
