"""A film of quotations: what the documents say about what was asked, every warning, and nothing else."""

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.writing.claims.wording import terms
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.template.quotes import Quote, quotes, sentences
from picturelock.writing.template.story import CRAFT, Line, Passage, Story, from_brief
from picturelock.writing.template.told_pictures import Manner, Told, told, warned
from picturelock.writing.template.wording import closed, fitting, spoken

STATEMENT = 220
MOST_FACTS = 6
LONGEST = 90.0
# Nothing that could be taken for a claim: no people, no patients, no product.
FOOTAGE = "soft abstract light"
_OVER_FOOTAGE = frozenset({"statement", "quotation"})


def _says() -> Manner:
    return Manner(heading=phrase("compliance.says"), doing=phrase("compliance.doing"))


def _warns() -> Manner:
    return Manner(heading=phrase("compliance.safety"), doing=phrase("compliance.safety"))


def tell_compliance(brief: Brief) -> Story:
    """The story of a film in which every statement stands word for word in a reference document."""
    facts, warnings = _chosen(brief)
    scenes = [*_in_scenes(told(facts, _says()), "fact"), *_in_scenes(warned(warnings, _warns()), "warning")]
    notes: list[str] = []
    if not brief.reference_docs:
        notes.append(
            f"There are no reference documents, so the film makes no statement about {brief.subject}: "
            "add some for it to quote."
        )
    elif not scenes:
        notes.append("The reference documents hold no whole sentence that could be quoted.")
    return Story(
        titles=fitting(80, spoken(brief.subject), phrase("compliance.important")),
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
    lead = (
        (Line(id="lead", say=(closed(phrase("compliance.safety")),), sources=(CRAFT,)),)
        if warns and number == 1
        else ()
    )
    return Passage(
        role=f"{role}{number}",
        titles=ways("compliance.safety") if warns else ways("compliance.says"),
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
            say=ways("compliance.about", brand=brand),
            sources=(from_brief("subject", brief.subject),),
        )
    ]
    if has_facts:
        lines.append(Line(id="rule", say=ways("compliance.rule"), sources=(CRAFT,)))
    return Passage(
        role="opening",
        titles=ways("compliance.important"),
        purpose=fitting(300, f"The viewer knows that the film is about {brand}, in its documents' words.")[0],
        lines=tuple(lines),
        template="title_backdrop",
        props={
            "title": fitting(80, brand, phrase("compliance.important"))[0],
            "kicker": phrase("compliance.words_of" if has_facts else "compliance.important"),
        },
        footage_words=FOOTAGE,
    )


def _nothing(brief: Brief) -> Passage:
    brand = spoken(brief.subject)
    return Passage(
        role="nothing",
        titles=ways("compliance.nothing"),
        purpose="The viewer knows that nothing was there to be quoted.",
        lines=(
            Line(id="none", say=ways("compliance.none"), sources=(CRAFT,)),
            Line(id="so", say=ways("compliance.so", brand=brand), sources=(CRAFT,)),
        ),
        template="statement",
        props={"text": fitting(STATEMENT, phrase("compliance.so", brand=brand))[0]},
        footage_words=FOOTAGE,
    )


def _closing(brief: Brief) -> Passage:
    names = [document.name for document in brief.reference_docs]
    said = phrase("compliance.read") if names else closed(phrase("compliance.important"))
    legal: list[JsonValue] = [fitting(100, name, f"{name[:80]}…")[0] for name in names[:3]]
    return Passage(
        role="closing",
        titles=ways("compliance.read_title"),
        purpose="The viewer knows where all of it is written.",
        lines=(Line(say=(said,), sources=(CRAFT,)),),
        template="end_card",
        props={
            "brand": fitting(60, spoken(brief.subject), phrase("compliance.important"))[0],
            "call_to_action": said.rstrip(".。।"),
            **({"legal": legal} if legal else {}),
            "mark": phrase("mark"),
        },
        footage_words=FOOTAGE,
    )
