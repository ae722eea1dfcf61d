"""From a validation error to problems a person can mend, one for each field."""

from pydantic import ValidationError

from picturelock.engine.production import Problem

_MESSAGES = {
    "missing": "is required",
    "extra_forbidden": "is not a known field of this video type",
    "string_too_short": "must not be empty",
    "string_type": "must be text",
}
_PATTERNS = {
    "brand_colors": "must be a colour written as #rrggbb, such as #0b7fab",
    "language": "must be a language tag such as en-US or de",
    "logo": "must be the key of an uploaded picture",
}


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """Every problem of a payload, by field, in the payload's own words."""
    return tuple(
        Problem(
            field=".".join(str(part) for part in found["loc"]) or "payload",
            message=message_of(str(found["loc"][0]) if found["loc"] else "", found["type"], found["msg"]),
        )
        for found in error.errors()
    )


def message_of(field: str, kind: str, said: str) -> str:
    """What is wrong with a field, from the kind of a validation error and what it says."""
    if kind == "string_pattern_mismatch" and field in _PATTERNS:
        return _PATTERNS[field]
    return _MESSAGES.get(kind, said.removeprefix("Value error, "))
