"""The fixed sentences, titles and labels of the stories: a table for each language, a key for each phrase."""

import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from picturelock.domain.languages import LANGUAGES, primary
from picturelock.writing.phrases.spelling import spelt

FOLDER = files("picturelock.writing.phrases")
ENGLISH = "en"


@dataclass(frozen=True)
class Phrases:
    """A language's phrases, each with the ways of saying it; ``{name}`` stands for what is put in.

    ``tag`` is the film's language, ``spelling`` the tag whose dictionary English words follow.
    """

    tag: str
    spelling: str
    table: dict[str, tuple[str, ...]]

    @property
    def language(self) -> str:
        return primary(self.tag)

    @property
    def english(self) -> bool:
        return self.language == ENGLISH

    def ways(self, key: str, **words: str) -> tuple[str, ...]:
        """The ways of saying a phrase.

        Raises:
            KeyError: there is no such phrase, or one of its words is missing.
        """
        return tuple(self.own(way).format_map(words) for way in self.table[key])

    def own(self, text: str) -> str:
        """A text of ours in the film's spelling."""
        return spelt(text, self.spelling) if self.english else text


def written_languages() -> tuple[str, ...]:
    """The languages that the template writer writes, by primary subtag; English first."""
    names = (entry.name.removesuffix(".toml") for entry in FOLDER.joinpath("tables").iterdir())
    return tuple(sorted((name for name in names if name in LANGUAGES), key=lambda name: name != ENGLISH))


def phrases_of(tag: str, spelling: str = "") -> Phrases:
    """The phrases of a language.

    Args:
        tag: the language (BCP 47), one of ``written_languages``.
        spelling: whose dictionary English words follow; the tag's own where it is left out.
    """
    return Phrases(tag, spelling or tag, _table(primary(tag)))


@cache
def _table(code: str) -> dict[str, tuple[str, ...]]:
    text = FOLDER.joinpath("tables", f"{code}.toml").read_text(encoding="utf-8")
    return dict(_flat("", tomllib.loads(text)))


def _flat(name: str, value: Any) -> Generator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, dict):
        for key, entry in cast("dict[str, Any]", value).items():
            yield from _flat(f"{name}.{key}".lstrip("."), entry)
    else:
        yield name, (value,) if isinstance(value, str) else tuple(cast("list[str]", value))


_AT_HAND: ContextVar[Phrases | None] = ContextVar("phrases at hand", default=None)


def phrases_at_hand() -> Phrases:
    """The phrases of the film that is written; English where none were chosen."""
    return _AT_HAND.get() or phrases_of("en-US")


@contextmanager
def speaking(phrases: Phrases) -> Generator[None]:
    """Let stories be told in a language; as with facts, a story is a function of its brief alone."""
    token = _AT_HAND.set(phrases)
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def ways(key: str, **words: str) -> tuple[str, ...]:
    """The ways of saying a phrase in the film's language."""
    return phrases_at_hand().ways(key, **words)


def phrase(key: str, **words: str) -> str:
    """A phrase in the film's language, in its first way."""
    return ways(key, **words)[0]


def in_english() -> bool:
    """Whether the film is in English; only then are sentences read for what they say."""
    return phrases_at_hand().english
