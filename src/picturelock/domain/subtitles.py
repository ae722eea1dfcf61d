"""Subtitle tracks that lie beside a film, and what the files are called."""

from typing import Literal

from pydantic import Field

from picturelock.domain.drawing import CaptionCue
from picturelock.domain.frozen import Frozen
from picturelock.domain.look import HexColor, Palette
from picturelock.domain.shot import Artifact
from picturelock.domain.spoken_ink import lit_ink

SubtitleKind = Literal["captions", "sdh"]
SidecarKind = Literal["captions", "sdh", "transcript"]


class Subtitles(Frozen):
    """The cues of one language: what is said, or for ``sdh`` also what is heard besides.

    ``own`` are the film's own captions, whose files keep the names that they always had.
    """

    language: str = Field(description="BCP 47")
    kind: SubtitleKind = "captions"
    own: bool = False
    cues: tuple[CaptionCue, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files beside the film."""
        endings = ("srt", "vtt", "ass") if self.kind == "captions" else ("srt", "vtt")
        stem = "script" if self.own else f"film.{self.language}"
        return tuple(f"{stem}{'.sdh' if self.kind == 'sdh' else ''}.{ending}" for ending in endings)


class CaptionLook(Frozen):
    """The colours of captions in a file that can have some: those of the picture.

    ``lit`` is the letters' colour from when a word is spoken; that of the others when no word lights up.
    """

    ink: HexColor = "#ffffff"
    lit: HexColor = "#ffffff"
    panel: HexColor = "#000000"


class Sidecar(Frozen):
    """A file beside a film. ``language`` is a BCP 47 tag."""

    file: Artifact
    kind: SidecarKind
    language: str


def caption_look(palette: Palette, *, karaoke: bool) -> CaptionLook:
    """The look of captions in a film of this palette."""
    panel = palette.panel if palette.mode == "dark" else "#ffffff"
    return CaptionLook(ink=palette.ink, lit=lit_ink(palette) if karaoke else palette.ink, panel=panel)
