"""What clients are told of scripts: the documents of the answers, with every field described."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, create_model

from picturelock.domain.manuscript import GenerationInfo, Metadata
from picturelock.domain.manuscript_kind import KindName
from picturelock.domain.manuscript_measures import Metrics, Usage
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.progress import Progress
from picturelock.writing.room.news import SetOutcome


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class MetadataAnswer(_Told):
    """Step 1's answer."""

    metadata: Metadata = Field(
        description="All that step 2 needs. Send it back with every set, as it is or edited.",
        examples=[{"title": "Temporal Guardians"}],
    )


class ToldSegment(Segment):
    """A segment as it is kept."""

    edited: StrictBool = Field(
        default=False,
        description="Whether a person wrote it; then no writer overwrites it.",
        examples=[False],
    )


class StorySet(_Told):
    """The set under its script's title."""

    title: str = Field(description="The script's title.", examples=["Temporal Guardians"])
    segments: list[ToldSegment] = Field(
        description="The set's segments, in order.",
        examples=[[{"segment_number": 1, "title": "The Discovery"}]],
    )


class SetDocument(_Told):
    """One set, in both spellings."""

    success: bool = Field(description="Whether the set is whole.", examples=[True])
    set_number: int = Field(description="Which set, from 1.", examples=[1])
    batch_number: int = Field(description="The same under its other name.", examples=[1])
    segments_count: int = Field(description="How many segments follow.", examples=[10])
    story_set: StorySet = Field(
        description="The segments under the script's title.", examples=[{"title": "Temporal Guardians"}]
    )
    segments: list[ToldSegment] = Field(
        description="The same segments.", examples=[[{"segment_number": 1, "title": "The Discovery"}]]
    )
    next_set_number: int | None = Field(
        description="The set to ask for next; null after the last one.", examples=[2]
    )
    next_batch_number: int | None = Field(description="The same under its other name.", examples=[2])
    is_complete: bool = Field(description="Whether this was the last set.", examples=[False])
    script_id: str = Field(description="The script it is kept under.", examples=["scr_5f0c2a9d1b7e4c3a"])
    revision: int = Field(description="The metadata's revision, from 1.", examples=[1])
    files: list[str] = Field(description="The files that were laid.", examples=[["T_set_01.json"]])
    usage: Usage = Field(description="What writing this set used up now.", examples=[{"calls": 1}])
    metrics: Metrics | None = Field(
        description="What can be measured of the script, once every segment is there.", examples=[None]
    )


class SetAnswer(_Told):
    """Step 2's answer."""

    segments: SetDocument = Field(description="The set that was asked for.", examples=[{"set_number": 1}])


class WholeInfo(GenerationInfo):
    """How a script was asked for, made, and what became of its sets."""

    total_segments_planned: int = Field(description="Segments that were asked for.", examples=[12])
    total_segments_generated: int = Field(description="Segments that are there.", examples=[12])
    total_sets: int = Field(description="Sets that were asked for.", examples=[2])
    successful_sets: int = Field(description="Sets that are whole.", examples=[2])
    generation_summary: list[SetOutcome] = Field(
        description="What became of each set.",
        examples=[[{"set_number": 1, "segments_count": 10, "success": True}]],
    )


class WholeDocument(Metadata):
    """A whole script: its metadata, all segments, and how they were made."""

    segments: list[ToldSegment] = Field(
        description="All segments there are, in order.",
        examples=[[{"segment_number": 1, "title": "The Discovery"}]],
    )
    generation_info: WholeInfo = Field(  # pyright: ignore[reportIncompatibleVariableOverride] - frozen
        description="How it was asked for and made.", examples=[{"total_sets": 2}]
    )
    script_id: str = Field(description="The script it is kept under.", examples=["scr_5f0c2a9d1b7e4c3a"])
    revision: int = Field(description="The metadata's revision, from 1.", examples=[1])
    files: list[str] = Field(description="The files that were laid.", examples=[[]])


class QueuedAnswer(_Told):
    """The script is being written; ask for it where ``Location`` says."""

    status: Literal["queued"] = Field(description="It is being written.", examples=["queued"])
    script_id: str = Field(description="The script.", examples=["scr_5f0c2a9d1b7e4c3a"])
    url: str = Field(description="Where to ask for it.", examples=["/scripts/scr_5f0c2a9d1b7e4c3a"])


Status = Literal["planning", "writing", "incomplete", "complete"]


class ScriptLineDocument(_Told):
    """A script's line in the list."""

    script_id: str = Field(description="The script.", examples=["scr_5f0c2a9d1b7e4c3a"])
    kind: KindName = Field(description="Which of the four kinds.", examples=["movie"])
    title: str | None = Field(description="Null until step 1 is done.", examples=["Temporal Guardians"])
    status: Status = Field(
        description="`planning` and `writing` now, else `incomplete` or `complete`.", examples=["complete"]
    )
    total_segments: int = Field(description="Segments that were asked for.", examples=[12])
    segments_written: int = Field(description="Segments that are there.", examples=[12])
    revision: int = Field(description="The newest revision; 0 until step 1 is done.", examples=[1])
    error: str | None = Field(description="Why writing stopped the last time.", examples=[None])
    created: str = Field(description="When, in UTC.", examples=["2026-01-02T12:00:00.000+00:00"])
    changed: str = Field(description="When, in UTC.", examples=["2026-01-02T12:01:00.000+00:00"])
    url: str = Field(description="Where to ask for it.", examples=["/scripts/scr_5f0c2a9d1b7e4c3a"])


class ScriptsAnswer(_Told):
    """Scripts, the last changed first."""

    scripts: list[ScriptLineDocument] = Field(
        description="One line each.", examples=[[{"script_id": "scr_5f0c2a9d1b7e4c3a"}]]
    )
    total: int = Field(description="How many there are in all.", examples=[1])


class ScriptDocument(ScriptLineDocument):
    """Everything about a script at one revision."""

    revisions: int = Field(description="How many revisions there are.", examples=[1])
    missing: list[int] = Field(description="Numbers of missing segments; the first 100.", examples=[[]])
    metadata: Metadata | None = Field(
        description="With usage and metrics as of now; null until step 1 is done.",
        examples=[{"title": "Temporal Guardians"}],
    )
    segments: list[ToldSegment] = Field(
        description="The segments there are, in order.",
        examples=[[{"segment_number": 1, "title": "The Discovery"}]],
    )
    progress: Progress | None = Field(
        description="How far it is while it is being written.", examples=[{"done": 0.4, "message": "…"}]
    )


class ReportAnswer(_Told):
    """What can be measured of a script, and what it used up."""

    script_id: str = Field(description="The script.", examples=["scr_5f0c2a9d1b7e4c3a"])
    revision: int = Field(description="The metadata's revision, from 1.", examples=[1])
    metrics: Metrics = Field(description="Measured without a judge.", examples=[{"completeness": 1.0}])
    usage: Usage = Field(description="What writing it used up.", examples=[{"calls": 4}])


class FieldProblemDocument(_Told):
    """One problem with one field."""

    field: str = Field(description="The field, dotted where it is inside another.", examples=["idea"])
    message: str = Field(description="What to change.", examples=["a movie needs an idea"])


class ErrorAnswer(_Told):
    """What went wrong, and what to do."""

    detail: str = Field(description="In words.", examples=["idea: a movie needs an idea"])
    problems: list[FieldProblemDocument] | None = Field(
        default=None, description="Every problem, by field.", examples=[[{"field": "idea", "message": "…"}]]
    )
    retryable: bool | None = Field(
        default=None, description="Whether the same may work a little later.", examples=[False]
    )
    script_id: str | None = Field(
        default=None, description="The script that can be gone on with.", examples=["scr_5f0c2a9d1b7e4c3a"]
    )
    segments_kept: int | None = Field(
        default=None, description="Segments of it that are kept.", examples=[14]
    )
    part: str | None = Field(default=None, description="What could not be written.", examples=["segment"])
    number: int | None = Field(default=None, description="Its number.", examples=[15])
    usage: Usage | None = Field(
        default=None, description="What was used up until then.", examples=[{"calls": 3}]
    )
    refused: bool | None = Field(
        default=None, description="True when the model refused; asking again would not help.", examples=[True]
    )
    allowed: int | None = Field(
        default=None, description="Tokens that a reply may have, where a part does not fit.", examples=[2000]
    )
    needed: int | None = Field(
        default=None, description="Tokens that the part would need at least.", examples=[2600]
    )
    spent: float | None = Field(
        default=None, description="US dollars spent until then, where a limit was set.", examples=[0.48]
    )
    max_cost: float | None = Field(default=None, description="That limit.", examples=[0.5])


def whole_answer(result_key: str) -> type[BaseModel]:
    """The document of a single call's answer: the whole script under its kind's key."""
    fields: Any = {
        result_key: (
            WholeDocument,
            Field(description="The whole script.", examples=[{"title": "Temporal Guardians"}]),
        )
    }
    return create_model(f"Whole{result_key.capitalize()}Answer", __doc__="A whole script.", **fields)
