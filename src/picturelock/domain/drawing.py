"""What a renderer is asked to draw, and what it answers."""

from pydantic import Field

from picturelock.domain.frames import FrameFormat
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.look import HexColor, Palette
from picturelock.domain.shot import Artifact, Engine, Shot
from picturelock.domain.timing import BeatSpan, TimedWord


class CaptionWord(Frozen):
    """A word of a cue: where it stands, and when it is lit, in frames as the cue's.

    It is ``lines[line][first:last]``. A word is lit from its first sound to its last, and on to the next word
    where the pause between them is too short to be seen.
    """

    line: int = Field(ge=0, le=1)
    first: int = Field(ge=0)
    last: int = Field(gt=0)
    start: int
    end: int


class CaptionCue(Frozen):
    """One or two caption lines and when they are shown, in frames of the scene or of the cut."""

    start: int
    end: int
    lines: tuple[str, ...] = Field(min_length=1, max_length=2)
    words: tuple[CaptionWord, ...] = Field(
        default=(), description="in the order in which they are spoken; empty where no word is timed"
    )

    @property
    def wordless(self) -> "CaptionCue":
        """The cue without its words' times."""
        return self.model_copy(update={"words": ()})


class TemplateCard(Frozen):
    """What a template is for, for whoever chooses one: a writer, a person, the gallery."""

    name: str
    engine: Engine
    shows: str
    use_when: str
    props_schema: JsonObject
    example: JsonObject


class DrawOrder(Frozen):
    """One scene to draw: everything its picture depends on, and nothing else."""

    shot: Shot
    palette: Palette
    frame: FrameFormat
    length: int = Field(gt=0, description="frames")
    beats: tuple[BeatSpan, ...]
    words: tuple[TimedWord, ...] = ()
    captions: tuple[CaptionCue, ...] = Field(default=(), description="empty when captions are off")
    lit: HexColor | None = Field(
        default=None, description="the letters of the word that is spoken; None when no word lights up"
    )
    logo: Artifact | None = None
    opens: bool = Field(
        default=False,
        description="whether it is the film's first scene, whose picture stands from frame 0 on",
    )
    language: str = Field(default="en", description="BCP 47: of all words in the picture")


class Drawn(Frozen):
    """A drawn scene: a picture-only MP4, what is seen in it, and where the time went, in seconds.

    ``seen`` holds a :class:`~picturelock.domain.seen.Seen`.
    """

    video: Artifact
    seen: Artifact
    frames: int
    drawing_seconds: float = 0.0
    encoding_seconds: float = 0.0
    other_seconds: float = 0.0
