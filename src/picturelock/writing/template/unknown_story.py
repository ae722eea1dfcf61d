"""A film about a medicine that is not known: the brief's words, the documents', and no guess."""

import re

from picturelock.domain.brief import Brief
from picturelock.writing.knowledge.facts import Known
from picturelock.writing.phrases.phrases import phrase, phrases_of, ways
from picturelock.writing.template.shared import (
    MOST_POINTS,
    closing,
    from_documents,
    points_props,
    speaks_plainly,
    title_props,
)
from picturelock.writing.template.story import CRAFT, Line, Passage, Picture, Story, from_brief
from picturelock.writing.template.wording import fitting, in_sentence, spoken


def tell_unknown(brief: Brief, known: Known) -> Story:
    """An honest film: what was asked, what the documents say, and what nobody told the writer."""
    name = spoken(brief.subject)
    documents = from_documents(brief, most=MOST_POINTS)
    missing = "" if documents else " Reference documents would give it something to say."
    return Story(
        titles=fitting(80, phrase("film.about_name", name=name), name, phrase("film.about_this")),
        passages=(_opening(brief, name), _asked(brief), *documents, _open_questions(), closing(brief, None)),
        plain=speaks_plainly(brief),
        notes=(
            f"The template writer knows nothing about {_what(name, known)}, so the film says nothing about "
            f"how it works beyond what was supplied.{missing}",
        ),
    )


def _what(name: str, known: Known) -> str:
    """What is not known: the name, or those parts of a combination that keep it from being told."""
    if not known.parts:
        return f"“{name}”"
    written = (re.search(re.escape(part), name, re.IGNORECASE) for part in known.unknown)
    missing = " and ".join(f"“{found.group()}”" for found in written if found) or "a part"
    return f"{missing} in “{name}”"


def _opening(brief: Brief, name: str) -> Passage:
    return Passage(
        role="opening",
        titles=ways("unknown.titles"),
        purpose="The viewer knows which medicine the film is about.",
        lines=(
            Line(
                say=ways("unknown.about", name=name),
                sources=(from_brief("subject", brief.subject),),
            ),
        ),
        template="title",
        props={
            **title_props(name, spoken(brief.context)),
            "title": fitting(80, name, phrase("a_medicine"))[0],
            "kicker": "",
        },
    )


def _asked(brief: Brief) -> Passage:
    condition, said, audience = spoken(brief.context), in_sentence(brief.context), heard_by(brief)
    lines = (
        Line(
            id="context",
            say=ways("unknown.context", condition=said),
            sources=(from_brief("context", brief.context),),
        ),
        Line(
            id="audience",
            say=ways("unknown.audience", audience=audience),
            sources=(from_brief("audience", brief.audience),),
            keep="usual",
        ),
    )
    statements = [
        (condition, "heart", "context"),
        (phrase("unknown.audience_point", audience=audience), "person", "audience"),
    ]
    return Passage(
        role="asked",
        titles=ways("unknown.asked_titles"),
        purpose="The viewer knows what the film was asked to be about, and for whom.",
        lines=lines,
        template="key_points",
        props=points_props(phrase("unknown.asked_titles"), statements, phrase("source.brief_point")),
    )


def heard_by(brief: Brief) -> str:
    """The audience; those that a brief has without saying so, in the film's language."""
    audience, english = spoken(brief.audience), phrases_of("en-US")
    for name in ("public", "patients", "professionals"):
        if audience == english.ways(f"audience.{name}")[0]:
            return phrase(f"audience.{name}")
    return audience


def _open_questions() -> Passage:
    lines = (
        Line(
            id="how",
            say=ways("unknown.how"),
            sources=(CRAFT,),
        ),
        Line(
            id="ask",
            say=ways("unknown.ask"),
            sources=(CRAFT,),
        ),
        Line(
            id="where",
            say=ways("unknown.where"),
            sources=(CRAFT,),
            keep="usual",
        ),
    )
    statements = [
        (phrase("unknown.how_point"), "question", "how"),
        (phrase("unknown.well_point"), "question", "ask"),
        (phrase("unknown.risk_point"), "warning", "ask"),
    ]
    return Passage(
        role="open",
        titles=ways("unknown.open_titles"),
        purpose="The viewer knows what the film does not know, and where to find it.",
        lines=lines,
        template="key_points",
        props=points_props(phrase("unknown.open_titles"), statements, phrase("look.shown")),
        otherwise=(
            Picture(
                template="title",
                props={
                    "kicker": phrase("unknown.open_titles"),
                    "title": phrase("unknown.open_title"),
                    "subtitle": phrase("unknown.open_subtitle"),
                },
            ),
        ),
    )
