"""A medicine as the knowledge holds it: a file each in ``medicines/``, every line with its public source."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import Field, model_validator

from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.writing.template.story import Keep

CRAFT_SOURCE = "craft"
FILES = files("picturelock.writing.knowledge")


class Use(Frozen):
    """What a medicine is generally used for: ``words`` are beginnings of words that a condition may have."""

    id: str
    name: str
    words: tuple[str, ...] = Field(min_length=1)


class KnownLine(Frozen):
    """A line and where it is said publicly: a key of the medicine's ``sources``, or ``craft``."""

    say: tuple[str, ...] = Field(min_length=1)
    plain: tuple[str, ...] = ()
    keep: Keep = "core"
    source: str
    uses: tuple[str, ...] = ()
    id: str = ""


class KnownScene(Frozen):
    """A scene, for all uses of the medicine or for those listed."""

    role: str
    uses: tuple[str, ...] = ()
    titles: tuple[str, ...] = Field(min_length=1)
    purpose: str
    keep: Keep = "core"
    template: str
    props: JsonObject
    lines: tuple[KnownLine, ...] = Field(min_length=1)


class Medicine(Frozen):
    """What is generally known of a medicine."""

    name: str
    also: tuple[str, ...] = ()
    smiles: str
    formula: str
    structure_source: str
    uses: tuple[Use, ...] = Field(min_length=1)
    use_source: str
    sources: dict[str, str]
    scenes: tuple[KnownScene, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sources_are_named(self) -> "Medicine":
        named = {line.source for scene in self.scenes for line in scene.lines} | {self.use_source}
        named -= {CRAFT_SOURCE}
        if missing := named - set(self.sources):
            raise ValueError(f"{self.name}: no source called {', '.join(sorted(missing))}")
        return self

    def use_for(self, condition: str) -> Use | None:
        """The use that a condition speaks of; the one with the most words in it. None when there is none."""
        words = re.findall(r"\w+", condition.casefold())
        score = {use.id: sum(word.startswith(use.words) for word in words) for use in self.uses}
        best = max(self.uses, key=lambda use: score[use.id])
        return best if score[best.id] else None


@cache
def medicines() -> tuple[Medicine, ...]:
    """Every medicine of the knowledge, by name."""
    found = (entry for entry in FILES.joinpath("medicines").iterdir() if entry.name.endswith(".toml"))
    read: list[dict[str, Any]] = [tomllib.loads(entry.read_text(encoding="utf-8")) for entry in found]
    return tuple(
        sorted((Medicine.model_validate(facts) for facts in read), key=lambda medicine: medicine.name)
    )


def medicine_called(name: str) -> Medicine | None:
    """The medicine with this name or other name, salts and strengths aside; None when it is not known.

    A name of several medicines at once is not known: what is true of one need not be true of both.
    """
    words = re.findall(r"[\w-]+", name.casefold())
    said = f" {' '.join(words)} "
    found = [
        medicine
        for medicine in medicines()
        if any(f" {known.casefold()} " in said for known in (medicine.name, *medicine.also))
    ]
    return found[0] if len(found) == 1 and not _combined(name) else None


def _combined(name: str) -> bool:
    return bool(re.search(r"\+|/|&|\band\b|\bwith\b", name.casefold()))
