"""A film about a medicine of which only the class is known, from the stem in its name."""

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.scene import Source
from picturelock.writing.knowledge.stem import Stem
from picturelock.writing.template.shared import (
    POINT,
    closing,
    from_documents,
    language_notes,
    opening,
    points_props,
    speaks_plainly,
)
from picturelock.writing.template.story import CRAFT, Line, Passage, Story, from_brief
from picturelock.writing.template.wording import fitting, spoken


def tell_class(brief: Brief, stem: Stem) -> Story:
    """What the stem says about the medicine, and plainly what it does not say."""
    name = spoken(brief.subject)
    return Story(
        titles=(*fitting(80, f"{name}: what its class does", f"The class of {name}", f"About {stem.group}"),),
        passages=(
            _opening(brief, name),
            _name_passage(brief, stem),
            _mechanism(stem, name),
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
    place = "begins with" if stem.stem.endswith("-") else "ends in"
    letters = stem.stem.strip("-")
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


def _mechanism(stem: Stem, name: str) -> Passage:
    says, does, leads_to = (
        Line(id=line_id, say=(text, f"{lead}: {text[0].lower()}{text[1:]}"), sources=_known(stem))
        if not text.split()[0].isupper() and text.split()[0] not in _NAMES
        else Line(id=line_id, say=(text,), sources=_known(stem))
        for line_id, text, lead in (
            ("says", stem.says, "First, the body"),
            ("does", stem.does, "Now the class"),
            ("leads_to", stem.leads_to, "What follows"),
        )
    )
    template, props = _picture(stem, name)
    return Passage(
        role="mechanism",
        titles=("What the class does", "How this class acts"),
        purpose=f"The viewer knows what {stem.group} act on, and what follows.",
        lines=(says, does, leads_to),
        template=template,
        props=props,
    )


# Words that keep their capital inside a sentence.
_NAMES = frozenset({"PPAR-gamma", "Herpes", "GABA", "CDKs", "GLP-1", "Statins"})


def _picture(stem: Stem, name: str) -> tuple[str, JsonObject]:
    drug = fitting(24, name, "This medicine")[0]
    heading = fitting(60, f"What {stem.group} do", "What this class does")[0]
    if stem.action == "enzyme":
        return "enzyme_inhibition", {
            "title": heading,
            "enzyme": stem.label,
            "substrate": stem.partner,
            "products": [stem.effect],
            "drug": drug,
            "mode": "competitive",
            "drug_beat": "@does",
            "blocked_beat": "@leads_to",
        }
    if stem.action in ("blocks", "activates"):
        return "receptor_binding", {
            "title": heading,
            "receptor": stem.label,
            "ligand": stem.partner,
            "drug": drug,
            "effect": stem.action,
            "pathway": [stem.effect],
            "drug_beat": "@does",
            "result_beat": "@leads_to",
        }
    statements = [
        (stem.says, "dot", "says"),
        (stem.does, "pill", "does"),
        (stem.leads_to, "check", "leads_to"),
    ]
    return "key_points", points_props(heading, statements, stem.group)


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
        Line(
            id="look",
            say=("Its product information says that.", "For that there is the product information."),
            sources=(CRAFT,),
            keep="usual",
        ),
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
    )
