"""Colours as numbers, and the few that are not the palette's to choose."""

from picturelock.domain.look import TEXT_CONTRAST, Palette, contrast


def rgb(color: str) -> tuple[float, float, float]:
    """``#rrggbb`` as three numbers from 0 to 1."""
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def mixed(one: str, other: str, share: float) -> str:
    """A colour on the way from one to another."""
    parts = (own + (goal - own) * share for own, goal in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def lighter(color: str, share: float = 0.35) -> str:
    return mixed(color, "#ffffff", share)


def darker(color: str, share: float = 0.3) -> str:
    return mixed(color, "#000000", share)


def readable(color: str, palette: Palette, least: float = TEXT_CONTRAST) -> str:
    """The colour moved towards the palette's ink until text of it can be read on the background.

    Args:
        color: the colour.
        palette: the film's colours.
        least: the contrast to reach; more than usual where light lies behind the text.
    """
    share = 0.0
    while (
        share < 1
        and min(contrast(mixed(color, palette.ink, share), ground) for ground in grounds(palette)) < least
    ):
        share += 0.05
    return mixed(color, palette.ink, min(share, 1.0))


def grounds(palette: Palette) -> tuple[str, str, str]:
    """What text may stand on."""
    return palette.background, palette.background_edge, palette.panel


def asleep(palette: Palette) -> str:
    """The grey of what has been switched off."""
    return mixed(palette.muted, palette.background, 0.45 if palette.mode == "dark" else 0.35)


def ink_on(color: str) -> str:
    """Dark or light, whichever is read better on a field of the colour."""
    dark, light = "#0b1220", "#ffffff"
    return dark if contrast(dark, color) >= contrast(light, color) else light
