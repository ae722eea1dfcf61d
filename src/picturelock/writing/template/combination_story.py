"""A film about a medicine of several substances: each is told, and what they do together is not guessed."""

from picturelock.domain.brief import Brief
from picturelock.writing.knowledge.medicine import Medicine
from picturelock.writing.knowledge.stem import Stem
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.template.class_story import class_mechanism
from picturelock.writing.template.shared import (
    POINT,
    closing,
    film_titles,
    from_documents,
    opening,
    points_props,
    speaks_plainly,
)
from picturelock.writing.template.story import Line, Passage, Story, from_brief
from picturelock.writing.template.table_story import mechanism, risk_lines
from picturelock.writing.template.wording import capitalised, fitting, spoken

Part = Medicine | Stem


def tell_combination(brief: Brief, parts: tuple[Part, ...]) -> Story:
    """What is known of each part (at least two), one after the other."""
    name = spoken(brief.subject)
    condition = spoken(brief.context)
    used = any(isinstance(part, Medicine) and part.use.fits(condition) for part in parts)
    notes: list[str] = []
    if classes := [part.group for part in parts if isinstance(part, Stem)]:
        notes.append(f"Of one or more parts only the class is known, by the stem: {', '.join(classes)}.")
    notes.append(
        f"The template writer knows the parts of “{name}” but not the product: the film tells what each part "
        "does, and not what the product does."
    )
    return Story(
        titles=fitting(80, *film_titles(name)),
        passages=(
            opening(brief, name, used=used),
            _listing(brief, parts),
            *(_passage(part, place) for place, part in enumerate(parts, 1)),
            *from_documents(brief),
            _end(brief, name, parts),
        ),
        plain=speaks_plainly(brief),
        notes=tuple(notes),
    )


def _called(part: Part) -> str:
    return part.name if isinstance(part, Medicine) else phrase("combination.one_of", group=part.group)


def _passage(part: Part, place: int) -> Passage:
    role = "mechanism" if place == 1 else f"mechanism{place}"
    return (
        mechanism(part, role)
        if isinstance(part, Medicine)
        else class_mechanism(part, phrase("combination.this_part"), role)
    )


def _listing(brief: Brief, parts: tuple[Part, ...]) -> Passage:
    named = [_called(part) for part in parts]
    source = (from_brief("subject", brief.subject),)
    lines = [
        Line(id="lead", say=ways(f"combination.lead_{len(parts)}"), sources=source),
        *(
            Line(
                id=f"part{place}",
                say=ways(f"combination.part_{place + 1}", name=name),
                sources=source,
                keep="usual",
            )
            for place, name in enumerate(named)
        ),
    ]
    statements = [
        (
            fitting(POINT, f"{capitalised(_called(part))}: {part.group}", capitalised(_called(part)))[0],
            "pill",
            f"part{place}",
        )
        for place, part in enumerate(parts)
    ]
    return Passage(
        role="molecule",
        titles=ways("combination.titles"),
        purpose="The viewer knows which substances the medicine holds.",
        lines=tuple(lines),
        template="key_points",
        props=points_props(phrase("combination.titles"), statements, phrase("combination.filler")),
    )


def _end(brief: Brief, name: str, parts: tuple[Part, ...]) -> Passage:
    passage = closing(brief, None)
    risks = tuple(
        line
        for place, part in enumerate(parts, 1)
        if isinstance(part, Medicine)
        for line in risk_lines(part, place)
    )
    return passage.model_copy(
        update={
            "lines": (*risks, *passage.lines),
            "props": {
                **passage.props,
                "title": fitting(60, capitalised(name), phrase("combination.keep"))[0],
            },
        }
    )
