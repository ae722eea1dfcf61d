"""The messages of the Creator Mode socket as JSON Schema, from the models that describe them."""

from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from picturelock.api.creator_actions import CLIENT_MESSAGE
from picturelock.api.doors.roles import Role
from picturelock.domain.frozen import JsonObject
from picturelock.engine.event import Action, SessionStatus

_REF = "#/$defs/{model}"


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DecisionMade(_Told):
    """What was decided, by whom and why: about which run, or for choose and back to which."""

    action: Action
    by: str
    stage: str
    version: int | None
    digest: str | None = Field(default=None, description="what that version's take held")
    reason: str | None = None
    feedback: str | list[str] | None = None
    scenes: list[str] | None = None
    count: int | None = None


class Place(_Told):
    """The stage's place among the stages, from 1."""

    current: int
    total: int


class RunProgress(Place):
    """How far a running stage is: ``done`` from 0 to 1; ``place_in_line`` while it waits for the machine."""

    done: float
    percent: int
    scene: str | None
    seconds_left: float | None
    message: str
    place_in_line: int | None = None


class _Stored(_Told):
    video_id: str
    seq: int
    decision: DecisionMade | None = None


class SessionStarted(_Stored):
    """A session has begun."""

    status: Literal["session_started"]
    video_type: str
    stage_order: list[str]
    current_stage: str


class Resumed(_Told):
    """The answer to resume: what was missed follows, up to ``last_seq`` and beyond."""

    status: Literal["resumed"]
    video_id: str
    video_type: str
    stage_order: list[str]
    current_stage: str
    session_status: SessionStatus
    after_seq: int
    last_seq: int
    actions: list[Action]


class StageRunning(_Told):
    """A run has begun, or, with ``progress`` and without ``seq``, goes on."""

    status: Literal["stage_running"]
    stage: str
    version: int
    message: str
    video_id: str
    seq: int | None = None
    attempt: int | None = Field(default=None, description="above 1 when the run is begun again")
    feedback: str | None = Field(default=None, description="what was said for this one of several takes")
    renews: bool = Field(default=False, description="nobody asked: what it is made from has changed")
    progress: RunProgress | None = None
    decision: DecisionMade | None = None


class Completed(_Stored):
    """A take is there: a new one, or, with ``because``, one from before that is at the gate again."""

    status: Literal["completed"]
    stage: str
    version: int
    data: JsonObject
    next_actions: list[str]
    actions: list[Action] = Field(description="all that may be done now")
    chosen: int = Field(description="the version at the gate: what accept takes")
    progress: Place
    by: Literal["person"] | None = None
    because: Literal["chosen", "reopened"] | None = None


class Kept(_Stored):
    """An accepted take still fits; its gate is passed over."""

    status: Literal["kept"]
    stage: str
    version: int
    message: str
    progress: Place


class Skipped(_Stored):
    """The film goes on without this stage."""

    status: Literal["skipped"]
    stage: str
    message: str
    progress: Place


class RunFailed(_Stored):
    """A run failed; earlier takes are untouched."""

    status: Literal["error"]
    stage: str
    version: int
    error: str
    next_actions: list[str]
    actions: list[Action]
    scenes: list[str] | None = Field(default=None, description="those that could not be made")


class ProblemTold(_Told):
    """One thing wrong with one field."""

    field: str
    message: str


class Authenticated(_Told):
    """The answer to authenticate. Without keys there is no name, and everybody may do everything."""

    status: Literal["authenticated"]
    name: str | None
    role: Role


class Refused(_Told):
    """A message that was refused: it has no ``seq``, and nothing changed."""

    status: Literal["error"]
    error: str
    video_id: str | None = None
    stage: str | None = None
    problems: list[ProblemTold] | None = None


class PipelineComplete(_Stored):
    """The film is finished."""

    status: Literal["pipeline_complete"]
    video_path: str
    video_url: str
    message: str


class Stopped(_Stored):
    """The session has ended."""

    status: Literal["stopped"]
    message: str


ServerMessage = Annotated[
    Authenticated
    | SessionStarted
    | Resumed
    | StageRunning
    | Completed
    | Kept
    | Skipped
    | RunFailed
    | Refused
    | PipelineComplete
    | Stopped,
    Field(union_mode="left_to_right"),
]
SERVER_MESSAGE: TypeAdapter[BaseModel] = TypeAdapter(ServerMessage)


@cache
def creator_schema() -> JsonObject:
    """One schema with ``ClientMessage`` and ``ServerMessage`` among its ``$defs``."""
    _, schema = TypeAdapter.json_schemas(
        [("client", "validation", CLIENT_MESSAGE), ("server", "validation", SERVER_MESSAGE)],
        ref_template=_REF,
    )
    said, told = CLIENT_MESSAGE.json_schema(ref_template=_REF), SERVER_MESSAGE.json_schema(ref_template=_REF)
    said.pop("$defs", None)
    told.pop("$defs", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Creator Mode",
        "anyOf": [{"$ref": "#/$defs/ClientMessage"}, {"$ref": "#/$defs/ServerMessage"}],
        "$defs": {**schema["$defs"], "ClientMessage": said, "ServerMessage": told},
    }
