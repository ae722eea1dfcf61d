"""What a client of the Creator Mode socket may say."""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from picturelock.api.body import json_object
from picturelock.api.errors import RefusedError
from picturelock.domain.frozen import JsonObject
from picturelock.domain.sound import SoundAsked
from picturelock.engine.event import FEWEST_TAKES, MOST_TAKES, Decision, Seen
from picturelock.engine.production import InvalidPayloadError, Limits, Problem

ACTIONS = (
    *("start", "accept", "regenerate", "stop"),
    *("resume", "vary", "choose", "edit", "skip", "back"),
    "authenticate",
)

Actor = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)]
Scenes = Annotated[tuple[str, ...], Field(min_length=1, max_length=100)]
Version = Annotated[int, Field(ge=1, strict=True)]
Seq = Annotated[int, Field(ge=0, strict=True)]


class _Said(BaseModel):
    # Clients may send more than this version knows; it is not theirs to fail for it.
    model_config = ConfigDict(frozen=True, extra="ignore")

    by: Actor | None = Field(default=None, description="who says it; kept for this connection")
    actor: Actor | None = Field(default=None, description="another name of `by`")
    reason: Said | None = Field(default=None, description="why; stored with the decision")
    comment: Said | None = Field(default=None, description="another name of `reason`")

    @model_validator(mode="after")
    def _one_reason(self) -> Self:
        if self.reason and self.comment and self.reason != self.comment:
            raise ValueError("reason and comment are two names of one thing; send one of them")
        return self

    @property
    def who(self) -> str | None:
        """Who says it, if they told."""
        return self.by or self.actor


class Authenticate(BaseModel):
    """Say with which API key this connection speaks, where it could not be sent along. The first message."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    action: Literal["authenticate"]
    key: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Start(_Said):
    """Begin a session."""

    action: Literal["start"]
    video_type: str
    payload: JsonObject = Field(
        default_factory=dict[str, Any],
        description="the brief; what it may say of the film's sound is the same for every video type",
        json_schema_extra={"properties": SoundAsked.model_json_schema()["properties"]},
    )
    limits: JsonObject = Field(
        default_factory=dict[str, Any],
        description="a stage's `timeout` in seconds and its `attempts`, by stage",
        json_schema_extra={"additionalProperties": Limits.model_json_schema()},
    )
    webhook: str | None = Field(
        default=None, description="where its news are posted to, at a host that the service allows"
    )


class Resume(_Said):
    """Go on with a session: every event after `after_seq` comes again, then what happens from now on."""

    action: Literal["resume"]
    video_id: str
    after_seq: Seq = 0


class _Decides(_Said):
    expect_seq: Seq | None = Field(
        default=None, description="refuse this when anybody has decided anything after this event"
    )

    def decision(self, by: str, seen: Seen | None) -> Decision:
        """The decision that this is."""
        said = self.model_dump(exclude={"by", "actor", "comment"}, exclude_unset=True)
        said["reason"] = self.reason or self.comment or ""
        # Empty words say nothing.
        said = {name: value for name, value in said.items() if value != ""}
        if not isinstance(self, Choose):
            said.pop("version", None)
        return Decision.model_validate({**said, "by": by, "seen": seen})


class _AboutARun(_Decides):
    version: Version | None = Field(
        default=None, description="the version that this is about; refuse it when another is at the gate"
    )


class Accept(_AboutARun):
    """Take what is at the gate, and go on."""

    action: Literal["accept"]


class Regenerate(_AboutARun):
    """Make another take, of all or some scenes. With the `version` of a running take, cancel that first."""

    action: Literal["regenerate"]
    feedback: Said | None = None
    scenes: Scenes | None = None


class Vary(_AboutARun):
    """Make several takes side by side."""

    action: Literal["vary"]
    count: Annotated[int, Field(ge=FEWEST_TAKES, le=MOST_TAKES, strict=True)]
    feedback: Said | Annotated[tuple[Said, ...], Field(min_length=1, max_length=MOST_TAKES)] | None = Field(
        default=None, description="one for all takes, or a list with one for each"
    )
    scenes: Scenes | None = None

    @model_validator(mode="after")
    def _one_each(self) -> "Vary":
        if isinstance(self.feedback, tuple) and len(self.feedback) not in (1, self.count):
            raise ValueError(f"feedback has {len(self.feedback)} entries; send one, or {self.count}")
        return self


class Choose(_Decides):
    """Put another finished take of the stage at its gate: the one that accept takes."""

    action: Literal["choose"]
    version: Version


class Edit(_AboutARun):
    """Replace the stage's output by one's own, in the shape of its `data`."""

    action: Literal["edit"]
    data: JsonObject


class Skip(_AboutARun):
    """Go on without this stage, where it is optional."""

    action: Literal["skip"]


class Back(_Decides):
    """Open an earlier stage's gate again, with its accepted take."""

    action: Literal["back"]
    stage: str


class Stop(_Decides):
    """End the session."""

    action: Literal["stop"]


Decide = Accept | Regenerate | Vary | Choose | Edit | Skip | Back | Stop
ClientMessage = Annotated[
    Authenticate | Start | Resume | Accept | Regenerate | Vary | Choose | Edit | Skip | Back | Stop,
    Field(discriminator="action"),
]
CLIENT_MESSAGE: TypeAdapter[Authenticate | Start | Resume | Decide] = TypeAdapter(ClientMessage)


def read_action(text: str | None) -> Authenticate | Start | Resume | Decide:
    """A message as an action.

    Args:
        text: the message, or None when it was binary.

    Raises:
        RefusedError: it is not a JSON object, or names no known action.
        InvalidPayloadError: fields of the action are not valid, each by its name.
    """
    if text is None:
        raise RefusedError(400, 'the message is binary; send JSON as text, such as {"action": "accept"}')
    said = json_object(text, "the message")
    action = said.get("action")
    if action not in ACTIONS:
        named = "no action" if action is None else f"the unknown action {str(action)[:100]!r}"
        raise RefusedError(400, f"the message has {named}; use one of {', '.join(ACTIONS)}")
    try:
        return CLIENT_MESSAGE.validate_python(said)
    except ValidationError as error:
        raise InvalidPayloadError(
            tuple(
                Problem(
                    field=".".join(str(part) for part in found["loc"][1:]) or str(action),
                    message=found["msg"].removeprefix("Value error, "),
                )
                for found in error.errors()
            )
        ) from error
