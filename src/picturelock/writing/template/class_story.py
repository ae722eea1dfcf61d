"""A film about a medicine of which only the class is known, from the stem in its name."""

from picturelock.domain.brief import Brief
from picturelock.domain.scene import Source
from picturelock.writing.knowledge.stem import Stem
from picturelock.writing.phrases.phrases import in_english, phrase, ways
from picturelock.writing.template.mechanism_picture import large_words, picture_of
from picturelock.writing.template.place_passage import place_passages
from picturelock.writing.template.shared import (
    POINT,
    closing,
    from_documents,
    look_it_up,
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
        titles=fitting(80, *ways("class.titles", name=name, Name=name, group=stem.group)),
        passages=(
            _opening(brief, name, stem),
            _name_passage(brief, stem),
            *place_passages(stem.organ, stem.group, _known(stem), many=True),
            class_mechanism(stem, name),
            _open_questions(stem, name),
            *from_documents(brief),
            closing(brief, None),
        ),
        plain=speaks_plainly(brief),
        notes=(
            f"The template writer does not know “{name}” itself, only its class by the stem {stem.stem} "
            f"({stem.group}): the film says what the class does, and what it cannot say about this product.",
        ),
    )


def _opening(brief: Brief, name: str, stem: Stem) -> Passage:
    passage = opening(brief, name, used=False)
    title = fitting(
        80, phrase("class.titles", name=name, Name=name, group=stem.group), name, phrase("class.title_short")
    )[0]
    return passage.model_copy(update={"props": {**passage.props, "title": title}})


def _known(stem: Stem) -> tuple[Source, ...]:
    return (Source(kind="knowledge", name=stem.source),)


def _name_passage(brief: Brief, stem: Stem) -> Passage:
    letters = stem.letters_in(brief.subject)
    place = "ends" if stem.stem.startswith("-") else "begins"
    lines = (
        Line(
            id="name",
            say=ways(f"class.name_{place}", letters=letters),
            sources=(from_brief("subject", brief.subject), *_known(stem)),
        ),
        Line(
            id="class",
            say=ways("class.marks", group=stem.group),
            sources=_known(stem),
        ),
    )
    statements = [
        (phrase(f"class.point_{place}", letters=letters), "pill", "name"),
        (phrase("identity.class_point", group=stem.group), "check", "class"),
    ]
    return Passage(
        role="name",
        titles=ways("class.name_titles"),
        purpose=f"The viewer knows that the stem {stem.stem} stands for {stem.group}.",
        lines=lines,
        template="key_points",
        props=points_props(phrase("class.name_titles"), statements, phrase("class.rule")),
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
    heading = fitting(60, phrase("class.does", group=stem.group), phrase("class.does_short"))[0]
    statements = [
        (stem.says, "dot", "says"),
        (stem.does, "pill", "does"),
        (stem.leads_to, "check", "leads_to"),
    ]
    template, props = picture_of(stem, heading, name, statements, capitalised(stem.group))
    return Passage(
        role=role,
        titles=ways("class.does_titles"),
        purpose=f"The viewer knows what {stem.group} act on, and what follows.",
        lines=lines,
        template=template,
        props=props,
        otherwise=large_words(phrase("class.does_short"), stem.does, stem.leads_to)
        if template == "key_points"
        else (),
    )


def _ways(text: str, lead: str) -> tuple[str, ...]:
    if not in_english() or text.split()[0].casefold() not in _ORDINARY:
        return (text,)
    return text, f"{lead}: {text[0].lower()}{text[1:]}"


def _open_questions(stem: Stem, name: str) -> Passage:
    short = fitting(60, name, phrase("class.this_product"))[0]
    lines = (
        Line(
            id="class_only",
            say=ways("class.true_of_class"),
            sources=(CRAFT,),
        ),
        Line(
            id="unknown",
            say=ways("class.unknown", name=short),
            sources=(CRAFT,),
        ),
        look_it_up().model_copy(update={"keep": "usual"}),
    )
    statements = [
        (fitting(POINT, phrase("class.how_strongly", name=short))[0], "question", "unknown"),
        (fitting(POINT, phrase("class.how_long"))[0], "question", "unknown"),
        (phrase("class.risks"), "question", "unknown"),
    ]
    return Passage(
        role="unknown",
        titles=ways("class.open_titles"),
        purpose="The viewer knows that this product's own strength, duration and safety are not told here.",
        lines=lines,
        template="key_points",
        props=points_props(phrase("class.open_titles"), statements, stem.group),
        otherwise=(
            Picture(
                template="title",
                props={
                    "kicker": phrase("class.open_titles"),
                    "title": phrase("class.open_title"),
                    "subtitle": phrase("class.open_subtitle"),
                },
            ),
        ),
    )
