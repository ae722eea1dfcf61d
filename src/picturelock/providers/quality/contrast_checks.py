"""Which frames to look at for the contrast of each text, and whether it is enough."""

from dataclasses import dataclass

from picturelock.domain.frames import FrameFormat
from picturelock.domain.quality import CheckResult, Finding, checked, not_checked
from picturelock.domain.seen import SeenText
from picturelock.providers.quality.limits import CONTRAST, CONTRAST_TOLERANCE, LARGE_CONTRAST, LARGE_TEXT
from picturelock.providers.quality.sightings import Followed, Sighting, follow
from picturelock.providers.quality.text_checks import NEEDS, seconds_of, shortened
from picturelock.providers.quality.timeline import Scene, Timeline
from picturelock.providers.quality.watching import Look

Checked = tuple[CheckResult, list[Finding]]

ALLOWED = f"at least {CONTRAST}:1, {LARGE_CONTRAST:g}:1 for large text"

_FULLY = 0.97
# What is never seen better than this is not meant to be read.
_MEANT_TO_BE_READ = 0.4


@dataclass(frozen=True)
class Aim:
    """A text of a scene, and the look at which its contrast is measured."""

    scene: Scene
    text: Followed
    sighting: Sighting

    @property
    def frame(self) -> int:
        """The frame of the film."""
        return self.scene.clip.start + self.sighting.at


def aims(timeline: Timeline) -> tuple[Aim, ...]:
    """For each text a look at which it is seen as well as ever, as few different frames as may be."""
    found: list[Aim] = []
    for scene in timeline.scenes:
        picked: set[int] = set()
        chosen = [(text, _candidates(text)) for text in follow(scene) if text.best >= _MEANT_TO_BE_READ]
        for text, candidates in sorted(chosen, key=lambda one: len(one[1])):
            known = [one for one in candidates if one.at in picked]
            sighting = known[0] if known else candidates[len(candidates) // 2]
            picked.add(sighting.at)
            found.append(Aim(scene, text, sighting))
    return tuple(sorted(found, key=lambda aim: aim.frame))


def _candidates(text: Followed) -> list[Sighting]:
    best = [one for one in text.sightings if one.text.opacity >= _FULLY * text.best]
    return [one for one in best if one.settled] or best


def looks_of(found: tuple[Aim, ...]) -> tuple[Look, ...]:
    """What to look at in the film, a look for each frame."""
    frames: dict[int, list[SeenText]] = {}
    for aim in found:
        frames.setdefault(aim.frame, []).append(aim.sighting.text)
    return tuple(Look(frame=frame, texts=tuple(texts)) for frame, texts in frames.items())


def contrast_check(
    found: tuple[Aim, ...], contrasts: tuple[tuple[float | None, ...], ...], timeline: Timeline
) -> Checked:
    """Whether every text stands out from what is behind it.

    Args:
        found: the texts, in the order of their looks.
        contrasts: what was measured, a row for each look.
        timeline: the film.
    """
    frame = timeline.frame
    if frame is None or not any(scene.seen for scene in timeline.scenes):
        return not_checked("text contrast", NEEDS, ALLOWED)
    measured = [ratio for row in contrasts for ratio in row]
    findings: list[Finding] = []
    for aim, ratio in zip(found, measured, strict=True):
        needed = _needed(aim.sighting.text, frame)
        if ratio is None or ratio >= needed * CONTRAST_TOLERANCE:
            continue
        findings.append(
            timeline.found(
                "text contrast",
                f"{shortened(aim.text.words)} hardly stands out from what is behind it",
                at=seconds_of(aim.scene, aim.text.sightings, timeline),
                measured=f"{ratio:.1f}:1",
                allowed=f"at least {needed:g}:1",
            )
        )
    lowest = min((ratio for ratio in measured if ratio is not None), default=21.0)
    return checked("text contrast", f"lowest {lowest:.1f}:1 of {len(found)} texts", ALLOWED, findings)


def _needed(text: SeenText, frame: FrameFormat) -> float:
    return LARGE_CONTRAST if text.size >= LARGE_TEXT * min(frame.width, frame.height) else CONTRAST
