"""A medicine told scene by scene: a file each in ``portraits/``, every line with its public source."""

import re
import tomllib
from functools import cache
from typing import Any

from pydantic import Field, model_validator

from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.writing.knowledge.table import FILES
from picturelock.writing.template.story import Keep

CRAFT_SOURCE = "craft"


class PortraitUse(Frozen):
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
    plain_props: JsonObject = Field(
        default_factory=dict, description="what the picture says instead to those who are no professionals"
    )
    lines: tuple[KnownLine, ...] = Field(min_length=1)


class Portrait(Frozen):
    """What is generally known of a medicine, and how to tell and draw it."""

    name: str
    smiles: str
    formula: str
    structure_source: str
    uses: tuple[PortraitUse, ...] = Field(min_length=1)
    use_source: str
    sources: dict[str, str]
    scenes: tuple[KnownScene, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sources_are_named(self) -> "Portrait":
        named = {line.source for scene in self.scenes for line in scene.lines} | {self.use_source}
        named -= {CRAFT_SOURCE}
        if missing := named - set(self.sources):
            raise ValueError(f"{self.name}: no source called {', '.join(sorted(missing))}")
        return self

    def use_for(self, condition: str) -> PortraitUse | None:
        """The use that a condition speaks of; the one with the most words in it. None when there is none."""
        words = re.findall(r"\w+", condition.casefold())
        score = {use.id: sum(word.startswith(use.words) for word in words) for use in self.uses}
        best = max(self.uses, key=lambda use: score[use.id])
        return best if score[best.id] else None


@cache
def portraits() -> tuple[Portrait, ...]:
    """Every portrait of the knowledge, by name."""
    found = (entry for entry in FILES.joinpath("portraits").iterdir() if entry.name.endswith(".toml"))
    read: list[dict[str, Any]] = [tomllib.loads(entry.read_text(encoding="utf-8")) for entry in found]
    return tuple(sorted((Portrait.model_validate(facts) for facts in read), key=lambda told: told.name))


def portrait_of(name: str) -> Portrait | None:
    """The portrait of the medicine with exactly this name; None when it has none."""
    return next((told for told in portraits() if told.name.casefold() == name.casefold()), None)
