"""From a validation error to problems a person can mend, one for each field."""

from pydantic import ValidationError

from picturelock.engine.production import Problem

_MESSAGES = {
    "missing": "is required",
    "extra_forbidden": "is not a known field of this video type",
    "string_too_short": "must not be empty",
}


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """Every problem of a payload, by field, in the payload's own words."""
    return tuple(
        Problem(
            field=".".join(str(part) for part in found["loc"]) or "payload",
            message=_MESSAGES.get(found["type"], found["msg"].removeprefix("Value error, ")),
        )
        for found in error.errors()
    )
