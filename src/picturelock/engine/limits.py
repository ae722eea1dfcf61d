"""The limits of stages: those of the plan, and those that a start asks for instead."""

from collections.abc import Mapping

from pydantic import JsonValue, ValidationError

from picturelock.engine.production import InvalidPayloadError, Limits, Problem, StagePlan


def with_limits(plan: tuple[StagePlan, ...], asked: Mapping[str, JsonValue]) -> tuple[StagePlan, ...]:
    """The plan with the limits that are asked for, by stage.

    Raises:
        InvalidPayloadError: an unknown stage or a limit that makes no sense, each by its field.
    """
    known = {stage.name for stage in plan}
    problems = [
        Problem(
            field=f"limits.{name}", message=f"is not a stage; there are {', '.join(s.name for s in plan)}"
        )
        for name in asked
        if name not in known
    ]
    limited: list[StagePlan] = []
    for stage in plan:
        try:
            changes = Limits.model_validate(asked.get(stage.name, {})).model_dump(exclude_unset=True)
        except ValidationError as error:
            problems += _problems(stage.name, error)
            continue
        limited.append(stage.model_copy(update={"limits": stage.limits.model_copy(update=changes)}))
    if problems:
        raise InvalidPayloadError(tuple(problems))
    return tuple(limited)


def _problems(stage: str, error: ValidationError) -> list[Problem]:
    return [
        Problem(field=".".join(str(part) for part in ("limits", stage, *found["loc"])), message=found["msg"])
        for found in error.errors()
    ]
