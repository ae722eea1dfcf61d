"""The cut: the approvable timeline. Tracks of clips as in OpenTimelineIO, in frames; fps lives here."""

from typing import Literal

from pydantic import Field

from picturelock.domain.drawing import CaptionCue
from picturelock.domain.frames import FrameFormat, Shape
from picturelock.domain.frozen import Frozen
from picturelock.domain.quality import QualityReport
from picturelock.domain.shot import Artifact, Credit
from picturelock.domain.sound import WEB, Loudness
from picturelock.domain.subtitles import CaptionLook, Sidecar, Subtitles
from picturelock.domain.transition_sounds import LaidSound


class Clip(Frozen):
    """A stretch of a track: a file laid at a frame of the cut, for a number of frames."""

    media: Artifact
    start: int = Field(ge=0)
    length: int = Field(gt=0)
    name: str = ""
    seen: Artifact | None = Field(default=None, description="what a drawn scene shows: a Seen")


class Track(Frozen):
    """Clips of one kind, in order, never overlapping."""

    kind: Literal["picture", "voice"]
    clips: tuple[Clip, ...]


class MusicBed(Frozen):
    """The synthesised music under the voice: the same seed and mood give the same music."""

    seed: int
    mood: str = "calm"


class OwnMusic(Frozen):
    """The person's own music under the voice, trimmed or looped to the film's length."""

    file: Artifact
    title: str = ""


class Cut(Frozen):
    """A film as it will be joined and mixed."""

    title: str
    frame: FrameFormat
    length: int = Field(gt=0, description="frames")
    picture: Track
    voice: Track
    language: str = Field(default="en", description="BCP 47, of what is spoken and of the captions")
    captions: tuple[CaptionCue, ...] = Field(
        default=(), description="for the sidecar files, in frames of the cut"
    )
    music: MusicBed | OwnMusic | None = None
    sounds: tuple[LaidSound, ...] = Field(default=(), description="short ones where scenes meet")
    loudness: Loudness = WEB
    subtitles: tuple[Subtitles, ...] = Field(
        default=(), description="for further sidecar files: other languages, and captions that tell of sounds"
    )
    caption_look: CaptionLook = CaptionLook()

    @property
    def tracks(self) -> tuple[Subtitles, ...]:
        """All that sidecar files are written of, the film's own captions first."""
        return Subtitles(language=self.language, own=True, cues=self.captions), *self.subtitles

    @property
    def music_credits(self) -> tuple[Credit, ...]:
        """Whose the music is, where it is not composed here."""
        if not isinstance(self.music, OwnMusic):
            return ()
        return (Credit(provider="own", title=self.music.title),)


def shape_url(video_id: str, shape: Shape) -> str:
    """Where the service plays a complete film in one of its shapes."""
    return f"/video/{video_id}?shape={shape}"


class MissingShape(Frozen):
    """A shape that was asked for and could not be made: the scenes that are to blame, and why."""

    shape: Shape
    scenes: tuple[str, ...] = ()
    reason: str


class Film(Frozen):
    """A finished film and the files beside it; ``others`` are the same film in further shapes."""

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
    qc: QualityReport = QualityReport()
    notes: tuple[str, ...] = ()
    thumbnail: Artifact | None = Field(
        default=None, description="a frame with the title; older films have none"
    )
    others: tuple["Film", ...] = Field(default=(), description="each with its own cut and checks")
    missing: tuple[MissingShape, ...] = ()

    @property
    def shape(self) -> Shape:
        return self.cut.frame.shape

    @property
    def every_shape(self) -> tuple["Film", ...]:
        """The film itself, and then in its further shapes."""
        return self, *self.others
