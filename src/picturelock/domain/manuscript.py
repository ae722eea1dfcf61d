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


class Usage(Frozen):
    """What a model used up. ``cost`` is in US dollars, or unknown where a price is."""

    calls: int = Field(default=0, ge=0, description="Replies of the model.", examples=[4])
    input_tokens: int = Field(default=0, ge=0, description="Tokens that were sent.", examples=[5200])
    output_tokens: int = Field(
        default=0, ge=0, description="Tokens that came back, with those for reasoning.", examples=[3100]
    )
    reasoning_tokens: int = Field(
        default=0, ge=0, description="Of the output tokens, those for reasoning.", examples=[0]
    )
    cost: Annotated[float, Field(ge=0)] | Literal["unknown"] = Field(
        default=0.0, description="US dollars, or `unknown` where a price is.", examples=[0.0061]
    )

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

    completeness: float = Field(
        ge=0, le=1, description="Segments there are, of those planned.", examples=[1.0]
    )
    missing: tuple[int, ...] = Field(
        default=(), description="Numbers of segments that are missing; the first 100.", examples=[[]]
    )
    numbering: bool = Field(
        description="Whether the numbers are 1, 2, 3 … each once, as far as there are any.", examples=[True]
    )
    roster_coverage: float = Field(
        ge=0, le=1, description="Characters that speak or are named, of the roster.", examples=[1.0]
    )
    unused_characters: tuple[str, ...] = Field(
        default=(), description="Names of characters that neither speak nor are named.", examples=[[]]
    )
    leaks: tuple[str, ...] = Field(
        default=(), description="Names and ids that are used but not in the roster.", examples=[[]]
    )
    repetition: float = Field(
        ge=0, le=1, description="Sentences that were said before, of all.", examples=[0.0]
    )
    repeated: tuple[str, ...] = Field(
        default=(), description="The first ten sentences said more than once.", examples=[[]]
    )
    outline_coverage: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Outline points whose words are found in their segments.",
        examples=[0.96],
    )
    language_share: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Segments in the asked language, of those whose language shows.",
        examples=[1.0],
    )


class GenerationInfo(Open):
    """How a manuscript was asked for and made."""

    total_segments: SegmentCount = Field(description="How many segments are asked for.", examples=[12])
    segments_planned: SegmentCount = Field(description="The same number.", examples=[12])
    generated_at: str = Field(
        default="", max_length=64, description="When, in UTC.", examples=["2026-01-02T12:00:00"]
    )
    idea: str | None = Field(
        default=None,
        max_length=20_000,
        description="The idea, given or invented.",
        examples=["A thrilling sci-fi adventure about time travelers"],
    )
    no_narration: StrictBool = Field(default=False, description="No segment has narration.", examples=[False])
    narration_only_first: StrictBool = Field(
        default=False, description="Only segment 1 has narration.", examples=[False]
    )
    adult_story: StrictBool = Field(
        default=False, description="A story for adults, among adults.", examples=[False]
    )
    kind: KindName = Field(description="Which of the four kinds.", examples=["movie"])
    language: str = Field(
        default="en", pattern=LANGUAGE_PATTERN, description="The language, in BCP 47.", examples=["en"]
    )
    tone: str | None = Field(
        default=None, max_length=200, description="How it should sound.", examples=["wry and warm"]
    )
    model: str | None = Field(
        default=None,
        max_length=200,
        description="The model, as `provider:model`; null for the template writer.",
        examples=["openai:gpt-5-mini"],
    )
    writer: str = Field(
        default="", max_length=300, description="Who wrote it.", examples=["openai:gpt-5-mini"]
    )
    seed: StrictInt = Field(default=1, ge=0, le=2**31 - 1, description="The template writer's.", examples=[1])
    script_id: str = Field(
        default="",
        max_length=64,
        description="The script that this is of; leave it as it is.",
        examples=["scr_5f0c2a9d1b7e4c3a"],
    )
    usage: Usage = Field(default=Usage(), description="What writing it used up.", examples=[{"calls": 4}])
    metrics: Metrics | None = Field(
        default=None,
        description="What can be measured of the segments; null until there are any.",
        examples=[None],
    )
    document_facts: tuple[str, ...] = Field(
        default=(),
        max_length=40,
        description="What of the reference documents the segments are told.",
        examples=[["The harbour clock was built in 1871."]],
    )
    notes: tuple[str, ...] = Field(
        default=(), max_length=40, description="What could not be followed, and why.", examples=[[]]
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

    title: str = Field(
        min_length=1,
        max_length=300,
        pattern=r"\S",
        description="The script's title.",
        examples=["Temporal Guardians"],
    )
    short_summary: str = Field(
        min_length=1,
        max_length=4_000,
        description="What it is about in a few sentences.",
        examples=["Two clockmakers find an hour that was taken out of the day."],
    )
    description: str = Field(
        default="",
        max_length=20_000,
        description="For whoever chooses what to watch.",
        examples=["A film about time."],
    )
    hashtags: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field(
        default=(),
        max_length=60,
        description="Each with its #.",
        examples=[["#scifi", "#timetravel"]],
    )
    narrator_voice: str = Field(
        default="",
        max_length=2_000,
        description="Who tells it, and how.",
        examples=["An old clockmaker, dry and kind."],
    )
    generation_info: GenerationInfo = Field(
        description="How it was asked for and made.",
        examples=[{"total_segments": 12, "segments_planned": 12, "kind": "movie"}],
    )
    characters_roster: tuple[Character, ...] = Field(
        min_length=1,
        max_length=MOST_CHARACTERS,
        description="Everybody who may speak.",
        examples=[[{"id": "char_001", "name": "Alex Chen"}]],
    )
    story_outline: tuple[Annotated[str, Field(min_length=1, max_length=2_000)], ...] = Field(
        min_length=1,
        max_length=MOST_SEGMENTS,
        description="What happens, in order; spread over the segments.",
        examples=[["The clock strikes thirteen.", "Alex follows the sound."]],
    )
    acts: tuple[Annotated[str, Field(min_length=1, max_length=1_000)], ...] = Field(
        default=(), max_length=12, description="What changes in each act.", examples=[["An hour is missing."]]
    )

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
