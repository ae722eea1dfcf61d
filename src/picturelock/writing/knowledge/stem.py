"""The stems of international nonproprietary names: what a medicine's name says about its class."""

import re
from functools import cache

from pydantic import Field

from picturelock.writing.knowledge.mechanism import Mechanism
from picturelock.writing.knowledge.sentences import OneSentence
from picturelock.writing.knowledge.table import FILES, read_table

SHORTEST = 6  # letters of a name in which a stem is looked for: April has none


class Stem(Mechanism):
    """A stem, its class and what that class does.

    ``-pril`` stands at the end of a name, ``cef-`` at its beginning; ``-ki-`` stands within it, and
    ``endings`` are then the ends of names that have it.

    ``says`` tells what the class acts on, ``does`` what it does there, ``leads_to`` what follows.
    """

    stem: str = Field(pattern=r"^(-[a-z ]+-?|[a-z]+-)$")
    group: str = Field(min_length=1)
    says: OneSentence
    does: OneSentence
    leads_to: OneSentence
    source: str = Field(min_length=15)
    endings: tuple[str, ...] = ()
    never: tuple[str, ...] = Field(default=(), description="names that only look like it")

    def fits(self, word: str) -> int:
        """How many letters of a name's word are this stem's; 0 when it does not have it."""
        return len(self._letters_of(word))

    def letters_in(self, name: str) -> str:
        """The end or the beginning of a name's word by which it has this stem."""
        return max((self._letters_of(word) for word in _words(name)), key=len)

    def _letters_of(self, word: str) -> str:
        if word in self.never:
            return ""
        if self.stem.startswith("-"):
            ends = self.endings or (self.stem.strip("-").split()[0],)
            found = [end for end in ends if word.endswith(end)]
        else:
            found = [start for start in (self.stem.strip("-"),) if word.startswith(start)]
        long_enough = (part for part in found if len(word) >= max(len(part) + 1, SHORTEST))
        return max(long_enough, key=len, default="")


@cache
def stems() -> tuple[Stem, ...]:
    """Every stem of the knowledge."""
    found = sorted(FILES.joinpath("stems").iterdir(), key=lambda entry: entry.name)
    return tuple(row for entry in found for row in read_table(entry, "stems", Stem))


def stem_of(name: str) -> Stem | None:
    """The stem in a medicine's name; None when there is none, or when several words have different ones."""
    found = {stem.stem: stem for word in _words(name) if (stem := _stem_of_word(word))}
    return next(iter(found.values())) if len(found) == 1 else None


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z]+", name.casefold())


def _stem_of_word(word: str) -> Stem | None:
    # The longest wins: -citinib says more than -tinib.
    best = max(stems(), key=lambda stem: stem.fits(word))
    return best if best.fits(word) else None
