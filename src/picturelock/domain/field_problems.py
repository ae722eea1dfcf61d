"""Problems of fields that depend on one another, told together with those of each field alone."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from picturelock.domain.errors import InvalidInputError, Problem

# A field's name is cut after so many steps, so that an answer about nested nonsense stays readable.
DEEPEST = 8
PREFIX = "Value error, "
_PLAIN = {
    "Field required": "is required",
    "Extra inputs are not permitted": "is not known here; leave it out, or check its spelling",
}


class FieldProblem(NamedTuple):
    """One problem: the way to the field, why, and what was given."""

    place: tuple[int | str, ...]
    reason: str
    given: Any


def joined(title: str, problems: Sequence[FieldProblem]) -> ValidationError:
    """One validation error of all problems; raised inside a validator, it joins those of other fields."""
    return ValidationError.from_exception_data(
        title,
        [
            InitErrorDetails(
                type=PydanticCustomError("field_problem", "{reason}", {"reason": problem.reason}),
                loc=problem.place,
                input=problem.given,
            )
            for problem in problems
        ],
    )


def invalid_input(wrong: ValidationError) -> InvalidInputError:
    """The same problems by the dotted names of their fields; what was given is not repeated."""
    return InvalidInputError(
        [
            Problem(
                ".".join(map(str, error["loc"][:DEEPEST])) or "body",
                _PLAIN.get(error["msg"], error["msg"].removeprefix(PREFIX)),
            )
            for error in wrong.errors(include_url=False, include_context=False)
        ]
    )
