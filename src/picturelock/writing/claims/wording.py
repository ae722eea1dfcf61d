"""A sentence as it is compared: its words and their stems, its numbers, and the words that turn its sense."""

import re
import tomllib
import unicodedata
from importlib.resources import files

# Dashes, quotation marks and signs that documents write in several ways.
_SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("‘’ʼ′", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        "\u00ad": "",
        "≥": ">=",
        "≤": "<=",
        "µ": "μ",
    }
)
# A letter, or a mark that is written with one: vowel signs of Devanagari and Arabic are no letters to ``re``.
_LETTER = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963])"
)
_WORD = re.compile(rf"{_LETTER}+(?:['-]{_LETTER}+)*")
_SUFFIXES = (
    *("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion"),
    *("ies", "ied", "ed", "es", "ly", "s", "e", "y"),
)
_STEM = 4  # the fewest letters that a stem keeps

_TABLE = tomllib.loads(files("picturelock.writing.claims").joinpath("words.toml").read_text("utf-8"))
_EMPTY = frozenset(_TABLE["empty"].split())
_NEGATIONS = frozenset(_TABLE["negations"].split())
_QUALIFIERS = frozenset(_TABLE["qualifiers"].split())
_RISES, _FALLS = (frozenset(_TABLE[name].split()) for name in ("rises", "falls"))
_PHRASES: dict[str, str] = _TABLE["phrases"]
_MEANING = {stem: row.split()[0] for row in _TABLE["same_meaning"] for stem in row.split()}
_UNITS: dict[str, str] = _TABLE["units"]
_UNIT = (
    r"%|per ?cent|prozent|pour cent|por ciento|por cento|per cento|"
    r"प्रतिशत|パーセント|بالمئة|في المئة|mg/kg|mg|mcg|μg|micrograms|milligrams?|kg|g|ml|millilitres?|"
    r"weeks?|months?|years?|days?|hours?|minutes?|times?|folds?"
)
_NUMBER = re.compile(
    rf"(?P<value>[1-9]\d{{0,2}}(?:[, ]\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    rf"(?:[\s-]*(?P<unit>{_UNIT})(?![\w]))?"
)
_COUNT = "zero one two three four five six seven eight nine ten eleven twelve"
_DIGITS: dict[str, str] = {
    **{word: str(value) for value, word in enumerate(_COUNT.split(" "))},
    **_TABLE["numbers"],
}
_WRITTEN_NUMBER = re.compile(rf"\b(?:{'|'.join(_DIGITS)})\b")


def plain(text: str) -> str:
    """A text as quotations are compared: one form of each sign, one space, lower case."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).casefold().split())


def quotable(text: str) -> str:
    """A plain text without the signs that may be left out at its ends."""
    return plain(text).strip(" .!?:;,\"'()")


def terms(text: str) -> list[str]:
    """The stems of the words that say something, in order; words of one meaning have one stem."""
    said = plain(text)
    for phrase, same in _PHRASES.items():
        said = said.replace(phrase, same)
    said = _WRITTEN_NUMBER.sub(" ", _NUMBER.sub(" ", said))
    return [stem(word) for word in _WORD.findall(said) if word not in _EMPTY]


def stem(word: str) -> str:
    """A word without its ending, or the stem that stands for its meaning."""
    cut = next(
        (
            word[: -len(suffix)]
            for suffix in _SUFFIXES
            if word.endswith(suffix) and len(word) - len(suffix) >= _STEM
        ),
        word,
    )
    return _MEANING.get(cut, _MEANING.get(word, cut))


def numbers(text: str) -> list[tuple[str, str]]:
    """The numbers with their units, in order; written numbers count as numbers."""
    return [(value, unit) for value, unit, _ in placed_numbers(text)]


def placed_numbers(text: str) -> list[tuple[str, str, int]]:
    """The numbers with their units and how many words stand before each."""
    said = _WRITTEN_NUMBER.sub(lambda found: _DIGITS[found[0]], plain(text))
    found: list[tuple[str, str, int]] = []
    for match in _NUMBER.finditer(said):
        unit = (match["unit"] or "").strip()
        before = len(_WORD.findall(_NUMBER.sub(" ", said[: match.start()])))
        found.append((_value(match["value"]), _UNITS.get(unit, unit), before))
    return found


def words(text: str) -> list[str]:
    """All words that are no numbers, in order."""
    said = _WRITTEN_NUMBER.sub(lambda found: _DIGITS[found[0]], plain(text))
    return _WORD.findall(_NUMBER.sub(" ", said))


def negations(text: str) -> int:
    """How many words turn the sense round."""
    return sum(word in _NEGATIONS or word.endswith("n't") for word in words(text))


def qualifiers(text: str) -> frozenset[str]:
    """The words that limit or weigh what is said, by their stems."""
    return frozenset(stem(word) for word in words(text) if word in _QUALIFIERS)


def direction(text: str) -> int:
    """1 when it says that something rises, -1 when something falls, 0 when neither or both."""
    said = set(terms(text))
    return bool(said & _RISES) - bool(said & _FALLS)


def _value(written: str) -> str:
    thousands = re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", written)
    number = re.sub(r"[, ]", "", written) if thousands else written.replace(",", ".")
    return f"{float(number):g}"
