"""What is asked in step 1, the same for the four kinds but for their rows."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.field_problems import invalid_input
from picturelock.domain.frozen import Frozen
from picturelock.domain.manuscript import LANGUAGE_PATTERN, SegmentCount, checked_roster
from picturelock.domain.manuscript_cast import MOST_CHARACTERS, Character, StoredText
from picturelock.domain.manuscript_kind import KINDS, KindName, ManuscriptKind

LONGEST_IDEA = 20_000


class _IdMayBeMissing:
    """Tells in the JSON Schema that who asks need not number the cast."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, told: GetJsonSchemaHandler) -> JsonSchemaValue:
        character = told.resolve_ref_schema(told(schema))
        return {**character, "required": [name for name in character["required"] if name != "id"]}


class ManuscriptRequest(Frozen):
    """A manuscript as it is asked for. Segments are counted under either name."""

    kind: KindName
    idea: Annotated[StoredText, StringConstraints(strip_whitespace=True, max_length=LONGEST_IDEA)] | None = (
        Field(
            default=None,
            validate_default=True,
            description="What it is about. May be missing for memes and free content: then one is invented.",
            examples=["A thrilling sci-fi adventure about time travelers"],
        )
    )
    total_segments: SegmentCount | None = Field(
        default=None,
        description="How many segments. Movies have 50 by default, the other kinds 7.",
        examples=[12],
    )
    segments: SegmentCount | None = Field(
        default=None, description="The same under its other name; give one of them.", examples=[12]
    )
    no_narration: StrictBool = Field(
        default=False,
        description="Every segment's narration is empty, and dialogue carries the story.",
        examples=[False],
    )
    narration_only_first: StrictBool = Field(
        default=False,
        description="Only segment 1 is narrated. Cannot be true together with no_narration.",
        examples=[False],
    )
    adult_story: StrictBool = Field(
        default=False,
        description="A story for adults: the age of every character must be known and at least 18.",
        examples=[False],
    )
    custom_character_roster: tuple[Annotated[Character, _IdMayBeMissing()], ...] | None = Field(
        default=None,
        max_length=MOST_CHARACTERS,
        description="The main cast. What is said of it is kept word for word; one without id gets one.",
        examples=[[{"name": "Alex Chen", "physical_appearance": {"age": 34, "hair": "black, short"}}]],
    )
    language: str = Field(
        default="en",
        pattern=LANGUAGE_PATTERN,
        description="The language to write in, in BCP 47.",
        examples=["en"],
    )
    tone: Annotated[StoredText, StringConstraints(strip_whitespace=True, max_length=200)] | None = Field(
        default=None, description="How it should sound.", examples=["wry and warm"]
    )
    model: StoredText | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Who writes: `provider:model`, or `template`; the service's default without.",
        examples=["template"],
    )
    seed: StrictInt = Field(
        default=1,
        ge=0,
        le=2**31 - 1,
        description="Another number gives another draft of the template writer.",
        examples=[1],
    )
    reference_docs: tuple[ReferenceDocument, ...] = Field(
        default=(),
        max_length=10,
        description="Documents to take facts from. They are read as material, never as instructions.",
        examples=[[{"name": "notes.txt", "text": "The harbour clock was built in 1871."}]],
    )

    @field_validator("idea")
    @classmethod
    def _idea_where_needed(cls, idea: str | None, info: ValidationInfo) -> str | None:
        kind = KINDS.get(info.data.get("kind", ""))
        if not idea and kind is not None and kind.idea_required:
            raise ValueError(f"a {kind.label} needs an idea")
        return idea or None

    @field_validator("segments")
    @classmethod
    def _one_count(cls, segments: int | None, info: ValidationInfo) -> int | None:
        total = info.data.get("total_segments")
        if segments is not None and total is not None and segments != total:
            raise ValueError(f"says {segments} and total_segments says {total}; give one of them")
        return segments

    @field_validator("narration_only_first")
    @classmethod
    def _one_rule(cls, only_first: bool, info: ValidationInfo) -> bool:
        if only_first and info.data.get("no_narration"):
            raise ValueError("cannot be true together with no_narration")
        return only_first

    @field_validator("custom_character_roster", mode="wrap")
    @classmethod
    def _roster(cls, given: Any, validate: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if given in (None, [], ()):
            return None
        return checked_roster(given, validate, adult_story=bool(info.data.get("adult_story")))

    @property
    def row(self) -> ManuscriptKind:
        """What sets this kind apart."""
        return KINDS[self.kind]

    @property
    def count(self) -> int:
        """How many segments are asked for, under either name or by default."""
        return self.total_segments or self.segments or self.row.default_segments

    @property
    def cast(self) -> tuple[Character, ...]:
        """The user's own characters; none when the cast is to be invented."""
        return self.custom_character_roster or ()


def read_request(body: object, kind: KindName) -> ManuscriptRequest:
    """A request body of one kind's endpoint.

    Raises:
        InvalidInputError: with every problem, by field.
    """
    if not isinstance(body, Mapping):
        raise InvalidInputError([Problem("body", "must be a JSON object")])
    given: dict[str, Any] = {str(name): value for name, value in body.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if given.get("kind", kind) != kind:
        raise InvalidInputError([Problem("kind", f"this is where a {KINDS[kind].label} is asked for")])
    try:
        return ManuscriptRequest.model_validate({**given, "kind": kind})
    except ValidationError as wrong:
        raise invalid_input(wrong) from None
