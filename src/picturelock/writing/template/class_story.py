"""A film about a medicine of which only the class is known, from the stem in its name."""

from picturelock.domain.brief import Brief
from picturelock.domain.scene import Source
from picturelock.writing.knowledge.stem import Stem
from picturelock.writing.template.mechanism_picture import large_words, picture_of
from picturelock.writing.template.place_passage import place_passages
from picturelock.writing.template.shared import (
    LOOK_IT_UP,
    POINT,
    closing,
    from_documents,
    language_notes,
    opening,
    points_props,
    speaks_plainly,
)
from picturelock.writing.template.story import CRAFT, Line, Passage, Picture, Story, from_brief
from picturelock.writing.template.wording import capitalised, fitting, spoken


def tell_class(brief: Brief, stem: Stem) -> Story:
    """What the stem says about the medicine, and plainly what it does not say."""
    name = spoken(brief.subject)
    return Story(
        titles=(*fitting(80, f"{name}: what its class does", f"The class of {name}", f"About {stem.group}"),),
        passages=(
            _opening(brief, name),
            _name_passage(brief, stem),
            *place_passages(stem.organ, stem.group, _known(stem), many=True),
            class_mechanism(stem, name),
            _open_questions(stem, name),
            *from_documents(brief),
            closing(brief, None),
        ),
        plain=speaks_plainly(brief),
        notes=(
            *language_notes(brief),
            f"The template writer does not know “{name}” itself, only its class by the stem {stem.stem} "
            f"({stem.group}): the film says what the class does, and what it cannot say about this product.",
        ),
    )


def _opening(brief: Brief, name: str) -> Passage:
    passage = opening(brief, name, used=False)
    title = fitting(80, f"{name}: what its class does", f"{name}", "What its class does")[0]
    return passage.model_copy(update={"props": {**passage.props, "title": title}})


def _known(stem: Stem) -> tuple[Source, ...]:
    return (Source(kind="knowledge", name=stem.source),)


def _name_passage(brief: Brief, stem: Stem) -> Passage:
    letters = stem.letters_in(brief.subject)
    place = "ends in" if stem.stem.startswith("-") else "begins with"
    lines = (
        Line(
            id="name",
            say=(
                f"Its name {place} “{letters}”, and names of medicines follow rules.",
                f"Names of medicines follow rules, and this one {place} “{letters}”.",
            ),
            sources=(from_brief("subject", brief.subject), *_known(stem)),
        ),
        Line(
            id="class",
            say=(
                f"Internationally, that marks the {stem.group}.",
                f"That is the international sign of the {stem.group}.",
            ),
            sources=_known(stem),
        ),
    )
    statements = [
        (f"The name {place} “{letters}”", "pill", "name"),
        (f"Class: {stem.group}", "check", "class"),
    ]
    return Passage(
        role="name",
        titles=("What the name says", "A name with a meaning"),
        purpose=f"The viewer knows that the stem {stem.stem} stands for {stem.group}.",
        lines=lines,
        template="key_points",
        props=points_props("What the name says", statements, "An international rule of naming"),
    )


# Words that begin a sentence and lose their capital inside one; any other may be a name.
_ORDINARY = frozenset(
    (
        "a",
        "an",
        "after",
        "as",
        "bacteria",
        "blood",
        "cells",
        "fewer",
        "fungi",
        "given",
        "in",
        "it",
        "less",
        "many",
        "medicines",
        "more",
        "most",
        "new",
        "on",
        "part",
        "some",
        "such",
        "the",
        "these",
        "they",
        "this",
        "through",
        "vessels",
        "viruses",
        "when",
        "with",
    )
)


def class_mechanism(stem: Stem, name: str, role: str = "mechanism") -> Passage:
    """What the class acts on, what it does there, and what follows."""
    source = _known(stem)
    lines = tuple(
        Line(id=line_id, say=_ways(text, lead), sources=source)
        for line_id, text, lead in (
            ("says", stem.says, "First, the body"),
            ("does", stem.does, "Now the class"),
            ("leads_to", stem.leads_to, "What follows"),
        )
    )
    heading = fitting(60, f"What {stem.group} do", "What this class does")[0]
    statements = [
        (stem.says, "dot", "says"),
        (stem.does, "pill", "does"),
        (stem.leads_to, "check", "leads_to"),
    ]
    template, props = picture_of(stem, heading, name, statements, capitalised(stem.group))
    return Passage(
        role=role,
        titles=("What the class does", "How this class acts"),
        purpose=f"The viewer knows what {stem.group} act on, and what follows.",
        lines=lines,
        template=template,
        props=props,
        otherwise=large_words("What the class does", stem.does, stem.leads_to)
        if template == "key_points"
        else (),
    )


def _ways(text: str, lead: str) -> tuple[str, ...]:
    if text.split()[0].casefold() not in _ORDINARY:
        return (text,)
    return text, f"{lead}: {text[0].lower()}{text[1:]}"


def _open_questions(stem: Stem, name: str) -> Passage:
    short = fitting(60, name, "this product")[0]
    lines = (
        Line(
            id="class_only",
            say=(
                "That is true of the class; products differ within it.",
                "So much for the class; within it, products differ.",
            ),
            sources=(CRAFT,),
        ),
        Line(
            id="unknown",
            say=(
                f"How strong, how long and how safe {short} is, this film does not know.",
                f"This film does not know how strong, how long or how safe {short} is.",
            ),
            sources=(CRAFT,),
        ),
        LOOK_IT_UP.model_copy(update={"keep": "usual"}),
    )
    statements = [
        (fitting(POINT, f"How strongly {short} acts")[0], "question", "unknown"),
        (fitting(POINT, "How long, and at which dose")[0], "question", "unknown"),
        ("Its risks, and for whom it is", "question", "unknown"),
    ]
    return Passage(
        role="unknown",
        titles=("What the class does not tell", "What stays open"),
        purpose="The viewer knows that this product's own strength, duration and safety are not told here.",
        lines=lines,
        template="key_points",
        props=points_props("What the class does not tell", statements, stem.group),
        otherwise=(
            Picture(
                template="title",
                props={
                    "kicker": "What the class does not tell",
                    "title": "How strong, how long, and how safe?",
                    "subtitle": "Products differ within a class",
                },
            ),
        ),
    )
