"""A measure over time as a brief gives it: the rows of a table, or figures named by their time."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pydantic import Field

from picturelock.domain.clinical import ClinicalValue
from picturelock.domain.frozen import Frozen


class Group(Frozen):
    """One group's values, one for each time of its course."""

    name: str = Field(min_length=1, max_length=24)
    values: tuple[float, ...] = Field(min_length=2, max_length=24)


class Course(Frozen):
    """Values of one measure at times that go forward."""

    time: str = Field(description="what is counted: Week")
    times: tuple[float, ...] = Field(min_length=2, max_length=24)
    groups: tuple[Group, ...] = Field(min_length=1, max_length=4)
    unit: str = Field(default="", max_length=8)
    measure: str = Field(default="", max_length=60)
    quoted: str = Field(default="", description="the table as it is written")


_TIMES = r"(?P<time>hours?|days?|weeks?|months?|years?)"
_LABEL = re.compile(rf"^{_TIMES}\s+(?P<at>\d+(?:\.\d+)?)$", re.IGNORECASE)
_HEAD = re.compile(rf"^{_TIMES}\b", re.IGNORECASE)
_CELL = re.compile(
    rf"^(?:{_TIMES}\s+)?(?P<value>-?\d+(?:[.]\d+)?)\s*(?P<unit>%|[^\d\s]{{1,8}})?$", re.IGNORECASE
)
_UNIT = re.compile(r"\s*\((?P<unit>[^()]{1,8})\)$")
_RULE = re.compile(r"^[\s|:+-]+$")


def course_of(values: Sequence[ClinicalValue], unit: str, name: str, measure: str = "") -> Course | None:
    """The course of figures that are each named by a time ("Week 4"); None when they are not, or go back."""
    found = [_LABEL.match(value.label) for value in values]
    labels = [match for match in found if match is not None]
    kinds = {match["time"].casefold().rstrip("s") for match in labels}
    times = tuple(float(match["at"]) for match in labels)
    if len(labels) != len(values) or len(values) < 3 or len(kinds) != 1 or not _forward(times):
        return None
    group = Group(name=name[:24].strip() or "Value", values=tuple(value.value for value in values))
    return Course(time=kinds.pop().capitalize(), times=times, groups=(group,), unit=unit, measure=measure)


def table_in(text: str) -> tuple[Course | None, str]:
    """The first table over time in a text, and the text without it; None when there is none that is whole.

    A table has a head ("Week | Drug | Placebo"), then a row for each time; ``|``, ``;`` or tabs part cells.
    A line over it that ends with a colon, or has a unit in brackets, is what it measures.
    """
    lines = text.splitlines()
    for start, line in enumerate(lines):
        head = _cells(line)
        if len(head) < 2 or not _HEAD.match(head[0]):
            continue
        end = start + 1
        rows: list[list[float]] = []
        while end < len(lines) and (row := _numbers(lines[end], len(head))) is not None:
            rows += [row] if row else []
            end += 1
        above = _measure(lines[start - 1]) if start else ""
        course = _table(head, rows, above)
        if course is not None:
            first = start - 1 if above else start
            written = "\n".join(lines[first:end])
            return course.model_copy(update={"quoted": written}), "\n".join(lines[:first] + lines[end:])
    return None, text


def _table(head: list[str], rows: list[list[float]], measure: str) -> Course | None:
    names = [_UNIT.sub("", cell) for cell in head[1:]]
    units = {found["unit"] for cell in head[1:] if (found := _UNIT.search(cell))}
    within = _UNIT.search(measure)
    units |= {within["unit"]} if within else set()
    times = tuple(row[0] for row in rows)
    fits = 2 <= len(rows) <= 24 and len(names) <= 4 and all(0 < len(name) <= 24 for name in names)
    if not fits or len(units) > 1 or len(set(names)) != len(names) or not _forward(times):
        return None
    matched = _HEAD.match(head[0])
    assert matched is not None, "only a head that begins with a time is a table's"
    groups = tuple(
        Group(name=name, values=tuple(row[place] for row in rows)) for place, name in enumerate(names, 1)
    )
    kind = matched["time"].casefold().rstrip("s").capitalize()
    unit = units.pop() if units else ""
    return Course(time=kind, times=times, groups=groups, unit=unit, measure=_UNIT.sub("", measure))


def _forward(times: Sequence[float]) -> bool:
    return bool(times) and times[0] >= 0 and all(one < other for one, other in pairwise(times))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"[|;\t]", line.strip().strip("|"))]


def _numbers(line: str, count: int) -> list[float] | None:
    """A row's numbers; empty for the rule under a head, None when the line is no row."""
    if line.strip() and _RULE.match(line):
        return []
    cells = [_CELL.match(cell) for cell in _cells(line)]
    if len(cells) != count or any(cell is None for cell in cells):
        return None
    return [float(cell["value"]) for cell in cells if cell is not None]


def _measure(line: str) -> str:
    """What a table measures, from the line over it: one that is no sentence."""
    said = " ".join(line.split())
    named = said.endswith(":") or _UNIT.search(said.rstrip(":"))
    return said.rstrip(": ") if named and len(said) <= 60 else ""
