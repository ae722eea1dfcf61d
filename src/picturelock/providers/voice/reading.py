"""A beat's text as it is read out: units, signs, ranges, addresses, abbreviations and taught words.

What is written stays the unit of time: a token that is read as five words has the time of all five.
Numbers stay figures, since every voice reads those in its language; what stands around them is said in
words. The tables are in ``lexicon/*.toml``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.spoken_words import spoken_words
from picturelock.providers.voice.phones import Sounds
from picturelock.providers.voice.pronunciation import (
    Lexicon,
    OwnWords,
    Said,
    around,
    base_of,
    lexicon,
    taught,
)

# Typographic signs as voices know them; the same in every language.
_PLAIN = str.maketrans(
    dict(zip("’‘“”„«»\u00a0\u202fμ−‑", '\'\'"""""  µ--', strict=True))
    | dict.fromkeys("®™©℠†‡\u00ad\u200b", "")
    | {"…": "...", "℃": "°C", "½": "1/2", "¼": "1/4"}
)
# Languages that write a decimal comma, and full stops between thousands.
_COMMA = frozenset(
    {"de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "no", "fi", "pl", "cs", "ru", "tr", "uk"}
)
# Languages that put no blanks between words.
_UNSPACED = frozenset({"ja", "zh", "cmn", "yue", "th", "lo", "km", "my"})
_ENDINGS = "com|org|net|edu|gov|int|eu|info|io|health|example|de|fr|es|it|br|pt|in|jp|uk|us|ch|at|mx|ar"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(
    rf"(?:https?://)?(?:[a-z][\w-]*\.)+(?:{_ENDINGS})(?:/[\w./~-]*)?|https?://[\w./~-]+", re.IGNORECASE
)
_NUMBER = r"\d+(?:[.,]\d+)*"
_RANGE = re.compile(rf"(?<![A-Za-z0-9-])({_NUMBER}%?)\s?[-–—]\s?(?={_NUMBER}(?![A-Za-z0-9]*-))")
_PRESSURE = re.compile(r"(?<![\d/])(\d{2,3})/(\d{2,3})(?![\d/])")
_ENDS_IN_NUMBER = re.compile(r"\d%?$")
_EVERY = re.compile(r"q(\d+)h", re.IGNORECASE)
_POINT = re.compile(r"(?<![\d.,])(\d+)\.(\d{1,2}|\d{4,}|(?<=0\.)\d{3})(?![\d.])")
_ROMAN = re.compile(r"([IVX]+)([a-e]?)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True)
class Part:
    """A token as it is written, what is said for it (nothing for a lone dash), and its sounds where known."""

    token: str
    said: str
    sounds: Sounds | None = None
    taught: bool = False

    @property
    def tail(self) -> str:
        """The mark that makes a voice pause after it."""
        return self.said[-1:] if self.said[-1:] in tuple(",.;:?!،؟。、।") else ""


@dataclass(frozen=True)
class Reading:
    """A beat's tokens, each as it is read out."""

    parts: tuple[Part, ...]
    language: str

    @property
    def glue(self) -> str:
        """What stands between two parts."""
        return "" if base_of(self.language) in _UNSPACED else " "

    @property
    def text(self) -> str:
        """The whole as it is said."""
        return self.glue.join(part.said for part in self.parts if part.said)

    @property
    def key(self) -> str:
        """Changes whenever the same text is said otherwise; part of a recording's key."""
        return "|".join(part.said + (f"/{part.sounds.ipa}/" if part.sounds else "") for part in self.parts)


class Reader:
    """Reads texts of one language.

    Args:
        language: BCP 47.
        own: a person's own words.
        learnt: whether it reads for a voice that learnt from recordings, and so knows how words sound.
    """

    def __init__(self, language: str, own: OwnWords, *, learnt: bool) -> None:
        self.language = language
        self._own = own
        self._learnt = learnt
        self._lexicon = lexicon(language)

    def read(self, text: str, pronunciations: Iterable[Pronunciation] = ()) -> Reading:
        """The text as it is read out. Raises ``InvalidInputError`` for a file of own words that is wrong."""
        words = {**self._own.of(self.language), **taught(pronunciations, self.language)}
        tokens = spoken_words(text, self.language)
        parts: list[Part] = []
        for place, token in enumerate(tokens):
            before = tokens[place - 1] if place else ""
            parts.append(self._part(token, before, words))
        return Reading(tuple(parts), self.language)

    def _part(self, token: str, before: str, words: Mapping[str, Said]) -> Part:
        ahead, core, behind = around(token.translate(_PLAIN))
        said = self._known(core, words)
        if said is not None and (said.taught or not self._learnt or said.sounds is None):
            tail = _plain_sound(behind)
            return Part(token, f"{_plain_sound(ahead)}{said.say}{tail}", said.sounds, said.taught)
        read = " ".join(
            _read_out(token.translate(_PLAIN), before.translate(_PLAIN), self._lexicon, self.language)
        )
        return Part(token, read if any(sign.isalnum() for sign in read) else "")

    def _known(self, core: str, words: Mapping[str, Said]) -> Said | None:
        found = words.get(core.lower()) or self._lexicon.said(core)
        if found is None and core.lower().endswith("'s"):
            owner = words.get(core[:-2].lower()) or self._lexicon.said(core[:-2])
            if owner is not None:
                sounds = owner.sounds.possessive if owner.sounds else None
                return Said(f"{owner.say}'s", sounds, owner.taught)
        return found


def _plain_sound(signs: str) -> str:
    """Punctuation around a known word, without what is silent."""
    return "".join(sign for sign in signs if sign in "\"'(),.;:?!-،؟。、।")


def _read_out(token: str, before: str, words: Lexicon, language: str) -> list[str]:
    """The words that a token is read as; ``before`` is the token that stands before it."""
    ahead, core, behind = around(token)
    if not words.words:
        return _greek(token, words).split()
    if _MAIL.fullmatch(core) or _ADDRESS.fullmatch(core):
        return f"{' '.join(_address(core, words.words))}{_signs(behind, words)}".split()
    after_number = bool(_ENDS_IN_NUMBER.search(before))
    if after_number and (named := _unit(core, words, one=around(before)[1] == "1")):
        return f"{named}{_signs(behind, words, after_word=True)}".split()
    if found := _EVERY.fullmatch(core):
        return f"{words.words['every_hours'].format(number=found[1])}{behind}".split()
    short = core.replace(".", "").lower()
    dosed = after_number or _is_dose(before, words) or "." in core or core.isupper()
    if short in words.times and dosed and not _follows_numeral(before, words):
        # The last full stop of "b.i.d." is its own.
        return f"{words.times[short]}{behind[1:] if '.' in core else behind}".split()
    if numeral := _numeral(core, before, words):
        return f"{ahead}{numeral}{behind}".split()
    return _signs(_numbers(token, words, language), words).split()


def _numbers(token: str, words: Lexicon, language: str) -> str:
    """Numbers in a token with what belongs to them: ranges, units, another language's decimal point."""
    told = words.words
    if base_of(language) in _COMMA:
        token = _POINT.sub(r"\1,\2", token)
    token = _RANGE.sub(lambda found: f"{found[1]} {told['to']} ", token)
    token = _PRESSURE.sub(rf"\1 {told['over']} \2", token)
    units = "|".join(sorted(map(re.escape, words.units), key=len, reverse=True))
    attached = re.compile(rf"({_NUMBER})((?:{units})(?:/(?:{units}))*)(?![A-Za-zÀ-ÿ0-9])")

    def named(found: re.Match[str]) -> str:
        return f"{found[1]} {_unit(found[2], words, one=found[1] == '1')}"

    return re.sub(r"(?<=[^\W\d_])/(?=[^\W\d_])", " ", attached.sub(named, token))


def _signs(text: str, words: Lexicon, *, after_word: bool = False) -> str:
    """Signs in words, with blanks around them."""
    told = words.words
    signs = {**words.signs, "<": told["less"], ">": told["more"], "=": told["equals"]}
    for sign in sorted(signs, key=len, reverse=True):
        text = text.replace(sign, f" {signs[sign]} ")
    text = re.sub(r"(?<![\w])-(?=\d)", f"{told['minus']} ", text)
    text = re.sub(r"\s*[–—]\s*", ", " if after_word or re.search(r"\w\s*[–—]", text) else " ", text)
    return re.sub(r"\s+([,.;:?!)])", r"\1", _greek(text, words)).rstrip()


def _unit(core: str, words: Lexicon, *, one: bool) -> str | None:
    """A unit in words, also one by another; None when it is none."""
    names: list[str] = []
    for place, unit in enumerate(core.split("/")):
        found = words.units.get(unit) or (words.units.get(unit.lower()) if len(unit) > 1 else None)
        if found is None:
            return None
        names.append(found[0] if one or place else found[1])
    return f" {words.words['per']} ".join(names)


def _is_dose(before: str, words: Lexicon) -> bool:
    core = around(before)[1]
    short = core.replace(".", "").lower()
    return short in words.times or _unit(core, words, one=True) is not None or bool(_EVERY.fullmatch(core))


def _follows_numeral(before: str, words: Lexicon) -> bool:
    return around(before)[1].lower() in words.numerals_after


def _numeral(core: str, before: str, words: Lexicon) -> str | None:
    """A Roman numeral as a number: "phase III", "factor Xa", "Phase-III-Studie"."""
    found = _ROMAN.fullmatch(core)
    if found and _follows_numeral(before, words):
        return f"{_value(found[1])} {found[2]}".strip()
    first, _, rest = core.partition("-")
    inner = _ROMAN.fullmatch(rest.partition("-")[0])
    if first.lower() in words.numerals_after and inner:
        tail = rest.partition("-")[2]
        return " ".join(part for part in (first, str(_value(inner[1])), inner[2], tail) if part)
    return None


def _value(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))


def _address(core: str, told: Mapping[str, str]) -> list[str]:
    """An address of the web or of mail, as one says it."""
    bare = re.sub(r"^https?://", "", core).rstrip("/.")
    names = {".": "dot", "/": "slash", "@": "at", "-": "hyphen", "_": "underscore"}
    spoken = [told[names[part]] if part in names else part for part in re.split(r"([./@_-])", bare)]
    return [part.replace("www", "w w w") for part in spoken if part]


def _greek(text: str, words: Lexicon) -> str:
    """Greek letters by their names, with blanks towards other letters and figures."""
    named = "".join(_letter(sign, words) for sign in text)
    return re.sub(r"\s+-|-\s+(?=\S)", "-", named) if named != text else text


def _letter(sign: str, words: Lexicon) -> str:
    name = unicodedata.name(sign, "")
    if not name.startswith("GREEK") or "LETTER" not in name:
        return sign
    plain = name.split("LETTER ")[1].split(" ")[0].lower().replace("lamda", "lambda")
    return f" {words.greek.get(plain, plain)} "
