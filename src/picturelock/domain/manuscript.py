"""A manuscript: its metadata (step 1) and its segments (step 2)."""

from typing import Annotated, Any

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
from picturelock.domain.manuscript_cast import (
    MOST_CHARACTERS,
    Character,
    Open,
    roster_problems,
    with_ids,
)
from picturelock.domain.manuscript_kind import MOST_SEGMENTS, KindName
from picturelock.domain.manuscript_measures import Metrics, Usage

SegmentCount = Annotated[StrictInt, Field(ge=1, le=MOST_SEGMENTS)]
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


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
