"""What a later segment is told of all before it: what segments noted, in about 300 tokens at most."""

from collections.abc import Sequence
from typing import NamedTuple

from picturelock.domain.manuscript_segment import Segment
from picturelock.writing.manuscripts.sentences import telling

# About 300 tokens, with the tags around them.
FACT_CHARACTERS = 780
THREAD_CHARACTERS = 330
NOTE_CHARACTERS = 140
# How the story began stays known however long it gets.
FIRST_FACTS = 2
MOST_THREADS = 12
READ_BACK = 60


class StorySoFar(NamedTuple):
    """Facts in the order in which they became true, and threads that are open, oldest first."""

    facts: tuple[str, ...]
    threads: tuple[str, ...]


def story_so_far(before: Sequence[Segment]) -> StorySoFar:
    """The rolling state after the segments ``before``, which are in order.

    A segment that noted nothing, like one a person wrote, is remembered by its title.
    """
    first = [fact for segment in before[:FIRST_FACTS] for fact in _facts(segment)][:FIRST_FACTS]
    recent = [fact for segment in before[-READ_BACK:] for fact in _facts(segment)]
    room = FACT_CHARACTERS - sum(len(fact) for fact in first)
    kept = _latest([fact for fact in recent if fact not in first], room)
    return StorySoFar((*first, *kept), _latest(_open_threads(before[-READ_BACK:]), THREAD_CHARACTERS))


def _facts(segment: Segment) -> list[str]:
    noted = segment.continuity.facts or (() if segment.continuity.closed else (segment.title,))
    return [f"{segment.segment_number}: {_short(fact)}" for fact in noted]


def _open_threads(before: Sequence[Segment]) -> list[str]:
    threads: list[str] = []
    for segment in before:
        for ended in segment.continuity.closed:
            threads = [thread for thread in threads if not _same(thread, ended)]
        threads += [_short(thread) for thread in segment.continuity.opened]
        threads = threads[-MOST_THREADS:]
    return threads


def _same(thread: str, ended: str) -> bool:
    one, other = telling(thread), telling(ended)
    return bool(one and other) and len(one & other) * 2 >= min(len(one), len(other))


def _short(note: str) -> str:
    said = " ".join(note.split())
    return said if len(said) <= NOTE_CHARACTERS else said[: NOTE_CHARACTERS - 1].rstrip() + "…"


def _latest(notes: Sequence[str], room: int) -> tuple[str, ...]:
    """As many of the last notes as have room, in their order."""
    kept: list[str] = []
    for note in reversed(notes):
        room -= len(note) + 3
        if room < 0:
            break
        kept.append(note)
    return tuple(reversed(kept))
