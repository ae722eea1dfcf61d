"""How much of which model may be used: the setting, and what providers document."""

import json
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.ports.models import Limits

VARIABLE = "PICTURELOCK_MODEL_LIMITS"
# OpenRouter's own limits of free models for an account that never bought 10 credits (openrouter.ai/docs,
# "Limits"); one that did has 1,000 a day.
_FREE_AT_OPENROUTER = Limits(requests_per_minute=20, requests_per_day=50)
DOCUMENTED: Mapping[str, Limits] = MappingProxyType(
    {"openrouter:*:free": _FREE_AT_OPENROUTER, "openrouter:openrouter/free": _FREE_AT_OPENROUTER}
)
FREE_AT_OPENROUTER = "openrouter:*:free"
_FORM = TypeAdapter(dict[str, Limits])
_EXAMPLE = '{"openrouter:*:free": {"requests_per_minute": 20, "requests_per_day": 1000}}'


def read_limits(setting: str | None) -> dict[str, Limits]:
    """The setting: a JSON object of limits by pattern.

    Raises:
        InvalidInputError: every problem, under the setting's name.
    """
    if not setting:
        return {}
    try:
        return _FORM.validate_python(json.loads(setting))
    except json.JSONDecodeError as error:
        problem = f"is not JSON ({error.msg} at character {error.pos + 1}); write it like {_EXAMPLE}"
        raise InvalidInputError([Problem(VARIABLE, problem)]) from error
    except ValidationError as error:
        raise InvalidInputError(
            [
                Problem(
                    ".".join((VARIABLE, *map(str, found["loc"]))), f"{_told(found['type'], found['msg'])}"
                )
                for found in error.errors()
            ]
        ) from error


def limits_of(name: str, asked: Mapping[str, Limits]) -> Limits:
    """The limits of the first pattern that fits a model: of those asked for, then of those documented."""
    for pattern, limits in (*asked.items(), *DOCUMENTED.items()):
        if fits(name, (pattern,)):
            return limits
    return Limits()


def meter_of(name: str) -> str:
    """What a model's use is counted under: OpenRouter counts all free models of an account together."""
    return FREE_AT_OPENROUTER if fits(name, DOCUMENTED) else name


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns is for a model, by ``provider:model`` or by its own name alone."""
    model = name.partition(":")[2]
    return any(fnmatchcase(name, pattern) or fnmatchcase(model, pattern) for pattern in patterns)


def _told(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f"is not a limit; there are {', '.join(Limits.model_fields)}"
    return f"{message}; write it like {_EXAMPLE}" if kind in ("dict_type", "model_type") else message
