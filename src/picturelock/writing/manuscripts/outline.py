"""How an outline is spread over segments: each segment and each set is told its own part of it."""

import re
from collections.abc import Iterable, Sequence

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_cast import Character
from picturelock.domain.manuscript_segment import Segment

MOST_POINTS = 300
# So many characters of a set are told in full.
MOST_IN_A_SET = 6


def points_for(total: int) -> int:
    """How many outline points are planned for so many segments: one each, up to 300."""
    return min(total, MOST_POINTS)


def acts_for(total: int) -> int:
    """How many acts carry so many segments."""
    if total < 4:
        return 1
    if total <= 20:
        return 3
    return min(12, 4 + total // 150)


def share_of(number: int, total: int, count: int) -> range:
    """Which of ``count`` places belong to segment ``number`` of ``total``; at least one, from 0."""
    first = (number - 1) * count // total
    return range(first, max(first + 1, number * count // total))


def beat_of(number: int, total: int, outline: Sequence[str]) -> str:
    """What happens in one segment: its point or points, or its part of a longer one."""
    points = share_of(number, total, len(outline))
    if len(outline) >= total:
        return " ".join(outline[place] for place in points)
    place = points.start
    first = -(-place * total // len(outline)) + 1
    after = -(-(place + 1) * total // len(outline)) + 1
    part = f" (part {number - first + 1} of {after - first} of this)" if after - first > 1 else ""
    return outline[place] + part


def act_of(number: int, total: int, acts: Sequence[str]) -> str | None:
    """The act that a segment is in, with its place; None where there are none."""
    if not acts:
        return None
    place = share_of(number, total, len(acts)).start
    return f"{place + 1} of {len(acts)}: {acts[place]}"


def cast_of(metadata: Metadata, texts: Iterable[str], last: Sequence[Segment]) -> list[Character]:
    """Who is in a set: those its beats name, those who spoke last, and the leads where room is left."""
    told = "\n".join(texts)
    spoke = {line.character_id for segment in last for line in segment.dialogue}
    roster = metadata.characters_roster
    named = [character for character in roster if names(character, told)]
    others = [character for character in roster if character.id in spoke and character not in named]
    leads = [character for character in roster if character not in named and character not in others]
    chosen = (named + others)[:MOST_IN_A_SET]
    chosen += leads[: max(0, min(2, MOST_IN_A_SET) - len(chosen))]
    return sorted(chosen, key=roster.index)


def names(character: Character, text: str) -> bool:
    """Whether a text names a character, by the whole name, the first name or one of its longer words."""
    first, *others = character.name.split()
    parts = {character.name, *(part for part in others if len(part) > 2 and part[0].isupper())}
    if len(first) > 1 and first[0].isupper() and not first.endswith("."):
        parts.add(first)
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for part in parts)
