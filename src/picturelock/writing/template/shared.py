"""Passages that films about medicines share: the opening, the documents' own words, and the close."""

import re

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.writing.phrases.phrases import phrase, phrases_at_hand, phrases_of, ways
from picturelock.writing.template.quotes import Quote, pieces, quotes
from picturelock.writing.template.sourcing import source_line, source_of
from picturelock.writing.template.story import CRAFT, LONGEST_BEAT, Line, Passage, from_brief
from picturelock.writing.template.wording import capitalised, fitting, in_sentence, spoken

POINT = 90  # the longest text of a point in key_points
MOST_POINTS = 5
TITLE = 80  # the longest title of a title scene


def look_it_up() -> Line:
    """Said after what a film cannot know."""
    return Line(id="look", say=ways("look.say"), sources=(CRAFT,))


def speaks_plainly(brief: Brief) -> bool:
    """Whether the audience is not a professional one; the brief's default audiences are English words."""
    known = (phrases_at_hand(), phrases_of("en-US"))
    lay, professional = (
        any(re.search(pattern, brief.audience, re.IGNORECASE) for told in known for pattern in told.ways(key))
        for key in ("hears.lay", "hears.professional")
    )
    return lay and not professional


def opening(brief: Brief, name: str, *, used: bool) -> Passage:
    """The title, and the question that the film answers."""
    condition = in_sentence(brief.context)
    ask = ways("film.asks", name=name, Name=capitalised(name)) if len(name) < 90 else ways("film.asks_this")
    lines = [Line(say=ask, sources=(from_brief("subject", brief.subject),), id="ask")]
    said = ways("film.used" if used else "film.unused", condition=condition)
    lines.append(Line(say=said, sources=(from_brief("context", brief.context),), id="context"))
    return Passage(
        role="opening",
        titles=ways("film.question_titles"),
        purpose=f"The viewer knows what the film is about, and for what: {condition}.",
        lines=tuple(lines),
        template="title",
        props=title_props(name, spoken(brief.context)),
    )


def title_props(name: str, condition: str) -> JsonObject:
    return {
        "title": fitting(80, *film_titles(name))[0],
        "subtitle": capitalised(condition),
        "kicker": phrase("film.kicker"),
    }


def use_props(name: str, use: str) -> JsonObject:
    """Props of title: what a medicine is generally used for, as one large statement."""
    used_for = phrase("uses.titles")
    if len(use) <= TITLE:
        return {"kicker": used_for, "title": capitalised(use), "subtitle": fitting(120, name, "")[0]}
    return {"kicker": fitting(40, name, "")[0], "title": used_for, "subtitle": fitting(120, use, "")[0]}


def film_titles(name: str) -> tuple[str, ...]:
    """Titles of a film about how a medicine works; the last one is short."""
    return (phrase("film.how", name=name, Name=capitalised(name)), name, phrase("film.how_this"))


def closing(brief: Brief, known: Passage | None) -> Passage:
    """The last words: the medicine's own risks where they are known, then whom to ask."""
    plain = speaks_plainly(brief)
    ask = ways("close.ask_plain" if plain else "close.ask")
    safety = phrase("close.safety_plain" if plain else "close.safety")
    lines = (*(known.lines if known else ()), Line(say=ask, sources=(CRAFT,), id="ask"))
    shown: JsonObject = dict(known.props) if known else {"title": phrase("close.thanks")}
    return Passage(
        role="closing",
        titles=known.titles if known else ways("close.titles"),
        purpose=known.purpose if known else "The viewer knows whom to ask.",
        lines=lines,
        template="end_card",
        props={**shown, "safety": safety, "safety_beat": "@ask", "mark": phrase("mark")},
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
        told.append(_quoting(chosen, "reference", phrase("documents.heading"), warning=False))
    told += [
        _quoting(group, f"warning{number}", phrase("documents.warnings"), warning=True)
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
        lines = (Line(say=ways("documents.lead"), sources=(CRAFT,), keep="usual"), *lines)
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
            **points_props(
                heading,
                statements,
                fitting(POINT, phrase("documents.named", document=group[0].document), heading)[0],
            ),
            "source": source_line(group),
        },
    )
