"""What a language's writing and speaking ask of a film: width of lines, speed of reading and speaking."""

import tomllib
from functools import cache
from importlib.resources import files

from picturelock.domain.frozen import Frozen


class Language(Frozen):
    """A language by its primary subtag (BCP 47), or what is assumed of one that is not listed.

    ``spoken_per_second`` are characters as a narrator says them. ``read_per_second`` and ``line`` are places
    of a caption's line: East Asian characters take two, marks none. A narrower picture has a shorter line.
    """

    code: str
    name: str
    spaced: bool = True
    spoken_per_second: float = 15.0
    read_per_second: float = 17.0
    line: int = 42


# Reading speeds and lines as in broadcasters' subtitle guides (BBC, Netflix), in which East Asian characters
# are two places wide: Japanese 7 of them a second in captions of what is spoken (4 in translations) and 13 to
# 16 a line, Chinese 9 and 16, Korean 12 and 16.
_LISTED = (
    Language(code="en", name="English"),
    Language(code="de", name="German"),
    Language(code="fr", name="French", spoken_per_second=16.0),
    Language(code="es", name="Spanish", spoken_per_second=16.5),
    Language(code="it", name="Italian", spoken_per_second=16.0),
    Language(code="pt", name="Portuguese", spoken_per_second=16.0),
    Language(code="hi", name="Hindi", spoken_per_second=14.0),
    Language(code="ar", name="Arabic", spoken_per_second=12.0),
    Language(code="fa", name="Persian", spoken_per_second=12.0),
    Language(code="ur", name="Urdu", spoken_per_second=12.0),
    Language(code="he", name="Hebrew", spoken_per_second=12.0),
    Language(code="ja", name="Japanese", spaced=False, spoken_per_second=7.0, read_per_second=14.0, line=30),
    Language(code="zh", name="Chinese", spaced=False, spoken_per_second=4.5, read_per_second=18.0, line=32),
    Language(code="ko", name="Korean", spoken_per_second=6.5, read_per_second=24.0, line=32),
    Language(code="th", name="Thai", spaced=False, spoken_per_second=13.0, line=35),
    Language(code="ru", name="Russian", spoken_per_second=14.0, line=39),
)
LANGUAGES: dict[str, Language] = {language.code: language for language in _LISTED}


def primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag: ``pt`` of ``pt-BR``."""
    return tag.split("-")[0].lower()


def language_of(tag: str) -> Language:
    """What is known of a tag's language; what holds for most where nothing is."""
    code = primary(tag)
    return LANGUAGES.get(code) or Language(code=code, name=tag)


class LineWords(Frozen):
    """Words of captions' lines.

    No line ends on a word that ``holds_on`` to the next one, or begins with one that ``clings`` to the word
    before it; one that ``begins`` is a good first word.
    """

    holds_on: frozenset[str] = frozenset()
    begins: frozenset[str] = frozenset()
    clings: frozenset[str] = frozenset()


@cache
def line_words(tag: str) -> LineWords:
    """The words of the language of ``line_words.toml``; none for a language that it does not list."""
    rows = _line_table().get(primary(tag), {})
    return LineWords(**{name: frozenset(words.split()) for name, words in rows.items()})


@cache
def _line_table() -> dict[str, dict[str, str]]:
    table = files("picturelock.domain").joinpath("line_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(table)
