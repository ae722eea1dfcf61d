"""Reading a medicine's name as people write it: case, accents, salts, strengths, forms, combinations."""

import re
import tomllib
import unicodedata
from functools import cache

from picturelock.domain.frozen import Frozen
from picturelock.writing.knowledge.table import FILES

MOST_PARTS = 4
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_NUMBER = r"\d+(?:[.,]\d+)*"
_STRENGTH = re.compile(
    rf"{_NUMBER}\s?(?:mg|mcg|µg|μg|ug|g|kg|ml|l|%|iu|units?|mmol|meq|microgram(?:me)?s?|milligram(?:me)?s?)"
    rf"(?:\s?/\s?(?:{_NUMBER}\s?)?(?:ml|l|g|mg|h|hour|day|dose|actuation|puff))?(?![a-z0-9])"
    rf"|(?<![a-z0-9-]){_NUMBER}(?![a-z0-9-])"
)
_SEVERAL = re.compile(r"\s*(?:[+/&;,]|(?<=\s)(?:and|with|plus)(?=\s))\s*")


class AddedWords(Frozen):
    """Words beside a substance's name that don't change what it does."""

    salts: frozenset[str]
    forms: frozenset[str]


@cache
def added_words() -> AddedWords:
    return AddedWords.model_validate(
        tomllib.loads(FILES.joinpath("added_words.toml").read_text(encoding="utf-8"))
    )


def folded(name: str) -> str:
    """A name without case, accents, marks of a trade mark and doubled spaces."""
    plain = unicodedata.normalize("NFKD", name.translate(_DASHES).replace("™", "").replace("®", ""))
    text = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return " ".join(text.split()).strip(" .,;:!?")


def bare_names(name: str) -> tuple[str, ...]:
    """What a folded name may stand for, closest first: whole, without strength, form, and then salt."""
    without_strength = " ".join(_STRENGTH.sub(" ", name).split())
    words = without_strength.split()
    without_form = [word for word in words if word.strip("(),") not in added_words().forms]
    without_salt = [word for word in without_form if word.strip("(),") not in added_words().salts]
    ways = (name, without_strength, " ".join(without_form), " ".join(without_salt))
    return tuple(dict.fromkeys(way.strip(" ,-") for way in ways if way.strip(" ,-")))


def with_parentheses(name: str) -> tuple[str, str]:
    """A folded name before and within parentheses: the second is empty when there are none."""
    found = re.fullmatch(r"([^()]+)\(([^()]+)\)([^()]*)", name)
    if found is None:
        return name, ""
    before, within, after = found.groups()
    return f"{before.strip()} {after.strip()}".strip(), within.strip()


def parts_of(name: str) -> tuple[str, ...]:
    """The substances that a folded name lists, without their strengths; one when it lists none."""
    listed = [part.strip() for part in _SEVERAL.split(_STRENGTH.sub(" ", name))]
    return tuple(dict.fromkeys(part for part in listed if part))
