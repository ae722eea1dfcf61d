"""Scenes in a row that look the same."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from picturelock.domain.drawing import TemplateCard
from picturelock.domain.frozen import Frozen
from picturelock.domain.shot import Shot
from picturelock.writing.pictures.said import code_values, has_figures


class Alike(Frozen):
    """Two neighbours with one look. ``figures``: each shows its own, as two charts of one study do."""

    first: str
    second: str
    template: str
    figures: bool

    def __str__(self) -> str:
        why = ": each has figures of its own" if self.figures else ""
        return f"{self.first} and {self.second} look alike, both are {self.template}{why}"


def neighbours_alike(
    shots: tuple[Shot, ...], catalogue: tuple[TemplateCard, ...], footage_words: Mapping[str, str]
) -> tuple[Alike, ...]:
    """The neighbours that are shown by one template in the same way, in the order of the film.

    A picture is another one when a choice among its template's kinds is another, or the clip behind it.
    """
    cards = {card.name: card for card in catalogue}

    def look(shot: Shot) -> object:
        card = cards.get(shot.template)
        codes = code_values(shot.props, card) if card else {}
        return shot.template, footage_words.get(shot.scene_id, ""), sorted(codes.items(), key=str)

    def pairs() -> Iterator[Alike]:
        for one, other in pairwise(shots):
            if look(one) == look(other):
                yield Alike(
                    first=one.scene_id,
                    second=other.scene_id,
                    template=one.template,
                    figures=has_figures(one.props) and has_figures(other.props),
                )

    return tuple(pairs())
