"""How tokens are read out: respellings and sounds from the lexicon, and signs that voices stumble over."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from picturelock.domain.digest import digest
from picturelock.domain.errors import ProviderError

_FOLDER = Path(__file__).parent / "lexicon"
_AROUND = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.DOTALL)
_SIGNS = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": " - ",
    "—": " - ",
    "…": "...",
    "\u00a0": " ",
    "≥": " at least ",
    "≤": " at most ",
    "±": " plus or minus ",
    "×": " times ",
    "°": " degrees ",
    "µ": " micro",
    "®": "",
    "™": "",
}
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
class Lexicon:
    """What the lexicon of one language says. ``version`` is part of every recording's key."""

    say: dict[str, str] = field(default_factory=dict[str, str])
    phones: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def version(self) -> str:
        return digest(self.say, self.phones)

    def respelled(self, token: str) -> str:
        """A token as it is to be read out, with the punctuation around it."""
        before, core, after = around(token)
        return before + self.say.get(core.lower(), core) + after

    def sounds(self, token: str) -> str | None:
        """The ARPAbet sounds of a token's word, where the lexicon has them."""
        return self.phones.get(around(token)[1].lower())


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language (BCP 47); empty where there is none."""
    file = _FOLDER / f"{language.split('-')[0].lower()}.toml"
    if not file.is_file():
        return Lexicon()
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    return Lexicon(say=words["say"], phones=words["phones"])


def around(token: str) -> tuple[str, str, str]:
    """A token's punctuation before, its core, and its punctuation after."""
    found = _AROUND.match(token)
    assert found is not None  # the pattern matches every text
    return found[1], found[2], found[3]


def plain(text: str) -> str:
    """Text with typographic signs as voices know them; Greek letters by their names."""
    for sign, said in _SIGNS.items():
        text = text.replace(sign, said)
    return "".join(_greek(sign) for sign in text)


def ascii_only(text: str) -> str:
    """Text without accents, for voices that know no others."""
    return unicodedata.normalize("NFKD", text.translate(_FOLDED)).encode("ascii", "ignore").decode()


def refuse_other_letters(text: str, language: str, *, provider: str, beat_id: str) -> None:
    """Refuse text whose letters the language does not use: a voice would leave it out or spell it.

    Raises:
        ProviderError: with the beat and the first such word.
    """
    if language.split("-")[0].lower() in _OTHER_LETTERS:
        return
    for token in text.split():
        if any(sign.isalpha() and not _known(sign) for sign in token):
            message = f"beat {beat_id}: a voice for {language} cannot say {token!r}; use Latin letters"
            raise ProviderError(message, provider=provider)


def _known(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("LATIN", "GREEK", "FEMININE", "MASCULINE", "MICRO"))


def _greek(sign: str) -> str:
    name = unicodedata.name(sign, "")
    if not name.startswith("GREEK") or "LETTER" not in name:
        return sign
    return " " + name.split("LETTER ")[1].split(" ")[0].lower()
