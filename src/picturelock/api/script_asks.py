"""What clients may ask of scripts, beside the script itself: the fields that all endpoints share."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt

from picturelock.domain.manuscript_kind import LARGEST_SET

DEFAULT_DIRECTORY = "generated_movie_script"

SetNumber = Annotated[StrictInt, Field(ge=1)]
SetSize = Annotated[StrictInt, Field(ge=1, le=LARGEST_SET)]


class _Ask(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CostAsk(_Ask):
    """What writing may cost."""

    max_cost: StrictFloat | StrictInt | None = Field(
        default=None,
        gt=0,
        le=1_000_000,
        allow_inf_nan=False,
        description="US dollars that this request may cost; writing stops before more is spent.",
        examples=[0.5],
    )


class FilesAsk(_Ask):
    """Which files are laid, and where."""

    save_to_files: StrictBool | None = Field(
        default=None,
        description="Lay the metadata and the set as JSON files. On by default for sets of movies.",
        examples=[True],
    )
    output_directory: str = Field(
        default=DEFAULT_DIRECTORY,
        description="Where, below the service's output folder.",
        examples=[DEFAULT_DIRECTORY],
    )


class SizeAsk(_Ask):
    """How large a set is, under either name."""

    segments_per_set: SetSize | None = Field(
        default=None,
        description="Segments of a set. Movies have sets of 10 by default, the other kinds of 5.",
        examples=[10],
    )
    segments_per_batch: SetSize | None = Field(
        default=None, description="The same under its other name; give one of them.", examples=[10]
    )


class PlanAsk(CostAsk, FilesAsk):
    """Beside step 1's request."""


class WholeAsk(CostAsk, FilesAsk, SizeAsk):
    """Beside a single call's request."""


class ResumeAsk(WholeAsk):
    """How to go on with a script."""

    model: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Who goes on writing: `provider:model`; whoever began without.",
        examples=["template"],
    )


class SetAsk(ResumeAsk):
    """Step 2's request."""

    metadata: Any = Field(
        description="Step 1's answer, bare or whole, perhaps edited. Changed metadata is a new revision.",
        examples=[
            {
                "title": "Temporal Guardians",
                "short_summary": "Two clockmakers find an hour that was taken out of the day.",
                "characters_roster": [
                    {"id": "char_001", "name": "Alex Chen"},
                    {"id": "char_002", "name": "Mara Wren"},
                ],
                "story_outline": ["The clock strikes thirteen.", "Alex follows the sound."],
                "generation_info": {"total_segments": 12, "kind": "KIND", "writer": "WRITER"},
            }
        ],
    )
    set_number: SetNumber | None = Field(
        default=None, description="Which set, from 1; the first one without.", examples=[1]
    )
    batch_number: SetNumber | None = Field(
        default=None, description="The same under its other name; give one of them.", examples=[1]
    )
    regenerate: StrictBool = Field(
        default=False,
        description="Write the set anew, but for what a person wrote. Without, what is kept is answered.",
        examples=[False],
    )
