"""The texts of a film's scenes: long enough to read, inside the safe area, apart from one another."""

from collections import defaultdict
from itertools import combinations

from picturelock.domain.captions import width
from picturelock.domain.frames import FrameFormat
from picturelock.domain.quality import CheckName, CheckResult, Finding, checked, not_checked
from picturelock.domain.seen import SeenRow, SeenText
from picturelock.providers.quality.limits import (
    SMALL_NOTE,
    TEXT_LEAD,
    TEXT_PER_SECOND,
    TEXT_TOLERANCE,
    Allowed,
    safe_area,
)
from picturelock.providers.quality.sightings import READABLE, Followed, Sighting, around, follow
from picturelock.providers.quality.stretches import Stretch
from picturelock.providers.quality.timeline import Scene, Timeline

Checked = tuple[CheckResult, list[Finding]]

NEEDS = "what its scenes show"
TIME = f"{TEXT_PER_SECOND:.0f} characters a second and {TEXT_LEAD} s, but for what is spoken"
PLACE = "inside the frame and clear of its edge; upright, clear of what apps lay over it"
OVERLAP = "texts apart"

_SPOKEN_SHARE = 0.8
_SLACK = 0.004
# Texts overlap when they share more than this of the lower one's height, over more than this of the frame.
_SHARED_HEIGHT, _SHARED_WIDTH = 0.2, 0.004
_SHOWN = 40


def text_checks(timeline: Timeline, allowed: Allowed) -> list[Checked]:
    """The checks of what the scenes say of their texts; not made where they say nothing."""
    scenes = [scene for scene in timeline.scenes if scene.seen is not None]
    frame = timeline.frame
    if frame is None or not scenes:
        return [
            not_checked("text place", NEEDS, PLACE),
            not_checked("text overlap", NEEDS, OVERLAP),
            not_checked("text time", NEEDS, TIME),
        ]
    followed = [(scene, follow(scene)) for scene in scenes]
    place = [one for scene, texts in followed for one in _outside(scene, texts, timeline, allowed)]
    over = [one for scene, _ in followed for one in _overlapping(scene, timeline)]
    time = [one for scene, texts in followed for one in _too_short(scene, texts, timeline)]
    count = sum(len(texts) for _, texts in followed)
    return [
        _checked("text place", count, place, PLACE),
        _checked("text overlap", count, over, OVERLAP),
        _checked("text time", count, time, TIME),
    ]


def _checked(name: CheckName, count: int, found: list[Finding], allowed: str) -> Checked:
    return checked(name, f"{len(found)} of {count} texts" if found else f"{count} texts", allowed, found)


def seconds_of(scene: Scene, sightings: tuple[Sighting, ...] | list[Sighting], timeline: Timeline) -> Stretch:
    """From the first of some looks at a scene to the end of the last, in seconds of the film."""
    every = scene.seen.every if scene.seen is not None else 1
    end = min(sightings[-1].at + every, scene.clip.length)
    return timeline.second(scene.clip.start + sightings[0].at), timeline.second(scene.clip.start + end)


def shortened(words: str) -> str:
    """A text for people, not too long."""
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”"


def is_caption(text: SeenText, scene: Scene, timeline: Timeline) -> bool:
    """Whether a text is one of the film's captions, which have rules of their own."""
    assert timeline.cut is not None
    start, end = scene.clip.start, scene.clip.start + scene.clip.length
    captions = timeline.cut.captions
    return any(" ".join(cue.lines) == text.text for cue in captions if start <= cue.start < end)


def _outside(
    scene: Scene, texts: tuple[Followed, ...], timeline: Timeline, allowed: Allowed
) -> list[Finding]:
    def beyond(text: SeenText) -> float:
        assert timeline.frame is not None
        return _beyond(text, timeline.frame, allowed)

    found: list[Finding] = []
    for text in texts:
        wrong = [one for one in text.readable if one.settled and beyond(one.text) > _SLACK]
        if not wrong:
            continue
        worst = max(wrong, key=lambda one: beyond(one.text))
        cut_off = _beyond_frame(worst.text) > 0
        found.append(
            timeline.found(
                "text place",
                f"{shortened(text.words)} reaches out of the {'frame' if cut_off else 'safe area'}",
                at=seconds_of(scene, wrong, timeline),
                measured=f"{beyond(worst.text):.1%} of the frame beyond it",
                allowed="inside",
            )
        )
    return found


def _beyond(text: SeenText, frame: FrameFormat, allowed: Allowed) -> float:
    """How far a text reaches out of where it may stand, as a share of the frame; 0 where it does not."""
    note = text.size <= SMALL_NOTE * min(frame.width, frame.height)
    safe = safe_area(frame, allowed, note=note)
    box = around(text)
    return max(
        safe.left - box.left, safe.top - box.top, box.right - safe.right, box.bottom - safe.bottom, 0.0
    )


def _beyond_frame(text: SeenText) -> float:
    box = around(text)
    return max(-box.left, -box.top, box.right - 1, box.bottom - 1, 0.0)


def _overlapping(scene: Scene, timeline: Timeline) -> list[Finding]:
    """Pairs of texts that lie on one another in at least two looks."""
    assert scene.seen is not None
    pairs: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for look in scene.seen.frames:
        texts = [text for text in look.texts if text.opacity >= READABLE]
        for one, other in combinations(texts, 2):
            if one.text != other.text and _shared(one, other):
                pairs[one.text, other.text].append(Sighting(look.at, one, True))
    return [
        timeline.found(
            "text overlap",
            f"{shortened(one)} and {shortened(other)} lie on one another",
            at=seconds_of(scene, looks, timeline),
            measured=f"for {len(looks) * scene.seen.every} frames",
            allowed="never",
        )
        for (one, other), looks in pairs.items()
        if len(looks) > 1
    ]


def _shared(one: SeenText, other: SeenText) -> bool:
    return any(_rows_shared(ours, theirs) for ours in one.rows for theirs in other.rows)


def _rows_shared(one: SeenRow, other: SeenRow) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    return across > _SHARED_WIDTH and down > _SHARED_HEIGHT * lower


def _too_short(scene: Scene, texts: tuple[Followed, ...], timeline: Timeline) -> list[Finding]:
    assert scene.seen is not None
    spoken = [_spoken(one, timeline) for one in timeline.scenes if one.clip.start <= scene.clip.start]
    found: list[Finding] = []
    for text in texts:
        looks = text.readable
        if not looks or is_caption(looks[-1].text, scene, timeline) or _is_spoken(text.words, spoken):
            continue
        needed = TEXT_LEAD + width(text.words) / TEXT_PER_SECOND
        # It may have been there since just after the look before, and until just before the next.
        shown = timeline.second((len(looks) + 1) * scene.seen.every)
        if shown >= needed * TEXT_TOLERANCE:
            continue
        at = seconds_of(scene, looks, timeline)
        found.append(
            timeline.found(
                "text time",
                f"{shortened(text.words)} is not seen long enough to be read",
                at=at,
                measured=f"{timeline.second(len(looks) * scene.seen.every):.1f} s",
                allowed=f"at least {needed:.1f} s",
                # Readers differ; whether a note must be read whole is for a person to say.
                severity="warning",
            )
        )
    return found


def _spoken(scene: Scene, timeline: Timeline) -> frozenset[str]:
    """The words that are heard over a scene."""
    assert timeline.cut is not None
    start, end = scene.clip.start, scene.clip.start + scene.clip.length
    cues = [cue for cue in timeline.cut.captions if start <= cue.start < end]
    return frozenset(_words(" ".join(line for cue in cues for line in cue.lines)))


def _is_spoken(text: str, spoken: list[frozenset[str]]) -> bool:
    """Whether a text is heard in one of some scenes: in its own, or in one before, so that it is known."""
    words = _words(text)
    enough = _SPOKEN_SHARE * len(words)
    return bool(words) and any(sum(word in heard for word in words) >= enough for heard in spoken)


def _words(text: str) -> list[str]:
    bare = "".join(sign if sign.isalnum() else " " for sign in text.casefold())
    return bare.split()
