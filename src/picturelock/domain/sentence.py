"""Sentences of reference documents, each with the page or the paragraph that it stands in."""

import re
from collections.abc import Iterator

from pydantic import Field

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.frozen import Frozen

# As in plain text files since the line printer: a form feed ends a page.
PAGE_BREAK = "\f"

# A letter behind a number is a unit, and ends a sentence as any word does; other capitals are a name's.
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|no|fig|dr|mr|mrs|ms|prof|st|inc|ltd|co|ca"
    # German, French, Spanish, Italian, Portuguese
    r"|bzw|usw|evtl|ggf|inkl|zzgl|nr|abb|tab|vgl|bspw|sog|mme|mlle|env|dra|sra?|srta|ee|núm|pág|ej"
    r"|dott|ssa|ecc|sig|pag|d\.h|z\.b|u\.a|p\.\s?ej|p\.\s?ex)"
    r"|(?<!\d\s)(?-i:\b[A-Z]|\b[zduiopva](?=\.$))|(?:^|\s)(?:डॉ|मि|ग्रा|मि\.ग्रा|द|د|أ\.د))\.$",
    re.IGNORECASE,
)
# "am 3. Mai", "im 2. Quartal": a German ordinal's full stop belongs to the number.
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.$")
_COUNTED = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Quartal|Tag|"
    r"Woche|Monat|Jahr|Lebensjahr|Lebensmonat|Jahrhundert|Stunde|Zyklus|Dosis|Gabe|Auflage|Schwangerschafts\w+|"
    r"Trimenon|Generation|Wahl|Stufe|Schritt)\w*"
)
_BLOCK = re.compile(r"\n[^\S\n]*\n\s*")
_ITEM = re.compile(r"\n(?=\s*(?:[-•*·]|\d+[.)])\s)")
_BULLET = re.compile(r"^[-•*·]\s+|^\d+[.)]\s+")
# In print a line this much shorter than the longest one ends a paragraph, or is a heading.
_SHORT_LINE = 0.6
# A sentence's last mark, what closes after it ("Stop!" »), and the space before the next one. Where nothing
# is written between sentences, as in Japanese, the mark alone ends it.
_CLOSING = '"”’»)“」』）]'
_END = re.compile(rf"[.!?؟۔…](?:\s?[{re.escape(_CLOSING)}])*\s+|[。！？।॥][{re.escape(_CLOSING)}]*\s*")
_OPENING = '"“„«‹‘(¿¡「『（['
_STOPS = ".!?。！？।॥؟۔…"
_CLOSED = f"{_STOPS}:"
# "Never share it." is a sentence that somebody must hear; "Side effects." is a heading.
_FEWEST_WORDS = 3


class Sentence(Frozen):
    """A whole sentence, word for word but for white space, and where it stands.

    ``page`` counts the pages of a document that has pages, ``paragraph`` the paragraphs of one that has none;
    both from 1, exactly one of them is given.
    """

    text: str = Field(min_length=1)
    document: str
    page: int | None = None
    paragraph: int | None = None

    @property
    def place(self) -> str:
        """Where it stands, for people: ``page 3``."""
        return f"page {self.page}" if self.page is not None else f"paragraph {self.paragraph}"


def sentences_of(document: ReferenceDocument) -> tuple[Sentence, ...]:
    """The whole sentences of a document, in its order; headings and fragments are left out."""
    return tuple(
        Sentence(text=text, document=document.name, page=page, paragraph=paragraph)
        for block, page, paragraph in _blocks(document.text)
        for item in _ITEM.split(block)
        for text in split_sentences(_BULLET.sub("", " ".join(item.split())))
        if _is_whole(text)
    )


def _blocks(text: str) -> Iterator[tuple[str, int | None, int | None]]:
    """The text's paragraphs, each with its page or its number."""
    pages = text.split(PAGE_BREAK)
    if len(pages) == 1:
        for number, block in enumerate((part for part in _BLOCK.split(text) if part.strip()), 1):
            yield block, None, number
        return
    runs_on, runs_from = "", 1
    for number, page in enumerate(pages, 1):
        blocks = [part for block in _BLOCK.split(page) if block.strip() for part in _paragraphs(block)]
        if runs_on and blocks:
            # A sentence that runs on over the page's end stands where it begins.
            before = len(split_sentences(runs_on))
            joined = blocks[0][0].islower()
            told = split_sentences(" ".join(f"{runs_on} {blocks[0]}".split())) if joined else [runs_on]
            yield " ".join(told[:before]), runs_from, None
            blocks = [" ".join(told[before:]), *blocks[1:]] if joined else blocks
            runs_on = ""
        if blocks and blocks[-1] and blocks[-1][-1] not in _CLOSED:
            runs_on, runs_from = blocks.pop(), number
        for block in blocks:
            yield block, number, None
    if runs_on:
        yield runs_on, runs_from, None


def _paragraphs(block: str) -> list[str]:
    """A page's text without blank lines, cut where a short line is followed by one that begins anew."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    short = _SHORT_LINE * max(len(line) for line in lines)
    parts: list[str] = []
    for place, line in enumerate(lines):
        anew = place == 0 or (len(lines[place - 1]) < short and not line[0].islower())
        # Line ends stay: lists are told by them.
        parts.append(line) if anew else parts.append(f"{parts.pop()}\n{line}")
    return parts


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, whole or not, each line by itself; not cut after an abbreviation."""
    pieces: list[str] = []
    for line in text.splitlines():
        start = 0
        for found in _END.finditer(line):
            before, after = line[start : found.end()].rstrip(), line[found.end() :]
            if _begins_anew(before, after):
                pieces.append(before)
                start = found.end()
        pieces.append(line[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _begins_anew(before: str, after: str) -> bool:
    """Whether what follows a full stop is another sentence: letters of scripts without capitals are."""
    if not after or before.rstrip(_CLOSING)[-1] in "。！？।॥":
        return True
    first = after[0]
    # Small letters, and the marks of lists and sums, go on with what was begun.
    if first.islower() or not (first.isalnum() or first in _OPENING):
        return False
    return not _ABBREVIATION.search(before) and not is_ordinal(before, after)


def is_ordinal(before: str, after: str) -> bool:
    """Whether a number's full stop makes it an ordinal of what follows: "3. Mai"."""
    return bool(_ORDINAL.search(before) and _COUNTED.match(after))


def is_abbreviation(word: str) -> bool:
    """Whether a word's full stop belongs to the word: "Dr.", "approx.", the "J." of a name."""
    return bool(_ABBREVIATION.search(word))


def _is_whole(sentence: str) -> bool:
    return sentence.rstrip(_CLOSING)[-1:] in tuple(_STOPS) and (
        len(sentence.split()) >= _FEWEST_WORDS or not sentence.isascii()
    )
