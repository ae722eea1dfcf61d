"""What a sentence is by its form: a figure, a comparison, a list, something to do. Its words stay its own.

Only forms that are plain to see are known; any other sentence is none of them, and is shown whole.
"""

import re
from collections.abc import Iterator

from picturelock.domain.frozen import Frozen

MOST_WORDS = 4  # of one entry of a list
LABEL = 28
DETAIL = 64

_WRITTEN = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TIME = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_FIGURE = re.compile(
    rf"(?P<weighed>\b(?:[A-Za-z]+ ){{0,2}}(?:up to|at least|more than|less than|fewer than|about|around) )?"
    rf"(?<![\w.,-])(?:(?P<value>\d+ in \d+|\d+(?:[.,]\d+)*)(?P<unit>\s?%|[ -][a-zA-Zµμ]+)?"
    rf"|(?P<written>{_WRITTEN}) (?P<time>{_TIME}))(?![\w])"
)


# After a number that stands for itself, as in the name of a thing.
_NO_UNITS = frozenset(
    re.findall(
        r"\w+",
        "a and are as at by for from has in is it no of on or that the to was were with",
    )
)


class Figure(Frozen):
    """The one figure that a sentence is about, as the sentence writes it, with the words that limit it."""

    value: str
    unit: str
    weighed: str = ""

    @property
    def lasts(self) -> bool:
        """Whether it is a time."""
        return re.fullmatch(_TIME, self.unit) is not None


class Compared(Frozen):
    """Two shares of one thing, each with the group that it was found in."""

    study: str
    what: str
    parts: tuple[str, str]
    """The sentence's words about each group."""
    arms: tuple[tuple[str, float], tuple[str, float]]


class Listing(Frozen):
    """The words before a list, and its entries."""

    head: str
    entries: tuple[str, ...]


class Act(Frozen):
    """One thing to do: the words of a whole clause, cut where a phrase begins."""

    clause: str
    label: str
    detail: str = ""


def figure(text: str) -> Figure | None:
    """The figure of a sentence that has one; of a quantity and how long it lasts, how long."""
    found = [
        Figure(
            value=match["value"] or match["written"],
            unit=(match["unit"] or match["time"] or "").strip(" -"),
            weighed=(match["weighed"] or "").strip(),
        )
        for match in _FIGURE.finditer(text)
    ]
    times = [one for one in found if one.lasts]
    chosen = found if len(found) == 1 else times if len(found) == 2 and len(times) == 1 else []
    one = chosen[0] if chosen else None
    if one is None or not one.unit or one.unit in _NO_UNITS:
        return None
    return one if len(one.value) <= 9 and len(one.unit) <= 16 else None


_PEOPLE = r"(?:people|patients|adults|children|women|men|those|participants|volunteers)"
_TOOK = r"(?:who )?(?:taking|took|using|used|treated with|given|receiving|received|on|with)"
_STUDY = r"(?:(?P<study>In an? (?:\w+ )?(?:study|trial) (?:of|with) [^,]+), )?"
_BESIDE = rf"(?P<two>\d+(?:\.\d+)?)% (?:of {_PEOPLE} )?{_TOOK} (?P<other>[^,;]+?)\.?"
_COMPARISONS = (
    re.compile(
        rf"{_STUDY}(?P<one>\d+(?:\.\d+)?)% of {_PEOPLE} {_TOOK} (?P<mine>[\w -]+?) "
        rf"(?:had|were|showed|reported) (?P<what>[^,;%]+), "
        rf"(?P<joint>compared with|compared to|versus|and|against) {_BESIDE}"
    ),
    re.compile(
        rf"{_STUDY}(?P<what>[^,;%]+?) in (?P<one>\d+(?:\.\d+)?)% of {_PEOPLE} {_TOOK} (?P<mine>[\w -]+?)"
        rf",? (?P<joint>and|compared with|compared to|versus|against) (?:in )?{_BESIDE}"
    ),
)


def compared(text: str) -> Compared | None:
    """Two shares of the same thing in two groups, where a sentence says so in so many words."""
    for pattern in _COMPARISONS:
        found = pattern.fullmatch(text)
        if found:
            return Compared(
                study=found["study"] or "",
                what=found["what"],
                parts=(text[: found.start("joint")].rstrip(), text[found.start("joint") :]),
                arms=((found["mine"], float(found["one"])), (found["other"], float(found["two"]))),
            )
    return None


_OPENS = re.compile(
    r"\b(?:made (?:from|of)|contains?|holds?|relieves?|calms?|eases?|reduces?|includes?|comes in)\s"
)
_DENIES = re.compile(r"\b(?:not|no|never|without|cannot|neither)\b|n't\b", re.IGNORECASE)
_SOOTHES = re.compile(r"\b(?:relieves?|calms?|eases?|reduces?)\s$")


def listing(text: str) -> Listing | None:
    """A list of short things at a sentence's end: three with a comma, or two that are plain to see."""
    for opens in _OPENS.finditer(text):
        if _DENIES.search(text[: opens.end()]):
            continue  # what is drawn would seem to be there
        rest = text[opens.end() :].rstrip(".")
        entries = tuple(part for part in re.split(r", (?:and |or )?| and ", rest) if part)
        if not 2 <= len(entries) <= 6 or any(
            len(entry) > LABEL or len(entry.split()) > MOST_WORDS for entry in entries
        ):
            continue
        # Two things joined by "and" may as well be two statements; figures and single words are not.
        counted = all(entry[0].isdigit() for entry in entries)
        single = _SOOTHES.search(opens[0]) and all(" " not in entry for entry in entries)
        if len(entries) > 2 or counted or single:
            return Listing(head=text[: opens.end()].strip(), entries=entries)
    return None


_DOES = frozenset(
    re.findall(
        r"\w+",
        """
    add apply check chew clean close dissolve drink fill inject keep let mix open place pour press put remove
    rinse screw shake spread spray stir store swallow take turn twist unscrew use wait warm wash wipe
    """,
    )
)
_PHRASE = re.compile(
    r",? (?=(?:to|with|for|before|after|in|into|on|until|unless|once|while|without|twice|under|when|where)\b)"
)


def acts(text: str) -> tuple[Act, ...]:
    """What a sentence says to do, clause by clause; none when it is no instruction or too long for steps."""
    made = tuple(_act(clause) for clause in _clauses(text))
    return tuple(act for act in made if act is not None) if all(made) else ()


def _clauses(text: str) -> list[str]:
    """The clauses that each begin with something to do; the text whole when they do not."""
    return re.split(rf"(?<=,) (?=and (?:{'|'.join(sorted(_DOES))})\b)", text)


def _act(clause: str) -> Act | None:
    said = clause.removeprefix("and ").rstrip(" .,")
    if not said or said.split()[0].casefold() not in _DOES:
        return None
    if len(said) <= LABEL and not _PHRASE.search(said):
        return Act(clause=clause, label=_capital(said))
    for found in reversed(list(_cuts(said))):
        label, detail = said[: found.start()], said[found.end() :]
        if len(label) <= LABEL and len(detail) <= DETAIL:
            return Act(clause=clause, label=_capital(label), detail=detail)
    return None


def halves(text: str, *, label: int, detail: int) -> tuple[str, str] | None:
    """A short sentence cut in two where a phrase begins, or whole when it is a label; None when too long."""
    said = text.rstrip(" .")
    if len(said) <= label:
        return said, ""
    for found in reversed(list(_cuts(said, also="|and|can|does|is|from|of|as"))):
        first, rest = said[: found.start()], said[found.end() :]
        if len(first) <= label and len(rest) <= detail and len(first.split()) > 1:
            return first, rest
    return None


def _cuts(text: str, also: str = "") -> Iterator[re.Match[str]]:
    pattern = _PHRASE.pattern.replace("|where)", f"|where{also})")
    return re.finditer(pattern, text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
