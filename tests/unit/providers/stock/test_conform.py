"""Whatever is found or sent comes to one form, or is refused with a reason that helps."""

import re
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from picturelock.domain.shot import Focus
from picturelock.providers.film.ffmpeg import ffmpeg_program
from picturelock.providers.film.probe import probe
from picturelock.providers.stock.conform import Conformed, ConformJob, Kind, UnfitFileError, conform
from picturelock.providers.stock.conform_child import conform_file
from picturelock.providers.stock.focus import focus_of_frames, focus_of_picture

Make = Callable[..., Path]
SMALL = "testsrc2=s=64x36:r=25:d=1"
WIDE = "color_primaries=bt2020:colorspace=bt2020nc:range=tv"
# Of ten bits in video range: a diffuse white of 203 cd/m2 in PQ, and the same in HLG (BT.2408, table 1).
WHITE = {"smpte2084": 573, "arib-std-b67": 721}


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(name: str, source: str, *arguments: str) -> Path:
        command = [ffmpeg_program(), "-v", "error", "-f", "lavfi", "-i", source, *arguments]
        subprocess.run([*command, str(tmp_path / name)], check=True)
        return tmp_path / name

    return made


def conformed(source: Path, kind: Kind = "video", longest: float | None = None) -> Conformed:
    return conform_file(ConformJob(source=source, kind=kind, to=source.parent, longest_source=longest))


def first_frame(clip: Path, form: str = "rgb24") -> NDArray[np.uint8]:
    with av.open(str(clip)) as opened:
        return next(opened.decode(video=0)).to_ndarray(format=form).astype(np.uint8)


def test_a_large_clip_of_a_variable_rate_becomes_full_hd_at_a_constant_30(make: Make) -> None:
    bent = "setpts='PTS+random(0)*0.005/TB'"
    fast = ["-vf", bent, "-fps_mode", "vfr", "-preset", "ultrafast"]
    source = make("4k.mp4", "color=c=navy:s=3840x2160:r=60:d=0.6", *fast)
    assert conformed(source).unfit == ""
    with av.open(str(source.parent / "clip.mp4")) as clip:
        picture = clip.streams.video[0]
        times = [frame.pts or 0 for frame in clip.decode(picture)]
    assert (picture.width, picture.height, picture.average_rate) == (1920, 1080, 30)
    assert len({after - before for before, after in pairwise(times)}) == 1


def test_a_phones_upright_clip_stands_upright(make: Make, tmp_path: Path) -> None:
    lying = make("lying.mp4", SMALL)
    turned = tmp_path / "turned.mp4"
    turn = ["-display_rotation", "90", "-i", str(lying), "-c", "copy", str(turned)]
    subprocess.run([ffmpeg_program(), "-v", "error", *turn], check=True)
    conformed(turned)
    picture = probe(tmp_path / "clip.mp4").picture
    assert picture is not None
    assert (picture.width, picture.height) == (36, 64)


def test_pixels_that_are_not_square_become_square(make: Make) -> None:
    source = make("dv.mp4", SMALL, "-vf", "setsar=2")
    conformed(source)
    picture = probe(source.parent / "clip.mp4").picture
    assert picture is not None
    assert (picture.width, picture.height) == (128, 36)


@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"])
def test_a_white_page_in_hdr_stays_nearly_white_and_is_tagged_bt709(make: Make, transfer: str) -> None:
    white = f"geq=lum={WHITE[transfer]}:cb=512:cr=512,setparams=color_trc={transfer}:{WIDE}"
    tags = ["-color_primaries", "bt2020", "-color_trc", transfer, "-colorspace", "bt2020nc"]
    source = make(
        "hdr.mp4",
        f"color=s=64x36:r=25:d=0.6,format=yuv420p10le,{white}",
        *["-c:v", "libx265", "-x265-params", "log-level=none", *tags],
    )
    assert conformed(source).unfit == ""
    picture = probe(source.parent / "clip.mp4").picture
    assert picture is not None
    assert picture.bt709
    assert 205 <= first_frame(source.parent / "clip.mp4").mean() <= 235


def test_a_clip_that_does_not_say_its_colours_keeps_them(make: Make) -> None:
    filled = "color=c=0x2dd4bf:s=1280x720:r=25:d=0.6,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    plain = make("plain.mp4", filled, "-preset", "ultrafast")
    conformed(plain)
    with av.open(str(plain.parent / "clip.mp4")) as clip:
        seen = next(clip.decode(video=0)).reformat(format="rgb24", src_colorspace="itu709").to_ndarray()
    assert np.abs(seen[360, 640].astype(int) - (0x2D, 0xD4, 0xBF)).max() <= 4


def test_what_is_see_through_lies_over_black(make: Make) -> None:
    clear = "format=yuva444p10le,colorchannelmixer=aa=0"
    source = make("alpha.mov", "color=c=white:s=64x36:r=25:d=0.6", "-vf", clear, "-c:v", "prores_ks")
    assert conformed(source).unfit == ""
    assert first_frame(source.parent / "clip.mp4").max() <= 4


def test_no_more_is_kept_than_a_scene_can_show(make: Make) -> None:
    source = make("long.mp4", "color=c=navy:s=32x32:r=5:d=40", "-preset", "ultrafast")
    assert conformed(source).seconds == pytest.approx(30, abs=0.05)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sound.mp4", "has no picture, only sound"),
        ("text.mp4", "is not a video that can be read"),
        ("list.mp4", "is not a video that can be read"),
        ("empty.mp4", "is empty"),
        ("still.mp4", "is a still picture and not a video"),
        ("cut.mp4", "is not a video that can be read, or is damaged"),
        ("half.mp4", r"is damaged: only \d\.\d of its 4\.0 s can be decoded"),
        ("short.mp4", "has less than 0.5 s of picture"),
        ("long.mp4", "is 0.2 minutes long; 0.1 are allowed"),
    ],
)
def test_what_is_unfit_says_why(make: Make, tmp_path: Path, name: str, reason: str) -> None:
    match name:
        case "sound.mp4":
            make(name, "sine=d=1")
        case "still.mp4":
            Image.new("RGB", (64, 36)).save(tmp_path / name, "PNG")
        case "cut.mp4":
            (tmp_path / name).write_bytes(make("whole.mp4", SMALL).read_bytes()[:-200])
        case "half.mp4":
            moving = "mandelbrot=s=128x72:r=25,trim=end=4"
            whole = make("whole.mp4", moving, "-movflags", "+faststart", "-g", "5").read_bytes()
            (tmp_path / name).write_bytes(whole[: len(whole) // 2])
        case "short.mp4":
            make(name, "color=s=64x36:r=25:d=0.2")
        case "long.mp4":
            make(name, "color=s=64x36:r=5:d=12")
        case _:
            text = {"text.mp4": "hello", "list.mp4": "#EXTM3U\n#EXTINF:1,\nclip.mp4\n#EXT-X-ENDLIST\n"}
            (tmp_path / name).write_text(text.get(name, ""))
    found = conformed(tmp_path / name, longest=6.0)
    assert found.unfit
    assert re.search(reason, found.unfit), found.unfit


async def test_a_picture_is_turned_upright_in_a_process_of_its_own(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a camera that was turned
    Image.new("RGB", (64, 36), "teal").save(tmp_path / "source", "JPEG", exif=exif)
    await conform(ConformJob(source=tmp_path / "source", kind="image", to=tmp_path))
    with Image.open(tmp_path / "picture.jpg") as made:
        assert (made.width, made.height) == (36, 64)
    (tmp_path / "source").write_text("<html>gone</html>")
    with pytest.raises(UnfitFileError, match="is not a picture that can be read"):
        await conform(ConformJob(source=tmp_path / "source", kind="image", to=tmp_path))


@pytest.mark.parametrize("place", [0.2, 0.5, 0.75])
def test_the_focus_lies_where_a_picture_has_edges_and_colour(place: float) -> None:
    picture = Image.new("RGB", (960, 540), "#1b2733")
    spots = Image.effect_noise((120, 120), 90).convert("RGB")
    picture.paste(spots, (round(960 * place) - 60, 210))
    focus = focus_of_picture(picture)
    assert focus.x == pytest.approx(place, abs=0.05)
    assert focus.y == pytest.approx(0.5, abs=0.06)


def test_a_broad_field_of_strong_colour_does_not_draw_the_focus_from_a_thing() -> None:
    picture = Image.linear_gradient("L").rotate(90).resize((960, 540))
    meadow = Image.merge("RGB", (Image.new("L", (960, 540), 40), picture, Image.new("L", (960, 540), 40)))
    meadow.paste((250, 205, 90), (650, 180, 770, 300))
    assert focus_of_picture(meadow).x == pytest.approx(710 / 960, abs=0.06)


def test_the_focus_lies_where_a_clip_moves() -> None:
    frames = [np.full((54, 96, 3), 0.5) for _ in range(4)]
    for number, frame in enumerate(frames):
        frame[20:34, 64:76] = number % 2
    assert focus_of_frames(frames).x == pytest.approx(70 / 96, abs=0.05)


def test_a_picture_of_nothing_in_particular_has_its_focus_in_the_middle() -> None:
    assert focus_of_picture(Image.new("RGB", (320, 180), "navy")) == Focus()
    assert focus_of_frames([]) == Focus()
