"""Whether a sentence says what a span of the reference documents says, and if it does not, why not."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.sentence import Sentence, sentences_of
from picturelock.writing.claims.wording import (
    direction,
    negations,
    numbers,
    placed_numbers,
    qualifiers,
    quotable,
    stem,
    terms,
    words,
)

# Below this share of common words no sentence of the documents is what was meant.
ANCHOR = 0.6
# The share of a paraphrase's words that must stand in the source's order.
IN_ORDER = 0.6
# So many sentences are compared word by word; those that share the rarest words come first.
COMPARED = 24
_SHOWN = 160


@dataclass(frozen=True)
class Support:
    """A sentence is supported: how, and by which sentence of the documents."""

    how: Literal["quotation", "paraphrase"]
    sentence: Sentence


@dataclass(frozen=True)
class Doubt:
    """A sentence is not supported: why not, and the nearest sentence of the documents where there is one."""

    reason: str
    nearest: Sentence | None = None

    def __str__(self) -> str:
        if self.nearest is None:
            return self.reason
        place = f"{self.nearest.document}, {self.nearest.place}"
        return f"{self.reason}; the nearest sentence is “{_short(self.nearest.text)}” ({place})"


class Claims:
    """Checks sentences against documents: a quotation, or a paraphrase that adds and softens nothing.

    Words are compared by stems, so English is checked best; in other languages a quotation is always known,
    and of a paraphrase its words, their order and its numbers. Texts without spaces can only be quoted.

    Args:
        documents: what may be said, in full.
    """

    def __init__(self, documents: tuple[ReferenceDocument, ...]) -> None:
        unique = {(found.document, found.text): found for one in documents for found in sentences_of(one)}
        self._sentences = tuple(unique.values())
        self._quotable = [quotable(sentence.text) for sentence in self._sentences]
        self._terms = [Counter(terms(sentence.text)) for sentence in self._sentences]
        self._with: dict[str, list[int]] = defaultdict(list)
        for place, said in enumerate(self._terms):
            for term in said:
                self._with[term].append(place)

    def check(self, text: str) -> Support | Doubt:
        """Whether a sentence is supported, and by what."""
        quoted = self.quoted(text)
        if quoted is not None:
            return Support("quotation", quoted)
        doubts: list[tuple[float, Doubt]] = []
        said = Counter(terms(text))
        for place in self._nearest(said):
            sentence = self._sentences[place]
            shared = sum((said & self._terms[place]).values()) / (said.total() or 1)
            if shared < ANCHOR:
                continue
            reasons = reasons_against(text, sentence.text)
            if not reasons:
                return Support("paraphrase", sentence)
            doubts.append((shared - 0.01 * len(reasons), Doubt("; ".join(reasons), sentence)))
        if doubts:
            return max(doubts, key=lambda found: found[0])[1]
        return Doubt("no sentence of the reference documents says it")

    def quoted(self, text: str) -> Sentence | None:
        """The sentence that is quoted in full, or whose part is quoted without turning its sense."""
        said = quotable(text)
        if not said:
            return None
        for sentence, whole in zip(self._sentences, self._quotable, strict=True):
            if said == whole:
                return sentence
            if f" {said} " in f" {_unpunctuated(whole)} " and not _changes(text, sentence.text):
                return sentence
        return None

    def _nearest(self, said: Counter[str]) -> list[int]:
        scores: Counter[int] = Counter()
        for term in said:
            among = self._with.get(term, [])
            for place in among:
                scores[place] += 1_000 // (1 + len(among)) + 1
        return [place for place, _ in scores.most_common(COMPARED)]


def reasons_against(claim: str, source: str) -> list[str]:
    """What a claim adds to a source, leaves out of it or turns round; empty for a close paraphrase."""
    reasons: list[str] = []
    known = numbers(source)
    wrong = [number for number in numbers(claim) if not _has(known, number)]
    if wrong:
        named = ", ".join(f"{value}{unit if unit == '%' else f' {unit}'}".strip() for value, unit in wrong)
        reasons.append(f"its source does not have the number {named}")
    reasons += _changes(claim, source)
    said, there = terms(claim), Counter(terms(source))
    if added := [word for word in _named(claim) if not _in(there, word[0])]:
        reasons.append(f"it adds {_list(word for _, word in added)}")
    if not wrong and not added:
        if swapped := _swapped(claim, source):
            reasons.append(f"it gives the number {swapped} to something else than its source does")
        elif not _ordered(said, terms(source)):
            reasons.append("its words stand in another order than in its source")
    return reasons


def _changes(claim: str, source: str) -> list[str]:
    """Where a claim turns or weighs what its source says otherwise."""
    reasons: list[str] = []
    if negations(claim) != negations(source):
        lost = negations(claim) < negations(source)
        reasons.append("it leaves out a “not” of its source" if lost else "it denies what its source says")
    if direction(claim) * direction(source) < 0:
        reasons.append("it says that something rises where its source says that it falls, or the reverse")
    mine, theirs = qualifiers(claim), qualifiers(source)
    lost, added = _weights(source, theirs - mine), _weights(claim, mine - theirs)
    if lost:
        reasons.append(f"it leaves out {_list(lost)}")
    if added:
        reasons.append(f"it adds {_list(added)}")
    return reasons


def _weights(text: str, stems: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words(text) if stem(word) in stems))


def _has(known: list[tuple[str, str]], number: tuple[str, str]) -> bool:
    value, unit = number
    return number in known or (not unit and any(value == other for other, _ in known))


def _named(text: str) -> list[tuple[str, str]]:
    """Each term of a text with the word that it was."""
    by_stem = {stem(word): word for word in words(text)}
    return [(term, by_stem.get(term, term)) for term in dict.fromkeys(terms(text))]


def _in(there: Counter[str], term: str) -> bool:
    """Whether a term, or one that differs in its ending alone, is there."""
    if term in there:
        return True
    shortest = max(5, len(term) - 3)
    return len(term) >= shortest and any(
        other[:shortest] == term[:shortest] and abs(len(other) - len(term)) <= 3 for other in there
    )


def _ordered(claim: list[str], source: list[str]) -> bool:
    """Whether most of a claim's words stand in the order of its source."""
    if len(claim) < 3:
        return True
    best = [0] * (len(source) + 1)
    for term in claim:
        before = 0
        for place, other in enumerate(source, 1):
            before, best[place] = (
                best[place],
                before + 1 if term == other else max(best[place], best[place - 1]),
            )
    return best[-1] / len(claim) >= IN_ORDER


# A number belongs to the words that are no further from it.
_REACH = 10
_DOSES = frozenset({"mg", "mg/kg", "g", "ml", "μg", "kg"})


def _swapped(claim: str, source: str) -> str | None:
    """A number that has changed places with another one; None when each is said of what it was said of."""
    mine, theirs = _owners(claim), _owners(source)
    moved = [
        (term, mine[term], theirs[term]) for term in mine if term in theirs and mine[term] != theirs[term]
    ]
    for (_, now, was), (_, other_now, other_was) in combinations(moved, 2):
        if now == other_was and other_now == was:
            return now
    return None


def _owners(text: str) -> dict[str, str]:
    """The nearest number of each word, doses aside; words far from all numbers are left out."""
    places = [(value, place) for value, unit, place in placed_numbers(text) if unit not in _DOSES]
    owners: dict[str, str] = {}
    said = words(text)
    informative = set(terms(text))
    for place, word in enumerate(said):
        near = [(abs(at - place - 0.5), value) for value, at in places if abs(at - place - 0.5) < _REACH]
        if near and stem(word) in informative:
            owners[stem(word)] = min(near)[1]
    return owners


def _unpunctuated(text: str) -> str:
    return text.replace(",", " ,").replace(";", " ;").replace(":", " :").replace(" ,", " ").replace("  ", " ")


def _list(named: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in named)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
