"""The one call to Pango, through manimpango, which has no types."""
# pyright: reportUnknownMemberType=false, reportMissingModuleSource=false, reportUnknownVariableType=false
# pyright: reportAttributeAccessIssue=false, reportMissingTypeStubs=false

from pathlib import Path

from manimpango import Alignment, MarkupUtils


def write_svg(markup: str, *, family: str, size: float, room: int, to: Path) -> None:
    """Lay out Pango markup, a paragraph a line, and write its glyphs' outlines.

    Args:
        family: the font; characters that it does not have come from another.
        size: in points.
        room: width and height of the SVG; what lies outside might be left out.
        to: the SVG file.
    """
    MarkupUtils.text2svg(
        markup,
        family,
        "NORMAL",
        "NORMAL",
        size,
        0,
        False,
        str(to),
        30,
        30,
        room,
        room,
        justify=False,
        indent=0,
        line_spacing=0,
        alignment=Alignment.LEFT,
        pango_width=-1,
    )
