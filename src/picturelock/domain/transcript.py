"""A film as a text: what is said when, by what source, and what is seen meanwhile."""

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.scene import Source
from picturelock.domain.shot import Credit

FILES = ("transcript.txt", "transcript.html")
"""What a transcript's files are called."""


class TranscriptBeat(Frozen):
    """A sentence, and the second of the film at which it begins."""

    seconds: float = Field(ge=0)
    text: str
    sources: tuple[Source, ...] = ()


class TranscriptScene(Frozen):
    """A scene: what is said, and what is seen. ``shows`` is its template's description, in English."""

    title: str
    seconds: float = Field(ge=0)
    beats: tuple[TranscriptBeat, ...]
    shows: str = ""
    words: tuple[str, ...] = Field(default=(), description="what is written in the picture")


class Acceptance(Frozen):
    """Who accepted a stage's take. ``automatic`` when nobody was asked."""

    stage: str
    by: str


class Transcript(Frozen):
    """The text of a film. ``video`` is the file beside it that its times lead to."""

    title: str
    language: str = Field(description="BCP 47")
    seconds: float
    video: str
    scenes: tuple[TranscriptScene, ...]
    credits: tuple[Credit, ...] = ()
    writer: str
    voice: str
    draft_voice: bool = False
    accepted: tuple[Acceptance, ...] = ()
    notes: tuple[str, ...] = Field(default=(), description="in English")
