"""The one place where errors become HTTP answers. Every answer is JSON with a ``detail``."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from picturelock.api.script_errors import error_told, unexpected
from picturelock.domain.errors import PicturelockError
from picturelock.engine.errors import (
    DatabaseError,
    OutOfTurnError,
    StudioClosedError,
    TooManyOpenError,
    UnfitValueError,
    UnknownSessionError,
)
from picturelock.engine.production import InvalidPayloadError, Problem

_log = logging.getLogger(__name__)


class RefusedError(Exception):
    """A request that is answered with a status and a reason, and does nothing."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        super().__init__(detail)


def problems_answer(problems: tuple[Problem, ...]) -> dict[str, Any]:
    """The body of a 422: every problem, by field."""
    return {
        "detail": "; ".join(f"{problem.field}: {problem.message}" for problem in problems),
        "problems": [problem.model_dump() for problem in problems],
    }


def add_error_answers(app: FastAPI) -> None:
    """Have the app answer every named error with its status, and any other with a 500 that says so."""
    for error, status in (
        (UnknownSessionError, 404),
        (OutOfTurnError, 409),
        (UnfitValueError, 422),
        (TooManyOpenError, 429),
        (DatabaseError, 503),
        (StudioClosedError, 503),
    ):
        app.add_exception_handler(error, _answering(status))
    app.add_exception_handler(PicturelockError, _named)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(InvalidPayloadError, _invalid)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


def _answering(status: int) -> Any:
    async def answer(_request: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=status)

    return answer


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RefusedError)
    return JSONResponse({"detail": str(error)}, status_code=error.status)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, RequestValidationError):
        problems = tuple(
            Problem(field=".".join(str(part) for part in found["loc"][1:]), message=found["msg"])
            for found in error.errors()
        )
    else:
        assert isinstance(error, InvalidPayloadError)
        problems = error.problems
    return JSONResponse(problems_answer(problems), status_code=422)


async def _named(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, PicturelockError)
    told = error_told(error)
    return JSONResponse(told.body, status_code=told.status, headers=told.headers)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed unexpectedly", request.method, request.url.path, exc_info=error)
    return JSONResponse({"detail": unexpected(error)}, status_code=500)
