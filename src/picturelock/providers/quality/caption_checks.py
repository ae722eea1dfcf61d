"""The captions beside a film, held against the rules of broadcasters' subtitle guides and against its cut."""

from itertools import pairwise
from pathlib import Path

import pysubs2

from picturelock.domain.captions import LINE, width
from picturelock.domain.frozen import Frozen
from picturelock.domain.languages import language_of
from picturelock.domain.quality import CheckResult, Finding, checked, not_checked
from picturelock.providers.quality.limits import (
    CAPTION_LONGEST,
    CAPTION_LONGEST_TOLERANCE,
    CAPTION_SHORTEST,
    MOST_LINES,
    READ_TOLERANCE,
)
from picturelock.providers.quality.timeline import Timeline

Checked = tuple[CheckResult, list[Finding]]

ALLOWED = (
    f"as fast as its language is read, at most {MOST_LINES} lines, "
    f"{CAPTION_SHORTEST}-{CAPTION_LONGEST:g} s, not overlapping"
)
_LAST_DIGIT = 0.002  # seconds: caption files count thousandths


class Cue(Frozen):
    """A caption as a viewer gets it, in seconds of the film."""

    start: float
    end: float
    lines: tuple[str, ...]


def read_cues(file: Path) -> tuple[Cue, ...]:
    """The captions in a SubRip or WebVTT file.

    Raises:
        ValueError: it is not one.
    """
    try:
        events = pysubs2.load(str(file), encoding="utf-8")
    except (pysubs2.exceptions.Pysubs2Error, UnicodeDecodeError) as error:
        raise ValueError(f"{file.name} is not a caption file") from error
    return tuple(
        Cue(start=event.start / 1000, end=event.end / 1000, lines=tuple(event.plaintext.split("\n")))
        for event in events
    )


def captions_check(cues: tuple[Cue, ...] | None, seconds: float, timeline: Timeline) -> Checked:
    """Whether every caption can be read in its time and place.

    Args:
        cues: the captions beside the film, in order; None where there is no file of them.
        seconds: how long the film is.
        timeline: the film.
    """
    if cues is None:
        return not_checked("captions", "a caption file beside the film", ALLOWED)
    found = [finding for cue in cues for finding in _alone(cue, seconds, timeline)]
    for before, cue in pairwise(cues):
        if cue.start < before.end - _LAST_DIGIT:
            over = f"{before.end - cue.start:.2f} s"
            message = f"the caption {_told(cue)} comes while the one before is shown"
            found.append(
                timeline.found("captions", message, at=(cue.start, before.end), measured=over, allowed="none")
            )
    found += _against_cut(cues, timeline)
    return checked("captions", f"{len(cues)} captions", ALLOWED, found)


def _alone(cue: Cue, seconds: float, timeline: Timeline) -> list[Finding]:
    language = language_of("en" if timeline.cut is None else timeline.cut.language)
    line = min(LINE if timeline.frame is None else timeline.frame.caption_line, language.line)
    length = max(cue.end - cue.start, 0.001)
    speed = width(" ".join(cue.lines)) / length
    longest = max(width(row) for row in cue.lines)
    step = _LAST_DIGIT if timeline.frame is None else 1 / timeline.frame.fps
    rules = (
        (cue.end > seconds + step, "ends after the film", f"{cue.end:.2f} s", f"{seconds:.2f} s"),
        (
            speed > language.read_per_second * READ_TOLERANCE,
            "is too fast to read",
            f"{speed:.1f} characters a second",
            f"{language.read_per_second:.0f} a second",
        ),
        (
            len(cue.lines) > MOST_LINES,
            "has too many lines",
            f"{len(cue.lines)} lines",
            f"at most {MOST_LINES}",
        ),
        (longest > line, "has a line that is too long", f"{longest} characters", f"at most {line}"),
        (
            length < CAPTION_SHORTEST - step,
            "is too short",
            f"{length:.2f} s",
            f"at least {CAPTION_SHORTEST} s",
        ),
        (
            length > CAPTION_LONGEST + CAPTION_LONGEST_TOLERANCE,
            "stays too long",
            f"{length:.2f} s",
            f"at most {CAPTION_LONGEST:g} s",
        ),
    )
    return [
        timeline.found(
            "captions",
            f"the caption {_told(cue)} {message}",
            at=(cue.start, cue.end),
            measured=measured,
            allowed=allowed,
        )
        for broken, message, measured, allowed in rules
        if broken
    ]


def _against_cut(cues: tuple[Cue, ...], timeline: Timeline) -> list[Finding]:
    """Whether the file holds the captions of the cut, at their times."""
    if timeline.cut is None:
        return []
    wanted = tuple(
        Cue(start=timeline.second(cue.start), end=timeline.second(cue.end), lines=cue.lines)
        for cue in timeline.cut.captions
    )
    if len(cues) != len(wanted):
        measured, allowed = f"{len(cues)} captions", f"{len(wanted)} captions"
        message = "the caption file has not as many captions as the cut"
        return [timeline.found("captions", message, measured=measured, allowed=allowed)]
    return [
        timeline.found(
            "captions",
            f"the caption {_told(cue)} is another one than in the cut",
            at=(cue.start, cue.end),
            measured=f"{cue.start:.2f}-{cue.end:.2f} s",
            allowed=f"{_told(meant)}, {meant.start:.2f}-{meant.end:.2f} s",
        )
        for cue, meant in zip(cues, wanted, strict=True)
        if " ".join(cue.lines).split() != " ".join(meant.lines).split()
        or abs(cue.start - meant.start) > _LAST_DIGIT
        or abs(cue.end - meant.end) > _LAST_DIGIT
    ]


def _told(cue: Cue) -> str:
    text = " ".join(cue.lines)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
