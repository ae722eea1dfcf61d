"""Figures of a study as a brief gives them: in a sentence or as the bars of a chart."""

import re
from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen


class ClinicalValue(Frozen):
    """One figure and what it belongs to."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    value: Annotated[float, Field(ge=0, le=1_000_000)]


class ClinicalChart(Frozen):
    """Figures that can be compared: each of one unit, and where they come from."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    values: tuple[ClinicalValue, ...] = Field(min_length=2, max_length=7)
    unit: Annotated[str, StringConstraints(max_length=8)] = ""
    measure: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    source: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""


_FEWEST, _MOST = 2, 7
_NUMBER = (
    r"(?P<value>\d+(?:[.,]\d+)?)\s*"
    r"(?P<unit>%|per ?cent|mmHg|mg/dl|mmol/l|kg|points?|days?|weeks?|months?)?"
)
_NAME = r"(?P<label>[A-Z\u00c0-\u00de]?[^\W\d_][^,;:.()=]{0,23}?)"
_STOP = (
    r"(?=$|[,;.()]| (?:and|vs|versus|compared|responded|achieved|had|reached|reported|showed|at|after|in)\b)"
)
# "67% with Zyntara", "21 % on placebo"
_VALUE_FIRST = re.compile(
    rf"{_NUMBER}(?: of (?:patients|people|adults|those))? (?:with|on|for|in|taking|receiving) {_NAME}{_STOP}"
)
# "Zyntara: 67%", "placebo 21 %", "Zyntara = 67%"
_LABEL_FIRST = re.compile(rf"^{_NAME}\s*[:=–-]?\s*{_NUMBER}\.?$")
_PARTS = re.compile(r"\s*[;,\n|]\s*|\s+(?:vs\.?|versus|compared with|compared to|and)\s+")
_SHARE = re.compile(r"%|per ?cent")


def figures_in(sentence: str) -> tuple[tuple[ClinicalValue, ...], str]:
    """The figures of a sentence that can stand side by side, and their unit; none when that is not plain.

    Nothing is computed or guessed: each figure stands in the sentence beside what it belongs to, all have one
    unit, and no number of that unit is left over.
    """
    said = " ".join(sentence.split())
    found = list(_VALUE_FIRST.finditer(said)) if _VALUE_FIRST.search(said) else []
    if len(found) < _FEWEST:
        found = _named_before(said)
    units = {_unit(match["unit"]) for match in found}
    labels = [match["label"].strip() for match in found]
    if not _FEWEST <= len(found) <= _MOST or len(units) != 1 or len(set(labels)) != len(labels):
        return (), ""
    unit = units.pop()
    if unit == "%" and len(_SHARE.findall(said)) != len(found):
        return (), ""
    values = tuple(
        ClinicalValue(label=label[0].upper() + label[1:], value=float(match["value"].replace(",", ".")))
        for label, match in zip(labels, found, strict=True)
    )
    return values, unit


def _named_before(said: str) -> list[re.Match[str]]:
    """The figures of a list in which each name stands before its figure; empty when it is no such list."""
    listed = said.split(": ", 1)[-1] if said.count(":") == 1 else said
    parts = [part for part in _PARTS.split(listed) if part]
    matches = [_LABEL_FIRST.match(part) for part in parts]
    return [match for match in matches if match is not None] if all(matches) else []


def _unit(written: str | None) -> str:
    return _SHARE.sub("%", written or "")
