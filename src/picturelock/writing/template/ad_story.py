"""A film for a brand: a general hook, the brief's and the documents' words, nothing else about the brand."""

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.writing.template.quotes import Quote, pieces, quotes
from picturelock.writing.template.shared import in_groups, language_notes
from picturelock.writing.template.sourcing import source_of
from picturelock.writing.template.story import CRAFT, LONGEST_BEAT, MARK, Line, Passage, Story, from_brief
from picturelock.writing.template.wording import capitalised, fitting, spoken

POINT = 90
MOST_FACTS = 5
STATEMENT = 90  # what a large sentence may hold and still be large
HEADLINE = 60
HIGHLIGHT = 60
LONGEST_AD = 45.0


def tell_ad(brief: Brief) -> Story:
    """The story of a brand's film; documents take the place of the general questions when there are any."""
    brand, topic = spoken(brief.subject), spoken(brief.context)
    chosen, warnings = quotes(brief.reference_docs, count=MOST_FACTS, longest=POINT)
    # Two large sentences in a row would look the same: a warning takes the place of the last fact.
    first, listed, last = _shared_out(chosen, may_stand_alone=not warnings)
    notes = list(language_notes(brief))
    if not brief.reference_docs:
        notes.append(
            f"There are no reference documents, so the film says nothing about {brand} but its name: "
            "add some for it to quote."
        )
    middle = (_listed(listed),) if listed else () if chosen else (_questions(), _decide())
    return Story(
        titles=fitting(80, f"{brand}: {topic}", brand, capitalised(topic), "A film for a brand"),
        passages=(
            _opening(brief, topic),
            _brand(brief, brand, topic, first),
            *middle,
            *(_one_fact(quote) for quote in last),
            *(_warning(group, number) for number, group in enumerate(in_groups(warnings), 1)),
            _closing(brief, brand, answers=not chosen),
        ),
        notes=tuple(notes),
        engine="remotion",
        longest=LONGEST_AD,
    )


def _shared_out(
    chosen: tuple[Quote, ...], *, may_stand_alone: bool
) -> tuple[Quote | None, tuple[Quote, ...], tuple[Quote, ...]]:
    """One fact to introduce the brand with, those for a list, and one that may stand alone at the end."""
    if not chosen:
        return None, (), ()
    rest = chosen[1:]
    # One fact is no list; and a list of two would be left with one.
    wanted = len(rest) == 1 or (may_stand_alone and len(rest) > 2)
    alone = tuple(quote for quote in rest[-1:] if wanted and len(quote.text) <= STATEMENT)
    return chosen[0], rest[: len(rest) - len(alone)], alone


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


def _brand(brief: Brief, brand: str, topic: str, fact: Quote | None) -> Passage:
    known = fact and _lines_of((fact,), core=True)
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
            *(known or (Line(say=together, sources=sources, keep="usual"),)),
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


def _lines_of(group: tuple[Quote, ...], *, core: bool) -> tuple[Line, ...]:
    return tuple(
        Line(
            id=f"q{number}",
            say=(piece,),
            sources=(source_of(quote),),
            keep="core" if core or number == 0 else "usual",
        )
        for number, quote in enumerate(group)
        for piece in pieces(quote.text, LONGEST_BEAT)
    )


def _bullets(heading: str, group: tuple[Quote, ...]) -> JsonObject:
    shown = [(piece, number) for number, quote in enumerate(group) for piece in pieces(quote.text, POINT)]
    if len(shown) == 1:
        shown.append((fitting(POINT, f"From “{group[0].document}”", "From the reference documents")[0], 0))
    return {"heading": heading, "points": [{"text": text, "beat": f"@q{number}"} for text, number in shown]}


def _listed(chosen: tuple[Quote, ...]) -> Passage:
    lead = ("Here is what to know.", "A few things to know.")
    return Passage(
        role="reference",
        titles=("What to know", "In short"),
        purpose="The viewer has heard what the reference documents say, word for word.",
        lines=(Line(id="lead", say=lead, sources=(CRAFT,)), *_lines_of(chosen, core=False)),
        template="bullet_points",
        props=_bullets("What to know", chosen),
    )


def _one_fact(quote: Quote) -> Passage:
    return Passage(
        role="fact",
        titles=("One more thing", "Good to know"),
        purpose="The viewer has heard one more sentence of the reference documents, word for word.",
        keep="usual",
        lines=_lines_of((quote,), core=True),
        template="statement",
        props={"text": quote.text, "highlight": _ending(quote.text)},
    )


def _ending(text: str) -> str:
    """The words a sentence ends on, to be stressed: at most four, and no more than may be."""
    words = text.rstrip(" .!?").split()
    endings = (" ".join(words[-count:]) for count in (4, 3, 2, 1))
    return next((ending for ending in endings if len(ending) <= HIGHLIGHT), words[-1][:HIGHLIGHT])


def _warning(group: tuple[Quote, ...], number: int) -> Passage:
    alone = len(group) == 1 and len(group[0].text) <= STATEMENT
    return Passage(
        role=f"warning{number}",
        titles=("Please note", "Worth knowing"),
        purpose="The viewer has heard the documents' warnings, word for word.",
        lines=_lines_of(group, core=True),
        template="statement" if alone else "bullet_points",
        props={"text": group[0].text} if alone else _bullets("Please note", group),
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
