"""What is known of medicines in another language: their names, their classes' sentences, the picture's words.

A sentence says what the English facts say of the same class or medicine, and is sourced as they are; a test
holds each table against them. What has no translation is not told.
"""

import tomllib
from functools import cache
from typing import Any

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.writing.knowledge.facts import Facts, Known
from picturelock.writing.knowledge.medicine import Medicine
from picturelock.writing.knowledge.naming import bare_names, folded, with_parentheses
from picturelock.writing.knowledge.portrait import portrait_of
from picturelock.writing.knowledge.stem import Stem
from picturelock.writing.phrases.phrases import FOLDER, Phrases


class ClassWords(Frozen):
    """A class, or one medicine where ``of`` is its English name: what is said of it and shown.

    ``of`` is the stem (``-pril``) or the name; ``is_a`` names the class of ``{name}``; ``uses`` are words, or
    parts of words, by which a condition is known as one that all its medicines are generally used in.
    """

    of: str
    group: str = Field(max_length=60)
    is_a: str
    target: str = Field(max_length=90)
    label: str = Field(default="", max_length=24)
    partner: str = Field(default="", max_length=24)
    effect: str = Field(default="", max_length=24)
    says: str = ""
    does: str = Field(max_length=110)
    leads_to: str = Field(max_length=110)
    uses: tuple[str, ...] = Field(min_length=1)


class Translation(Frozen):
    """The knowledge in one language.

    ``names`` are a medicine's names by its English one, the first as the film writes it; ``cautions`` what a
    medicine's risks are, by its English name or by the English table's sentence.
    """

    names: dict[str, tuple[str, ...]]
    cautions: dict[str, tuple[str, ...]]
    classes: tuple[ClassWords, ...]

    def words_of(self, key: str) -> ClassWords | None:
        return next((words for words in self.classes if words.of == key), None)

    def english_name(self, name: str) -> str:
        """The English name that a name in this language stands for; the name itself where it is not known."""
        outside, within = with_parentheses(folded(name))
        ways = (*bare_names(within), *bare_names(outside)) if within else bare_names(folded(name))
        by_name = {folded(one): english for english, names in self.names.items() for one in names}
        return next((by_name[way] for way in ways if way in by_name), name)


class MedicineInWords(Medicine):
    """A medicine in another language; ``is_a`` is the whole sentence that names its class."""

    is_a: str
    cautions: tuple[str, ...] = ()
    uses: tuple[str, ...]
    stem_in_words: Stem | None = None

    @property
    def its_stem(self) -> Stem | None:
        return self.stem_in_words

    def used_in(self, condition: str) -> bool:
        said = condition.casefold()
        return any(use.casefold() in said for use in self.uses)


@cache
def translation_of(language: str) -> Translation:
    """The knowledge in a language that the template writer writes, English aside."""
    text = FOLDER.joinpath("medicines", f"{language}.toml").read_text(encoding="utf-8")
    return Translation.model_validate(tomllib.loads(text))


def look_up(name: str, facts: Facts, phrases: Phrases) -> Known:
    """What a name stands for, told in the film's language; nothing where it cannot be told in it."""
    if phrases.english:
        known = facts.look_up(name)
        return Known(tuple(_spelt(part, phrases) for part in known.parts), known.unknown)
    words = translation_of(phrases.language)
    known = facts.look_up(words.english_name(name))
    told = tuple(_told(part, words, facts) for part in known.parts)
    if known.unknown or any(part is None for part in told):
        return Known()
    return Known(tuple(part for part in told if part is not None))


def _told(part: Medicine | Stem, words: Translation, facts: Facts) -> Medicine | Stem | None:
    if isinstance(part, Stem):
        return _stem(part, words)
    # A user's own row is in the user's own words, which nobody translated.
    name = words.names.get(part.name)
    if name is None or facts.made_by_a_user(part):
        return None
    of_class = part.its_stem if part.its_stem is not None and part.its_stem.kind == part.kind else None
    own = words.words_of(part.name) or (of_class and words.words_of(of_class.stem))
    cautions = words.cautions.get(part.name) or words.cautions.get(part.caution or "", ())
    # A medicine whose risk cannot be told is not told at all.
    if own is None or (part.caution and not cautions):
        return None
    told: dict[str, Any] = {
        **part.model_dump(),
        **_shown(own),
        "name": name[0],
        "stem": "",
        # The picture's details are those of the row that has its words in English.
        "details": part.picture.details,
        "is_a": own.is_a.format(name=_capital(name[0])),
        "does": own.does.format(name=_capital(name[0])),
        "leads_to": own.leads_to,
        "caution": None,
        "cautions": tuple(caution.format(name=_capital(name[0])) for caution in cautions),
        "source": (*part.source, *_told_scene_by_scene(part)),
        "uses": own.uses,
        "use": part.use,
        "stem_in_words": _stem(of_class, words) if of_class and own.of == of_class.stem else None,
    }
    return MedicineInWords.model_construct(None, **told)


def _told_scene_by_scene(part: Medicine) -> tuple[str, ...]:
    """Where the cautions of a medicine are said that the English knowledge tells scene by scene."""
    portrait = portrait_of(part.name)
    return (portrait.sources[portrait.use_source],) if portrait is not None else ()


def _stem(stem: Stem, words: Translation) -> Stem | None:
    own = words.words_of(stem.stem)
    if own is None:
        return None
    return stem.model_copy(
        update={**_shown(own), "says": own.says, "does": own.does, "leads_to": own.leads_to}
    )


def _shown(own: ClassWords) -> dict[str, Any]:
    return own.model_dump(include={"group", "target", "label", "partner", "effect"})


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


_NAMES = frozenset({"name", "also", "smiles", "formula", "stem", "source", "endings", "never", "kind", "use"})


def _spelt(part: Medicine | Stem, phrases: Phrases) -> Medicine | Stem:
    """A row in the film's English; names and sources stay as they are written."""
    own = {
        field: phrases.own(text)
        for field in type(part).model_fields
        if field not in _NAMES and isinstance(text := getattr(part, field), str)
    }
    changed = {field: text for field, text in own.items() if text != getattr(part, field)}
    return part.model_copy(update=changed) if changed else part
