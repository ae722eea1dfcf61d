"""A film about a medicine that is not known: the brief's words, the documents', and no guess."""

import re

from picturelock.domain.brief import Brief
from picturelock.writing.knowledge.facts import Known
from picturelock.writing.template.shared import (
    MOST_POINTS,
    closing,
    from_documents,
    language_notes,
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
        titles=fitting(80, f"About {name}", f"{name}", "About this medicine"),
        passages=(_opening(brief, name), _asked(brief), *documents, _open_questions(), closing(brief, None)),
        plain=speaks_plainly(brief),
        notes=(
            *language_notes(brief),
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
        titles=("The subject", "What this film is about"),
        purpose="The viewer knows which medicine the film is about.",
        lines=(
            Line(
                say=(f"This film is about {name}.", f"Our subject is {name}."),
                sources=(from_brief("subject", brief.subject),),
            ),
        ),
        template="title",
        props={
            **title_props(name, spoken(brief.context)),
            "title": fitting(80, name, "A medicine")[0],
            "kicker": "",
        },
    )


def _asked(brief: Brief) -> Passage:
    condition, said = spoken(brief.context), in_sentence(brief.context)
    lines = (
        Line(
            id="context",
            say=(f"It was made with one subject in view: {said}.", f"One subject was asked for: {said}."),
            sources=(from_brief("context", brief.context),),
        ),
        Line(
            id="audience",
            say=(f"It is made for {spoken(brief.audience)}.", f"It speaks to {spoken(brief.audience)}."),
            sources=(from_brief("audience", brief.audience),),
            keep="usual",
        ),
    )
    statements = [(condition, "heart", "context"), (f"For {spoken(brief.audience)}", "person", "audience")]
    return Passage(
        role="asked",
        titles=("What was asked", "The brief"),
        purpose="The viewer knows what the film was asked to be about, and for whom.",
        lines=lines,
        template="key_points",
        props=points_props("What was asked", statements, "As the brief says"),
    )


def _open_questions() -> Passage:
    lines = (
        Line(
            id="how",
            say=(
                "How it works was not told to this film, so it does not guess.",
                "This film was not told how it works, and it does not guess.",
            ),
            sources=(CRAFT,),
        ),
        Line(
            id="ask",
            say=(
                "Three questions are worth asking: how it works, how well, and at what risk.",
                "Ask three things: how it works, how well, and at what risk.",
            ),
            sources=(CRAFT,),
        ),
        Line(
            id="where",
            say=(
                "The answers belong in its product information.",
                "Its product information is the place for the answers.",
            ),
            sources=(CRAFT,),
            keep="usual",
        ),
    )
    statements = [
        ("How does it work?", "question", "how"),
        ("How well?", "question", "ask"),
        ("At what risk?", "warning", "ask"),
    ]
    return Passage(
        role="open",
        titles=("What stays open", "Questions to ask"),
        purpose="The viewer knows what the film does not know, and where to find it.",
        lines=lines,
        template="key_points",
        props=points_props("What stays open", statements, "See the product information"),
        otherwise=(
            Picture(
                template="title",
                props={
                    "kicker": "What stays open",
                    "title": "How does it work, how well, and at what risk?",
                    "subtitle": "The answers belong in its product information",
                },
            ),
        ),
    )
