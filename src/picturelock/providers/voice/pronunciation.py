"""How single words are said: the lexicon of a language, a person's own files, and what one film teaches."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from picturelock.domain.errors import InvalidInputError, Problem, ProviderError
from picturelock.domain.pronunciation import Pronunciation, ipa_of
from picturelock.providers.voice.phones import Sounds, from_arpabet, from_ipa, from_syllables

_FOLDER = Path(__file__).parent / "lexicon"
# Letters that are more than a base and an accent.
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d", "ł": "l", "Ł": "L"}
)
# Languages that are not written with Latin letters; all others are.
_OTHER_LETTERS = frozenset(
    {
        *("am", "ar", "as", "be", "bg", "bn", "cmn", "el", "fa", "grc", "gu", "he", "hi", "hy", "ja", "ka"),
        *("kk", "kn", "ko", "ky", "mk", "ml", "mr", "my", "ne", "or", "pa", "ru", "sd", "si", "sr", "ta"),
        *("te", "th", "tt", "ug", "uk", "ur", "yue", "zh"),
    }
)


@dataclass(frozen=True)
class Said:
    """How one word is said: respelled, and its sounds where they are known.

    ``taught`` says that a person said so; it holds for every voice. What is shipped is for voices of rules,
    since voices that learnt from recordings know such words.
    """

    say: str
    sounds: Sounds | None = None
    taught: bool = False


@dataclass(frozen=True)
class Lexicon:
    """What one language's file says; see ``lexicon/en.toml``."""

    say: Mapping[str, str] = field(default_factory=dict[str, str])
    sounds: Mapping[str, Sounds] = field(default_factory=dict[str, Sounds])
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    signs: Mapping[str, str] = field(default_factory=dict[str, str])
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    times: Mapping[str, str] = field(default_factory=dict[str, str])
    greek: Mapping[str, str] = field(default_factory=dict[str, str])
    numerals_after: frozenset[str] = frozenset()

    def said(self, word: str) -> Said | None:
        """How a word is said, where the file holds it."""
        lower = word.lower()
        if lower in self.sounds:
            return Said(word, self.sounds[lower])
        return Said(self.say[lower]) if lower in self.say else None


class OwnWords:
    """A person's own words, from the TOML files of a folder; they hold for all films of this machine.

    A file has a table ``[say]`` with words and how they are said, as in an edit of the voices, and may name
    its ``language``; one without is for every language.

    Args:
        folder: where the files lie; it need not be there.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def of(self, language: str) -> dict[str, Said]:
        """The words for a language. Raises ``InvalidInputError`` that names the file and the word."""
        words: dict[str, Said] = {}
        files = sorted(self._folder.glob("*.toml")) if self._folder and self._folder.is_dir() else []
        for file in files:
            words.update(_own_file(file, language))
        return words


def taught(pronunciations: Iterable[Pronunciation], language: str) -> dict[str, Said]:
    """How words are said that a person taught, by the word in lower case."""
    english = base_of(language) == "en"
    words: dict[str, Said] = {}
    for one in pronunciations:
        ipa = ipa_of(one.say)
        if ipa is not None:
            said = Said(one.word, from_ipa(ipa, english=english), taught=True)
        elif english:
            said = Said(one.say.lower(), from_syllables(one.say), taught=True)
        else:
            said = Said(re.sub(r"[\s-]+", "", one.say.lower()), taught=True)
        words[around(one.word)[1].lower()] = said
    return words


def base_of(language: str) -> str:
    """The language without its region."""
    return language.split("-")[0].lower()


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language (BCP 47); empty where there is none."""
    file = _FOLDER / f"{base_of(language)}.toml"
    if not file.is_file():
        return Lexicon()
    found: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    english = base_of(language) == "en"
    arpabet = found["alphabet"] == "arpabet"
    phones: dict[str, str] = found["phones"]
    sounds = {
        word: from_arpabet(text) if arpabet else from_ipa(text, english=english)
        for word, text in phones.items()
    }
    units = {unit: (names[0], names[1]) for unit, names in found["units"].items()}
    return Lexicon(
        say=found["say"],
        sounds=sounds,
        words=found["words"],
        signs=found["signs"],
        units=units,
        times=found["times"],
        greek=found.get("greek", {}),
        numerals_after=frozenset(found["numerals"]["after"]),
    )


def around(token: str) -> tuple[str, str, str]:
    """A token's punctuation before, its core, and its punctuation after."""
    # Marks over and under letters belong to them: Hindi words end in them.
    inside = [
        place for place, sign in enumerate(token) if sign.isalnum() or unicodedata.category(sign)[0] == "M"
    ]
    if not inside:
        return token, "", ""
    first, last = inside[0], inside[-1] + 1
    return token[:first], token[first:last], token[last:]


def ascii_only(text: str) -> str:
    """Text without accents, for voices that know no others."""
    return unicodedata.normalize("NFKD", text.translate(_FOLDED)).encode("ascii", "ignore").decode()


def refuse_other_letters(text: str, language: str, *, provider: str, beat_id: str) -> None:
    """Refuse text whose letters the language does not use: a voice would leave it out or spell it.

    Raises:
        ProviderError: with the beat and the first such word.
    """
    if base_of(language) in _OTHER_LETTERS:
        return
    for token in text.split():
        if any(sign.isalpha() and not _known(sign) for sign in token):
            message = f"beat {beat_id}: a voice for {language} cannot say {token!r}; use Latin letters"
            raise ProviderError(message, provider=provider)


def _known(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("LATIN", "GREEK", "FEMININE", "MASCULINE", "MICRO"))


def _own_file(file: Path, language: str) -> dict[str, Said]:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidInputError([Problem(str(file), f"cannot be read: {error}")]) from error
    own = found.get("language")
    if own is not None and base_of(str(own)) != base_of(language):
        return {}
    words: Any = found.get("say")
    if not isinstance(words, dict):
        raise InvalidInputError([Problem(str(file), "has no table [say] with words and how they are said")])
    table: dict[str, Any] = words  # pyright: ignore[reportUnknownVariableType]
    try:
        return taught([Pronunciation(word=word, say=say) for word, say in table.items()], language)
    except ValidationError as error:
        first = error.errors()[0]
        message = f"{first['input']!r}: {first['msg'].removeprefix('Value error, ')}"
        raise InvalidInputError([Problem(str(file), message)]) from error
