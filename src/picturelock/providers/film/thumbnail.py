"""A film's thumbnail: a still with the title over it, drawn in a process of its own with ``python -m``."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from picturelock.domain.cover import Cover
from picturelock.domain.frozen import Frozen
from picturelock.domain.look import contrast
from picturelock.providers.film.child import serve
from picturelock.providers.film.title_font import TitleFont, title_font

Side = Literal["top", "bottom"]

# A title is read at a glance, and small: more contrast than WCAG asks of text (level AAA).
CONTRAST = 7.0
_WIDEST_POSTER = 1280
# Shares of the shorter side: the largest letters of one line, of two and of three, so that what stands at a
# picture's end stays below its scene; and by how much they shrink at a time.
_LARGEST = (0.108, 0.078, 0.066)
_SHRINK, _LEADING = 0.97, 1.16
_BAR, _BAR_GAP = 0.012, 0.03
_PAD, _FADE = 0.022, 0.06
_LIGHTEST_VEIL = 0.97
_NEVER_FIRST = set("、。，．！？：；）」』】〉》・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々％")
_EDGE = 14
# A picture's lower end is the better place as long as it is not this much fuller than the upper one.
_FULLER = 1.25


@dataclass(frozen=True)
class Zone:
    """Where a title may stand, as shares of the picture's width and height."""

    left: float
    right: float
    top: float
    bottom: float


# Telephones lay signs over an upright picture's ends and its right.
_ZONES = {
    "wide": Zone(0.05, 0.95, 0.07, 0.94),
    "square": Zone(0.065, 0.935, 0.065, 0.95),
    "upright": Zone(0.065, 0.86, 0.15, 0.8),
}


class TitleJob(Frozen):
    """The still, what is set over it, and the folder for ``poster.png`` and ``thumbnail.png``."""

    still: Path
    cover: Cover
    to: Path


class DrawnTitle(Frozen):
    """How the title came to stand: its lines, where, its letters' size in pixels, its contrast."""

    lines: tuple[str, ...]
    side: Side
    size: int
    contrast: float


@dataclass(frozen=True)
class _Set:
    """A title broken into lines."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def draw_cover(job: TitleJob) -> DrawnTitle:
    """Write the poster and the thumbnail."""
    with Image.open(job.still) as opened:
        still = opened.convert("RGB")
    width = min(_WIDEST_POSTER, still.width)
    poster = still.resize((width, round(still.height * width / still.width)), Image.Resampling.LANCZOS)
    poster.save(job.to / "poster.png", optimize=True)
    picture = still.resize((job.cover.width, job.cover.height), Image.Resampling.LANCZOS)
    titled, drawn = with_title(picture, job.cover)
    titled.save(job.to / "thumbnail.png", optimize=True)
    return drawn


def with_title(picture: Image.Image, cover: Cover) -> tuple[Image.Image, DrawnTitle]:
    """A picture with the title over its emptier end, on a veil that keeps it legible."""
    zone, unit = _zone(picture), min(picture.size)
    font = title_font(cover.title)
    room = round((zone.right - zone.left) * picture.width - (_BAR + _BAR_GAP) * unit)
    words = _set(font, room, unit)
    side = _side(picture, zone, words.height + round(2 * _PAD * unit))
    ends = round(zone.top * picture.height), round(zone.bottom * picture.height)
    top = ends[0] if side == "top" else ends[1] - words.height
    veiled, reached = _veiled(picture, cover, side, top, words.height)
    _write(veiled, words, cover, zone, top)
    return veiled, DrawnTitle(lines=words.lines, side=side, size=round(words.font.size), contrast=reached)


def _zone(picture: Image.Image) -> Zone:
    ratio = picture.width / picture.height
    return _ZONES["wide" if ratio > 1.25 else "square" if ratio > 0.8 else "upright"]


def _set(found: TitleFont, room: int, unit: int) -> _Set:
    """The title as large as it goes into the room in at most three lines."""
    size = _LARGEST[0] * unit
    while True:
        font = ImageFont.truetype(str(found.file), round(size), index=found.face)
        lines = _broken(found.text, font, room)
        most = sum(size <= largest * unit for largest in _LARGEST)
        if len(lines) <= most and max((font.getlength(line) for line in lines), default=0) <= room:
            return _Set(_balanced(found.text, font, room, lines), font, round(_LEADING * size))
        size *= _SHRINK


def _pieces(text: str) -> list[str]:
    """What may begin a line: words, and where a script has no spaces its characters."""
    pieces: list[str] = []
    for word in text.split():
        wide = any(unicodedata.east_asian_width(one) in "WF" for one in word)
        for one in word if wide else (word,):
            if pieces and one in _NEVER_FIRST and pieces[-1][-1:] != " ":
                pieces[-1] += one
            else:
                pieces.append(one)
        pieces[-1] += "" if wide else " "
    return pieces


def _broken(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and font.getlength((line + piece).rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _balanced(text: str, font: ImageFont.FreeTypeFont, room: int, lines: list[str]) -> tuple[str, ...]:
    """As many lines, as even as they get."""
    best = lines
    for narrower in range(room, room // 3, -max(1, room // 60)):
        tried = _broken(text, font, narrower)
        if len(tried) > len(lines):
            break
        if max(font.getlength(line) for line in tried) <= narrower:
            best = tried
    return tuple(best)


def _side(picture: Image.Image, zone: Zone, height: int) -> Side:
    """The end of the picture in which there is less to be seen."""
    grey = np.asarray(picture.convert("L"), dtype=np.float32)
    edges = np.abs(np.diff(grey, axis=0))[:, :-1] + np.abs(np.diff(grey, axis=1))[:-1]
    upper, lower = round(zone.top * picture.height), round(zone.bottom * picture.height)
    top = float((edges[: upper + height] > _EDGE).mean())
    bottom = float((edges[lower - height :] > _EDGE).mean())
    return "bottom" if bottom <= _FULLER * top + 0.004 else "top"


def _veiled(
    picture: Image.Image, cover: Cover, side: Side, top: int, height: int
) -> tuple[Image.Image, float]:
    """The picture with its end in the ground's colour, as dense as the title needs, and the contrast."""
    palette, unit = cover.palette, min(picture.size)
    color = palette.background_edge if palette.mode == "dark" else palette.background
    ground = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)], dtype=np.float32)
    pixels = np.asarray(picture, dtype=np.float32)
    rows = np.arange(picture.height, dtype=np.float32)
    pad, fade = _PAD * unit, _FADE * unit
    beyond = (top - pad) - rows if side == "bottom" else rows - (top + height + pad)
    ramp = np.clip(1 - beyond / fade, 0, 1)
    ramp = (ramp * ramp * (3 - 2 * ramp))[:, None, None]
    density = _LIGHTEST_VEIL
    while True:
        veil = ramp * density
        veiled = (pixels * (1 - veil) + ground * veil).astype(np.float32)
        reached = _contrast(veiled[top : top + height], palette.ink)
        if reached >= CONTRAST or density >= 1:
            return Image.fromarray(veiled.round().astype(np.uint8)), round(reached, 2)
        density = min(1.0, density + 0.04)


def _contrast(behind: NDArray[np.float32], ink: str) -> float:
    """The contrast of letters to the worst of what is behind them, but for a hundredth of it."""
    grey = behind @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
    light_ink = contrast(ink, "#000000") > contrast(ink, "#ffffff")
    worst = behind.reshape(-1, 3)[np.argsort(grey, axis=None)][
        round(0.99 * (grey.size - 1)) if light_ink else round(0.01 * (grey.size - 1))
    ]
    return contrast(ink, "#" + "".join(f"{round(float(part)):02x}" for part in worst))


def _write(picture: Image.Image, words: _Set, cover: Cover, zone: Zone, top: int) -> None:
    pen, unit = ImageDraw.Draw(picture), min(picture.size)
    left, right = zone.left * picture.width, zone.right * picture.width
    turned = _from_the_right(words.lines)
    bar, gap = _BAR * unit, (_BAR + _BAR_GAP) * unit
    start = right - bar if turned else left
    inset = 0.12 * words.leading
    box = (start, top + inset, start + bar, top + words.height - inset)
    pen.rounded_rectangle(box, bar / 2, fill=cover.palette.accent)
    x, anchor = (right - gap, "rm") if turned else (left + gap, "lm")
    for place, line in enumerate(words.lines):
        middle = top + words.leading * (place + 0.5)
        pen.text((x, middle), line, font=words.font, fill=cover.palette.ink, anchor=anchor)


def _from_the_right(lines: tuple[str, ...]) -> bool:
    strong = (unicodedata.bidirectional(one) for one in "".join(lines))
    return next((one in ("R", "AL") for one in strong if one in ("L", "R", "AL")), False)


if __name__ == "__main__":
    serve(TitleJob, draw_cover)
