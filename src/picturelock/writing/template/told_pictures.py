"""Quotations in pictures that fit what they say: a figure large, a comparison as bars, doing as steps."""

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import JsonValue

from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.writing.phrases.phrases import in_english
from picturelock.writing.template.quotes import Quote, pieces
from picturelock.writing.template.sentence_forms import Act, Compared, acts, compared, figure, halves, listing
from picturelock.writing.template.shared import in_groups
from picturelock.writing.template.signs import sign_of
from picturelock.writing.template.sourcing import source_line, source_of
from picturelock.writing.template.story import LONGEST_BEAT, Line
from picturelock.writing.template.wording import capitalised

POINT = 90  # what a point of a list may hold
BESIDE = 60  # a point beside a picture
CONTEXT = 140
QUOTATION = 260
HEADING = 60
HIGHLIGHT = 60
BAR = 34
MOST_STEPS = 5
MOST_TOGETHER = 4

_JOINS = frozenset(("to", "and", "or", "than"))
_LEADS = frozenset(("with", "of", "for", "from", "in", "on", "at", "within", "by"))

_OFTEN = re.compile(r"\b\d+ in \d[\d,]* (?:people|patients|adults|children|users)\b")

Form = Literal["figure", "comparison", "list", "steps", "plain"]


class Told(Frozen):
    """Quotations that share a picture, and that picture. ``"@id"`` in the props is the line with that id."""

    form: Form
    quotes: tuple[Quote, ...]
    lines: tuple[Line, ...]
    template: str
    props: JsonObject


class Manner(Frozen):
    """How a film tells: its headings, a product that may be shown, and whether all names its source."""

    heading: str
    doing: str
    product: str = ""
    sourced: bool = True


def told(group: tuple[Quote, ...], manner: Manner) -> list[Told]:
    """The quotations in their order, each with the picture of its form; plain ones share theirs."""
    made: list[Told] = []
    for form, run in _runs(group):
        before = made[-1].template if made else ""
        made.append(_pictured(form, run, manner, before))
    return made


def warned(group: tuple[Quote, ...], manner: Manner) -> list[Told]:
    """Every warning, whole and in order: a page of them, and how often something happens as a figure."""
    made: list[Told] = []
    held: list[Quote] = []
    for quote in (*group, None):
        often = (
            quote
            and len(quote.text) <= CONTEXT
            and _OFTEN.search(quote.text)
            and in_english()
            and figure(quote.text)
        )
        if quote is not None and not often:
            held.append(quote)
            continue
        made += [_page(together, manner) for together in in_groups(tuple(held))]
        held.clear()
        if quote is not None:
            made.append(_pictured("figure", (quote,), manner, ""))
    return made


def _page(group: tuple[Quote, ...], manner: Manner) -> Told:
    if len(group) == 1 and len(group[0].text) <= POINT:
        return _pictured("plain", group, manner, "quotation")
    props: JsonObject = {"title": manner.heading, "paragraphs": [quote.text for quote in group]}
    if manner.sourced:
        props = {**props, "source": source_line(group)}
    return Told(form="plain", quotes=group, lines=lines_of(group), template="disclaimer", props=props)


def lines_of(group: tuple[Quote, ...]) -> tuple[Line, ...]:
    """What is spoken: each quotation whole, a long one in parts."""
    return tuple(
        Line(id=f"q{number}p{part}", say=(piece,), sources=(source_of(quote),))
        for number, quote in enumerate(group)
        for part, piece in enumerate(pieces(quote.text, LONGEST_BEAT))
    )


def ending(text: str) -> str:
    """The words a sentence ends on, to be stressed: at most four, and no more than may be."""
    words = text.rstrip(" .!?").split()
    for count in range(min(4, len(words) - 1), 0, -1):
        ending, before = words[-count:], words[-count - 1]
        # Not a part of "mild to moderate", and no noun without what belongs to it.
        torn = {before, ending[0]} & _JOINS or (count > 1 and ending[1] in _LEADS)
        if not torn and len(" ".join(ending)) <= HIGHLIGHT:
            return " ".join(ending)
    return words[-1][:HIGHLIGHT]


def form_of(quote: Quote) -> Form:
    """The form of a quotation by itself; only English sentences are read for one."""
    text = quote.text
    if not in_english():
        return "plain"
    if found := compared(text):
        return "comparison" if all(len(_bare(name)) <= BAR for name, _ in found.arms) else "plain"
    if (found := listing(text)) and len(found.head) <= HEADING:
        return "list"
    if acts(text):
        return "steps"
    found = figure(text) if len(text) <= CONTEXT else None
    # A second statement after the figure would be lost beside it.
    return "figure" if found and not re.search(rf"{found.unit}\b.* and ", text) else "plain"


def _runs(group: tuple[Quote, ...]) -> Iterator[tuple[Form, tuple[Quote, ...]]]:
    """The quotations that share a picture, in order."""
    forms: list[Form] = [form_of(quote) for quote in group]
    place = 0
    last: Form = "plain"
    while place < len(group):
        form, end = forms[place], place + 1
        if form == "steps":
            while end < len(group) and forms[end] == "steps":
                end += 1
            doing = [act for quote in group[place:end] for act in acts(quote.text)]
            if not 2 <= len(doing) <= MOST_STEPS:
                form = "plain"
        if form in ("figure", "list") and last == form:
            form = "plain"  # two large figures in a row would look the same
        if form == "plain":
            end = place + 1
            while end < len(group) and forms[end] == "plain" and end - place < MOST_TOGETHER:
                if max(len(quote.text) for quote in group[place : end + 1]) > POINT:
                    break
                end += 1
        yield form, group[place:end]
        place, last = end, form


def _pictured(form: Form, group: tuple[Quote, ...], manner: Manner, before: str) -> Told:
    lines = lines_of(group)
    if form == "figure":
        template, props = "big_number", _large(group[0])
    elif form == "comparison":
        parts = [
            Line(id=f"q0p{place}", say=(part,), sources=(source_of(group[0]),))
            for place, part in enumerate(_comparison(group[0]).parts)
        ]
        spoken = all(len(line.say[0]) <= LONGEST_BEAT for line in parts)
        lines = tuple(parts) if spoken else lines
        template, props = "chart", _bars(group[0])
    elif form == "list":
        template, props = "icon_grid", _grid(group[0])
    elif form == "steps":
        doing = [(act, number) for number, quote in enumerate(group) for act in acts(quote.text)]
        lines = tuple(
            Line(id=f"a{place}", say=(act.clause,), sources=(source_of(group[number]),))
            for place, (act, number) in enumerate(doing)
        )
        template, props = "steps", _steps([act for act, _ in doing], manner)
    else:
        template, props = _plain(group, manner, before)
    if manner.sourced or template in ("big_number", "quotation", "chart"):
        props = {**props, "source": source_line(group)}
    return Told(form=form, quotes=group, lines=lines, template=template, props=props)


def _large(quote: Quote) -> JsonObject:
    found = figure(quote.text)
    if found is None:
        raise ValueError(f"no figure in {quote.text!r}")
    # A word that limits the number stands over it, as large numbers are read before small words.
    title: JsonObject = {"title": found.weighed} if found.weighed else {}
    return {**title, "value": found.value, "unit": found.unit, "context": quote.text}


def _comparison(quote: Quote) -> Compared:
    found = compared(quote.text)
    if found is None:
        raise ValueError(f"no comparison in {quote.text!r}")
    return found


def _bare(name: str) -> str:
    """A group's name without its article."""
    return re.sub(r"^(?:the|an?) ", "", name)


def _bars(quote: Quote) -> JsonObject:
    found = _comparison(quote)
    title = found.what if len(found.what) <= HEADING else found.study[:HEADING]
    bars: list[JsonValue] = [
        {"label": capitalised(_bare(name)), "value": value, "emphasis": place == 0, "beat": f"@q0p{place}"}
        for place, (name, value) in enumerate(found.arms)
    ]
    measured: JsonObject = (
        {"y_label": found.study} if found.study and title != found.study and len(found.study) <= 60 else {}
    )
    return {"title": capitalised(title), "kind": "bars", "bars": bars, "unit": "%", **measured}


def _grid(quote: Quote) -> JsonObject:
    found = listing(quote.text)
    if found is None:
        raise ValueError(f"no list in {quote.text!r}")
    points: list[JsonValue] = [
        {"sign": sign_of(entry), "label": capitalised(entry), "beat": "@q0p0"} for entry in found.entries
    ]
    return {"title": capitalised(found.head), "points": points}


def _steps(doing: list[Act], manner: Manner) -> JsonObject:
    steps: list[JsonValue] = [
        {"label": act.label, **({"detail": act.detail} if act.detail else {}), "beat": f"@a{place}"}
        for place, act in enumerate(doing)
    ]
    return {"title": manner.doing, "steps": steps}


def _plain(group: tuple[Quote, ...], manner: Manner, before: str) -> tuple[str, JsonObject]:
    texts = [quote.text for quote in group]
    if len(group) == 1:
        if before != "quotation" and manner.sourced and len(texts[0]) <= QUOTATION:
            return "quotation", {"quote": texts[0], "highlight": ending(texts[0])}
        return "statement", {"text": texts[0], "highlight": ending(texts[0])}
    cut = [halves(text, label=28, detail=40) for text in texts]
    if manner.product and all(cut):
        called: list[JsonValue] = [
            {"label": one[0], **({"detail": one[1]} if one[1] else {}), "beat": f"@q{number}p0"}
            for number, one in enumerate(cut)
            if one
        ]
        return "product_callouts", {"title": manner.heading, "product": manner.product, "points": called}
    if len(group) <= 3 and all(len(text) <= BESIDE for text in texts) and before != "split_screen":
        beside: list[JsonValue] = [
            {"label": text, "beat": f"@q{number}p0"} for number, text in enumerate(texts)
        ]
        sign = sign_of(" ".join(texts))
        return "split_screen", {"title": manner.heading, "points": beside, "sign": sign}
    points: list[JsonValue] = [{"text": text, "beat": f"@q{number}p0"} for number, text in enumerate(texts)]
    return "bullet_points", {"heading": manner.heading, "points": points}
