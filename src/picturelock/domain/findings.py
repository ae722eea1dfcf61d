"""What a sentence can say that a picture shows: a ratio and its interval, so many of so many, a quotation."""

import re
from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen

RatioName = Literal["Hazard ratio", "Odds ratio", "Risk ratio", "Rate ratio"]


class Ratio(Frozen):
    """An estimate with its interval, and what it is of where the sentence says that."""

    name: RatioName
    estimate: float
    low: float
    high: float
    confidence: int = 95
    of: str = Field(default="", max_length=32)


class PeopleShare(Frozen):
    """So many of so many people, and what is so of them: "12 of 100", "patients had a headache"."""

    count: int
    of: int
    what: str = Field(min_length=1, max_length=80)


class Quoted(Frozen):
    """Words in quotation marks, and whose they are."""

    words: str = Field(min_length=1, max_length=320)
    who: str = Field(min_length=1, max_length=70)


MOST_PEOPLE = 200
_NAMES: dict[str, RatioName] = {
    "hazard ratio": "Hazard ratio",
    "hr": "Hazard ratio",
    "odds ratio": "Odds ratio",
    "or": "Odds ratio",
    "risk ratio": "Risk ratio",
    "relative risk": "Risk ratio",
    "rr": "Risk ratio",
    "rate ratio": "Rate ratio",
}
_VALUE = r"\d+(?:\.\d+)?"
# "hazard ratio for death 0.61 (95% CI 0.51-0.72)", "HR 0.61; 95% confidence interval, 0.51 to 0.72"
_RATIO = re.compile(
    r"(?P<name>(?i:hazard ratio|odds ratio|risk ratio|relative risk|rate ratio)|\bHR|\bOR|\bRR)\b"
    r"(?: (?:for|of) (?P<of>[^\d,;:()=]{2,40}?))?\s*(?:was|is|:|=|,|of)?\s*"
    rf"(?P<estimate>{_VALUE})\s*[\[(,;]*\s*(?P<confidence>\d\d)\s?%[- ]?\s*(?i:CI|confidence interval)"
    rf"\s*[:,=]?\s*(?:from )?(?P<low>{_VALUE})\s*(?:-|–|—|to|,|;)\s*(?P<high>{_VALUE})"
)
_BEFORE = re.compile(r"^(?P<of>[^\d,;:()=]{2,32}):\s")
# What turns a number into a bound or a guess: the picture would say more than the words.
_PEOPLE = r"(?:patients|people|adults|children|women|men|participants|persons|subjects|users|volunteers)"
_LEAD = r"^(?:(?P<lead>[^,;:\d]{1,60}), )?(?:(?i:a total of) )?"
_SO_MANY = re.compile(
    _LEAD + rf"(?P<count>\d+) (?:of|in|out of)(?: the| every)? (?P<of>\d+) (?P<what>{_PEOPLE}\b.*)$"
)
_PER_CENT = re.compile(_LEAD + rf"(?P<count>\d+)\s?(?:%|per ?cent) of (?:the |all )?(?P<what>{_PEOPLE}\b.*)$")
_NUMBER = re.compile(r"\d")
_OPEN, _CLOSE = '“"', '”"'
_WORDS = rf"[{_OPEN}](?P<words>[^{_OPEN}{_CLOSE}]+)[{_CLOSE}]"
_SAYS = r"(?:said|says|wrote|writes|states?|stated|concludes?|concluded|notes?|noted)"
_WHO = r"(?P<who>[^\d“”\"]{2,70}?)"
_QUOTED = (
    re.compile(rf"^{_WORDS},?\s*(?:{_SAYS}|according to|[—–-])\s+{_WHO}\.?$"),
    re.compile(rf"^{_WORDS},?\s+{_WHO}\s+{_SAYS}\.?$"),
    re.compile(rf"^{_WHO}\s+{_SAYS}(?: that)?[:,]?\s*{_WORDS}\.?$"),
    re.compile(rf"^{_WHO}:\s*{_WORDS}\.?$"),
)
_FEWEST_WORDS = 3


def ratio_in(sentence: str) -> Ratio | None:
    """The ratio that a sentence gives with its interval; None when there is none, or several.

    None for an estimate outside its interval too: one of the numbers is wrong; which, only its author knows.
    """
    said = " ".join(sentence.split())
    found = list(_RATIO.finditer(said))
    if len(found) != 1:
        return None
    match = found[0]
    estimate, low, high = (float(match[name]) for name in ("estimate", "low", "high"))
    if not 0 < low <= estimate <= high or high / low > 10_000 or int(match["confidence"]) < 50:
        return None
    before = _BEFORE.match(said)
    of = match["of"] or (before["of"] if before else "") or ""
    of = re.sub(r"^the ", "", re.sub(r"\s+(?:was|is)$", "", of.strip()))
    return Ratio(
        name=_NAMES[match["name"].casefold()],
        estimate=estimate,
        low=low,
        high=high,
        confidence=int(match["confidence"]),
        of=of[:1].upper() + of[1:] if len(of) <= 32 else "",
    )


def people_in(sentence: str) -> PeopleShare | None:
    """The one share of people that a sentence is about; None when it has other numbers, or a bound or guess.

    A whole per cent is so many of 100. A share that no picture can hold is not counted down.
    """
    said = " ".join(sentence.split()).rstrip(".")
    match = _SO_MANY.match(said)
    of = int(match["of"]) if match else 100
    match = match or _PER_CENT.match(said)
    if match is None:
        return None
    what, count = match["what"], int(match["count"])
    alone = not _NUMBER.search(what)
    return (
        PeopleShare(count=count, of=of, what=what)
        if alone and 2 <= of <= MOST_PEOPLE and count <= of and len(what) <= 80
        else None
    )


def quoted_in(sentence: str) -> Quoted | None:
    """The quotation that a sentence is, and whose; None when nobody is named for it."""
    said = " ".join(sentence.split())
    for pattern in _QUOTED:
        match = pattern.match(said)
        if match and len(match["words"].split()) >= _FEWEST_WORDS and len(match["words"]) <= 320:
            return Quoted(words=match["words"].strip(" ,"), who=match["who"].strip(" ,"))
    return None
