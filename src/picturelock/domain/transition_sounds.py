"""Short sounds where scenes meet, laid so that they are never heard with a word."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.shot import Transition

Sound = Literal["whoosh", "hit", "page", "click"]

SOUND_OF: dict[Transition, Sound] = {
    "cut": "click",
    "fade": "hit",
    "push": "whoosh",
    "wipe": "page",
    "match": "hit",
}

# A sound's usual and shortest length, and where in it its accent is, which falls on the first frame of the
# new scene: in seconds, and as a share.
_SECONDS: dict[Sound, tuple[float, float]] = {
    "whoosh": (0.8, 0.4),
    "hit": (0.7, 0.3),
    "page": (0.6, 0.3),
    "click": (0.12, 0.06),
}
_ACCENT: dict[Sound, float] = {"whoosh": 0.6, "hit": 0.12, "page": 0.5, "click": 0.1}
# Silence kept between a word and a sound, in seconds; a recording's own edges are within half a frame.
_APART = 0.06


class LaidSound(Frozen):
    """A short sound and when it is heard, in seconds of the cut."""

    sound: Sound
    start: float = Field(ge=0)
    seconds: float = Field(gt=0)


def laid_sounds(
    changes: Sequence[tuple[float, Transition]], spoken: Sequence[tuple[float, float]]
) -> tuple[LaidSound, ...]:
    """A sound for each change of scenes that has room for it between two words.

    Args:
        changes: the second at which each scene but the first begins, and how it begins.
        spoken: when recordings are heard, from and to seconds, in order.
    """
    laid = [_laid(at, SOUND_OF[transition], spoken) for at, transition in changes]
    return tuple(sound for sound in laid if sound is not None)


def _laid(at: float, sound: Sound, spoken: Sequence[tuple[float, float]]) -> LaidSound | None:
    earliest = max((end for start, end in spoken if start < at), default=0.0) + _APART
    latest = min((start for start, _ in spoken if start >= at), default=float("inf")) - _APART
    usual, shortest = _SECONDS[sound]
    seconds = min(usual, latest - earliest)
    if seconds < shortest or earliest > at:
        return None
    start = min(max(at - _ACCENT[sound] * seconds, earliest), latest - seconds)
    return LaidSound(sound=sound, start=round(start, 4), seconds=round(seconds, 4))
