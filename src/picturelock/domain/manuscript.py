"""A manuscript: its metadata (step 1) and its segments (step 2)."""

from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)
from pydantic_core import ValidationError

from picturelock.domain.field_problems import FieldProblem, joined
from picturelock.domain.frozen import Frozen
from picturelock.domain.manuscript_cast import (
    MOST_CHARACTERS,
    Character,
    Open,
    StoredText,
    roster_problems,
    with_ids,
)
from picturelock.domain.manuscript_kind import MOST_SEGMENTS, KindName

SegmentCount = Annotated[StrictInt, Field(ge=1, le=MOST_SEGMENTS)]
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class DialogueLine(Frozen):
    """What one character of the roster says."""

    character_id: str = Field(min_length=1, max_length=64)
    character_name: str = Field(min_length=1, max_length=120)
    text: StoredText = Field(min_length=1, max_length=8_000)


class Continuity(Frozen):
    """What a later segment must know of this one: facts, who knows what; threads opened and closed."""

    facts: tuple[StoredText, ...] = Field(default=(), max_length=20)
    opened: tuple[StoredText, ...] = Field(default=(), max_length=20)
    closed: tuple[StoredText, ...] = Field(default=(), max_length=20)


class Segment(Frozen):
    """One segment of a manuscript, numbered from 1."""

    segment_number: StrictInt = Field(ge=1, le=MOST_SEGMENTS)
    title: StoredText = Field(min_length=1, max_length=300)
    narration: StoredText = Field(default="", max_length=40_000)
    dialogue: tuple[DialogueLine, ...] = Field(default=(), max_length=200)
    continuity: Continuity = Continuity()

    @property
    def text(self) -> str:
        """Everything that is read or spoken, a line each."""
        return "\n".join(part for part in (self.narration, *(line.text for line in self.dialogue)) if part)


class Usage(Frozen):
    """What a model used up. ``cost`` is in US dollars, or unknown where a price is."""

    calls: int = Field(default=0, ge=0)
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0, description="with the reasoning tokens")
    reasoning_tokens: int = Field(default=0, ge=0)
    cost: Annotated[float, Field(ge=0)] | Literal["unknown"] = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            reasoning_tokens=self.reasoning_tokens + other.reasoning_tokens,
            cost=(
                "unknown" if "unknown" in (self.cost, other.cost) else float(self.cost) + float(other.cost)
            ),
        )


class Metrics(Frozen):
    """What can be said of a manuscript without a judge: shares from 0 to 1; None where nothing can."""

    completeness: float = Field(ge=0, le=1, description="segments there are, of those planned")
    missing: tuple[int, ...] = Field(
        default=(), description="segment numbers that are missing; the first 100"
    )
    numbering: bool = Field(
        description="whether the numbers are 1, 2, 3 … each once, as far as there are any"
    )
    roster_coverage: float = Field(
        ge=0, le=1, description="characters that speak or are named, of the roster"
    )
    unused_characters: tuple[str, ...] = ()
    leaks: tuple[str, ...] = Field(
        default=(), description="names and ids that are used but not in the roster"
    )
    repetition: float = Field(ge=0, le=1, description="sentences that were said before, of all")
    repeated: tuple[str, ...] = Field(default=(), description="the first ten sentences said more than once")
    outline_coverage: float | None = Field(
        default=None, ge=0, le=1, description="outline points whose words are found in their segments"
    )
    language_share: float | None = Field(
        default=None, ge=0, le=1, description="segments in the asked language, of those whose language shows"
    )


class GenerationInfo(Open):
    """How a manuscript was asked for and made."""

    total_segments: SegmentCount
    segments_planned: SegmentCount
    generated_at: str = Field(default="", max_length=64)
    idea: str | None = Field(default=None, max_length=20_000)
    no_narration: StrictBool = False
    narration_only_first: StrictBool = False
    adult_story: StrictBool = False
    kind: KindName
    language: str = Field(default="en", pattern=LANGUAGE_PATTERN)
    tone: str | None = Field(default=None, max_length=200)
    model: str | None = Field(default=None, max_length=200)
    writer: str = Field(default="", max_length=300)
    seed: StrictInt = Field(default=1, ge=0, le=2**31 - 1)
    script_id: str = Field(default="", max_length=64)
    usage: Usage = Usage()
    metrics: Metrics | None = None
    document_facts: tuple[str, ...] = Field(
        default=(), max_length=40, description="what of the reference documents the segments are told"
    )
    notes: tuple[str, ...] = Field(
        default=(), max_length=40, description="what could not be followed, and why"
    )

    @field_validator("segments_planned")
    @classmethod
    def _one_count(cls, planned: int, info: ValidationInfo) -> int:
        if info.data.get("total_segments", planned) != planned:
            raise ValueError(f"must be the same as total_segments ({info.data['total_segments']})")
        return planned

    @field_validator("narration_only_first")
    @classmethod
    def _one_rule(cls, only_first: bool, info: ValidationInfo) -> bool:
        if only_first and info.data.get("no_narration"):
            raise ValueError("cannot be true together with no_narration")
        return only_first


class Metadata(Open):
    """Step 1's result: all that step 2 needs to write any of the sets."""

    title: str = Field(min_length=1, max_length=300, pattern=r"\S")
    short_summary: str = Field(min_length=1, max_length=4_000)
    description: str = Field(default="", max_length=20_000)
    hashtags: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field(
        default=(), max_length=60
    )
    narrator_voice: str = Field(default="", max_length=2_000)
    generation_info: GenerationInfo
    characters_roster: tuple[Character, ...] = Field(min_length=1, max_length=MOST_CHARACTERS)
    story_outline: tuple[Annotated[str, Field(min_length=1, max_length=2_000)], ...] = Field(
        min_length=1, max_length=MOST_SEGMENTS
    )
    acts: tuple[Annotated[str, Field(min_length=1, max_length=1_000)], ...] = Field(default=(), max_length=12)

    @field_validator("characters_roster", mode="wrap")
    @classmethod
    def _roster(cls, given: Any, validate: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        asked = info.data.get("generation_info")
        return checked_roster(
            given, validate, adult_story=isinstance(asked, GenerationInfo) and asked.adult_story
        )


def checked_roster(given: Any, validate: ValidatorFunctionWrapHandler, *, adult_story: bool) -> Any:
    """A roster with ids, checked one by one and together, so that every problem is told at once."""
    numbered = with_ids(given) if isinstance(given, list | tuple) else given  # pyright: ignore[reportUnknownArgumentType]
    problems: list[FieldProblem] = []
    roster: Any = None
    try:
        roster = validate(numbered)
    except ValidationError as wrong:
        problems += [FieldProblem(error["loc"], error["msg"], error["input"]) for error in wrong.errors()]
    for place, field, reason in roster_problems(*_readable(numbered), adult_story=adult_story):
        problems.append(FieldProblem((place, field), reason, None))
    if problems:
        raise joined("characters_roster", problems)
    return roster


def _readable(given: Any) -> tuple[list[Character]]:
    """The characters as far as they can be read, in their places."""
    if not isinstance(given, list | tuple) or len(given) > MOST_CHARACTERS:  # pyright: ignore[reportUnknownArgumentType]
        return ([],)
    read: list[Character] = []
    for place, one in enumerate(given):  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        try:
            read.append(Character.model_validate(one))
        except ValidationError:
            # Told by the roster's own validation; this one only keeps the place for the others.
            read.append(Character.model_construct(id=f"\x00{place}", name=f"\x00{place}", age=99))
    return (read,)
