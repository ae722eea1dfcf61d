"""The gallery over a renderer that draws one colour a case, and over Manim for a cheap template."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fakes.tools import FakeTools
from picturelock.domain.drawing import Drawn, DrawOrder, TemplateCard
from picturelock.domain.errors import InvalidInputError, SceneError
from picturelock.domain.frames import LANDSCAPE, FrameFormat
from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Artifact, Shot
from picturelock.gallery.case import cases_of, order_of, wants_footage
from picturelock.gallery.gallery import Wanted, make_gallery
from picturelock.gallery.sheet import CELL, GAP, LABEL, NAME
from picturelock.providers.render.manim import ManimRenderer

SCHEMA: JsonObject = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "minLength": 1, "maxLength": 30},
        "points": {"type": "array", "items": {"type": "string", "maxLength": 9}, "maxItems": 5},
    },
    "required": ["text"],
}


def card(name: str, shows: str = "Words.") -> TemplateCard:
    return TemplateCard(
        name=name,
        engine="manim",
        shows=shows,
        use_when="Often.",
        props_schema=SCHEMA,
        example={"text": "Water", "points": ["is wet"]},
    )


@dataclass
class Colours:
    """Draws every still in a colour that says what was asked: how long its text is, and its look."""

    version: str = "colours-1"
    stills: list[DrawOrder] = field(default_factory=list[DrawOrder])
    most_points: int = 5
    failing: str = ""

    async def catalogue(self) -> tuple[TemplateCard, ...]:
        return (card("one"), card("two", "Words over a clip."))

    async def check(
        self, shot: Shot, spoken: str = "", frame: FrameFormat = LANDSCAPE["low"], language: str = "en"
    ) -> tuple[str, ...]:
        points: Any = shot.props.get("points", [])
        return ("points: too many",) if len(points) > self.most_points else ()

    async def still(self, order: DrawOrder, *, at: int, to: Path) -> None:
        if order.shot.template == self.failing:
            raise SceneError("s1", "out of paint")
        self.stills.append(order)
        size = (order.frame.width, order.frame.height)
        Image.new("RGB", size, colour_of(order)).save(to)

    async def draw(self, order: DrawOrder, *, to: Path, report: Callable[[int], None]) -> Drawn:
        (to / "scene.mp4").write_bytes(b"mp4")
        video = Artifact(key="0" * 32, name="scene.mp4")
        seen = Artifact(key="0" * 32, name="seen.json")
        return Drawn(video=video, seen=seen, frames=order.length, drawing_seconds=3.0, encoding_seconds=1.0)


def colour_of(order: DrawOrder) -> tuple[int, int, int]:
    return len(str(order.shot.props["text"])) * 5, 200 if order.palette.mode == "light" else 20, 90


@pytest.fixture
def colours() -> Colours:
    return Colours()


@pytest.fixture
def fakes(tmp_path: Path, colours: Colours) -> FakeTools:
    fakes = FakeTools(tmp_path / "kept")
    fakes.renderer = colours  # pyright: ignore[reportAttributeAccessIssue]
    fakes.__post_init__()
    return fakes


def no_telling(_: str) -> None: ...


async def test_the_contact_sheet_has_a_line_for_each_look_and_every_case_in_its_place(
    fakes: FakeTools, tmp_path: Path
) -> None:
    made = await make_gallery(Wanted(("manim",)), fakes.tools, tmp_path / "out", no_telling)
    assert made.pictures == 2 * 19
    assert made.problems == ()
    with Image.open(made.sheets[0]) as sheet:
        wide, upright = round(CELL * 854 / 480), round(CELL * 480 / 854)
        assert sheet.width == GAP + 4 * (wide + GAP) + 3 * (upright + GAP) + 3 * (CELL + GAP)
        assert sheet.height == GAP + 2 * (NAME + 2 * (CELL + LABEL + GAP))
        middle = GAP + NAME + CELL // 2
        below = middle + CELL + LABEL + GAP
        columns = [GAP + place * (wide + GAP) + wide // 2 for place in range(3)]
        dark, light = ([sheet.getpixel((left, top)) for left in columns] for top in (middle, below))
        assert dark == [(25, 20, 90), (5, 20, 90), (150, 20, 90)]
        assert light == [(25, 200, 90), (5, 200, 90), (150, 200, 90)]


async def test_the_page_needs_nothing_but_itself_and_the_files_beside_it(
    fakes: FakeTools, tmp_path: Path
) -> None:
    made = await make_gallery(Wanted(("manim",), clips=True), fakes.tools, tmp_path / "out", no_telling)
    page = made.page.read_text(encoding="utf-8")
    addresses: list[str] = re.findall(r'(?:src|href|poster)="([^"]*)"', page)
    assert sum(address.startswith("data:image/jpeg;base64,") for address in addresses) == 38
    beside = [address for address in addresses if not address.startswith(("data:", "#"))]
    assert len(beside) == 38 + 2 * 12
    assert all((made.page.parent / address).is_file() for address in beside)


async def test_seconds_of_drawing_are_told_for_a_second_of_film(fakes: FakeTools, tmp_path: Path) -> None:
    wanted = Wanted(("manim",), templates=("one",), shapes=("16:9",), clips=True)
    await make_gallery(wanted, fakes.tools, tmp_path / "out", no_telling)
    table = (tmp_path / "out" / "seconds.csv").read_text(encoding="utf-8").splitlines()
    assert table == [
        "engine,template,shape,film,drawing,encoding,other,per_second_of_film",
        "manim,one,16:9,12.00,6.00,2.00,0.00,0.67",
    ]


async def test_what_was_drawn_before_is_not_drawn_again(
    fakes: FakeTools, colours: Colours, tmp_path: Path
) -> None:
    for folder in ("first", "second"):
        await make_gallery(Wanted(("manim",), templates=("one",)), fakes.tools, tmp_path / folder, no_telling)
    assert len(colours.stills) == 19
    assert len(list((tmp_path / "second" / "frames").iterdir())) == 19


async def test_a_template_that_cannot_be_drawn_is_told_and_the_others_are_there(
    fakes: FakeTools, colours: Colours, tmp_path: Path
) -> None:
    colours.failing = "two"
    made = await make_gallery(Wanted(("manim",)), fakes.tools, tmp_path / "out", no_telling)
    assert made.pictures == 19
    assert len(made.problems) == 19
    assert "manim-two-wide-dark-example: scene 's1' could not be made: out of paint" in made.problems
    assert "out of paint" in made.page.read_text(encoding="utf-8")


async def test_the_longest_texts_are_the_longest_that_the_template_accepts(
    fakes: FakeTools, colours: Colours, tmp_path: Path
) -> None:
    colours.most_points = 3
    wanted = Wanted(("manim",), templates=("one",), shapes=("9:16",))
    made = await make_gallery(wanted, fakes.tools, tmp_path / "out", no_telling)
    points: list[Any] = [order.shot.props.get("points", []) for order in colours.stills]
    assert made.problems == ()
    assert max(len(each) for each in points) == 3


async def test_an_unknown_template_is_named_with_those_there_are(fakes: FakeTools, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="no template is called opera; there are one, two"):
        await make_gallery(Wanted(("manim",), templates=("opera",)), fakes.tools, tmp_path, no_telling)


def test_only_what_is_shown_with_a_clip_gets_one() -> None:
    assert wants_footage(card("two", "Words over a clip."))
    assert not wants_footage(card("one", "A clipped wing."))


def test_every_entry_of_a_list_has_a_beat_to_come_in_with() -> None:
    props: JsonObject = {"text": "a", "points": [*"abcde"]}
    case = cases_of(card("one"), ("16:9",))[0]
    assert len(order_of(case, props, None, None).beats) == 5
    late: JsonObject = {"text": "a", "parts": [{"beat": 3}]}
    assert len(order_of(case, late, None, None).beats) == 4


async def test_manim_draws_its_end_card_in_every_look(fakes: FakeTools, tmp_path: Path) -> None:
    manim = ManimRenderer(fakes.tools.takes.path)
    tools = replace(fakes.tools, renderers={"manim": manim})
    try:
        wanted = Wanted(("manim",), templates=("end_card",), shapes=("16:9",))
        made = await make_gallery(wanted, tools, tmp_path / "out", no_telling)
    finally:
        await manim.stop()
    assert made.problems == ()
    frames = {file.stem: Image.open(file) for file in (tmp_path / "out" / "frames").iterdir()}
    assert {frame.size for frame in frames.values()} == {(854, 480)}
    assert len({frame.tobytes() for frame in frames.values()}) == 7
