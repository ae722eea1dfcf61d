"""Sentences of reference documents, word for word: the most telling ones, and every warning."""

import math
import re
from collections import Counter
from itertools import combinations

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.sentence import Sentence, sentences_of
from picturelock.writing.phrases.phrases import phrase

_WARNING = re.compile(
    r"\b(?:warning|caution|contraindicat\w*|do not|don't|must not|should not|not recommended|never|avoid\w*|"
    r"risks?|side effects?|adverse|allerg(?:y|ies|ens?|ic to|ic reactions?)|hypersensitiv\w*|overdos\w*|"
    r"pregnan\w*|breast-?feed\w*|"
    r"out of (?:the )?reach|fatal|death|stop (?:using|taking)|discontinue|seek medical|consult|"
    r"ask (?:a|your) (?:doctor|pharmacist)|interact\w*|may contain|traces of|"
    r"not for|not suitable|only for|not intended)\b",
    re.I,
)  # fmt: skip
_REFERS = re.compile(r"(?:it|they|this|these) (?:usually|often|mostly|sometimes|normally|may|can)\b", re.I)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be been but by can do for from had has have if in into is it its may more
        not of on or our so such than that the their them then there these they this to was we were
        what when which who will with you your
        """,
    )
)
# Comparing each sentence with each other costs their square; the ones richest in frequent words are compared.
COMPARED = 240
DAMPING = 0.85  # Mihalcea and Tarau, TextRank, EMNLP 2004
ROUNDS = 30


class Quote(Sentence):
    """A sentence of a document that may be quoted, and whether it warns."""

    warning: bool


def sentences(document: ReferenceDocument) -> tuple[Quote, ...]:
    """The whole sentences of a document, in its order; headings and fragments are left out."""
    told: list[Quote] = []
    for found in sentences_of(document):
        warns = bool(_WARNING.search(found.text)) or _warns(found.text)
        if told and told[-1].warning and told[-1].paragraph == found.paragraph:
            # "It usually passes within a week" says nothing, or something else, without what it is about.
            warns = warns or bool(_REFERS.match(found.text))
        told.append(Quote(**found.model_dump(), warning=warns))
    return tuple(told)


def _warns(text: str) -> bool:
    """Whether a sentence has a word by which a warning is known in the film's language."""
    words = phrase("warns.words")
    return bool(words) and re.search(words, text, re.IGNORECASE) is not None


def quotes(
    documents: tuple[ReferenceDocument, ...], *, count: int, longest: int
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The most telling sentences and all warnings of the documents, each in the documents' order.

    Args:
        documents: what may be quoted.
        count: how many sentences besides the warnings.
        longest: the most characters of such a sentence; warnings may be longer.
    """
    unique: dict[str, Quote] = {}
    for document in documents:
        for quote in sentences(document):
            unique.setdefault(quote.text.casefold(), quote)
    everything = tuple(unique.values())
    warnings = tuple(quote for quote in everything if quote.warning)
    rest = [quote for quote in everything if not quote.warning and len(quote.text) <= longest]
    scores = _scores(tuple(rest))
    best = sorted(range(len(rest)), key=lambda place: -scores[place])
    return tuple(rest[place] for place in sorted(best[:count])), warnings


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if word not in _COMMON)


def _scores(candidates: tuple[Quote, ...]) -> list[float]:
    """TextRank: a sentence counts for as much as the sentences that share words with it."""
    words = [_words(quote.text) for quote in candidates]
    often = Counter(word for bag in words for word in bag)
    richness = [sum(often[word] for word in bag) / (len(bag) or 1) for bag in words]
    kept = sorted(range(len(words)), key=lambda place: -richness[place])[:COMPARED]
    links: dict[int, dict[int, float]] = {place: {} for place in kept}
    for one, other in combinations(kept, 2):
        shared = len(words[one] & words[other])
        if shared:
            weight = shared / (len(words[one]) + len(words[other]))
            links[one][other] = links[other][one] = weight
    total = {place: sum(near.values()) for place, near in links.items()}
    rank = dict.fromkeys(kept, 1.0)
    for _ in range(ROUNDS):
        rank = {
            place: 1
            - DAMPING
            + DAMPING * sum(part / total[near] * rank[near] for near, part in near_by.items())
            for place, near_by in links.items()
        }
    return [rank.get(place, 0.0) for place in range(len(candidates))]


def pieces(text: str, limit: int) -> tuple[str, ...]:
    """A text in parts of at most ``limit`` characters, word for word, cut after punctuation if it can be."""
    parts: list[str] = []
    rest = text
    while len(rest) > limit:
        even = len(rest) / math.ceil(len(rest) / limit)
        window = rest[: limit + 1]
        stops = [found.end() for found in re.finditer(r"[.;:,–—](?=\s)", window) if found.end() > limit // 3]
        gaps = [found.start() for found in re.finditer(r"\s", window) if found.start() <= limit]
        cut = min(stops or gaps or [limit], key=lambda place: abs(place - even))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*parts, rest)
