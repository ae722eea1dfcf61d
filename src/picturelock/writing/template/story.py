"""A story: everything the template writer can say about a brief, before a length and a wording are chosen."""

from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.scene import Source
from picturelock.domain.shot import Engine
from picturelock.writing.phrases.phrases import phrases_at_hand

WRITER = "template-writer (no AI model)"
LONGEST_BEAT = 200

Keep = Literal["core", "usual", "extra"]
"""``core`` stays in the shortest film, ``usual`` is in an ordinary one, ``extra`` only in a longer one."""

_LEVEL: dict[Keep, int] = {"core": -1, "usual": 0, "extra": 1}


def kept(keep: Keep, length: int) -> bool:
    """Whether something is told at a length: -1 the shortest, 0 the usual, 1 the longest."""
    return _LEVEL[keep] <= length


class Line(Frozen):
    """One thought that may be spoken: ways of saying it that mean the same.

    ``plain`` says it without technical words; empty when ``say`` is plain already.
    ``id`` is how a picture refers to the moment at which this line is heard.
    """

    say: tuple[str, ...] = Field(min_length=1)
    plain: tuple[str, ...] = ()
    keep: Keep = "core"
    sources: tuple[Source, ...] = Field(min_length=1)
    id: str = ""

    def ways(self, *, plain: bool) -> tuple[str, ...]:
        return self.plain if plain and self.plain else self.say


class Picture(Frozen):
    """A template with its props: one way to show a passage."""

    template: str
    props: JsonObject


class Passage(Frozen):
    """One scene as it could be told, with the picture that shows it.

    A value ``"@name"`` in ``props`` stands for the number of the beat that speaks the line with that id.
    """

    role: str
    titles: tuple[str, ...] = Field(min_length=1)
    purpose: str
    keep: Keep = "core"
    lines: tuple[Line, ...] = Field(min_length=1)
    template: str
    props: JsonObject = Field(default_factory=dict)
    footage_words: str = ""
    otherwise: tuple[Picture, ...] = Field(
        default=(),
        description="other true ways to show it, for when a neighbour looks alike",
    )


class Story(Frozen):
    """The passages of a film in order, and what of the brief it cannot serve."""

    titles: tuple[str, ...] = Field(min_length=1)
    passages: tuple[Passage, ...] = Field(min_length=1)
    plain: bool = False
    notes: tuple[str, ...] = ()
    language: str = Field(
        default_factory=lambda: phrases_at_hand().tag, description="BCP 47, of what is spoken"
    )
    engine: Engine = "manim"
    longest: float = Field(
        default=74.0, description="seconds, as estimated; above it, lines that may go are left out"
    )

    def passage(self, role: str) -> Passage | None:
        return next((passage for passage in self.passages if passage.role == role), None)


CRAFT = Source(kind="craft", name="the film about itself")


def from_brief(field: str, quote: str) -> Source:
    """The source of what the brief itself says."""
    return Source(kind="brief", name=field, quote=quote)
