"""What a person's feedback asks for, in the few wishes that the template writer can follow."""

import re
from typing import Literal

from picturelock.domain.frozen import Frozen

Wish = Literal["shorter", "longer", "simpler", "technical", "slower", "faster", "light", "dark"]

OPPOSITE: dict[Wish, Wish] = {
    "shorter": "longer",
    "longer": "shorter",
    "simpler": "technical",
    "technical": "simpler",
    "slower": "faster",
    "faster": "slower",
    "light": "dark",
    "dark": "light",
}

# Phrases before single words: "too long" asks for the opposite of "long".
_PHRASES: tuple[tuple[str, Wish], ...] = (
    (r"(?:slow(?:ed)?) (?:it |this |things |the \w+ )?down|more slowly", "slower"),
    (r"speed (?:it |this |things |the \w+ )?up|more quickly|more speed", "faster"),
    (r"cut (?:it |this |the \w+ )?down|less text|fewer (?:words|sentences|scenes)", "shorter"),
    (r"(?:more|some) details?|more text|more (?:words|sentences|scenes)|say more", "longer"),
    (r"less (?:technical|scientific)|(?:less|no|without) jargon|easier to (?:understand|follow)|"
     r"(?:plain|simple|easy) (?:words|english|language)", "simpler"),
    (r"more (?:technical|scientific|precise)", "technical"),
)  # fmt: skip
_SAID: dict[Wish, str] = {
    "shorter": "shorter short shorten briefer brief condense concise tighter",
    "longer": "longer long lengthen extend expand lengthy",
    "simpler": "simpler simple simplify plainer plain easier easy",
    "technical": "technical complicated complex difficult scientific",
    "slower": "slower slow slowly calmer",
    "faster": "faster fast quicker quick quickly snappier",
    "light": "light lighter white bright brighter",
    "dark": "dark darker black",
}
_WORDS: dict[str, Wish] = {word: wish for wish, words in _SAID.items() for word in words.split()}
# What people put around a wish; a part that says anything else is not wholly followed.
_AROUND = frozenset(
    re.findall(
        r"\S+",
        """
        a an and also again all as at background be bit but can colour colours color colors could do
        even everything feel film for get give go going have i i'd i’d i'll in into is it it's it’s
        its just keep kind let like little look looks lot made make mode more movie much must
        narration narrator need no of on one overall pace picture pictures please prefer put quite
        rather read really scene scenes scheme screen script sentences should shot shots slides
        slightly so some somewhat sound speak speaking speech spoken still style talk text than thank
        thanks that the them theme then there they this to too try us use using version very video
        visuals voice want way we whole with words would write written you your
        """,
    )
)
_NOT = frozenset({"not", "don't", "don’t", "never", "dont", "isn't", "isn’t", "without", "less", "too", "no"})


class Part(Frozen):
    """A part of a feedback: the wish that was found in it, if any, and whether that was all it said."""

    text: str
    wish: Wish | None
    whole: bool


def parts_of(feedback: str) -> tuple[Part, ...]:
    """The parts of a feedback, split where one wish ends and another begins."""
    clauses = re.split(r"[.,;!?\n]+|\b(?:and|but|then|also)\b", feedback, flags=re.IGNORECASE)
    parts = (_read(" ".join(clause.split())) for clause in clauses)
    return tuple(part for part in parts if part is not None)


def _read(clause: str) -> Part | None:
    rest = clause.casefold()
    wish: Wish | None = None
    for pattern, meaning in _PHRASES:
        rest, found = re.subn(rf"\b(?:{pattern})\b", " ", rest)
        wish = wish or (meaning if found else None)
    words = re.findall(r"[\w’'-]+", rest)
    if wish is None:
        wish = _single_wish(words)
    unknown = [word for word in words if word not in _AROUND and word not in _WORDS and word not in _NOT]
    if wish is None and not unknown and not any(word in _WORDS for word in words):
        return None  # "please", "thank you": nothing was asked
    return Part(text=clause, wish=wish, whole=wish is not None and not unknown)


def _single_wish(words: list[str]) -> Wish | None:
    wishes: list[Wish] = list(dict.fromkeys(_WORDS[word] for word in words if word in _WORDS))
    if len(wishes) != 1:
        return None  # none, or two that cannot be told apart: left to the person
    place = next(place for place, word in enumerate(words) if word in _WORDS)
    before = set(words[:place])
    comparative = words[place].endswith("er")
    if before & {"too", "less"} or (before & _NOT and not comparative):
        return OPPOSITE[wishes[0]]
    return None if before & _NOT else wishes[0]
