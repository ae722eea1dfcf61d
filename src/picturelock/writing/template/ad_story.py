"""A film for a brand: a general hook, the brief's and the documents' words, nothing else about the brand."""

from picturelock.domain.brief import Brief
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.template.quotes import Quote, quotes
from picturelock.writing.template.story import CRAFT, LONGEST_BEAT, Line, Passage, Story, from_brief
from picturelock.writing.template.told_pictures import Manner, Told, form_of, lines_of, told, warned
from picturelock.writing.template.wording import capitalised, closed, fitting, spoken

POINT = 90
MOST_FACTS = 7
LONGEST_FACT = 110
LETTERS = 480  # of all that is quoted: about half a minute
HEADLINE = 60
LONGEST_AD = 55.0


def _note() -> Manner:
    return Manner(heading=phrase("ad.note"), doing=phrase("ad.note"), sourced=False)


def tell_ad(brief: Brief) -> Story:
    """The story of a brand's film; documents take the place of the general questions when there are any."""
    brand, topic = spoken(brief.subject), spoken(brief.context)
    chosen, warnings = quotes(brief.reference_docs, count=MOST_FACTS, longest=LONGEST_FACT)
    first, facts = _shared_out(_affordable(chosen, warnings))
    notes: list[str] = []
    if not brief.reference_docs:
        notes.append(
            f"There are no reference documents, so the film says nothing about {brand} but its name: "
            "add some for it to quote."
        )
    middle = () if chosen else (_questions(), _decide())
    return Story(
        titles=fitting(80, f"{brand}: {topic}", brand, capitalised(topic), phrase("ad.film")),
        passages=(
            _opening(brief, topic),
            _brand(brief, brand, topic, first, more=bool(facts)),
            *middle,
            *_told_in_scenes(told(facts, _facts_manner(brand)), "fact"),
            *_told_in_scenes(warned(warnings, _note()), "warning"),
            _closing(brief, brand, answers=not chosen),
        ),
        notes=tuple(notes),
        engine="remotion",
        longest=LONGEST_AD,
    )


def _affordable(chosen: tuple[Quote, ...], warnings: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """The facts that an advertisement has time for: of too many, those without a form go."""
    kept = list(chosen)
    left = LETTERS - sum(len(quote.text) for quote in warnings)
    while len(kept) > 1 and sum(len(quote.text) for quote in kept) > left:
        plain = [quote for quote in kept if form_of(quote) == "plain"]
        kept.remove((plain or kept)[-1])
    return tuple(kept)


def _shared_out(chosen: tuple[Quote, ...]) -> tuple[Quote | None, tuple[Quote, ...]]:
    """The fact that introduces the brand, when the first one needs no picture of its own; and the others."""
    if chosen and (form_of(chosen[0]) == "plain" and len(chosen[0].text) <= POINT):
        return chosen[0], chosen[1:]
    return None, chosen


def _facts_manner(brand: str) -> Manner:
    return Manner(
        heading=phrase("ad.good_to_know"),
        doing=phrase("ad.doing"),
        product=fitting(40, brand, "")[0],
        sourced=False,
    )


def _told_in_scenes(pictures: list[Told], role: str) -> tuple[Passage, ...]:
    warns = role == "warning"
    return tuple(
        Passage(
            role=f"{role}{number}",
            titles=ways("ad.note") if warns else ways("ad.good_to_know"),
            purpose="The viewer has heard what the reference documents say, word for word.",
            lines=one.lines,
            template=one.template,
            props=one.props,
        )
        for number, one in enumerate(pictures, 1)
    )


def _opening(brief: Brief, topic: str) -> Passage:
    asked = ways("ad.asks", topic=topic, Topic=capitalised(topic))
    return Passage(
        role="opening",
        titles=ways("ad.question_titles"),
        purpose=f"The viewer knows that the film is about {topic}.",
        lines=(
            Line(say=asked, sources=(from_brief("context", brief.context),)),
            Line(say=ways("ad.moment"), sources=(CRAFT,)),
        ),
        template="title_backdrop",
        props={
            "title": fitting(80, capitalised(topic), phrase("ad.few_words"))[0],
            "kicker": fitting(40, spoken(brief.subject), phrase("ad.kicker"))[0],
        },
        footage_words=topic,
    )


def _brand(brief: Brief, brand: str, topic: str, fact: Quote | None, *, more: bool) -> Passage:
    known = fact and lines_of((fact,))
    together = fitting(
        LONGEST_BEAT,
        phrase("ad.together", brand=brand, topic=topic),
        phrase("ad.together_back", brand=brand, topic=topic),
        closed(topic),
    )
    sources = (from_brief("subject", brief.subject), from_brief("context", brief.context))
    return Passage(
        role="brand",
        titles=ways("ad.name_titles"),
        purpose=fitting(300, f"The viewer knows the name: {brand}.")[0],
        lines=(
            Line(say=ways("ad.meet", brand=brand), sources=(from_brief("subject", brief.subject),)),
            *(known or (() if more else (Line(say=together, sources=sources, keep="usual"),))),
        ),
        template="media_caption",
        props={
            "headline": fitting(HEADLINE, brand, phrase("ad.name"))[0],
            "lower_third": fitting(
                POINT, *((fact.text,) if fact else ()), capitalised(topic), phrase("ad.subject")
            )[0],
        },
        footage_words=topic,
    )


def _questions() -> Passage:
    asked = ("what", "proof", "cost")
    return Passage(
        role="questions",
        titles=ways("ad.three_titles"),
        purpose="The viewer has three questions that help with any choice.",
        lines=(
            Line(id="lead", say=ways("ad.lead"), sources=(CRAFT,), keep="usual"),
            *(Line(id=name, say=ways(f"ad.{name}"), sources=(CRAFT,)) for name in asked),
        ),
        template="bullet_points",
        props={
            "heading": phrase("ad.three_titles"),
            "points": [{"text": phrase(f"ad.{name}_point"), "beat": f"@{name}"} for name in asked],
        },
    )


def _decide() -> Passage:
    return Passage(
        role="decide",
        titles=ways("ad.decide_titles"),
        purpose="The viewer knows that the film says only what was written down for it, and to ask.",
        keep="usual",
        lines=(
            Line(say=ways("ad.decide"), sources=(CRAFT,)),
            Line(
                say=ways("ad.written"),
                sources=(CRAFT,),
                keep="usual",
            ),
        ),
        template="statement",
        props={"text": phrase("ad.decide_text"), "highlight": phrase("ad.decide_highlight")},
    )


def _closing(brief: Brief, brand: str, *, answers: bool) -> Passage:
    ask = ways("ad.answers" if answers else "ad.remember", brand=brand)
    return Passage(
        role="closing",
        titles=ways("ad.closing_titles"),
        purpose=f"The viewer knows whom to ask: {brand}.",
        lines=(Line(say=ask, sources=(from_brief("subject", brief.subject),)),),
        template="end_card",
        props={
            "brand": fitting(HEADLINE, brand, phrase("ad.thank_you"))[0],
            "call_to_action": fitting(
                HEADLINE,
                phrase("ad.ask_brand", brand=brand) if answers else capitalised(spoken(brief.context)),
                phrase("ad.ask_more"),
            )[0],
            "mark": phrase("mark"),
        },
    )
