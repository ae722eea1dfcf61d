"""Characters: whatever a person said about one is kept word for word."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Self, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, field_validator, model_validator

ADULT_AGE = 18
MOST_CHARACTERS = 100
LARGEST_CHARACTER = 8_000
_AGE = re.compile(r"\s*(\d{1,5})\s*(?:$|[+]|years?\b|yrs?\b|y/?o\b|-year)", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text as it is. Raises ``ValueError`` when no file and no database could hold it."""
    if _UNSTORABLE.search(text):
        raise ValueError("holds a NUL or half of a surrogate pair")
    return text


StoredText = Annotated[str, AfterValidator(storable)]


class Open(BaseModel):
    """An immutable value that keeps fields it does not know, for what people edit by hand."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, JsonValue] = Field(init=False)  # pyright: ignore[reportIncompatibleVariableOverride]

    @field_validator("*", mode="after")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        _refuse_unstorable(value)
        return value

    @model_validator(mode="after")
    def _storable_extras(self) -> Self:
        _refuse_unstorable(self.model_extra or {})
        return self


def _refuse_unstorable(value: Any) -> None:
    for text in _texts(value):
        storable(text)


def _texts(value: Any) -> Iterable[str]:
    """Every piece of text in a JSON value, names included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield str(name)  # pyright: ignore[reportUnknownArgumentType]
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(part)
    elif isinstance(value, float) and not abs(value) < float("inf"):
        raise ValueError("holds a number that JSON has no word for")


Attributes = dict[str, JsonValue] | list[JsonValue] | str


class Character(Open):
    """Someone of the cast. Attributes are free-form; further ones are kept as they are."""

    id: str = Field(
        min_length=1,
        max_length=64,
        pattern=r"^\S(.*\S)?$",
        description="Names the character in dialogue; unlike every other.",
        examples=["char_001"],
    )
    name: str = Field(
        min_length=1, max_length=120, description="What people call it.", examples=["Alex Chen"]
    )
    physical_appearance: Attributes = Field(
        default_factory=dict[str, JsonValue],
        description="What a painter must know, the age among it.",
        examples=[{"age": 34, "hair": "black, short"}],
    )
    personality: Attributes = Field(
        default_factory=dict[str, JsonValue],
        description="What it wants, fears and does.",
        examples=[{"want": "to undo one afternoon"}],
    )
    voice_characteristics: Attributes = Field(
        default_factory=dict[str, JsonValue],
        description="How it speaks.",
        examples=[{"pace": "quick", "habit": "ends on questions"}],
    )

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if not name.split():
            raise ValueError("must not be empty")
        return name

    @field_validator("physical_appearance", "personality", "voice_characteristics", mode="before")
    @classmethod
    def _nothing_said(cls, given: object) -> object:
        return {} if given is None else given

    @property
    def attributes(self) -> dict[str, JsonValue]:
        """Everything said about the character but its id and name, without what is empty."""
        told = self.model_dump(mode="json", exclude={"id", "name"})
        return {name: value for name, value in told.items() if value not in (None, "", {}, [])}

    @property
    def age(self) -> int | None:
        """The age in years where it is given as a number; None where it is not known."""
        extra: dict[str, Any] = self.model_extra or {}
        for place in (extra, self.physical_appearance, self.personality, self.voice_characteristics):
            if isinstance(place, dict) and (found := place.get("age", place.get("Age"))) is not None:
                return _years(found)
        return None


def _years(value: object) -> int | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value)
    told = _AGE.match(value) if isinstance(value, str) else None
    return int(told.group(1)) if told else None


def with_ids(given: Sequence[object]) -> list[object]:
    """Characters as they were given, each with an id: ``char_001`` and on, where none was given."""
    read = [cast("dict[str, object]", one) if isinstance(one, dict) else None for one in given]
    taken = {str(one.get("id")) for one in read if one is not None}
    free = (ident for number in range(1, 10_000) if (ident := f"char_{number:03d}") not in taken)
    return [
        {**one, "id": next(free)} if one is not None and one.get("id") in (None, "") else original
        for one, original in zip(read, given, strict=True)
    ]


def roster_problems(roster: Sequence[Character], *, adult_story: bool) -> list[tuple[int, str, str]]:
    """What is wrong with characters together: (place in the roster, field, why)."""
    problems: list[tuple[int, str, str]] = []
    ids: dict[str, int] = {}
    names: dict[str, int] = {}
    for place, character in enumerate(roster):
        name = " ".join(character.name.casefold().split())
        if (first := ids.setdefault(character.id, place)) != place:
            problems.append((place, "id", f"is the id of character {first + 1} too"))
        if (first := names.setdefault(name, place)) != place:
            problems.append((place, "name", f"is the name of character {first + 1} too"))
        if len(character.model_dump_json()) > LARGEST_CHARACTER:
            problems.append((place, "name", f"has more than {LARGEST_CHARACTER:,} characters of attributes"))
        if adult_story and (reason := adult_problem(character)):
            problems.append((place, "age", reason))
    return problems


def adult_problem(character: Character) -> str | None:
    """Why this character may not be in an adult story; None when it may."""
    if character.age is None:
        return (
            f"must be given as a number: an adult story needs the age of every character ({character.name})"
        )
    if character.age < ADULT_AGE:
        return f"must be at least {ADULT_AGE} in an adult story ({character.name} is {character.age})"
    return None
