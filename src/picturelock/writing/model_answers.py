"""What a language model fills in for each stage: no ids, writers or notes that it could get wrong."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Transition
from picturelock.writing.template.story import LONGEST_BEAT


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlannedScene(_Answer):
    """One idea of the film."""

    title: str = Field(min_length=1, max_length=60)
    purpose: str = Field(min_length=1, max_length=300)
    role: str = Field(min_length=1, max_length=30)


class PlanAnswer(_Answer):
    """The scenes in order, and what of the brief or the feedback could not be followed."""

    title: str = Field(min_length=1, max_length=80)
    scenes: tuple[PlannedScene, ...] = Field(min_length=2, max_length=20)
    notes: tuple[str, ...]


class SpokenBeat(_Answer):
    """One spoken sentence and what it rests on."""

    text: str = Field(min_length=1, max_length=LONGEST_BEAT)
    source: Literal["brief", "document", "knowledge", "craft"]
    name: str
    quote: str


class SpokenScene(_Answer):
    """What is said over the scene with this id."""

    scene: str
    beats: tuple[SpokenBeat, ...] = Field(min_length=1, max_length=12)


class ScriptAnswer(_Answer):
    """The narration of every scene."""

    scenes: tuple[SpokenScene, ...] = Field(min_length=1)
    pace: Annotated[float, Field(ge=0.5, le=1.6)]
    notes: tuple[str, ...]


class ChosenShot(_Answer):
    """The template and the props for the scene with this id."""

    scene: str
    template: str
    props: dict[str, JsonValue]
    footage_words: str = Field(max_length=100)


class StoryboardAnswer(_Answer):
    """A shot for every scene."""

    shots: tuple[ChosenShot, ...] = Field(min_length=1)
    mode: Literal["dark", "light"]
    notes: tuple[str, ...]


class ChosenMotion(_Answer):
    """How the scene with this id moves."""

    scene: str
    entrance: Literal["fade", "rise", "slide", "reveal"]
    emphasis: Literal["none", "underline", "highlight", "grow"]
    transition: Transition


class ChoreographyAnswer(_Answer):
    """A motion for every scene."""

    motions: tuple[ChosenMotion, ...] = Field(min_length=1)
    notes: tuple[str, ...]


def schema_of(answer: type[BaseModel]) -> JsonObject:
    """The JSON Schema under which a model answers."""
    return answer.model_json_schema()
