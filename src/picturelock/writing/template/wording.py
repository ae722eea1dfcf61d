"""Choosing among ways of saying the same thing: the same seed and turn always choose the same."""

import hashlib
import re

from picturelock.domain.brief import Brief
from picturelock.domain.rework import Rework
from picturelock.writing.phrases.phrases import in_english, phrases_at_hand


class Wording:
    """A seeded choice of phrasings; each turn moves on to the next way of saying a thing."""

    def __init__(self, seed: int, turn: int) -> None:
        self.seed = seed
        self.turn = turn

    def pick(self, ways: tuple[str, ...], *place: object) -> str:
        """One of ``ways`` (at least one) for a place in the film, e.g. a role and a line's number."""
        start = int(hashlib.sha256(repr((self.seed, place)).encode()).hexdigest()[:8], 16)
        return ways[(start + self.turn) % len(ways)]


def wording_of(brief: Brief, rework: Rework) -> Wording:
    """The wording of this run.

    A run that follows feedback keeps the words that were not complained about, so only runs that were asked
    for without feedback move on to other words.
    """
    return Wording(brief.seed, max(0, rework.variation - 1 - len(rework.feedback)))


def spoken(text: str) -> str:
    """A field of the brief as it can stand in a sentence: one line, without closing punctuation."""
    line = " ".join(text.split())
    return line.rstrip(" .,;:!?。、，।؟؛") or line


def closed(text: str) -> str:
    """A phrase as a sentence of its own, with the full stop of its script."""
    stop = {"ja": "。", "zh": "。", "hi": "।"}.get(phrases_at_hand().language, ".")
    return text if text.endswith((".", "。", "।", "!", "?", "؟")) else f"{text}{stop}"


def capitalised(text: str) -> str:
    """A phrase as it stands by itself, for example as a title."""
    return text[:1].upper() + text[1:]


_THE = re.compile(
    r"(?:\w+ )?(?:prevention|treatment|management|relief|reduction|prophylaxis) of\b", re.IGNORECASE
)
_ORDINARY = re.compile(
    r"(?:prevent|treat|manag|relie|reduc|prophyl|primary|secondary|acute|chronic|severe|mild|moderate|high|low|"
    r"type|pain|inflam|fever|head|tooth|back|heart|stroke|hypertens|blood|diabet|asthma|allerg|depress|bacter|"
    r"infect|acid|reflux|elevated|early|late|adult|child|patients|people)",
    re.IGNORECASE,
)


def in_sentence(condition: str) -> str:
    """A condition as it reads inside a sentence: "the prevention of heart attack", "type 2 diabetes".

    Only words that are known to be ordinary lose their capital; it may be a name (Crohn, Parkinson). Other
    languages' conditions stand as they were written.
    """
    text = spoken(condition)
    if not in_english():
        return text
    first = text.split()[0] if text else ""
    if first[1:].islower() and _ORDINARY.match(first):
        text = text[0].lower() + text[1:]
    return f"the {text}" if _THE.match(text) else text


def fitting(limit: int, *ways: str) -> tuple[str, ...]:
    """The ways that are at most ``limit`` characters long; the last one must always be.

    Raises:
        ValueError: not even the last one fits.
    """
    fits = tuple(dict.fromkeys(way for way in ways if len(way) <= limit))
    if not fits:
        raise ValueError(f"no wording of at most {limit} characters: {ways[-1]!r}")
    return fits
