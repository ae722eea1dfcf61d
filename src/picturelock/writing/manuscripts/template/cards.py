"""The cards that template scripts are told from, and which come in which order."""

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.manuscript_kind import KindName

FOLDER = Path(__file__).parent
_STEPS = """ordinary disturbance want refusal threshold new_rule attempt setback clue midpoint
pressure doubt loss decision approach confrontation aftermath"""
STEPS: tuple[str, ...] = tuple(_STEPS.split())
# A script of few segments has these, most telling first.
_WEIGHT = """disturbance confrontation aftermath midpoint want loss ordinary threshold clue decision
setback attempt pressure doubt approach refusal new_rule"""
WEIGHT: tuple[str, ...] = tuple(_WEIGHT.split())
# How far the cards reach without one being told twice.
HONEST_LENGTH: dict[KindName, int] = {"movie": 60, "story": 60, "meme": 30, "free-content": 30}
_FILES: dict[KindName, tuple[str, ...]] = {
    "movie": ("story_cards_1.toml", "story_cards_2.toml"),
    "story": ("story_cards_1.toml", "story_cards_2.toml"),
    "meme": ("meme_cards.toml",),
    "free-content": ("post_cards.toml",),
}


class Card(Frozen):
    """One scene, joke or post with its slots; ``said`` is (who, line), who being ``lead`` or ``other``."""

    title: str
    told: tuple[str, ...] = Field(min_length=1)
    said: tuple[tuple[Literal["lead", "other"], str], ...] = Field(min_length=1)
    step: str = ""
    with_: Literal["ally", "rival"] = Field(default="ally", alias="with")


@cache
def cards(kind: KindName) -> tuple[Card, ...]:
    """All cards of a kind."""
    read: list[Card] = []
    for name in _FILES[kind]:
        told = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
        read += [Card.model_validate(card) for card in told["card"]]
    return tuple(read)


def dealt(kind: KindName, count: int, seed: int, idea: str) -> list[Card]:
    """``count`` different cards in the order of their arc; the same seed and idea deal the same.

    Args:
        count: at most the kind's honest length.
    """
    chance = random.Random(f"{kind} {seed} {idea}")
    deck = list(cards(kind))
    if kind not in ("movie", "story"):
        # The first and the last card open and close a series; between them any order will do.
        middle = deck[1:-1]
        chance.shuffle(middle)
        return [deck[0], *middle[: max(0, count - 2)], deck[-1]][:count]
    by_step = {step: [card for card in deck if card.step == step] for step in STEPS}
    for pile in by_step.values():
        chance.shuffle(pile)
    shares = _shares(count, {step: len(pile) for step, pile in by_step.items()})
    return [card for step in STEPS for card in by_step[step][: shares[step]]]


def _shares(count: int, most: dict[str, int]) -> dict[str, int]:
    """How many scenes each step gets: one each in order of weight, then a second one, and so on."""
    shares = dict.fromkeys(STEPS, 0)
    while count > 0:
        for step in WEIGHT:
            if count > 0 and shares[step] < most[step]:
                shares[step] += 1
                count -= 1
    return shares
