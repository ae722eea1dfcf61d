"""Segments: what step 2 writes, one after another."""

from pydantic import Field, StrictInt

from picturelock.domain.frozen import Frozen
from picturelock.domain.manuscript_cast import StoredText
from picturelock.domain.manuscript_kind import MOST_SEGMENTS


class DialogueLine(Frozen):
    """What one character of the roster says."""

    character_id: str = Field(
        min_length=1, max_length=64, description="Who speaks, by the roster's id.", examples=["char_001"]
    )
    character_name: str = Field(
        min_length=1, max_length=120, description="Who speaks, by name.", examples=["Alex Chen"]
    )
    text: StoredText = Field(
        min_length=1, max_length=8_000, description="What is said.", examples=["It is the same clock."]
    )


class Continuity(Frozen):
    """What a later segment must know of this one: facts, who knows what; threads opened and closed."""

    facts: tuple[StoredText, ...] = Field(
        default=(),
        max_length=20,
        description="What is true from here on, and who knows it.",
        examples=[["Alex has the key."]],
    )
    opened: tuple[StoredText, ...] = Field(
        default=(),
        max_length=20,
        description="Threads that begin here.",
        examples=[["Who stopped the clock?"]],
    )
    closed: tuple[StoredText, ...] = Field(
        default=(), max_length=20, description="Threads that end here.", examples=[[]]
    )


class Segment(Frozen):
    """One segment of a manuscript, numbered from 1."""

    segment_number: StrictInt = Field(
        ge=1, le=MOST_SEGMENTS, description="Its place in the script, from 1.", examples=[1]
    )
    title: StoredText = Field(
        min_length=1, max_length=300, description="Unlike every other title.", examples=["The Discovery"]
    )
    narration: StoredText = Field(
        default="",
        max_length=40_000,
        description="What the narrator says; empty where the script has none.",
        examples=["At noon the clock strikes thirteen."],
    )
    dialogue: tuple[DialogueLine, ...] = Field(
        default=(),
        max_length=200,
        description="What the characters say, in order.",
        examples=[
            [{"character_id": "char_001", "character_name": "Alex Chen", "text": "It is the same clock."}]
        ],
    )
    continuity: Continuity = Field(
        default=Continuity(),
        description="What later segments are told of this one.",
        examples=[{"facts": ["Alex has the key."], "opened": [], "closed": []}],
    )

    @property
    def text(self) -> str:
        """Everything that is read or spoken, a line each."""
        return "\n".join(part for part in (self.narration, *(line.text for line in self.dialogue)) if part)
