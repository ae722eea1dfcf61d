"""The scene of where in the body a medicine mainly acts, told only where the knowledge names the organ."""

from picturelock.domain.scene import Source
from picturelock.writing.knowledge.mechanism import Place
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.template.story import Line, Passage
from picturelock.writing.template.wording import capitalised

# What the picture calls them, where that is another word.
_DRAWN: dict[Place, str] = {"airways": "airway", "vessel wall": "vessel"}


def place_passages(
    organ: Place | None, who: str, sources: tuple[Source, ...], *, many: bool = False
) -> tuple[Passage, ...]:
    """The scene of the organ, or none where no organ is named.

    Args:
        organ: where the medicine mainly acts.
        who: the medicine or its class, as it stands within a sentence.
        sources: where that can be looked up.
        many: whether ``who`` are several.
    """
    if organ is None:
        return ()
    place, acts = phrase(f"organ.{organ}"), "where.act" if many else "where.acts"
    line = Line(id="organ", say=ways(acts, who=who, Who=capitalised(who), organ=place), sources=sources)
    return (
        Passage(
            role="where",
            keep="usual",
            titles=ways("where.titles", organ=place),
            purpose=f"The viewer knows that the place of {who} is mainly the {organ}.",
            lines=(line,),
            template="organ_closeup",
            props={
                "title": phrase("where.heading_many" if many else "where.heading", organ=place),
                "organ": _DRAWN.get(organ, organ),
                "name": capitalised(phrase(f"organ_name.{organ}")),
                "cells": phrase(f"cells.{organ}"),
                "zoom_beat": "@organ",
            },
        ),
    )
