"""British and American spelling of our own English words."""

import re
import tomllib
from functools import cache
from importlib.resources import files

# Spelt as in Britain; every other English is taken for American.
_BRITISH = frozenset({"en-GB", "en-IN", "en-AU", "en-NZ", "en-IE", "en-ZA"})


def spelt(text: str, tag: str) -> str:
    """A text of ours in the spelling of a tag (BCP 47); other languages' texts stay as they are."""
    if not tag.startswith("en"):
        return text
    pattern, other = _table(british=tag in _BRITISH)
    return pattern.sub(lambda found: _as_written(found[0], other[found[0].casefold()]), text)


def _as_written(written: str, word: str) -> str:
    if written.isupper() and len(written) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if written[0].isupper() else word


@cache
def _table(*, british: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    told = files("picturelock.writing.phrases").joinpath("spelling.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(told)
    other: dict[str, str] = {}
    patterns: list[str] = []
    for name, end in (("beginnings", ""), ("words", r"\b")):
        pairs = {there: here for here, there in table[name].items()} if british else table[name]
        other |= pairs
        patterns.append(f"(?:{'|'.join(sorted(pairs, key=len, reverse=True))}){end}")
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE), other
