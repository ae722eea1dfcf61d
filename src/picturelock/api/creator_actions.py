"""What a client of the Creator Mode socket may say."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from picturelock.api.body import json_object
from picturelock.api.errors import RefusedError
from picturelock.domain.frozen import JsonObject

ACTIONS = ("start", "accept", "regenerate", "stop")

Actor = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _Said(BaseModel):
    # Clients may send more than this version knows; it is not theirs to fail for it.
    model_config = ConfigDict(frozen=True, extra="ignore")

    actor: Actor | None = None


class Start(_Said):
    """Begin a session."""

    action: Literal["start"]
    video_type: str
    payload: JsonObject = Field(default_factory=dict[str, Any])


class Decide(_Said):
    """Accept, regenerate (all or named scenes, with or without feedback), or stop."""

    action: Literal["accept", "regenerate", "stop"]
    feedback: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)] | None = None
    scenes: Annotated[tuple[str, ...], Field(min_length=1, max_length=100)] | None = None


_ASKED: TypeAdapter[Start | Decide] = TypeAdapter(Annotated[Start | Decide, Field(discriminator="action")])


def read_action(text: str | None) -> Start | Decide:
    """A message as an action.

    Args:
        text: the message, or None when it was binary.

    Raises:
        RefusedError: it is not a JSON object, names no known action, or an action's field is not valid.
    """
    if text is None:
        raise RefusedError(400, 'the message is binary; send JSON as text, such as {"action": "accept"}')
    said = json_object(text, "the message")
    action = said.get("action")
    if action not in ACTIONS:
        named = "no action" if action is None else f"the unknown action {action!r}"
        raise RefusedError(400, f"the message has {named}; use one of {', '.join(ACTIONS)}")
    try:
        return _ASKED.validate_python(said)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in found['loc'][1:])}: {found['msg']}" for found in error.errors()
        )
        raise RefusedError(422, f"{action}: {problems}") from error
