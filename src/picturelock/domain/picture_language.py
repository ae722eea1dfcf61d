"""How pictures are written in a language: templates' own words, numbers, quotation marks, direction."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import Field

from picturelock.domain.digest import digest
from picturelock.domain.frozen import Frozen

Direction = Literal["ltr", "rtl"]

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
_RIGHT_TO_LEFT_SCRIPTS = {"arab", "hebr", "nkoo", "syrc", "thaa"}
_TABLES = files("picturelock.domain.picture_words")


class Numbers(Frozen):
    """The signs in numbers. ``percent`` is how a percentage is written, like ``{0} %``."""

    point: str = "."
    thousands: str = ","
    percent: str = "{0}%"
    lakhs: bool = False

    def written(self, number: str) -> str:
        """A number that is written as in English, like ``1,234.5``, as it is written here."""
        whole, dot, places = number.partition(".")
        if self.lakhs:
            whole = _in_lakhs(whole)
        return whole.replace(",", self.thousands) + (self.point + places if dot else "")

    def with_percent(self, number: str) -> str:
        """A number that is written as in English, as a percentage."""
        return self.percent.format(self.written(number))


class PictureLanguage(Frozen):
    """How pictures are written in the language with the BCP 47 tag ``tag``.

    ``words`` are those of the templates themselves, by what they are in English.
    """

    tag: str
    direction: Direction = "ltr"
    quotes: tuple[str, str] = ("“", "”")
    numbers: Numbers = Numbers()
    words: dict[str, str] = Field(default={}, repr=False)

    @property
    def primary(self) -> str:
        """The tag's language alone, like ``pt`` of ``pt-BR``."""
        return self.tag.split("-")[0].lower()

    def say(self, english: str, *values: str) -> str:
        """Words of a template in this language; in English where there is no table of it."""
        return self.words.get(english, english).format(*values)


@cache
def picture_language(tag: str) -> PictureLanguage:
    """What is known of a language (BCP 47): the table of its region where there is one, else its own."""
    primary, *rest = tag.replace("_", "-").split("-")
    written = {part.lower() for part in rest}
    turned = (primary.lower() in _RIGHT_TO_LEFT and "latn" not in written) or written & _RIGHT_TO_LEFT_SCRIPTS
    table = _table(tag) or _table(primary.lower())
    return PictureLanguage.model_validate({**table, "tag": tag, "direction": "rtl" if turned else "ltr"})


def table_names() -> tuple[str, ...]:
    """The languages of which there are tables."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in _TABLES.iterdir() if file.name.endswith(".toml"))
    )


@cache
def tables_version() -> str:
    """Changes whenever a word of a table does."""
    return digest([(name, _table(name)) for name in table_names()])


def capitals(text: str, tag: str) -> str:
    """A text in capital letters, as its language has them."""
    primary = tag.split("-")[0].lower()
    if primary in ("tr", "az"):
        text = text.replace("i", "İ").replace("ı", "I")
    return text.upper()


def _table(name: str) -> dict[str, Any]:
    file = _TABLES.joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def _in_lakhs(whole: str) -> str:
    """Thousands, then pairs: 12,34,567."""
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    digits = digits.replace(",", "")
    if "," not in whole:
        return whole
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return sign + ",".join([*pairs, tail])
