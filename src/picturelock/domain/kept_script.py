"""A manuscript as it is kept: revisions of its metadata, each with its own segments."""

from typing import Literal

from pydantic import Field

from picturelock.domain.digest import digest
from picturelock.domain.errors import PicturelockError
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KindName
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_segment import Segment

Hand = Literal["writer", "person"]
"""Who wrote a segment. What a person wrote, no writer overwrites."""

# Said about a manuscript rather than part of it: these change from answer to answer.
_ABOUT = ("script_id", "usage", "metrics", "revision")


class UnknownScriptError(PicturelockError):
    """There is no such script."""

    def __init__(self, script_id: str, revision: int | None = None) -> None:
        of = "" if revision is None else f" with a revision {revision}"
        super().__init__(f"there is no script {script_id!r}{of}; GET /scripts lists those there are")


class KeptSegment(Frozen):
    """A segment and who wrote it. ``written`` is UTC in ISO 8601."""

    segment: Segment
    by: Hand
    written: str


class KeptScript(Frozen):
    """One revision of a script.

    ``request`` and ``metadata`` are None where there is none: a script whose step 1 is not done yet has no
    metadata (and ``revision`` 0), one that came as metadata has no request. ``revisions`` is how many there
    are, ``usage`` what this revision has used up by now, step 1 included.
    """

    id: str
    kind: KindName
    request: JsonObject | None
    set_size: int = Field(ge=1)
    revision: int = Field(ge=0)
    revisions: int = Field(ge=0)
    metadata: Metadata | None
    segments: tuple[KeptSegment, ...] = Field(description="by number, each once; those that were asked for")
    segments_written: int = Field(ge=0, description="how many there are in all")
    usage: Usage
    error: str | None = Field(description="why writing stopped the last time; None when it did not")
    created: str
    changed: str


class ScriptLine(Frozen):
    """A script's line in a list, about its newest revision."""

    id: str
    kind: KindName
    title: str | None = Field(description="None until step 1 is done")
    total_segments: int
    segments_written: int
    revision: int
    error: str | None
    created: str
    changed: str


def metadata_digest(metadata: Metadata) -> str:
    """The same for metadata that asks for the same segments, so that a changed one is a new revision."""
    told = metadata.model_dump(mode="json")
    told["generation_info"] = {
        name: value for name, value in told["generation_info"].items() if name not in _ABOUT
    }
    return digest(told)
