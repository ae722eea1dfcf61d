"""The scene of where in the body a medicine mainly acts, told only where the knowledge names the organ."""

from picturelock.domain.scene import Source
from picturelock.writing.knowledge.mechanism import Place
from picturelock.writing.template.story import Line, Passage
from picturelock.writing.template.wording import capitalised

_CELLS: dict[Place, str] = {
    "airways": "Airway muscle cells",
    "bladder": "Bladder muscle cells",
    "brain": "Nerve cells",
    "gut": "Gut lining",
    "heart": "Heart muscle cells",
    "kidney": "Tubule cells",
    "liver": "Liver cells",
    "stomach": "Stomach lining",
    "vessel wall": "Vessel muscle cells",
}
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
    acts = "act" if many else "acts"
    line = Line(
        id="organ",
        say=(
            f"{capitalised(who)} {acts} mainly in the {organ}.",
            f"The {organ} {'are' if organ == 'airways' else 'is'} where {who} mainly {acts}.",
        ),
        sources=sources,
    )
    return (
        Passage(
            role="where",
            keep="usual",
            titles=(f"Where it acts: the {organ}", "From the organ to its cells"),
            purpose=f"The viewer knows that {who} {acts} mainly in the {organ}.",
            lines=(line,),
            template="organ_closeup",
            props={
                "title": f"Where {'they act' if many else 'it acts'}: the {organ}",
                "organ": _DRAWN.get(organ, organ),
                "name": capitalised(organ),
                "cells": _CELLS[organ],
                "zoom_beat": "@organ",
            },
        ),
    )
