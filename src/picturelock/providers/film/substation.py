"""Captions as an Advanced SubStation file, which has the picture's look and the words' times."""

from collections.abc import Sequence

from pysubs2 import Alignment, Color, SSAEvent, SSAFile, SSAStyle

from picturelock.domain.drawing import CaptionCue
from picturelock.domain.frames import FrameFormat
from picturelock.domain.subtitles import CaptionLook

_STYLE = "Captions"
# Shares of the frame's shorter side, as the engines lay captions: letters, the panel's margin, its distance.
_LETTERS, _UPRIGHT_LETTERS, _PANEL = 0.043, 0.057, 0.012
_WIDE_MARGIN, _UPRIGHT_MARGIN = 0.075, 0.37
_THROUGH = 30  # of 255: how much is seen through the panel


def as_ass(
    cues: Sequence[CaptionCue], frame: FrameFormat, look: CaptionLook, *, title: str, language: str
) -> str:
    """The cues as an ASS file for a picture of the frame's size; timed words get ``\\k`` tags."""
    file = SSAFile()
    file.info |= {
        "Title": title.replace("\n", " "),
        "Language": language,
        "PlayResX": str(frame.width),
        "PlayResY": str(frame.height),
        "WrapStyle": "2",
        "ScaledBorderAndShadow": "yes",
    }
    file.styles = {_STYLE: _style(frame, look)}
    for cue in cues:
        start, end = (round(1000 * at / frame.fps) for at in (cue.start, cue.end))
        file.append(SSAEvent(start=start, end=end, text=_text(cue, frame.fps), style=_STYLE))
    return file.to_string("ass", header_notice="Written by Picturelock")


def _style(frame: FrameFormat, look: CaptionLook) -> SSAStyle:
    side = min(frame.width, frame.height)
    margin = _UPRIGHT_MARGIN if frame.portrait else _WIDE_MARGIN
    letters = _UPRIGHT_LETTERS if frame.portrait else _LETTERS
    return SSAStyle(
        fontname="Inter",
        fontsize=round(side * letters * 1.21, 1),  # ASS counts a font's whole height, not its em
        bold=False,
        # A word changes from the secondary to the primary colour when its time has come.
        primarycolor=_color(look.lit),
        secondarycolor=_color(look.ink),
        outlinecolor=_color(look.panel, _THROUGH),
        backcolor=_color(look.panel, _THROUGH),
        borderstyle=3,
        outline=round(side * _PANEL, 1),
        shadow=0,
        alignment=Alignment.BOTTOM_CENTER,
        marginl=round(frame.width * 0.05),
        marginr=round(frame.width * (0.12 if frame.portrait else 0.05)),
        marginv=round(side * margin),
    )


def _color(color: str, alpha: int = 0) -> Color:
    return Color(int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16), alpha)


def _text(cue: CaptionCue, fps: int) -> str:
    return "\\N".join(_line(cue, number, fps) for number in range(len(cue.lines)))


def _line(cue: CaptionCue, number: int, fps: int) -> str:
    line, told, at = cue.lines[number], "", 0
    for place, word in enumerate(cue.words):
        if word.line != number:
            continue
        # A syllable of its own for a wait, so that the sum of all is the time that has passed.
        before = cue.words[place - 1].end if place else cue.start
        wait = _hundredths(word.start, fps) - _hundredths(before, fps)
        lasts = _hundredths(word.end, fps) - _hundredths(word.start, fps)
        told += f"{{\\k{wait}}}" if wait > 0 else ""
        told += f"{_plain(line[at : word.first])}{{\\k{lasts}}}{_plain(line[word.first : word.last])}"
        at = word.last
    return told + _plain(line[at:])


def _hundredths(frame: int, fps: int) -> int:
    return round(100 * frame / fps)


def _plain(text: str) -> str:
    """Text in which nothing is taken for a tag: ASS has no escape for these signs."""
    return text.replace("\\", "\u2216").replace("{", "(").replace("}", ")").replace("\n", " ")
