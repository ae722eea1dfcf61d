"""The decisions that a log tells of, for people: who decided what, when, about which take, and why."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from picturelock.engine.event import Action, Event, Frozen


class DecisionLine(Frozen):
    """One decision. It stands in the log's entry ``seq``."""

    seq: int = Field(description="the entry of the log that tells of it")
    at: str = Field(description="when, in UTC, ISO 8601")
    by: str = Field(description="who; `automatic` when nobody was asked")
    action: Action
    stage: str
    version: int | None = Field(
        description="the take that it is about; for choose and back the one at the gate then"
    )
    digest: str | None = Field(
        description="what that take held: equal takes have equal digests; null when there is none, "
        "or when an older version stored the decision"
    )
    reason: str | None = Field(description="why, as they said it")
    feedback: str | tuple[str, ...] | None = Field(description="what another take was to do better")
    scenes: tuple[str, ...] | None = Field(description="the scenes to make again; null for all")


def decisions_in(events: Iterable[Event]) -> tuple[DecisionLine, ...]:
    """The decisions that events tell of, in their order."""
    found: list[DecisionLine] = []
    for event in events:
        decision: Any = event.data.get("decision")
        if decision is None:
            continue
        told = {name: decision.get(name) for name in DecisionLine.model_fields if name not in ("seq", "at")}
        found.append(DecisionLine(**told, seq=event.seq, at=event.ts))
    return tuple(found)
