"""A film about a medicine of the table: what it is, what it does, what this film leaves to others."""

import re

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.scene import Source
from picturelock.writing.knowledge.mechanism import Place
from picturelock.writing.knowledge.medicine import Medicine
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.phrases.translated import MedicineInWords
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
    use_props,
)
from picturelock.writing.template.story import CRAFT, Line, Passage, Story
from picturelock.writing.template.wording import capitalised, fitting, spoken

FACT = 30  # the longest value in the panel beside a structure
LINE = 80  # the longest line of an end card
MOST_LINES = 3  # of an end card; of more, the risks are shown
_ASIDE = re.compile(
    r", (?:the|an?|its) (?:[\w-]+ )?(?:enzyme|transporter|messenger|hormone|switch|brake)\b[^,.]*(?=\.$)"
)
# Read letter by letter these begin with a vowel's sound: an SSRI, an H2 receptor antagonist.
_SPELT = re.compile(r"(?!RAF)[AEFHILMNORSX](?:[A-Z]{2,}|[A-Z]*\d)")


def tell_medicine_of_table(brief: Brief, medicine: Medicine, *, own: bool) -> Story:
    """What the table says about a medicine.

    Args:
        brief: what was asked.
        medicine: its row.
        own: whether the row is a user's, which the film then says.
    """
    name = shown_name(medicine)
    used = medicine.used_in(spoken(brief.context))
    notes: list[str] = []
    if not used:
        notes.append(
            f"“{spoken(brief.context)}” is not among the uses that the template writer knows of "
            f"{medicine.name} ({medicine.use.name}), so the film tells how it works, no more."
        )
    if own:
        notes.append(
            f"What the film says about {medicine.name} is from a row that was added to the table here."
        )
    return Story(
        titles=(
            phrase("film.how", name=medicine.name, Name=capitalised(medicine.name)),
            phrase("film.happens", name=name),
        ),
        passages=(
            opening(brief, medicine.name, used=used),
            identity(medicine, plain=speaks_plainly(brief)),
            *place_passages(medicine.organ or _organ_of_class(medicine), medicine.name, sources_of(medicine)),
            mechanism(medicine),
            *(() if isinstance(medicine, MedicineInWords) else (_uses(medicine),)),
            *from_documents(brief),
            _open(medicine),
            _end(brief, medicine),
        ),
        plain=speaks_plainly(brief),
        notes=tuple(notes),
    )


def _organ_of_class(medicine: Medicine) -> Place | None:
    stem = medicine.its_stem
    return stem.organ if stem is not None and stem.kind == medicine.kind else None


def shown_name(medicine: Medicine) -> str:
    return capitalised(medicine.name)


def sources_of(medicine: Medicine) -> tuple[Source, ...]:
    return tuple(Source(kind="knowledge", name=source) for source in medicine.source)


def identity(medicine: Medicine, *, plain: bool) -> Passage:
    """What the medicine is: its class and its target, beside its structure where the table has one.

    The target's scientific name is left to professionals.
    """
    name, sources = shown_name(medicine), sources_of(medicine)
    group, target = medicine.group, medicine.target
    lines = [
        Line(
            id="class",
            say=_class_ways(medicine),
            sources=sources,
        )
    ]
    statements = [(phrase("identity.class_point", group=group), "check", "class")]
    target_told = medicine.kind != "unsettled" and not plain
    if target_told:
        lines.append(
            Line(
                id="target",
                say=ways("identity.target", target=target),
                sources=sources,
                keep="usual",
            )
        )
        point = fitting(POINT, phrase("identity.target_point", target=target), target[:POINT])[0]
        statements.append((point, "dot", "target"))
    facts: list[JsonValue] = [
        {"name": title, "value": capitalised(value)}
        for title, value in (
            (phrase("identity.class_name"), group),
            (phrase("identity.target_name"), target if target_told else ""),
        )
        if value and len(value) <= FACT
    ]
    props: JsonObject = points_props(
        fitting(60, phrase("identity.heading", name=medicine.name, Name=capitalised(medicine.name)), name)[0],
        statements,
        name,
    )
    if medicine.smiles:
        props = {"title": fitting(60, name)[0], "subtitle": capitalised(group), "smiles": medicine.smiles}
        props["facts"] = facts
    return Passage(
        role="molecule",
        keep="usual",
        titles=ways("identity.titles"),
        purpose=f"The viewer knows the class of {medicine.name}: {group}.",
        lines=tuple(lines),
        template="molecule" if medicine.smiles else "key_points",
        props=props,
    )


def _class_ways(medicine: Medicine) -> tuple[str, ...]:
    """The sentence that names a medicine's class; in other languages than English it is written out whole."""
    name, group = shown_name(medicine), medicine.group
    if isinstance(medicine, MedicineInWords):
        return (medicine.is_a,)
    return ways("identity.class", Name=name, name=medicine.name, group=group, article=_article(group))


def mechanism(medicine: Medicine, role: str = "mechanism") -> Passage:
    """What the medicine does and what follows, after what its class acts on where the stem tells it."""
    sources, stem = sources_of(medicine), medicine.its_stem
    lines: list[Line] = []
    does = medicine.does
    # Of an antibody's name only the target's kind is known by rule; the row knows more.
    if stem is not None and stem.kind == medicine.kind != "antibody" and not _repeats(stem.says, does):
        source = Source(kind="knowledge", name=stem.source)
        lines.append(Line(id="says", say=(stem.says,), sources=(source,), keep="usual"))
        does = _ASIDE.sub("", does)
    lines.append(Line(id="does", say=(does,), sources=sources))
    lines.append(Line(id="leads_to", say=(medicine.leads_to,), sources=sources))
    heading = fitting(
        60,
        phrase("does.heading", name=medicine.name, Name=capitalised(medicine.name)),
        phrase("does.heading_short"),
    )[0]
    statements = [(line.say[0], sign, line.id) for line, sign in zip(lines, _signs(len(lines)), strict=True)]
    template, props = picture_of(
        medicine.picture, heading, shown_name(medicine), statements, capitalised(medicine.group)
    )
    return Passage(
        role=role,
        titles=(
            fitting(
                60,
                phrase("does.title", name=medicine.name, Name=capitalised(medicine.name)),
                phrase("does.title_short"),
            )[0],
            phrase("does.title_other"),
        ),
        purpose=f"The viewer knows what {medicine.name} does, and what follows.",
        lines=tuple(lines),
        template=template,
        props=props,
        otherwise=large_words(phrase("does.title_short"), does, medicine.leads_to)
        if template == "key_points"
        else (),
    )


def _repeats(one: str, other: str) -> bool:
    """Whether most of what a sentence says is in the next one again."""
    first, second = (set(re.findall(r"[\w-]{4,}", _ASIDE.sub("", text).casefold())) for text in (one, other))
    return len(first & second) * 2 > len(first)


def _signs(count: int) -> tuple[str, ...]:
    return ("dot", "pill", "check")[-count:]


def _article(group: str) -> str:
    return "an" if group[0] in "aeio" or _SPELT.match(group) else "a"


def _uses(medicine: Medicine) -> Passage:
    name, use = shown_name(medicine), medicine.use.name
    line = Line(
        id="use",
        say=ways("uses.say", Name=name, name=medicine.name, use=use),
        sources=sources_of(medicine),
    )
    return Passage(
        role="uses",
        keep="extra",
        titles=ways("uses.titles"),
        purpose=f"The viewer knows what {medicine.name} is generally used for.",
        lines=(line,),
        template="title",
        props=use_props(name, use),
    )


def _open(medicine: Medicine) -> Passage:
    name = medicine.name
    lines = (
        Line(
            id="open",
            say=ways("open.say", name=name),
            sources=(CRAFT,),
        ),
        look_it_up(),
    )
    statements = [
        (phrase("open.how_well"), "question", "open"),
        (phrase("open.dose"), "question", "open"),
        (phrase("look.shown"), "dot", "look"),
    ]
    return Passage(
        role="open",
        keep="usual",
        titles=ways("open.titles"),
        purpose="The viewer knows that strength and dose are not told here, and where to find them.",
        lines=lines,
        template="key_points",
        props=points_props(phrase("open.titles"), statements, name),
    )


def _end(brief: Brief, medicine: Medicine) -> Passage:
    passage = closing(brief, None)
    told = (medicine.leads_to, *(line.say[0] for line in risk_lines(medicine)))
    return passage.model_copy(
        update={
            "purpose": "The viewer knows the most important risk that the table has, and whom to ask.",
            "lines": (*risk_lines(medicine), *passage.lines),
            "props": {
                **passage.props,
                "title": fitting(60, shown_name(medicine))[0],
                "lines": [text for line in told if len(text := line.rstrip(".。।")) <= LINE][-MOST_LINES:],
            },
        }
    )


def risk_lines(medicine: Medicine, number: int = 0) -> tuple[Line, ...]:
    """The caution of the row, if it has one, with the medicine's name where the row says "it"."""
    if isinstance(medicine, MedicineInWords):
        return tuple(
            Line(
                id=f"risk{number or ''}{place or ''}",
                say=(text,),
                keep="usual" if place else "core",
                sources=sources_of(medicine),
            )
            for place, text in enumerate(medicine.cautions)
        )
    if medicine.caution is None:
        return ()
    text = re.sub(r"^It\b", shown_name(medicine), medicine.caution)
    line_id = f"risk{number}" if number else "risk"
    return (Line(id=line_id, say=(text,), sources=sources_of(medicine)),)
