"""The texts of a scene followed from look to look: when each is seen, how well, and whether it stands."""

import re
from collections import defaultdict
from dataclasses import dataclass

from picturelock.domain.seen import SeenRow, SeenText
from picturelock.providers.quality.timeline import Scene

READABLE = 0.5
"""The opacity from which on a text counts as seen; what is fainter is on its way in or out."""

# Numbers that count up are one text.
_NUMBER = re.compile(r"[\d.,\u00a0]*\d")
_SETTLED = 0.006


@dataclass(frozen=True)
class Sighting:
    """A text in one look: the frame of the scene, and whether it stands where it did in a look beside it."""

    at: int
    text: SeenText
    settled: bool


@dataclass(frozen=True)
class Followed:
    """A text of a scene, in every look in which it is there."""

    words: str
    sightings: tuple[Sighting, ...]

    @property
    def readable(self) -> tuple[Sighting, ...]:
        return tuple(one for one in self.sightings if one.text.opacity >= READABLE)

    @property
    def best(self) -> float:
        """Its largest opacity."""
        return max(one.text.opacity for one in self.sightings)


def follow(scene: Scene) -> tuple[Followed, ...]:
    """The texts of a scene, in the order in which they come in; numbers that count are one text."""
    if scene.seen is None:
        return ()
    looks = [_named(frame.texts) for frame in scene.seen.frames]
    sightings: dict[tuple[str, int], list[Sighting]] = defaultdict(list)
    for place, (frame, texts) in enumerate(zip(scene.seen.frames, looks, strict=True)):
        near = [looks[other] for other in (place - 1, place + 1) if 0 <= other < len(looks)]
        for name, text in texts.items():
            settled = any(name in other and _still(text, other[name]) for other in near)
            sightings[name].append(Sighting(frame.at, text, settled))
    return tuple(Followed(found[-1].text.text, tuple(found)) for found in sightings.values())


def _named(texts: tuple[SeenText, ...]) -> dict[tuple[str, int], SeenText]:
    """The texts of a frame by their words, and their place among those with the same."""
    named: dict[tuple[str, int], SeenText] = {}
    count: dict[str, int] = defaultdict(int)
    for text in texts:
        words = _NUMBER.sub("#", text.text)
        named[words, count[words]] = text
        count[words] += 1
    return named


def _still(one: SeenText, other: SeenText) -> bool:
    ours, theirs = around(one), around(other)
    return (
        abs(ours.left - theirs.left) <= _SETTLED
        and abs(ours.top - theirs.top) <= _SETTLED
        and abs(ours.bottom - theirs.bottom) <= _SETTLED
    )


def around(text: SeenText) -> SeenRow:
    """The rectangle around all rows of a text."""
    return SeenRow(
        left=min(row.left for row in text.rows),
        top=min(row.top for row in text.rows),
        right=max(row.right for row in text.rows),
        bottom=max(row.bottom for row in text.rows),
        color=text.rows[0].color,
    )
