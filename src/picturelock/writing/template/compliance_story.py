"""A film of quotations: what the documents say about what was asked, every warning, and nothing else."""

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.writing.claims.wording import terms
from picturelock.writing.template.quotes import Quote, quotes, sentences
from picturelock.writing.template.shared import language_notes
from picturelock.writing.template.story import CRAFT, MARK, Line, Passage, Story, from_brief
from picturelock.writing.template.told_pictures import Manner, Told, told, warned
from picturelock.writing.template.wording import fitting, spoken

STATEMENT = 220
MOST_FACTS = 6
LONGEST = 90.0
# Nothing that could be taken for a claim: no people, no patients, no product.
FOOTAGE = "soft abstract light"
_OVER_FOOTAGE = frozenset({"statement", "quotation"})
SAYS = Manner(heading="What the documents say", doing="How it is used")
WARNS = Manner(heading="Important safety information", doing="Important safety information")
WORDS_OF = "In the words of the reference documents"
SAFETY = "Important safety information"


def tell_compliance(brief: Brief) -> Story:
    """The story of a film in which every statement stands word for word in a reference document."""
    facts, warnings = _chosen(brief)
    scenes = [*_in_scenes(told(facts, SAYS), "fact"), *_in_scenes(warned(warnings, WARNS), "warning")]
    notes = list(language_notes(brief))
    if not brief.reference_docs:
        notes.append(
            f"There are no reference documents, so the film makes no statement about {brief.subject}: "
            "add some for it to quote."
        )
    elif not scenes:
        notes.append("The reference documents hold no whole sentence that could be quoted.")
    return Story(
        titles=fitting(80, spoken(brief.subject), "Important information"),
        passages=(_opening(brief, has_facts=bool(scenes)), *(scenes or [_nothing(brief)]), _closing(brief)),
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


def _in_scenes(pictures: list[Told], role: str) -> list[Passage]:
    """The quotations in scenes, the pictures in the manner of what they say."""
    return [_passage(one, role, number) for number, one in enumerate(pictures, 1)]


def _passage(one: Told, role: str, number: int) -> Passage:
    warns = role == "warning"
    lead = (Line(id="lead", say=(f"{SAFETY}.",), sources=(CRAFT,)),) if warns and number == 1 else ()
    return Passage(
        role=f"{role}{number}",
        titles=(SAFETY,) if warns else ("What the documents say",),
        purpose="The viewer has heard what the reference documents say, word for word.",
        keep="core" if warns or number == 1 else "usual",
        lines=(*lead, *one.lines),
        template=one.template,
        props=one.props,
        # A list without a clip has the whole width.
        footage_words=FOOTAGE if one.template in _OVER_FOOTAGE else "",
    )


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
