"""What a film's picture does, held against its cut."""

from picturelock.domain.quality import CheckResult, Finding, checked
from picturelock.providers.quality.limits import (
    FLASH_AREA,
    FLASHES_A_SECOND,
    LONGEST_FREEZE,
    LONGEST_REST,
    SHORTEST_BLACK,
)
from picturelock.providers.quality.stretches import Stretch, covered
from picturelock.providers.quality.timeline import Timeline
from picturelock.providers.quality.watching import Watched

Checked = tuple[CheckResult, list[Finding]]

# Damage that is nearer together is one.
_DAMAGE_JOINS = 1.0
_ASKED_FOR = 0.8


def picture_checks(watched: Watched, timeline: Timeline) -> list[Checked]:
    """The checks of what was seen while the picture was decoded."""
    return [
        _frames(watched, timeline),
        _decoding(watched, timeline),
        _black(watched, timeline),
        _frozen(watched, timeline),
        _flashes(watched, timeline),
    ]


def _frames(watched: Watched, timeline: Timeline) -> Checked:
    found = [
        timeline.found(
            "frames",
            "frames are missing here",
            at=gap,
            measured=f"{gap[1] - gap[0]:.2f} s without a frame",
            allowed="a frame at every step",
        )
        for gap in watched.gaps
    ]
    if timeline.cut is None:
        return checked("frames", f"{watched.frames} frames", "a frame at every step", found)
    wanted, told, allowed = timeline.cut.length, f"{watched.frames} frames", f"{timeline.cut.length} frames"
    if watched.frames != wanted and not found:
        ends = sorted((timeline.second(watched.frames), timeline.second(wanted)))
        difference = watched.frames - wanted
        message = (
            f"{difference} frames more than in the cut" if difference > 0 else f"{-difference} frames missing"
        )
        found.append(timeline.found("frames", message, at=(ends[0], ends[1]), measured=told, allowed=allowed))
    return checked("frames", told, allowed, found)


def _decoding(watched: Watched, timeline: Timeline) -> Checked:
    stretches: list[Stretch] = []
    for second in watched.broken:
        if stretches and second - stretches[-1][1] <= _DAMAGE_JOINS:
            stretches[-1] = (stretches[-1][0], max(second, stretches[-1][1]))
        else:
            stretches.append((second, second))
    found = [
        timeline.found(
            "decoding",
            "the file is damaged: the picture cannot be decoded whole",
            at=stretch,
            measured=_many(sum(stretch[0] <= second <= stretch[1] for second in watched.broken), "error"),
            allowed="none",
        )
        for stretch in stretches
    ]
    return checked("decoding", _many(len(watched.broken), "error"), "0 errors", found)


def _black(watched: Watched, timeline: Timeline) -> Checked:
    allowed = f"none of {SHORTEST_BLACK} s or more"
    found = [
        timeline.found(
            "black picture", "the picture is black", at=stretch, measured=_seconds(stretch), allowed=allowed
        )
        for stretch in watched.black
    ]
    return checked("black picture", told_stretches(watched.black), allowed, found)


def _frozen(watched: Watched, timeline: Timeline) -> Checked:
    """A stretch in which the drawing itself rests is asked for by the cut, up to a length."""
    allowed = f"none over {LONGEST_FREEZE} s, but where a scene rests"
    rests = _rests(timeline)
    found: list[Finding] = []
    for stretch in watched.frozen:
        asked = covered(stretch, rests) >= _ASKED_FOR
        if asked and stretch[1] - stretch[0] <= LONGEST_REST:
            continue
        found.append(
            timeline.found(
                "frozen picture",
                "the scene rests for long" if asked else "the picture stands still, the drawing does not",
                at=stretch,
                measured=_seconds(stretch),
                allowed=f"at most {LONGEST_REST:g} s" if asked else allowed,
                # Of a film without its data nobody can tell whether a still was meant.
                severity="warning" if asked or timeline.cut is None else "fault",
            )
        )
    return checked("frozen picture", told_stretches(watched.frozen), allowed, found)


def _rests(timeline: Timeline) -> list[Stretch]:
    return [
        (timeline.second(scene.clip.start + first), timeline.second(scene.clip.start + end))
        for scene in timeline.scenes
        if scene.seen is not None
        for first, end in scene.seen.rests
    ]


def _flashes(watched: Watched, timeline: Timeline) -> Checked:
    allowed = f"at most {FLASHES_A_SECOND} a second over {FLASH_AREA:.0%} of the picture"
    found = [
        timeline.found(
            "flashes",
            "red flashes: a danger to viewers" if one.red else "it flashes: a danger to viewers",
            at=(one.start, one.end),
            measured=f"more than {FLASHES_A_SECOND} a second over {one.area:.0%}",
            allowed=allowed,
        )
        for one in watched.flashing
    ]
    return checked("flashes", "none" if not found else found[0].measured, allowed, found)


def told_stretches(stretches: tuple[Stretch, ...]) -> str:
    """Stretches for people."""
    return ", ".join(f"{start:.2f}-{end:.2f} s" for start, end in stretches) or "none"


def _seconds(stretch: Stretch) -> str:
    return f"{stretch[1] - stretch[0]:.2f} s"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
