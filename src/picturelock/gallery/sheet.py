"""A contact sheet: every case of an engine's templates on one picture, a line of it for each look."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from picturelock.domain.look import Mode
from picturelock.gallery.case import MODES
from picturelock.gallery.drawing import Hung

CELL = 216  # the height of a picture in pixels
LABEL = 22
GAP = 10
NAME = 34
_GROUND, _INK, _FAINT, _WRONG = "#d8dde3", "#10263f", "#5c7188", "#c8323f"


def draw_sheet(hung: list[Hung], to: Path) -> None:
    """Write the contact sheet of some templates as a PNG, in the order in which they are given. Blocking."""
    names = dict.fromkeys(one.case.template for one in hung)
    lines = [
        (
            name,
            [[one for one in hung if one.case.template == name and one.case.mode == mode] for mode in MODES],
        )
        for name in names
    ]
    width = GAP + max(sum(_width(one) + GAP for one in line) for _, modes in lines for line in modes)
    height = GAP + len(lines) * (NAME + len(MODES) * (CELL + LABEL + GAP))
    sheet = Image.new("RGB", (width, height), _GROUND)
    pen = ImageDraw.Draw(sheet)
    top = GAP
    for name, modes in lines:
        pen.text((GAP, top), name, fill=_INK, font=_font(24))
        top += NAME
        for line in modes:
            _draw_line(line, top, sheet, pen)
            top += CELL + LABEL + GAP
    sheet.save(to, format="PNG", optimize=True)


def _draw_line(line: list[Hung], top: int, sheet: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    left = GAP
    for one in line:
        width = _width(one)
        if one.picture is not None:
            with Image.open(one.picture) as picture:
                sheet.paste(
                    picture.convert("RGB").resize((width, CELL), Image.Resampling.LANCZOS), (left, top)
                )
        else:
            pen.rectangle((left, top, left + width, top + CELL), outline=_WRONG, width=3)
            pen.text((left + 12, top + 12), "not drawn", fill=_WRONG, font=_font(16))
        pen.text((left, top + CELL + 3), _said(one, one.case.mode), fill=_FAINT, font=_font(14))
        left += width + GAP


def _said(one: Hung, mode: Mode) -> str:
    return f"{mode}, brand" if one.case.brand else f"{mode}, {one.case.text}"


def _width(one: Hung) -> int:
    frame = one.case.frame
    return round(CELL * frame.width / frame.height)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
