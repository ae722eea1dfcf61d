"""Cues as the text of subtitle files: SubRip and WebVTT."""

from collections.abc import Sequence

from picturelock.domain.drawing import CaptionCue


def as_srt(cues: Sequence[CaptionCue], fps: int) -> str:
    """The cues as a SubRip file."""
    blocks = (
        f"{number}\n{_clock(cue.start / fps, ',')} --> {_clock(cue.end / fps, ',')}\n" + "\n".join(cue.lines)
        for number, cue in enumerate(cues, start=1)
    )
    return "\n\n".join(blocks) + "\n"


def as_vtt(cues: Sequence[CaptionCue], fps: int) -> str:
    """The cues as a WebVTT file."""
    blocks = (
        f"{_clock(cue.start / fps, '.')} --> {_clock(cue.end / fps, '.')}\n"
        + "\n".join(map(_escaped, cue.lines))
        for cue in cues
    )
    return "\n\n".join(("WEBVTT", *blocks)) + "\n"


def _clock(seconds: float, point: str) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
