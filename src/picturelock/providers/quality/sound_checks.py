"""What is heard of a film, held against its cut."""

from picturelock.domain.cut import Cut
from picturelock.domain.quality import CheckResult, Finding, checked, not_checked
from picturelock.providers.quality.limits import (
    LARGEST_LAG,
    LONGEST_PAUSE,
    Allowed,
)
from picturelock.providers.quality.listening import Heard
from picturelock.providers.quality.picture_checks import told_stretches
from picturelock.providers.quality.stretches import Stretch, overlap
from picturelock.providers.quality.timeline import Timeline

Checked = tuple[CheckResult, list[Finding]]

# Music comes up and goes down: silence this near to either end is no hole.
_ENDS = 1.5
_NO_RECORDINGS = "the recordings of the voice"


def sound_checks(heard: Heard | None, timeline: Timeline, allowed: Allowed) -> list[Checked]:
    """The checks of what was heard; ``heard`` is None where the file has no sound."""
    if heard is None:
        needs = "a sound track"
        return [
            not_checked("loudness", needs, f"{allowed.loudness.target:.0f} LUFS"),
            not_checked("true peak", needs, f"at most {allowed.loudness.true_peak} dBTP"),
            not_checked("clipping", needs, "none"),
            not_checked("silence", needs, "none"),
            not_checked("voice sync", needs, f"within {LARGEST_LAG * 1000:.0f} ms"),
        ]
    return [
        _loudness(heard, timeline, allowed),
        _peak(heard, timeline, allowed),
        _clipping(heard, timeline),
        _silence(heard, timeline),
        _sync(heard, timeline),
    ]


def _audible(cut: Cut | None) -> bool:
    return cut is None or bool(cut.voice.clips) or cut.music is not None


def _loudness(heard: Heard, timeline: Timeline, allowed: Allowed) -> Checked:
    loud = heard.level.loudness
    told = "silence" if loud is None else f"{loud:.1f} LUFS"
    if not _audible(timeline.cut):
        wanted, message, good = "silence", "there is sound where the cut has none", loud is None
    else:
        asked = allowed.loudness
        wanted = f"{asked.target:.0f} ± {asked.tolerance:g} LUFS"
        louder = loud is not None and loud > asked.target
        message = "the film is too loud" if louder else "the film is too quiet"
        good = loud is not None and abs(loud - asked.target) <= asked.tolerance
    found = [] if good else [timeline.found("loudness", message, measured=told, allowed=wanted)]
    return checked("loudness", told, wanted, found)


def _peak(heard: Heard, timeline: Timeline, allowed: Allowed) -> Checked:
    peak, most = heard.level.true_peak, allowed.loudness.true_peak
    wanted = f"at most {most} dBTP"
    told = "silence" if peak is None else f"{peak:.1f} dBTP"
    if peak is None or peak <= most:
        return checked("true peak", told, wanted, [])
    at = (heard.peak_at, heard.peak_at)
    message = "a peak that players may clip"
    return checked(
        "true peak",
        told,
        wanted,
        [timeline.found("true peak", message, at=at, measured=told, allowed=wanted)],
    )


def _clipping(heard: Heard, timeline: Timeline) -> Checked:
    found = [
        timeline.found("clipping", "the sound is cut off", at=at, measured="full scale", allowed="none")
        for at in heard.clipped
    ]
    return checked("clipping", told_stretches(heard.clipped), "none", found)


def _silence(heard: Heard, timeline: Timeline) -> Checked:
    cut = timeline.cut
    allowed = (
        "none under music" if cut is not None and cut.music is not None else f"at most {LONGEST_PAUSE} s"
    )
    if not _audible(cut):
        return checked("silence", "silence", "silence: the cut has no sound", [])
    found = [
        timeline.found(
            "silence",
            "there is no sound",
            at=stretch,
            measured=f"{stretch[1] - stretch[0]:.2f} s",
            allowed=allowed,
            severity="warning" if cut is None else "fault",
        )
        for stretch in heard.silent
        if _is_hole(stretch, heard, cut)
    ]
    return checked("silence", told_stretches(heard.silent), allowed, found)


def _is_hole(stretch: Stretch, heard: Heard, cut: Cut | None) -> bool:
    length = stretch[1] - stretch[0]
    if cut is None:
        return length > LONGEST_PAUSE
    if cut.music is not None:
        ends = (stretch[0] <= 0.05, stretch[1] >= heard.seconds - 0.05)
        return length > _ENDS if any(ends) else True
    spoken = [
        (cut.frame.seconds(clip.start), cut.frame.seconds(clip.start + clip.length))
        for clip in cut.voice.clips
    ]
    return any(overlap(stretch, one) > LONGEST_PAUSE for one in spoken)


def _sync(heard: Heard, timeline: Timeline) -> Checked:
    allowed = f"within {LARGEST_LAG * 1000:.0f} ms"
    clips = timeline.cut.voice.clips if timeline.cut is not None else ()
    if timeline.cut is None or (clips and not heard.lags):
        return not_checked("voice sync", _NO_RECORDINGS, allowed)
    found: list[Finding] = []
    for clip, late in zip(clips, heard.lags, strict=False):
        if late is not None and abs(late) <= LARGEST_LAG:
            continue
        at = (timeline.second(clip.start), timeline.second(clip.start + clip.length))
        told = "not heard" if late is None else f"{late * 1000:+.0f} ms"
        way = "is not heard at its place" if late is None else f"comes too {'late' if late > 0 else 'early'}"
        message = f"the narration {clip.name or clip.media.name} {way}"
        found.append(timeline.found("voice sync", message, at=at, measured=told, allowed=allowed))
    known = [abs(late) for late in heard.lags if late is not None]
    largest = f"at most {max(known, default=0.0) * 1000:.0f} ms in {len(heard.lags)} recordings"
    return checked("voice sync", largest, allowed, found)
