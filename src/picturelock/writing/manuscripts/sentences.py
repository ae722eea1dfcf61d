"""Sentences and words of a text, as far as comparing texts needs them."""

import re

_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+|(?<=[。！？])|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COMMON_WORDS = """a an and are as at be but by for from had has have he her his i if in into is it its my
no not of on or our she so that the their them then they this to up was we were what when who
will with you your"""
_COMMON = frozenset(_COMMON_WORDS.split())


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the space around them."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def telling(text: str) -> set[str]:
    """The words that tell what a text is about: not the commonest, three letters or more; the first six."""
    return {word[:6] for word in words(text) if len(word) > 2 and word not in _COMMON}


def plain(text: str) -> str:
    """A text as it is compared: its words alone."""
    return " ".join(words(text))


def shingles(text: str, size: int = 4) -> set[tuple[str, ...]]:
    """Every run of ``size`` words of a text."""
    said = words(text)
    return (
        {tuple(said[place : place + size]) for place in range(max(1, len(said) - size + 1))}
        if said
        else set()
    )
