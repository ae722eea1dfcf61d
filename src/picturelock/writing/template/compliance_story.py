"""A film of quotations: what the documents say about what was asked, every warning, and nothing else."""

from dataclasses import dataclass

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.writing.claims.wording import terms
from picturelock.writing.template.quotes import Quote, pieces, quotes, sentences
from picturelock.writing.template.shared import in_groups, language_notes
from picturelock.writing.template.sourcing import source_line, source_of
from picturelock.writing.template.story import CRAFT, LONGEST_BEAT, MARK, Line, Passage, Story, from_brief
from picturelock.writing.template.wording import fitting, spoken

POINT = 90
STATEMENT = 220
MOST_FACTS = 6
LONGEST = 90.0
# Nothing that could be taken for a claim: no people, no patients, no product.
FOOTAGE = "soft abstract light"
WORDS_OF = "In the words of the reference documents"
SAFETY = "Important safety information"


def tell_compliance(brief: Brief) -> Story:
    """The story of a film in which every statement stands word for word in a reference document."""
    facts, warnings = _chosen(brief)
    told = [*_told(facts, "fact", "What the documents say"), *_told(warnings, "warning", SAFETY)]
    notes = list(language_notes(brief))
    if not brief.reference_docs:
        notes.append(
            f"There are no reference documents, so the film makes no statement about {brief.subject}: "
            "add some for it to quote."
        )
    elif not told:
        notes.append("The reference documents hold no whole sentence that could be quoted.")
    return Story(
        titles=fitting(80, spoken(brief.subject), "Important information"),
        passages=(_opening(brief, has_facts=bool(told)), *(told or [_nothing(brief)]), _closing(brief)),
        notes=tuple(notes),
        engine="remotion",
        longest=LONGEST,
    )


def _chosen(brief: Brief) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The sentences nearest to what was asked, then the most telling ones; and all warnings."""
    telling, warnings = quotes(brief.reference_docs, count=MOST_FACTS, longest=STATEMENT)
    everything = [quote for document in brief.reference_docs for quote in sentences(document)]
    asked = set(terms(brief.context)) - set(terms(brief.subject))
    near = sorted(
        (quote for quote in everything if not quote.warning and len(quote.text) <= STATEMENT),
        key=lambda quote: -len(asked & set(terms(quote.text))),
    )
    wanted = [quote for quote in near if asked & set(terms(quote.text))][:MOST_FACTS]
    kept = {quote.text: quote for quote in (*wanted, *telling)}
    best = set(list(kept)[:MOST_FACTS])
    order = {quote.text: place for place, quote in enumerate(everything)}
    return tuple(sorted((kept[text] for text in best), key=lambda quote: order[quote.text])), warnings


@dataclass(frozen=True)
class _Shown:
    """Sentences that share a picture."""

    group: tuple[Quote, ...]

    @property
    def alone(self) -> bool:
        return len(self.group) == 1 and len(self.group[0].text) <= STATEMENT


def _told(group: tuple[Quote, ...], role: str, heading: str) -> list[Passage]:
    """The quotations in scenes: long ones alone and large, short ones together in a list."""
    return [
        _passage(shown, f"{role}{number}", heading, first=number == 1)
        for number, shown in enumerate(_pictures(group), 1)
    ]


def _pictures(group: tuple[Quote, ...]) -> list[_Shown]:
    shown: list[_Shown] = []
    short: list[Quote] = []

    def lay_short() -> None:
        shown.extend(_Shown(together) for together in in_groups(tuple(short)))
        short.clear()

    for quote in group:
        if len(quote.text) <= POINT:
            short.append(quote)
            continue
        lay_short()
        shown.append(_Shown((quote,)))
    lay_short()
    return shown


def _passage(shown: _Shown, role: str, heading: str, *, first: bool) -> Passage:
    warns = role.startswith("warning")
    lines = [
        Line(
            id=f"q{number}p{part}",
            say=(piece,),
            sources=(source_of(quote),),
        )
        for number, quote in enumerate(shown.group)
        for part, piece in enumerate(pieces(quote.text, LONGEST_BEAT))
    ]
    if warns and first:
        lines.insert(0, Line(id="lead", say=(f"{SAFETY}.",), sources=(CRAFT,)))
    props: JsonObject = {"source": source_line(shown.group)}
    props |= {"text": shown.group[0].text} if shown.alone else {"heading": heading, **_points(shown)}
    return Passage(
        role=role,
        titles=(heading,),
        purpose="The viewer has heard what the reference documents say, word for word.",
        keep="core" if warns or first else "usual",
        lines=tuple(lines),
        template="statement" if shown.alone else "bullet_points",
        props=props,
        # A list without a clip has the whole width.
        footage_words=FOOTAGE if shown.alone else "",
    )


def _points(shown: _Shown) -> JsonObject:
    points: list[JsonValue] = [
        {"text": piece, "beat": f"@q{number}p0"}
        for number, quote in enumerate(shown.group)
        for piece in pieces(quote.text, POINT)
    ]
    return {"points": points}


def _opening(brief: Brief, *, has_facts: bool) -> Passage:
    brand = spoken(brief.subject)
    lines = [
        Line(
            id="brand",
            say=(f"This film is about {brand}.", f"This is {brand}."),
            sources=(from_brief("subject", brief.subject),),
        )
    ]
    if has_facts:
        said = "Every statement is taken from the reference documents."
        lines.append(
            Line(id="rule", say=(said, "It says only what its reference documents say."), sources=(CRAFT,))
        )
    return Passage(
        role="opening",
        titles=("Important information",),
        purpose=fitting(300, f"The viewer knows that the film is about {brand}, in its documents' words.")[0],
        lines=tuple(lines),
        template="title_backdrop",
        props={
            "title": fitting(80, brand, "Important information")[0],
            "kicker": WORDS_OF if has_facts else "Important information",
        },
        footage_words=FOOTAGE,
    )


def _nothing(brief: Brief) -> Passage:
    brand = spoken(brief.subject)
    return Passage(
        role="nothing",
        titles=("A film without a statement",),
        purpose="The viewer knows that nothing was there to be quoted.",
        lines=(
            Line(id="none", say=("There are no reference documents.",), sources=(CRAFT,)),
            Line(id="so", say=(f"So this film makes no statement about {brand}.",), sources=(CRAFT,)),
        ),
        template="statement",
        props={"text": fitting(STATEMENT, f"So this film makes no statement about {brand}.")[0]},
        footage_words=FOOTAGE,
    )


def _closing(brief: Brief) -> Passage:
    names = [document.name for document in brief.reference_docs]
    said = "Read the documents in full." if names else "Important information."
    legal: list[JsonValue] = [fitting(100, name, f"{name[:80]}…")[0] for name in names[:3]]
    return Passage(
        role="closing",
        titles=("Read the documents in full",),
        purpose="The viewer knows where all of it is written.",
        lines=(Line(say=(said,), sources=(CRAFT,)),),
        template="end_card",
        props={
            "brand": fitting(60, spoken(brief.subject), "Important information")[0],
            "call_to_action": said.rstrip("."),
            **({"legal": legal} if legal else {}),
            "mark": MARK,
        },
        footage_words=FOOTAGE,
    )
