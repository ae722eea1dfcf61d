"""A film for a brand: a general hook, the brief's and the documents' words, nothing else about the brand."""

from picturelock.domain.brief import Brief
from picturelock.writing.template.quotes import Quote, quotes
from picturelock.writing.template.shared import language_notes
from picturelock.writing.template.story import CRAFT, LONGEST_BEAT, MARK, Line, Passage, Story, from_brief
from picturelock.writing.template.told_pictures import Manner, Told, form_of, lines_of, told, warned
from picturelock.writing.template.wording import capitalised, fitting, spoken

POINT = 90
MOST_FACTS = 7
LONGEST_FACT = 110
LETTERS = 480  # of all that is quoted: about half a minute
HEADLINE = 60
LONGEST_AD = 55.0
NOTE = Manner(heading="Please note", doing="Please note", sourced=False)


def tell_ad(brief: Brief) -> Story:
    """The story of a brand's film; documents take the place of the general questions when there are any."""
    brand, topic = spoken(brief.subject), spoken(brief.context)
    chosen, warnings = quotes(brief.reference_docs, count=MOST_FACTS, longest=LONGEST_FACT)
    first, facts = _shared_out(_affordable(chosen, warnings))
    notes = list(language_notes(brief))
    if not brief.reference_docs:
        notes.append(
            f"There are no reference documents, so the film says nothing about {brand} but its name: "
            "add some for it to quote."
        )
    middle = () if chosen else (_questions(), _decide())
    return Story(
        titles=fitting(80, f"{brand}: {topic}", brand, capitalised(topic), "A film for a brand"),
        passages=(
            _opening(brief, topic),
            _brand(brief, brand, topic, first, more=bool(facts)),
            *middle,
            *_told_in_scenes(told(facts, _facts_manner(brand)), "fact"),
            *_told_in_scenes(warned(warnings, NOTE), "warning"),
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
        heading="Good to know",
        doing="How it is used",
        product=fitting(40, brand, "")[0],
        sourced=False,
    )


def _told_in_scenes(pictures: list[Told], role: str) -> tuple[Passage, ...]:
    warns = role == "warning"
    return tuple(
        Passage(
            role=f"{role}{number}",
            titles=("Please note",) if warns else ("Good to know", "One more thing"),
            purpose="The viewer has heard what the reference documents say, word for word.",
            lines=one.lines,
            template=one.template,
            props=one.props,
        )
        for number, one in enumerate(pictures, 1)
    )


def _opening(brief: Brief, topic: str) -> Passage:
    asked = (f"Thinking about {topic}?", f"What about {topic}?")
    return Passage(
        role="opening",
        titles=("The question", "A first question"),
        purpose=f"The viewer knows that the film is about {topic}.",
        lines=(
            Line(say=asked, sources=(from_brief("context", brief.context),)),
            Line(say=("Then take a moment.", "Here is a name to know."), sources=(CRAFT,)),
        ),
        template="title_backdrop",
        props={
            "title": fitting(80, capitalised(topic), "A few words first")[0],
            "kicker": fitting(40, spoken(brief.subject), "A film")[0],
        },
        footage_words=topic,
    )


def _brand(brief: Brief, brand: str, topic: str, fact: Quote | None, *, more: bool) -> Passage:
    known = fact and lines_of((fact,))
    together = fitting(LONGEST_BEAT, f"{brand}, and {topic}.", f"{topic}, and {brand}.", f"{topic}.")
    sources = (from_brief("subject", brief.subject), from_brief("context", brief.context))
    return Passage(
        role="brand",
        titles=("The name", "Who is speaking"),
        purpose=fitting(300, f"The viewer knows the name: {brand}.")[0],
        lines=(
            Line(
                say=(f"Meet {brand}.", f"This is {brand}."), sources=(from_brief("subject", brief.subject),)
            ),
            *(known or (() if more else (Line(say=together, sources=sources, keep="usual"),))),
        ),
        template="media_caption",
        props={
            "headline": fitting(HEADLINE, brand, "The name")[0],
            "lower_third": fitting(
                POINT, *((fact.text,) if fact else ()), capitalised(topic), "This film's subject"
            )[0],
        },
        footage_words=topic,
    )


def _questions() -> Passage:
    asked = (
        ("what", "What is it, and who is it for?", "Who is it for, and what is it?"),
        ("proof", "What is the proof, and where can you read it?", "Where can you read the proof?"),
        ("cost", "What does it cost, and what comes with it?", "What comes with it, and at what cost?"),
    )
    lead = ("Three questions help with any choice.", "With any choice, three questions help.")
    return Passage(
        role="questions",
        titles=("Three good questions", "What to ask"),
        purpose="The viewer has three questions that help with any choice.",
        lines=(
            Line(id="lead", say=lead, sources=(CRAFT,), keep="usual"),
            *(Line(id=name, say=ways, sources=(CRAFT,)) for name, *rest in asked if (ways := tuple(rest))),
        ),
        template="bullet_points",
        props={
            "heading": "Three good questions",
            "points": [
                {"text": "What is it, and for whom?", "beat": "@what"},
                {"text": "What is the proof?", "beat": "@proof"},
                {"text": "What does it cost?", "beat": "@cost"},
            ],
        },
    )


def _decide() -> Passage:
    return Passage(
        role="decide",
        titles=("Ask first", "Then choose"),
        purpose="The viewer knows that the film says only what was written down for it, and to ask.",
        keep="usual",
        lines=(
            Line(say=("Ask first, and choose after.", "First ask, and then choose."), sources=(CRAFT,)),
            Line(
                say=(
                    "This film only says what was written down for it.",
                    "Only what was written down is said in this film.",
                ),
                sources=(CRAFT,),
                keep="usual",
            ),
        ),
        template="statement",
        props={"text": "Ask first. Choose after.", "highlight": "Choose after"},
    )


def _closing(brief: Brief, brand: str, *, answers: bool) -> Passage:
    ask = (
        (f"For the answers, ask {brand}.", f"The one to ask is {brand}.")
        if answers
        else (f"Remember the name: {brand}.", f"The name to remember is {brand}.")
    )
    return Passage(
        role="closing",
        titles=("Where to ask", "The next step"),
        purpose=f"The viewer knows whom to ask: {brand}.",
        lines=(Line(say=ask, sources=(from_brief("subject", brief.subject),)),),
        template="end_card",
        props={
            "brand": fitting(HEADLINE, brand, "Thank you")[0],
            "call_to_action": fitting(
                HEADLINE, f"Ask {brand}" if answers else capitalised(spoken(brief.context)), "Ask for more"
            )[0],
            "mark": MARK,
        },
    )
