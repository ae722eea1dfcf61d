"""A film's colours: a light or dark look, from the brand's own colours where there are any."""

import colorsys
from typing import Annotated, Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen

HexColor = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Mode = Literal["dark", "light"]

# WCAG 2.2, success criterion 1.4.3: text needs at least this contrast to what is behind it.
TEXT_CONTRAST = 4.5


class Palette(Frozen):
    """Every colour that a template may use, as ``#rrggbb``."""

    mode: Mode
    background: HexColor  # the middle of the picture
    background_edge: HexColor  # its corners
    ink: HexColor
    muted: HexColor
    accent: HexColor
    accent_ink: HexColor  # text on a field of the accent
    second: HexColor
    second_ink: HexColor
    good: HexColor
    bad: HexColor
    panel: HexColor
    line: HexColor


DARK = Palette(
    mode="dark",
    background="#12305a",
    background_edge="#061326",
    ink="#f4f8fc",
    muted="#9db4ce",
    accent="#2dd4bf",
    accent_ink="#06281f",
    second="#f5b84b",
    second_ink="#2a1b00",
    good="#5be49b",
    bad="#ff6b6b",
    panel="#0a1e3a",
    line="#2a4a74",
)
LIGHT = Palette(
    mode="light",
    background="#ffffff",
    background_edge="#e6eef6",
    ink="#10263f",
    muted="#54687e",
    accent="#0b7fab",
    accent_ink="#ffffff",
    second="#b85c00",
    second_ink="#ffffff",
    good="#18794f",
    bad="#c8323f",
    panel="#ffffff",
    line="#d3dee9",
)


class Look(Frozen):
    """What the person chose: light or dark, and up to two brand colours."""

    mode: Mode = "dark"
    brand_colors: tuple[HexColor, ...] = Field(default=(), max_length=2)

    def palette(self) -> Palette:
        """The palette, with brand colours moved towards readable ones where they were not."""
        base = DARK if self.mode == "dark" else LIGHT
        if not self.brand_colors:
            return base
        backdrop, edge, panel, line = (
            _grounded(tone, self.brand_colors) if base.mode == "dark" else tone
            for tone in (base.background, base.background_edge, base.panel, base.line)
        )
        accent = readable(self.brand_colors[0], backdrop)
        second = readable(self.brand_colors[-1] if len(self.brand_colors) > 1 else base.second, backdrop)
        return base.model_copy(
            update={
                "background": backdrop,
                "background_edge": edge,
                "panel": panel,
                "line": line,
                "muted": readable(base.muted, backdrop),
                "accent": accent,
                "accent_ink": _ink_on(accent),
                "second": second,
                "second_ink": _ink_on(second),
                "good": readable(base.good, backdrop),
                "bad": readable(base.bad, backdrop),
            }
        )


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(color: str, backdrop: str) -> str:
    """The nearest lighter or darker tone of a colour that can be read on the backdrop."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    target = 1.0 if _luminance(backdrop) < 0.18 else 0.0
    for step in range(101):
        tone = _hex(*colorsys.hls_to_rgb(hue, lightness + (target - lightness) * step / 100, saturation))
        if contrast(tone, backdrop) >= TEXT_CONTRAST:
            return tone
    return "#ffffff" if target else "#000000"


def mixed(one: str, other: str, share: float) -> HexColor:
    """A colour with a share (0 to 1) of another laid over it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    red, green, blue = (under + (over - under) * share for under, over in pairs)
    return _hex(red, green, blue)


def _channels(color: str) -> tuple[float, float, float]:
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in (red, green, blue))


def _luminance(color: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Degrees between which a hue that is darkened turns brown or olive, and what is left of it as a ground.
_EARTHY = (15, 100)
_CHARCOAL = 0.14


def _grounded(base: str, brand: tuple[str, ...]) -> str:
    """A dark ground in the brand's first hue that stays clean when it is dark; else in a warm charcoal."""
    clean = next((color for color in brand if not _earthy(color)), None)
    return _tinted(base, clean) if clean else _tinted(base, brand[0], most=_CHARCOAL)


def _earthy(color: str) -> bool:
    hue = 360 * colorsys.rgb_to_hls(*_channels(color))[0]
    return _EARTHY[0] <= hue <= _EARTHY[1]


def _tinted(base: str, brand: str, *, most: float = 1.0) -> str:
    """The base's lightness with the brand's hue, so that a dark backdrop stays dark."""
    hue, _, brand_saturation = colorsys.rgb_to_hls(*_channels(brand))
    _, lightness, saturation = colorsys.rgb_to_hls(*_channels(base))
    return _hex(*colorsys.hls_to_rgb(hue, lightness, min(saturation, brand_saturation, most)))


def _ink_on(field: str) -> str:
    dark, light = "#0b1220", "#ffffff"
    return dark if contrast(dark, field) >= contrast(light, field) else light
