"""ffmpeg filters that bring any clip's colours to bt709 in video range, eight bits."""

from picturelock.providers.film.probe import UNKNOWN, Picture

# H.273: transfers of wide-range video, and what BT.2020 calls its primaries.
_PQ, _HLG = 16, 18
_BT2020 = 9
# Clips of this height and more that do not say so are in bt709, smaller ones as television was.
_HD = 720
# BT.2408: the light of a diffuse white in cd/m2, and the most that HLG shows and most PQ is graded for.
_WHITE, _BRIGHTEST = 203, 1000

_LINEAR = {_PQ: "smpte2084", _HLG: "arib-std-b67"}
_TAGGED = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"


def is_wide(picture: Picture) -> bool:
    """Whether it has more light or more colours than bt709 knows."""
    return picture.transfer in _LINEAR or picture.primaries == _BT2020


def into_bt709(picture: Picture) -> list[str]:
    """The filters, to be used after the picture has its last size."""
    if is_wide(picture):
        return [*_tone_mapped(picture), "format=yuv420p", _TAGGED]
    tagged = picture.matrix != UNKNOWN
    matrix = "" if tagged else f":in_color_matrix={'bt709' if _is_hd(picture) else 'smpte170m'}"
    # Over black: under what is see-through anything may lie.
    black = ["format=gbrap,premultiply=inplace=1,format=gbrp"] if picture.see_through else []
    return [*black, f"scale=out_color_matrix=bt709:out_range=tv{matrix}", "format=yuv420p", _TAGGED]


def _is_hd(picture: Picture) -> bool:
    return min(picture.width, picture.height) >= _HD


def _tone_mapped(picture: Picture) -> list[str]:
    """From PQ, HLG or BT.2020 through linear light; only what is brighter than skin is rolled off.

    Hable's curve, the usual one, would leave a white page at half its light.
    """
    transfer = _LINEAR.get(picture.transfer, "bt709")
    read = f"zscale=tin={transfer}:pin=bt2020:min=bt2020nc:t=linear:npl={_WHITE},format=gbrpf32le"
    rolled = f"tonemap=tonemap=mobius:desat=0:peak={_BRIGHTEST / _WHITE:.2f}"
    bright = [rolled] if picture.transfer in _LINEAR else []
    return [read, "zscale=p=bt709", *bright, "zscale=t=bt709:m=bt709:r=tv"]
