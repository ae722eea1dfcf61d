"""The stems of international nonproprietary names: what a medicine's name says about its class."""

import re
import tomllib
from functools import cache
from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.writing.knowledge.medicine import FILES


class Stem(Frozen):
    """A stem (``-pril``, ``cef-``), its class and what that class does.

    ``says`` tells what the class acts on, ``does`` what it does there, ``leads_to`` what follows.
    ``label``, ``partner`` and ``effect`` are the picture's words for the target, for what it normally meets,
    and for what is then less or more.
    """

    stem: str
    group: str
    action: Literal["enzyme", "blocks", "activates", "other"]
    label: str
    partner: str
    effect: str
    says: str
    does: str
    leads_to: str
    source: str = Field(min_length=1)
    never: tuple[str, ...] = Field(default=(), description="names that only look like it")

    def fits(self, word: str) -> bool:
        if word in self.never:
            return False
        bare = self.stem.strip("-").split()[0]
        return len(word) > len(bare) + 1 and (
            word.startswith(bare) if self.stem.endswith("-") else word.endswith(bare)
        )


@cache
def stems() -> tuple[Stem, ...]:
    """Every stem of the knowledge, longest first, so that ``-vastatin`` is found before a shorter one."""
    rows = tomllib.loads(FILES.joinpath("stems.toml").read_text(encoding="utf-8"))["stems"]
    return tuple(sorted((Stem.model_validate(row) for row in rows), key=lambda stem: -len(stem.stem)))


def stem_of(name: str) -> Stem | None:
    """The stem in a medicine's name; None when there is none, or when several words have different ones."""
    words = re.findall(r"[a-z]+", name.casefold())
    found = [stem for word in words if (stem := next((stem for stem in stems() if stem.fits(word)), None))]
    return found[0] if len({stem.stem for stem in found}) == 1 else None
