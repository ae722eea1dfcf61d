"""``/session``: with which key a browser comes. It is kept in a cookie that no script can read."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from picturelock.api.body import read_json
from picturelock.api.doors.caller import Caller
from picturelock.api.doors.doors import COOKIE
from picturelock.api.doors.rates import network_of
from picturelock.api.errors import RefusedError
from picturelock.api.schemas import request_body
from picturelock.api.service import Serving

router = APIRouter(tags=["service"])

_KEY = {
    "properties": {"key": {"type": "string", "description": "The API key.", "maxLength": 200}},
    "required": ["key"],
}


@router.get("/session", summary="Who asks, and what they may do")
async def who(request: Request, service: Serving) -> dict[str, Any]:
    """`keys` says whether the service asks for API keys; `name` and `role` are null where none was sent."""
    return {"keys": service.doors.keys is not None, **_told(request.state.caller)}


@router.post(
    "/session",
    summary="Use an API key in this browser",
    responses={
        401: {"description": "The key is not known."},
        422: {"description": "There is no key in it."},
    },
    openapi_extra=request_body(_KEY, example={"key": "pl_…"}),
)
async def begin(request: Request, service: Serving) -> JSONResponse:
    """The key is kept in a cookie until the browser ends, and sent to this service alone."""
    key = (await read_json(request)).get("key")
    if not isinstance(key, str) or not key:
        raise RefusedError(422, 'key is missing; send {"key": "…"}')
    client = request.client
    caller = service.doors.caller(key, network_of(client.host if client else ""))
    if caller is None:
        raise RefusedError(401, "this API key is not known")
    answer = JSONResponse({"keys": service.doors.keys is not None, **_told(caller)})
    if caller.key is not None:
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, key, httponly=True, samesite="strict", secure=secure)
    return answer


@router.delete("/session", summary="Forget the API key in this browser")
async def end() -> JSONResponse:
    """Takes the cookie away."""
    answer = JSONResponse({"name": None, "role": None})
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def _told(caller: Caller | None) -> dict[str, Any]:
    if caller is None:
        return {"name": None, "role": None}
    return {"name": caller.key.name if caller.key else None, "role": caller.role}
