"""The colour of the word that is spoken, in captions whose words light up."""

from picturelock.domain.look import DARK, LIGHT, HexColor, Mode, Palette, mixed, readable

# How much of what lies behind the captions' panel is seen through it, at most, in either engine.
_SEEN_THROUGH: dict[Mode, float] = {"dark": 0.14, "light": 0.06}
# Two colours of letters that are nearer than this (of 442, the way from black to white) look the same.
_APART = 90.0


def lit_ink(palette: Palette) -> HexColor:
    """The accent, lighter or darker where it must be.

    Its contrast to the captions' panel is 4.5 or more, whatever footage lies behind it, and it is not taken
    for the other words' colour: an accent that is nearly white gives way to the second colour of the look.
    """
    base = DARK if palette.mode == "dark" else LIGHT
    ground = panel_at_worst(palette)
    for color in (palette.accent, palette.second, base.accent):
        lit = readable(color, ground)
        if _away(lit, palette.ink) >= _APART:
            return lit
    return readable(base.second, ground)


def panel_at_worst(palette: Palette) -> HexColor:
    """The captions' panel over what is nearest to its letters: white footage where it is dark, else black."""
    seen = _SEEN_THROUGH[palette.mode]
    if palette.mode == "dark":
        return mixed(palette.panel, "#ffffff", seen)
    return mixed("#ffffff", "#000000", seen)


def _away(one: str, other: str) -> float:
    squares = ((int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) ** 2 for at in (1, 3, 5))
    return sum(squares) ** 0.5
