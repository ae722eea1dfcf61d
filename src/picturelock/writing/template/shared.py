"""Passages that films about medicines share: the opening, the documents' own words, and the close."""

import re

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.writing.template.quotes import Quote, pieces, quotes
from picturelock.writing.template.sourcing import source_line, source_of
from picturelock.writing.template.story import CRAFT, LONGEST_BEAT, MARK, Line, Passage, from_brief
from picturelock.writing.template.wording import capitalised, fitting, in_sentence, spoken

POINT = 90  # the longest text of a point in key_points
MOST_POINTS = 5
TITLE = 80  # the longest title of a title scene
USED_FOR = "What it is used for"
LOOK_IT_UP = Line(
    id="look",
    say=("Its product information says that.", "For that there is the product information."),
    sources=(CRAFT,),
)
"""Said after what a film cannot know."""
_LAY = re.compile(
    r"patient|public|consumer|carer|caregiver|famil|\blay|child|people|parent|everyone|relative|student", re.I
)


def speaks_plainly(brief: Brief) -> bool:
    """Whether the audience is not a professional one."""
    return bool(_LAY.search(brief.audience)) and not re.search(
        r"professional|doctor|clinician", brief.audience
    )


def language_notes(brief: Brief) -> tuple[str, ...]:
    """What is to be said when the brief asks for another language than the template writer's own."""
    if brief.spoken_language.lower().startswith("en"):
        return ()
    return (
        f"The template writer writes English only; the brief asks for {brief.spoken_language}. "
        "A language model can write in that language.",
    )


def opening(brief: Brief, name: str, *, used: bool) -> Passage:
    """The title, and the question that the film answers."""
    condition = in_sentence(brief.context)
    ask = (
        (f"How does {name} act in the body?", f"What does {name} do in the body?")
        if len(name) < 90
        else ("How does this medicine act in the body?",)
    )
    lines = [Line(say=ask, sources=(from_brief("subject", brief.subject),), id="ask")]
    if used:
        said = (f"The reason for asking: {condition}.", f"What brings us to it is {condition}.")
    else:
        said = (
            f"The brief names {condition}; whether it helps there, this film does not say.",
            f"Whether it helps in {condition}, this film does not say.",
        )
    lines.append(Line(say=said, sources=(from_brief("context", brief.context),), id="context"))
    return Passage(
        role="opening",
        titles=("The question", "What this film is about"),
        purpose=f"The viewer knows what the film is about, and for what: {condition}.",
        lines=tuple(lines),
        template="title",
        props=title_props(name, spoken(brief.context)),
    )


def title_props(name: str, condition: str) -> JsonObject:
    return {
        "title": fitting(80, f"How {name} works", name, "How this medicine works")[0],
        "subtitle": capitalised(condition),
        "kicker": "Mechanism of action",
    }


def use_props(name: str, use: str) -> JsonObject:
    """Props of title: what a medicine is generally used for, as one large statement."""
    if len(use) <= TITLE:
        return {"kicker": USED_FOR, "title": capitalised(use), "subtitle": fitting(120, name, "")[0]}
    return {"kicker": fitting(40, name, "")[0], "title": USED_FOR, "subtitle": fitting(120, use, "")[0]}


def closing(brief: Brief, known: Passage | None) -> Passage:
    """The last words: the medicine's own risks where they are known, then whom to ask."""
    plain = speaks_plainly(brief)
    ask = (
        ("Ask a doctor or pharmacist before you take it.", "Before you take it, ask a doctor or pharmacist.")
        if plain
        else (
            "Check the product information before prescribing.",
            "Before prescribing, check the product information.",
        )
    )
    safety = (
        "General information, not advice for you. Ask your doctor or pharmacist."
        if plain
        else "General information for healthcare professionals. See the current product information."
    )
    lines = (*(known.lines if known else ()), Line(say=ask, sources=(CRAFT,), id="ask"))
    shown: JsonObject = dict(known.props) if known else {"title": "Thank you for watching"}
    return Passage(
        role="closing",
        titles=known.titles if known else ("What to keep in mind", "Before you go"),
        purpose=known.purpose if known else "The viewer knows whom to ask.",
        lines=lines,
        template="end_card",
        props={**shown, "safety": safety, "safety_beat": "@ask", "mark": MARK},
    )


def points_props(heading: str, statements: list[tuple[str, str, str]], filler: str) -> JsonObject:
    """Props of key_points: statements with their sign and line, each whole, broken into several if long.

    Args:
        heading: at most 60 characters.
        statements: text, sign and the id of the line at which it comes in.
        filler: a further point, for when there is only one.
    """
    points: list[JsonValue] = [
        {"text": piece, "sign": sign if number == 0 else "dot", "beat": f"@{line}"}
        for text, sign, line in statements
        for number, piece in enumerate(pieces(text, POINT))
    ]
    if len(points) == 1:
        points.append({"text": filler, "sign": "dot", "beat": f"@{statements[0][2]}"})
    return {"title": heading, "points": points}


def quoted(quote: Quote, number: int, *, warning: bool) -> tuple[Line, ...]:
    """The lines that speak a quote, word for word; a long one takes several beats."""
    source = source_of(quote)
    return tuple(
        # Without its first words the scene would say nothing.
        Line(
            say=(piece,),
            sources=(source,),
            id=f"q{number}p{part}",
            keep="core" if warning or not number else "usual",
        )
        for part, piece in enumerate(pieces(quote.text, LONGEST_BEAT))
    )


def from_documents(brief: Brief, *, most: int = 4) -> tuple[Passage, ...]:
    """What the reference documents say, word for word: the most telling sentences, then every warning."""
    chosen, warnings = quotes(brief.reference_docs, count=most, longest=POINT)
    told: list[Passage] = []
    if chosen:
        told.append(_quoting(chosen, "reference", "From the reference documents", warning=False))
    told += [
        _quoting(group, f"warning{number}", "Warnings from the documents", warning=True)
        for number, group in enumerate(in_groups(warnings), 1)
    ]
    return tuple(told)


def in_groups(warnings: tuple[Quote, ...]) -> list[tuple[Quote, ...]]:
    """Warnings in scenes of no more points than a picture holds."""
    groups: list[tuple[Quote, ...]] = []
    room = 0
    for quote in warnings:
        size = len(pieces(quote.text, POINT))
        if size > room:
            groups.append(())
            room = MOST_POINTS
        groups[-1] = (*groups[-1], quote)
        room -= size
    return groups


def _quoting(group: tuple[Quote, ...], role: str, heading: str, *, warning: bool) -> Passage:
    lines = tuple(
        line for number, quote in enumerate(group) for line in quoted(quote, number, warning=warning)
    )
    if not warning:
        lead = ("In the words of the reference documents.", "The reference documents say this.")
        lines = (Line(say=lead, sources=(CRAFT,), keep="usual"), *lines)
    statements = [
        (quote.text, "warning" if warning else "check", f"q{number}p0") for number, quote in enumerate(group)
    ]
    return Passage(
        role=role,
        titles=(heading,),
        purpose="The viewer has heard what the reference documents say, word for word.",
        keep="core" if warning else "usual",
        lines=lines,
        template="key_points",
        props={
            **points_props(heading, statements, fitting(POINT, f"From “{group[0].document}”", heading)[0]),
            "source": source_line(group),
        },
    )
