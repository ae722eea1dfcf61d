"""Scenes of single findings: two groups, a ratio, a share of people, a course over time, a quotation."""

import re

from pydantic import JsonValue

from picturelock.domain.clinical import ClinicalValue
from picturelock.domain.course import Course
from picturelock.domain.findings import PeopleShare, Quoted, Ratio
from picturelock.domain.frozen import JsonObject
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.template.story import Line, Passage, from_brief
from picturelock.writing.template.wording import capitalised

FIELD = "clinical_data"
_SHORT = 10  # the longest unit of an axis's name
_PURPOSE = "The viewer has seen the figures that the brief gives."


def compared(
    values: tuple[ClinicalValue, ...], stressed: list[bool], unit: str, said: str, lines: tuple[Line, ...]
) -> Passage:
    """Two groups side by side; the difference only where the brief's own words hold it.

    Args:
        values: two of them.
        stressed: which of them is the medicine's.
        unit: of both.
        said: the brief's words, in which sizes of the groups and the difference are looked for.
        lines: what is spoken.
    """
    arms: list[JsonValue] = []
    for value, mine in zip(values, stressed, strict=True):
        size = re.search(rf"{re.escape(value.label)}\s*\(\s*n\s*=\s*(\d[\d,]*)\s*\)", said, re.IGNORECASE)
        arm: JsonObject = {"name": value.label, "value": value.value, "emphasis": mine}
        if size:
            arm["n"] = int(size[1].replace(",", ""))
        arms.append(arm)
    apart = abs(round(values[0].value - values[1].value, 9))
    told = re.findall(r"\d+(?:\.\d+)?", said)
    props: JsonObject = {
        "title": phrase("data.side_by_side"),
        "arms": arms,
        "unit": unit,
        "difference": told.count(f"{apart:g}") > [f"{value.value:g}" for value in values].count(f"{apart:g}"),
        "difference_beat": f"@{lines[-1].id}",
        "source": phrase("data.given"),
    }
    return _passage("two_arms", props, lines)


def ratios(found: list[tuple[Ratio, tuple[Line, ...]]], drug: str) -> Passage:
    """All ratios of one kind in one picture, each with its line."""
    rows: list[JsonValue] = [
        {
            "label": ratio.of or drug[:32].strip(),
            "estimate": ratio.estimate,
            "low": ratio.low,
            "high": ratio.high,
            "beat": f"@{lines[0].id}",
        }
        for ratio, lines in found
    ]
    first = found[0][0]
    props: JsonObject = {
        "title": first.name if len(found) == 1 else f"{first.name}s",
        "measure": first.name,
        "rows": rows,
        "confidence": first.confidence,
        "source": phrase("data.given"),
    }
    return _passage("forest_plot", props, tuple(line for _, lines in found for line in lines))


def people(share: PeopleShare, lines: tuple[Line, ...]) -> Passage:
    """One share of people, as people."""
    props: JsonObject = {
        "title": phrase("data.how_many", what=share.what.split()[0]),
        "count": share.count,
        "of": share.of,
        "what": share.what,
        "beat": f"@{lines[0].id}",
        "source": phrase("data.given"),
    }
    return _passage("icon_array", props, lines)


def course(found: Course, drug: str, lines: tuple[Line, ...]) -> Passage:
    """A measure over time, all groups drawn as they are spoken of."""
    unit = f" ({found.unit})" if found.unit and len(found.unit) <= _SHORT else ""
    mine = [drug.split()[0].casefold() in group.name.casefold() for group in found.groups]
    series: list[JsonValue] = [
        {
            "name": group.name,
            "readings": [
                {"at": at, "value": value} for at, value in zip(found.times, group.values, strict=True)
            ],
            "emphasis": stressed,
            "beat": f"@{lines[min(place, len(lines) - 1)].id}",
        }
        for place, (group, stressed) in enumerate(zip(found.groups, mine, strict=True))
    ]
    measure = found.measure[: 60 - len(unit)] or phrase("data.value")
    props: JsonObject = {
        "title": capitalised(found.measure) or phrase("data.over_time"),
        "series": series,
        "x_label": f"{found.time}s",
        "y_label": f"{capitalised(measure)}{unit}",
        "unit": found.unit if found.unit == "%" else "",
        "source": phrase("data.given"),
    }
    return _passage("line_chart", props, lines)


def course_lines(found: Course) -> tuple[Line, ...]:
    """A course in words, from its own figures: where each group began and where it ended."""
    time, unit = (
        found.time.casefold(),
        found.unit if found.unit.startswith("%") or not found.unit else f" {found.unit}",
    )
    lines: list[Line] = []
    for number, group in enumerate(found.groups):
        first, last = f"{group.values[0]:g}{unit}", f"{group.values[-1]:g}{unit}"
        start, end = f"{time} {found.times[0]:g}", f"{time} {found.times[-1]:g}"
        lead = f"{capitalised(found.measure)}. " if found.measure and number == 0 else ""
        says = f"{lead}{capitalised(group.name)}: {first} at {start}, {last} at {end}."
        lines.append(Line(id=f"c{number}", say=(says,), sources=(from_brief(FIELD, found.quoted),)))
    return tuple(lines)


def quotation(quoted: Quoted, lines: tuple[Line, ...]) -> Passage:
    """Somebody's words as the brief gives them."""
    props: JsonObject = {
        "words": quoted.words,
        "who": capitalised(quoted.who),
        "source": phrase("data.given_words"),
    }
    return _passage("quotation", props, lines).model_copy(
        update={
            "titles": ways("data.own_words"),
            "purpose": "The viewer has read the words and whose they are.",
        }
    )


def _passage(template: str, props: JsonObject, lines: tuple[Line, ...]) -> Passage:
    # The role gets its number from whoever puts the passages in order.
    return Passage(
        role="data", titles=ways("data.title"), purpose=_PURPOSE, lines=lines, template=template, props=props
    )
