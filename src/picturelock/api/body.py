"""Reading a request's body: JSON or a form, the same names in both, within limits."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fastapi import Request
from pydantic_core import from_json
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message

from picturelock.api.errors import RefusedError
from picturelock.domain.door_limits import DoorLimits
from picturelock.domain.frozen import JsonObject

_MEGABYTE = 1024 * 1024
_FILES = 30
_FIELDS = 100


@dataclass
class Submitted:
    """What was sent: named values, and uploaded files with the names of their fields, in order."""

    payload: JsonObject = field(default_factory=dict[str, object])  # pyright: ignore[reportAssignmentType]
    sent: list[tuple[str, UploadFile]] = field(default_factory=list[tuple[str, UploadFile]])

    def files(self, *names: str) -> list[UploadFile]:
        """The files of these fields, in the order in which they were sent."""
        return [file for name, file in self.sent if name in names]


@asynccontextmanager
async def read_body(request: Request, *, lists: frozenset[str]) -> AsyncGenerator[Submitted]:
    """The request's body; uploaded files are closed when the context ends.

    Args:
        request: the request.
        lists: the fields that hold lists; in a form they may come once, several times, or as JSON.

    Raises:
        RefusedError: it is neither JSON nor a form, does not parse, or is too large.
    """
    kind = media_type(request)
    if _is_json(kind):
        yield Submitted(payload=json_object(await _json(request), "the body"))
    elif kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        limited = _limited(request, _limits(request).form_bytes)
        try:
            yield await _form(limited, lists)
        finally:
            await limited.close()
    else:
        raise RefusedError(415, f"the body is {kind}; send application/json or multipart/form-data")


async def read_json(request: Request, *, optional: bool = False) -> JsonObject:
    """The JSON object in a request's body; an empty one for no body where it is optional.

    Raises:
        RefusedError: it is not JSON, does not parse, is no object, or is too large.
    """
    kind = media_type(request)
    if not _is_json(kind):
        raise RefusedError(415, f"the body is {kind}; send application/json")
    text = await _json(request)
    return {} if optional and not text.strip() else json_object(text, "the body")


async def _json(request: Request) -> bytes:
    return await _limited(request, _limits(request).json_bytes).body()


def _limits(request: Request) -> DoorLimits:
    return request.app.state.service.doors.limits


def media_type(request: Request) -> str:
    """What a request says that its body is; JSON where it says nothing."""
    return request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()


def _is_json(kind: str) -> bool:
    return kind == "application/json" or kind.endswith("+json")


def json_object(text: str | bytes, what: str) -> JsonObject:
    """Parse a JSON object.

    Raises:
        RefusedError: it does not parse, with the place, or is not an object.
    """
    try:
        value = from_json(text, allow_inf_nan=False)
        # 1e999 is JSON, and read as infinity, which is none: it could be stored, but never be told again.
        json.dumps(value, allow_nan=False)
    except ValueError as error:
        raise RefusedError(400, f"{what} is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise RefusedError(422, f"{what} must be a JSON object, such as {{}}")
    return value  # pyright: ignore[reportUnknownVariableType] - parsed JSON, an object


async def _form(request: Request, lists: frozenset[str]) -> Submitted:
    submitted = Submitted()
    try:
        form = await request.form(
            max_files=_FILES, max_fields=_FIELDS, max_part_size=_limits(request).json_bytes
        )
    except HTTPException as error:
        raise RefusedError(error.status_code, f"the form cannot be read: {error.detail}") from error
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            # A browser sends an empty, nameless file for a file field that was left alone.
            if value.filename:
                submitted.sent.append((name, value))
        elif value.strip():
            _add(submitted.payload, name, value, lists)
    return submitted


def _add(payload: JsonObject, name: str, value: str, lists: frozenset[str]) -> None:
    if name not in lists:
        payload[name] = value
        return
    held = payload.setdefault(name, [])
    assert isinstance(held, list)
    if not value.lstrip().startswith("["):
        held.append(value)
        return
    try:
        held.extend(from_json(value, allow_inf_nan=False))
    except ValueError as error:
        raise RefusedError(400, f"the field {name} is not JSON: {error}") from error


def _limited(request: Request, limit: int) -> Request:
    """The request, refused when it says or turns out to be longer than ``limit`` bytes."""
    too_large = RefusedError(413, f"the body is larger than {limit / _MEGABYTE:g} MB")
    said = request.headers.get("content-length", "0")
    if said.isdigit() and int(said) > limit:
        raise too_large
    got = 0

    async def receive() -> Message:
        nonlocal got
        message = await request.receive()
        got += len(message.get("body", b""))
        if got > limit:
            raise too_large
        return message

    return Request(request.scope, receive)
