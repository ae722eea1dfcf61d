"""A film for prescribers: the medicine, how it works, the figures of the brief, the risks, the label."""

from picturelock.domain.brief import Brief
from picturelock.domain.clinical import ClinicalChart
from picturelock.domain.frozen import JsonObject
from picturelock.domain.sentence import split_sentences
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.template.clinical_passages import tell_clinical_data
from picturelock.writing.template.medicine_story import tell_medicine
from picturelock.writing.template.quotes import pieces
from picturelock.writing.template.risk_passage import own_risks, risk_passage
from picturelock.writing.template.shared import points_props
from picturelock.writing.template.story import CRAFT, LONGEST_BEAT, Line, Passage, Story, from_brief
from picturelock.writing.template.wording import capitalised, closed, fitting, in_sentence, spoken

LONGEST = 84.0
LONGEST_SAFETY = 1500
# What a mechanism film tells that this one has no time for.
_LEFT_OUT = frozenset({"opening", "closing", "uses", "asked", "open"})


def tell_doctor(brief: Brief) -> Story:
    """The story of a medicine for those who prescribe it."""
    base = tell_medicine(brief)
    mechanism = [_later(one) for one in base.passages if one.role not in _LEFT_OUT and not _quotes(one)]
    summary = getattr(brief, "moa_summary", None)
    data: str | ClinicalChart | None = getattr(brief, "clinical_data", None)
    known = next(one for one in base.passages if one.role == "closing")
    name = spoken(brief.subject)
    documents = [_safety(one, name) for one in base.passages if _quotes(one)]
    return Story(
        titles=fitting(80, f"{name}: {spoken(brief.context)}", name, phrase("a_medicine")),
        passages=(
            _opening(brief, name),
            *((_summary(summary),) if summary else ()),
            *mechanism,
            *(tell_clinical_data(data, name) if data is not None else ()),
            *documents,
            *((risk_passage(known, phrase("doctor.see")),) if own_risks(known) else ()),
            _closing(brief, name),
        ),
        notes=(*base.notes, *(() if data is not None else (_no_data(name),))),
        longest=LONGEST,
    )


def _quotes(passage: Passage) -> bool:
    return passage.role == "reference" or passage.role.startswith("warning")


def _safety(passage: Passage, name: str) -> Passage:
    """Warnings of the documents as important safety information: whole, as long as they are spoken."""
    text = " ".join(line.say[0] for line in passage.lines)
    if passage.role == "reference" or len(text) > LONGEST_SAFETY:
        return passage
    props: JsonObject = {
        "title": phrase("doctor.safety"),
        "subtitle": fitting(90, capitalised(name), phrase("doctor.from_documents"))[0],
        "text": text,
        "source": passage.props.get("source", ""),
    }
    return passage.model_copy(update={"template": "safety_information", "props": props})


def _later(passage: Passage) -> Passage:
    """A scene of the mechanism; only its mechanism itself must be in the shortest film."""
    core = passage.role in ("name", "unknown") or passage.role.startswith("mechanism")
    return passage.model_copy(update={"keep": passage.keep if core else "usual"})


def _no_data(name: str) -> str:
    return f"There are no clinical_data in the brief, so the film shows no figures about {name}."


def _opening(brief: Brief, name: str) -> Passage:
    condition = in_sentence(brief.context)
    sources = (from_brief("subject", brief.subject), from_brief("context", brief.context))
    return Passage(
        role="opening",
        titles=ways("doctor.titles"),
        purpose=fitting(300, f"The viewer knows the medicine and its indication: {condition}.")[0],
        lines=(
            Line(
                id="name",
                say=fitting(
                    LONGEST_BEAT,
                    phrase("doctor.name", Name=capitalised(name), condition=condition),
                    closed(capitalised(name)),
                )[:1],
                sources=sources,
            ),
            Line(
                id="for",
                say=ways("doctor.for"),
                sources=(CRAFT,),
                # The kicker says it; spoken, too, it would hold the title for another three seconds.
                keep="extra",
            ),
        ),
        template="stock_caption",
        props={
            "headline": fitting(90, capitalised(name), phrase("a_medicine"))[0],
            "kicker": phrase("doctor.kicker"),
            "line": fitting(120, capitalised(spoken(brief.context)))[0],
            "line_beat": "@name",
        },
        footage_words="doctor hospital corridor light",
    )


def _summary(text: str) -> Passage:
    said = split_sentences(text)
    lines = tuple(
        Line(id=f"m{number}p{part}", say=(piece,), sources=(from_brief("moa_summary", sentence),))
        for number, sentence in enumerate(said)
        for part, piece in enumerate(pieces(sentence, LONGEST_BEAT))
    )
    statements = [(sentence, "dot", f"m{number}p0") for number, sentence in enumerate(said[:4])]
    return Passage(
        role="summary",
        titles=ways("doctor.summary_titles"),
        purpose="The viewer has heard how the medicine works, in the brief's own words.",
        lines=lines,
        template="key_points",
        props={
            **points_props(phrase("doctor.summary_titles"), statements, phrase("source.brief_point")),
            "source": phrase("source.brief"),
        },
    )


def _closing(brief: Brief, name: str) -> Passage:
    return Passage(
        role="closing",
        titles=ways("doctor.information"),
        purpose="The viewer knows where to read before prescribing.",
        lines=(
            Line(
                id="read",
                say=ways("doctor.read"),
                sources=(CRAFT,),
            ),
        ),
        template="end_card",
        props={
            "title": fitting(60, capitalised(name), phrase("doctor.information"))[0],
            "lines": [fitting(80, capitalised(spoken(brief.context)), phrase("doctor.information"))[0]],
            "safety": phrase("doctor.closing_safety"),
            "mark": phrase("mark"),
        },
        footage_words="calm light hospital window",
    )
