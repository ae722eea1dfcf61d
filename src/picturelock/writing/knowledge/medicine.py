"""A medicine as the table holds it: what it is, what it acts on, and how it works in two sentences."""

import re
from typing import Self

from pydantic import Field, field_validator, model_validator

from picturelock.domain.frozen import Frozen
from picturelock.domain.smiles import Smiles, formula_of
from picturelock.writing.knowledge.mechanism import Mechanism
from picturelock.writing.knowledge.sentences import OneSentence
from picturelock.writing.knowledge.stem import Stem, stems


class Use(Frozen):
    """What a medicine is generally used for: ``words`` are beginnings of words that a condition may have."""

    name: str = Field(min_length=3, max_length=80)
    words: tuple[str, ...] = Field(min_length=1)

    def fits(self, condition: str) -> int:
        """How many words of a condition it speaks of."""
        return sum(word.startswith(self.words) for word in re.findall(r"\w+", condition.casefold()))


class Medicine(Mechanism):
    """A row of the table.

    ``name`` is the international nonproprietary name where there is one, ``also`` other names of the very
    same substance. ``does`` says what it does at its target, ``leads_to`` what follows.
    """

    name: str = Field(min_length=2, max_length=60)
    also: tuple[str, ...] = ()
    stem: str = Field(default="", description="the INN stem that it carries by rule, like -pril")
    group: str = Field(min_length=2, max_length=60, description='its class, so that "is a …" can be said')
    formula: str = ""
    smiles: Smiles | None = None
    does: OneSentence
    leads_to: OneSentence
    use: Use
    caution: OneSentence | None = None
    source: tuple[str, ...] = Field(min_length=1)

    @field_validator("source")
    @classmethod
    def _sources_are_told(cls, source: tuple[str, ...]) -> tuple[str, ...]:
        if any(len(one) < 15 for one in source):
            raise ValueError("say where it can be looked up: the work, its year or the page's name")
        return source

    @field_validator("stem")
    @classmethod
    def _stem_is_known(cls, stem: str) -> str:
        if stem and stem not in {known.stem for known in stems()}:
            raise ValueError(f"there is no stem {stem!r} among those that are known")
        return stem

    @model_validator(mode="after")
    def _structure_is_the_formulas(self) -> Self:
        if (self.smiles is None) != (not self.formula):
            raise ValueError("smiles and formula go together, so that one can be checked by the other")
        if self.smiles is not None and (made := formula_of(self.smiles)) != self.formula:
            raise ValueError(f"formula: {self.formula} is stated, but the smiles has {made}")
        return self

    def used_in(self, condition: str) -> bool:
        """Whether a condition is one that it is generally used in."""
        return self.use.fits(condition) > 0

    @property
    def its_stem(self) -> Stem | None:
        return next((known for known in stems() if known.stem == self.stem), None)

    @property
    def picture(self) -> Mechanism:
        """The mechanism with the picture's words: its own, or its class's where it has none of its own."""
        stem = self.its_stem
        if self.label or stem is None or stem.kind != self.kind:
            return self
        return stem
