"""What a client is told when writing stopped: why, whether to try again, and what is kept."""

from typing import Any, NamedTuple

from pydantic import JsonValue

from picturelock.domain.errors import InvalidInputError, PicturelockError, ProviderError, ScriptFilesError
from picturelock.domain.frozen import JsonObject
from picturelock.domain.kept_script import UnknownScriptError
from picturelock.writing.manuscripts.errors import (
    NotForGeneralAudiencesError,
    RefusedError,
    TooLongError,
    WritingStoppedError,
)
from picturelock.writing.room.errors import (
    LimitReachedError,
    NotWritingError,
    OverBudgetError,
    WritingEndedError,
)

_STATUS: tuple[tuple[type[PicturelockError], int], ...] = (
    (UnknownScriptError, 404),
    (NotWritingError, 409),
    (WritingEndedError, 409),
    (ScriptFilesError, 507),
    (OverBudgetError, 402),
    (LimitReachedError, 429),
    (RefusedError, 422),
    (TooLongError, 422),
    (NotForGeneralAudiencesError, 422),
)


class ErrorTold(NamedTuple):
    """An error as an answer."""

    status: int
    body: JsonObject
    headers: dict[str, str]


def error_told(error: PicturelockError, script_id: str = "") -> ErrorTold:
    """What is answered for an error that has a name; ``script_id`` where it is known who it is about."""
    if isinstance(error, InvalidInputError):
        problems: list[JsonValue] = [{"field": one.field, "message": one.message} for one in error.problems]
        return ErrorTold(422, {"detail": str(error), "problems": problems}, {})
    # What stopped a model from being asked is the cause of the part that could not be written.
    cause = error.__cause__
    why = cause if isinstance(cause, OverBudgetError | LimitReachedError) else error
    body = _body(error, why)
    if script_id:
        body.setdefault("script_id", script_id)
    return ErrorTold(_status(why), body, _headers(why))


def unexpected(error: Exception) -> str:
    """What is told of an error that has no name of ours."""
    return f"unexpected {type(error).__name__}; the service's log has the cause"


def _status(error: PicturelockError) -> int:
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return status
    if isinstance(error, ProviderError):
        return 503 if error.retryable else 502
    return 500


def _body(error: PicturelockError, why: PicturelockError) -> JsonObject:
    body: dict[str, Any] = {"detail": str(error), "retryable": why.retryable}
    if isinstance(error, WritingStoppedError):
        body |= {"part": error.part, "number": error.number, "usage": error.usage.model_dump()}
        if error.script_id:
            body |= {"script_id": error.script_id, "segments_kept": error.segments_kept}
    if isinstance(error, TooLongError):
        body |= {"allowed": error.allowed, "needed": error.needed}
    if isinstance(error, RefusedError):
        body["refused"] = True
    if isinstance(why, OverBudgetError):
        body |= {"spent": why.spent, "max_cost": why.max_cost}
    return body


def _headers(error: PicturelockError) -> dict[str, str]:
    wait = error.retry_after if isinstance(error, ProviderError) else None
    return {} if wait is None else {"retry-after": str(max(1, round(wait)))}
