"""What a brief gives as clinical data: its sentences word for word, and charts of the figures in them."""

import re

from pydantic import JsonValue

from picturelock.domain.clinical import ClinicalChart, ClinicalValue, figures_in
from picturelock.domain.course import course_of, table_in
from picturelock.domain.findings import Ratio, people_in, quoted_in, ratio_in
from picturelock.domain.frozen import JsonObject
from picturelock.domain.picture_language import picture_language
from picturelock.domain.sentence import split_sentences
from picturelock.writing.phrases.phrases import in_english, phrase, phrases_at_hand, ways
from picturelock.writing.template.finding_passages import (
    FIELD,
    compared,
    course,
    course_lines,
    people,
    quotation,
    ratios,
)
from picturelock.writing.template.quotes import pieces
from picturelock.writing.template.shared import POINT, points_props
from picturelock.writing.template.story import LONGEST_BEAT, Line, Passage, from_brief
from picturelock.writing.template.wording import capitalised, fitting

MOST_CHARTS = 3
_SOURCE = 112  # the longest publication that a source line names whole
# Year, volume and pages: "N Engl J Med 2015; 373: 2117-2128".
_CITATION = re.compile(r"\b(?:19|20)\d\d\s?;\s?\d+(?:\s?\(\d+\))?\s?:\s?[A-Za-z]?\d+")
_FEW = 2  # figures that are spoken in one sentence
MOST_ROWS = 7  # of a forest plot
# Of a value at a time the other one is no group of people.
_POINT_IN_TIME = re.compile(
    r"(?:hour|day|week|month|year)s? \d|before|after|baseline|start|end\b|\d{4}$", re.IGNORECASE
)
# What a medicine is compared with; its bars stay grey.
_COMPARATOR = re.compile(
    r"placebo|control|standard|usual|comparator|baseline|before|untreated", re.IGNORECASE
)


def tell_clinical_data(data: str | ClinicalChart, drug: str) -> tuple[Passage, ...]:
    """A picture for each finding that can be drawn from the words alone, the other sentences as points."""
    if isinstance(data, ClinicalChart):
        return (_given_chart(data, drug),)
    if not in_english():
        # Figures are looked for in English sentences only; any other is told word for word.
        return (_sentences(split_sentences(data)),)
    told_of, source = _source_in(data)
    found = _told(told_of, drug)
    if not source:
        return found
    return tuple(one.model_copy(update={"props": {**one.props, "source": source}}) for one in found)


def _source_in(data: str) -> tuple[str, str]:
    """The words without the one sentence that says where the figures were published, and that as a line."""
    cited = [sentence for sentence in split_sentences(data) if _CITATION.search(sentence)]
    if len(cited) != 1 or len(cited[0]) > _SOURCE or len(cited[0]) == len(data.strip()):
        return data, ""
    said = re.sub(r"^(?:Source|From|Published in):?\s+", "", cited[0]).rstrip(".")
    return data.replace(cited[0], "").strip(), fitting(120, phrase("source.one", told=said), said)[0]


def _told(data: str, drug: str) -> tuple[Passage, ...]:
    table, rest = table_in(data)
    told = [course(table, drug, course_lines(table))] if table is not None else []
    plain: list[str] = []
    ratio_place: dict[tuple[str, int], int] = {}
    estimates: dict[int, list[tuple[Ratio, tuple[Line, ...]]]] = {}
    for number, sentence in enumerate(split_sentences(rest)):
        lines = _spoken([sentence], f"f{number}s")
        ratio = ratio_in(sentence)
        kind = (ratio.name, ratio.confidence) if ratio is not None else None
        if ratio is not None and kind in ratio_place and len(estimates[ratio_place[kind]]) < MOST_ROWS:
            place = ratio_place[kind]
            estimates[place].append((ratio, lines))
            told[place] = ratios(estimates[place], drug)
            continue
        finding = _finding(sentence, ratio, lines, drug) if len(told) < MOST_CHARTS else None
        if finding is None:
            plain.append(sentence)
            continue
        if ratio is not None and kind is not None:
            ratio_place[kind] = len(told)
            estimates[len(told)] = [(ratio, lines)]
        told.append(finding)
    numbered = [one.model_copy(update={"role": f"data{place}"}) for place, one in enumerate(told, 1)]
    return (*numbered, *((_sentences(plain),) if plain else ()))


def _finding(sentence: str, ratio: Ratio | None, lines: tuple[Line, ...], drug: str) -> Passage | None:
    """The picture of a sentence whose every number it can show; None when there is none."""
    if ratio is not None:
        return ratios([(ratio, lines)], drug)
    values, unit = figures_in(sentence)
    if values:
        return _chart(sentence, values, unit, drug, lines)
    share = people_in(sentence)
    if share is not None:
        return people(share, lines)
    quoted = quoted_in(sentence)
    return quotation(quoted, lines) if quoted is not None else None


def _spoken(texts: list[str], name: str = "d") -> tuple[Line, ...]:
    return tuple(
        Line(id=f"{name}{number}p{part}", say=(piece,), sources=(from_brief(FIELD, text),))
        for number, text in enumerate(texts)
        for part, piece in enumerate(pieces(text, LONGEST_BEAT))
    )


def _chart(
    sentence: str, values: tuple[ClinicalValue, ...], unit: str, drug: str, lines: tuple[Line, ...]
) -> Passage:
    before, colon, _ = sentence.partition(":")
    measure = capitalised(before.strip()) if colon and len(before) <= 60 else ""
    passage = _side_by_side(values, unit, drug, (measure, sentence), lines)
    props: JsonObject = {"title": phrase("data.title"), **passage.props, "source": phrase("data.given")}
    if measure and passage.template == "two_arms":
        # The picture's name is what was measured: nothing more is to be said above it.
        props |= {"title": measure, "measure": ""}
    return passage.model_copy(update={"props": props})


def _given_chart(data: ClinicalChart, drug: str) -> Passage:
    *first, last = (f"{value.label} {_written(value.value, data.unit)}" for value in data.values)
    measure = data.measure or data.title
    # Two are heard in one breath; of more, each is heard when it is seen.
    said = [phrase("data.several", measure=measure, first=phrase("data.comma").join(first), last=last)]
    if len(data.values) > _FEW:
        each = [
            phrase("data.each", name=value.label, value=_written(value.value, data.unit))
            for value in data.values
        ]
        said = [f"{measure}: {each[0]}", *each[1:]]
    passage = _side_by_side(data.values, data.unit, drug, (data.measure, ""), _spoken(said))
    source = (
        fitting(120, phrase("source.one", told=data.source), data.source)[0]
        if data.source
        else phrase("data.given")
    )
    return passage.model_copy(
        update={
            "role": "data1",
            "titles": (data.title,),
            "props": {**passage.props, "title": data.title, "source": source},
        }
    )


def _side_by_side(
    values: tuple[ClinicalValue, ...], unit: str, drug: str, words: tuple[str, str], lines: tuple[Line, ...]
) -> Passage:
    """Figures of one unit: over time as a line, two groups side by side, else as bars.

    Args:
        words: what is measured, which may be empty, and the brief's sentence where there is one.
    """
    measure, said = words
    over_time = course_of(values, unit, measure if 0 < len(measure) <= 24 else phrase("data.value"), measure)
    if over_time is not None:
        return course(over_time, drug, lines)
    props: JsonObject = _bars(values, unit, drug, lines)
    if len(values) == 2 and not any(_POINT_IN_TIME.match(value.label) for value in values):
        passage = compared(values, _stressed(values, drug), unit, said, lines)
        return passage.model_copy(update={"props": {**passage.props, "measure": measure}})
    return Passage(
        role="data",
        titles=ways("data.title"),
        purpose="The viewer has seen the figures that the brief gives, side by side.",
        lines=lines,
        template="bar_chart",
        props={"y_label": measure, **props},
    )


def _stressed(values: tuple[ClinicalValue, ...], drug: str) -> list[bool]:
    """Which figures are the medicine's own: those that name it, else all but what it is compared with."""
    named = [drug.split()[0].casefold() in value.label.casefold() for value in values]
    return named if any(named) else [not _COMPARATOR.search(value.label) for value in values]


def _bars(values: tuple[ClinicalValue, ...], unit: str, drug: str, lines: tuple[Line, ...]) -> JsonObject:
    """The bars, each with the line that speaks it where each has its own."""
    own = len(lines) == len(values)
    bars: list[JsonValue] = [
        {
            "label": value.label,
            "value": value.value,
            "emphasis": mine,
            "beat": f"@{lines[place if own else 0].id}",
        }
        for place, (value, mine) in enumerate(zip(values, _stressed(values, drug), strict=True))
    ]
    return {"bars": bars, "unit": unit}


def _sentences(texts: list[str]) -> Passage:
    statements = [(text, "check", f"d{number}p0") for number, text in enumerate(texts[:5])]
    return Passage(
        role="data",
        titles=ways("data.words_titles"),
        purpose="The viewer has heard the clinical data in the brief's own words.",
        lines=_spoken(texts),
        template="key_points",
        props={
            **points_props(phrase("data.title"), statements, phrase("data.given")),
            "source": fitting(POINT, phrase("data.given"))[0],
        },
    )


def _written(value: float, unit: str) -> str:
    """A figure with its unit, in the film's way of writing numbers."""
    numbers = picture_language(phrases_at_hand().tag).numbers
    if unit.strip() == "%":
        return numbers.with_percent(f"{value:g}")
    return f"{numbers.written(f'{value:g}')}{unit if unit.startswith(('%', ' ')) or not unit else f' {unit}'}"
