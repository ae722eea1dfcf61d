"""What a brief gives as clinical data: its sentences word for word, and charts of the figures in them."""

import re

from pydantic import JsonValue

from picturelock.domain.clinical import ClinicalChart, ClinicalValue, figures_in
from picturelock.domain.frozen import JsonObject
from picturelock.domain.sentence import split_sentences
from picturelock.writing.template.quotes import pieces
from picturelock.writing.template.shared import POINT, points_props
from picturelock.writing.template.story import LONGEST_BEAT, Line, Passage, from_brief
from picturelock.writing.template.wording import capitalised, fitting

FIELD = "clinical_data"
GIVEN = "Figures as given in the brief."
TITLE = "Clinical data"
MOST_CHARTS = 3
# What a medicine is compared with; its bars stay grey.
_COMPARATOR = re.compile(
    r"placebo|control|standard|usual|comparator|baseline|before|untreated", re.IGNORECASE
)


def tell_clinical_data(data: str | ClinicalChart, drug: str) -> tuple[Passage, ...]:
    """A chart for each sentence whose figures can stand side by side, the other sentences as points."""
    if isinstance(data, ClinicalChart):
        return (_given_chart(data, drug),)
    told: list[Passage] = []
    plain: list[str] = []
    for sentence in split_sentences(data):
        values, unit = figures_in(sentence)
        if values and len(told) < MOST_CHARTS:
            told.append(_chart(sentence, values, unit, drug, number=len(told) + 1))
        else:
            plain.append(sentence)
    if plain:
        told.append(_sentences(plain))
    return tuple(told)


def _spoken(texts: list[str], name: str = "d") -> tuple[Line, ...]:
    return tuple(
        Line(id=f"{name}{number}p{part}", say=(piece,), sources=(from_brief(FIELD, text),))
        for number, text in enumerate(texts)
        for part, piece in enumerate(pieces(text, LONGEST_BEAT))
    )


def _chart(sentence: str, values: tuple[ClinicalValue, ...], unit: str, drug: str, *, number: int) -> Passage:
    measure, colon, _ = sentence.partition(":")
    props: JsonObject = {"title": TITLE, "source": GIVEN, **_bars(values, unit, drug)}
    if colon and len(measure) <= 60:
        props["y_label"] = capitalised(measure.strip())
    return Passage(
        role=f"data{number}",
        titles=(TITLE,),
        purpose="The viewer has seen the figures that the brief gives, side by side.",
        lines=_spoken([sentence]),
        template="bar_chart",
        props=props,
    )


def _given_chart(data: ClinicalChart, drug: str) -> Passage:
    *first, last = (f"{value.label} {value.value:g}{_spaced(data.unit)}" for value in data.values)
    said = f"{data.measure or data.title}: {', '.join(first)} and {last}."
    props: JsonObject = {
        "title": data.title,
        "y_label": data.measure,
        "source": fitting(120, f"Source: {data.source}", data.source)[0] if data.source else GIVEN,
        **_bars(data.values, data.unit, drug),
    }
    return Passage(
        role="data1",
        titles=(data.title,),
        purpose="The viewer has seen the figures that the brief gives, side by side.",
        lines=_spoken([said]),
        template="bar_chart",
        props=props,
    )


def _bars(values: tuple[ClinicalValue, ...], unit: str, drug: str) -> JsonObject:
    named = [drug.split()[0].casefold() in value.label.casefold() for value in values]
    ours = named if any(named) else [not _COMPARATOR.search(value.label) for value in values]
    bars: list[JsonValue] = [
        {"label": value.label, "value": value.value, "emphasis": mine}
        for value, mine in zip(values, ours, strict=True)
    ]
    return {"bars": bars, "unit": unit}


def _sentences(texts: list[str]) -> Passage:
    statements = [(text, "check", f"d{number}p0") for number, text in enumerate(texts[:5])]
    return Passage(
        role="data",
        titles=("In figures and words", TITLE),
        purpose="The viewer has heard the clinical data in the brief's own words.",
        lines=_spoken(texts),
        template="key_points",
        props={**points_props(TITLE, statements, GIVEN), "source": fitting(POINT, GIVEN)[0]},
    )


def _spaced(unit: str) -> str:
    return unit if unit.startswith(("%", " ")) or not unit else f" {unit}"
