"""The cut: the approvable timeline. Tracks of clips as in OpenTimelineIO, in frames; fps lives here."""

from typing import Literal

from pydantic import Field

from picturelock.domain.drawing import CaptionCue
from picturelock.domain.frames import FrameFormat
from picturelock.domain.frozen import Frozen
from picturelock.domain.shot import Artifact
from picturelock.domain.subtitles import CaptionLook, Sidecar, Subtitles


class Clip(Frozen):
    """A stretch of a track: a file laid at a frame of the cut, for a number of frames."""

    media: Artifact
    start: int = Field(ge=0)
    length: int = Field(gt=0)
    name: str = ""


class Track(Frozen):
    """Clips of one kind, in order, never overlapping."""

    kind: Literal["picture", "voice"]
    clips: tuple[Clip, ...]


class MusicBed(Frozen):
    """The synthesised music under the voice: the same seed and mood give the same music."""

    seed: int
    mood: str = "calm"


class Cut(Frozen):
    """A film as it will be joined and mixed."""

    title: str
    frame: FrameFormat
    length: int = Field(gt=0, description="frames")
    picture: Track
    voice: Track
    captions: tuple[CaptionCue, ...] = Field(
        default=(), description="for the sidecar files, in frames of the cut"
    )
    music: MusicBed | None = None
    language: str = Field(default="en", description="BCP 47: of the captions")
    subtitles: tuple[Subtitles, ...] = Field(
        default=(), description="for further sidecar files: other languages, and captions that tell of sounds"
    )
    caption_look: CaptionLook = CaptionLook()

    @property
    def tracks(self) -> tuple[Subtitles, ...]:
        """All that sidecar files are written of, the film's own captions first."""
        return Subtitles(language=self.language, own=True, cues=self.captions), *self.subtitles


class Check(Frozen):
    """One measured property of a finished film and whether it is as it should be."""

    name: str
    value: str
    expected: str
    passed: bool


class Film(Frozen):
    """A finished film and the files beside it."""

    video: Artifact
    poster: Artifact
    srt: Artifact
    vtt: Artifact
    sidecars: tuple[Sidecar, ...] = Field(
        default=(), description="all files beside it that tell what is said, those two among them"
    )
    cut: Cut
    seconds: float
    size_bytes: int
    writer: str
    voice: str
    draft_voice: bool = False
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
