"""Captions: timed words broken into cues of one or two lines that can be read in their time.

The rules are those of broadcasters' subtitle guides (BBC, Netflix): two lines of at most 42 characters, at
most 17 characters a second (``languages`` has those of other scripts), on screen between 0.83 and 7 seconds,
never broken after an article or a preposition, and where a sentence ends rather than in its middle.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from picturelock.domain.drawing import CaptionCue, CaptionWord
from picturelock.domain.languages import LineWords, language_of, line_words
from picturelock.domain.sentence import is_abbreviation, is_ordinal
from picturelock.domain.spoken_words import glued
from picturelock.domain.timing import TimedWord

LINE = 42
SHORTEST = 0.83  # seconds
LONGEST = 7.0  # seconds
GAP = 0.08  # seconds between two cues, so that the change is seen
LINGER = 0.25  # seconds a cue stays after its last word
BREATH = 0.2  # seconds between two words that are too short for the light to go out

# What another cue costs: more than a comma or a pause gains, so that a sentence that fits stays whole.
CUE_COST = 50.0

_UNITS = frozenset(
    {"g", "mg", "µg", "mcg", "kg", "l", "L", "ml", "mL", "cl", "cm", "mm", "m", "km", "%", "percent"}
    | {"mmol", "mmHg", "kcal", "kJ", "IU", "hours", "days", "weeks", "months", "years", "grams", "litres"}
)
_YEAR = re.compile(r"(?:19|20)\d\d")

Timed = TypeVar("Timed", CaptionCue, CaptionWord)


@dataclass(frozen=True)
class _Piece:
    """A word, or a part of one that is too long for a line; ``glued`` to the piece before it.

    ``torn``: it is not the beginning of a word.
    """

    text: str
    start: int
    end: int
    glued: bool = False
    torn: bool = False


@dataclass(frozen=True)
class _Reading:
    """Frames a second, and what the language asks of a line."""

    fps: int
    line: int
    per_second: float
    words: LineWords


def caption_cues(
    words: Sequence[TimedWord], length: int, fps: int, line: int = LINE, *, language: str
) -> tuple[CaptionCue, ...]:
    """Break a scene's words into cues.

    Args:
        words: the words with their times, in frames of the scene, in order.
        length: the scene's length in frames.
        fps: frames per second.
        line: the most characters of a line; a language with wider ones has fewer.
        language: the language (BCP 47).

    Returns:
        Cues in order that never overlap, within the scene; every word is in them once.
    """
    told = language_of(language)
    # The line is given in characters of a Latin script; the shorter one of a narrow picture stays as short.
    line = min(line, told.line)
    reading = _Reading(fps, line, told.read_per_second, line_words(language))
    pieces = _all_pieces(words, line, language)
    bounds = _best_bounds(pieces, reading)
    cues: list[CaptionCue] = []
    for place, (first, last) in enumerate(bounds):
        group = pieces[first:last]
        start = group[0].start
        if cues:
            start = max(start, cues[-1].end)
        upcoming = pieces[bounds[place + 1][0]].start if place + 1 < len(bounds) else None
        limit = length if upcoming is None else max(start + 1, upcoming - round(GAP * fps))
        wanted = max(group[-1].end + round(LINGER * fps), start + round(SHORTEST * fps))
        end = max(start + 1, min(wanted, limit))
        rows = _rows(group, reading)
        lines = tuple(map(_joined, rows))
        cues.append(CaptionCue(start=start, end=end, lines=lines, words=_lit(rows, start, end, fps)))
    return tuple(cues)


def shift(cues: Sequence[CaptionCue], by: int) -> tuple[CaptionCue, ...]:
    """The same cues ``by`` frames later."""

    def later(timed: Timed) -> Timed:
        return timed.model_copy(update={"start": timed.start + by, "end": timed.end + by})

    return tuple(later(cue).model_copy(update={"words": tuple(map(later, cue.words))}) for cue in cues)


def width(text: str) -> int:
    """How many places of a line a text takes: East Asian characters are two wide, marks take none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _pieces(word: TimedWord, line: int) -> list[_Piece]:
    if width(word.text) <= line:
        return [_Piece(word.text, word.start, word.end)]
    parts: list[str] = [""]
    for sign in word.text:
        if width(parts[-1] + sign) > line // 2:
            parts.append("")
        parts[-1] += sign
    share = (word.end - word.start) / len(parts)
    return [
        _Piece(
            part,
            word.start + int(place * share),
            word.start + int((place + 1) * share),
            glued=place > 0,
            torn=place > 0,
        )
        for place, part in enumerate(parts)
    ]


def _all_pieces(words: Sequence[TimedWord], line: int, language: str) -> list[_Piece]:
    """The words in pieces that fit a line, those joined that stand without a space between them."""
    told: list[_Piece] = []
    for word in words:
        first, *rest = _pieces(word, line)
        without = bool(told) and glued(told[-1].text[-1:], first.text[:1], language)
        told += [replace(first, glued=without), *rest]
    return told


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(
        piece.text if place == 0 or piece.glued else f" {piece.text}" for place, piece in enumerate(pieces)
    )


def _best_bounds(pieces: Sequence[_Piece], reading: _Reading) -> list[tuple[int, int]]:
    """The cheapest way to cut the pieces into cues: shortest path over the places to cut."""
    count = len(pieces)
    best = [0.0, *[float("inf")] * count]
    came_from = [0] * (count + 1)
    for last in range(1, count + 1):
        for first in range(last - 1, -1, -1):
            group = pieces[first:last]
            if last - first > 1 and not _fits(group, reading):
                break
            cost = best[first] + _cue_cost(pieces, first, last, reading)
            if cost < best[last]:
                best[last], came_from[last] = cost, first
    bounds: list[tuple[int, int]] = []
    at = count
    while at:
        bounds.append((came_from[at], at))
        at = came_from[at]
    return bounds[::-1]


def _fits(group: Sequence[_Piece], reading: _Reading) -> bool:
    if group[-1].end - group[0].start > LONGEST * reading.fps:
        return False
    return width(_joined(group)) <= reading.line or _best_break(group, reading) is not None


def _cue_cost(pieces: Sequence[_Piece], first: int, last: int, reading: _Reading) -> float:
    group = pieces[first:last]
    seconds = (group[-1].end - group[0].start) / reading.fps
    too_fast = max(0.0, width(_joined(group)) / max(seconds, 0.3) - reading.per_second)
    too_short = 40.0 if seconds < SHORTEST else 0.0
    crossed = 80.0 * sum(
        _ends_sentence(piece.text) and not is_ordinal(piece.text, after.text)
        for piece, after in pairwise(group)
    )
    upcoming = pieces[last] if last < len(pieces) else None
    return (
        CUE_COST
        + 4.0 * too_fast
        + too_short
        + crossed
        + _break_cost(group[-1], upcoming, reading, ends_cue=True)
    )


def _break_cost(before: _Piece, after: _Piece | None, reading: _Reading, *, ends_cue: bool = False) -> float:
    """What it costs to break between two pieces: little where a voice would pause."""
    cost = 0.0
    if after is not None and is_ordinal(before.text, after.text):
        cost += 45
    elif _ends_sentence(before.text):
        cost -= 60
    elif before.text[-1] in ",;:—、，；؛،":
        cost -= 25
    if before.text.lower().strip(".,;:!?") in reading.words.holds_on or (
        after is not None and (is_abbreviation(before.text) or _measures(before.text, after.text))
    ):
        cost += 45
    if after is not None:
        if after.torn:
            cost += 10
        if after.text.lower() in reading.words.begins:
            cost -= 8
        if after.text.lower().strip(".,;:!?।") in reading.words.clings:
            cost += 45
        if after.text.startswith("("):
            cost -= 25
        if ends_cue:
            cost -= min(20.0, (after.start - before.end) / reading.fps * 60)
    return cost


def _measures(before: str, after: str) -> bool:
    """Whether two words are a number with its unit, or a unit with the "of" that says of what."""
    if before in _UNITS:
        return after.lower() in ("of", "per")
    return before[-1].isdigit() and not _YEAR.fullmatch(before) and after.strip(".,;:!?)").isalpha()


def _ends_sentence(text: str) -> bool:
    return not is_abbreviation(text) and text.rstrip("\"'”’»)“」』）")[-1:] in (
        ".",
        "!",
        "?",
        "…",
        "。",
        "！",
        "？",
        "।",
        "॥",
        "؟",
        "۔",
    )


def _rows(group: Sequence[_Piece], reading: _Reading) -> tuple[Sequence[_Piece], ...]:
    at = None if width(_joined(group)) <= reading.line else _best_break(group, reading)
    return (group,) if at is None else (group[:at], group[at:])


def _lit(rows: Sequence[Sequence[_Piece]], start: int, end: int, fps: int) -> tuple[CaptionWord, ...]:
    """The places of the pieces in their lines, and when each is lit."""
    placed: list[tuple[int, int, _Piece]] = []
    for line, row in enumerate(rows):
        at = 0
        for place, piece in enumerate(row):
            at += 0 if place == 0 or piece.glued else 1
            placed.append((line, at, piece))
            at += len(piece.text)
    words: list[CaptionWord] = []
    for place, (line, first, piece) in enumerate(placed):
        upcoming = placed[place + 1][2].start if place + 1 < len(placed) else None
        until = piece.end
        if upcoming is not None and upcoming - piece.end <= BREATH * fps:
            until = upcoming
        lit_from = min(max(piece.start, start), end - 1)
        words.append(
            CaptionWord(
                line=line,
                first=first,
                last=first + len(piece.text),
                start=lit_from,
                end=min(max(until, lit_from + 1), end),
            )
        )
    return tuple(words)


def _best_break(group: Sequence[_Piece], reading: _Reading) -> int | None:
    """Where to begin the second line: balanced, bottom-heavy, not after a word that holds on."""
    choices: list[tuple[float, int]] = []
    for at in range(1, len(group)):
        top, bottom = width(_joined(group[:at])), width(_joined(group[at:]))
        if top <= reading.line and bottom <= reading.line:
            heavy = 6 if top > bottom else 0
            choices.append(
                (0.6 * abs(top - bottom) + heavy + _break_cost(group[at - 1], group[at], reading), at)
            )
    return min(choices)[1] if choices else None
