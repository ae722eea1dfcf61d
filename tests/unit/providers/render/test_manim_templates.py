"""The scene templates: their cards, their layout at any length of text, and that they never stand still."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.scenes import order
from picturelock.domain.drawing import CaptionCue
from picturelock.domain.filled_props import WORDS, fillings
from picturelock.domain.frames import PORTRAIT
from picturelock.domain.look import DARK, LIGHT, Palette
from picturelock.domain.shot import Shot
from picturelock.providers.render.manim_scenes.child import reasons_against
from picturelock.providers.render.manim_scenes.lint import faults
from picturelock.providers.render.manim_scenes.painter import Painter
from picturelock.providers.render.manim_scenes.staging import staged, wrong_props
from picturelock.providers.render.manim_scenes.template import all_templates

NAMES = list(all_templates())
CAPTION = CaptionCue(start=0, end=180, lines=("M" * 42, "W" * 42))


def example(name: str) -> dict[str, Any]:
    return all_templates()[name].example.model_dump(mode="json")


def filled(name: str, text: str) -> dict[str, Any]:
    """Props with every text as short or as long as the template allows, and every list as long."""
    template = all_templates()[name]
    extent, words = ("shortest" if text == "short" else "longest"), ("W" if text == "wide" else WORDS)
    ways = fillings(template.props.model_json_schema(), example(name), extent, words)
    return next(dict(props) for props in ways if not wrong_props(template, props))


@pytest.mark.parametrize("name", NAMES)
def test_every_template_says_what_it_is_for_and_its_example_can_be_drawn(name: str) -> None:
    card = all_templates()[name].card(name)
    assert card.engine == "manim"
    assert card.shows.endswith(".")
    assert card.use_when.endswith(".")
    assert card.props_schema["additionalProperties"] is False
    shot = Shot(scene_id="s1", engine="manim", template=name, props=card.example)
    template = all_templates()[name]
    assert reasons_against(shot, f"Said over it. {template.reads(template.example)}") == []


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("text", ["example", "short", "long"])
@pytest.mark.parametrize("name", NAMES)
def test_text_never_overlaps_and_stays_readable_in_the_frame(name: str, text: str, palette: Palette) -> None:
    props = example(name) if text == "example" else filled(name, text)
    stage = staged(order(name, props, palette=palette, captions=(CAPTION,)))
    # 84 capitals are more than captions ever hold; here they only have to stay in their zone.
    assert [fault for fault in faults(stage) if "MMMM" not in fault and "WWWW" not in fault] == []


@pytest.mark.parametrize("name", NAMES)
def test_even_the_widest_letters_never_overlap(name: str) -> None:
    stage = staged(order(name, filled(name, "wide"), captions=(CAPTION,)))
    assert [fault for fault in faults(stage) if "too small" not in fault] == []


@pytest.mark.parametrize("text", ["example", "short", "long"])
@pytest.mark.parametrize("name", NAMES)
def test_an_upright_frame_keeps_its_text_clear_of_what_apps_lay_over_it(name: str, text: str) -> None:
    props = example(name) if text == "example" else filled(name, text)
    caption = CaptionCue(start=0, end=180, lines=("Twenty-four letters here", "and as many once more so"))
    stage = staged(order(name, props, frame=PORTRAIT["low"], captions=(caption,)))
    top, bottom, side = stage.height * 0.36, -stage.height * 0.3, stage.width * 0.38
    assert (stage.safe.top, stage.safe.bottom, stage.safe.right) == pytest.approx((top, bottom, side))
    assert faults(stage) == []


@pytest.mark.parametrize("beats", [(60,), (40, 40), (30, 30, 30, 30, 30, 30)], ids=["one", "two", "six"])
@pytest.mark.parametrize("name", NAMES)
def test_every_template_works_with_any_number_of_beats(name: str, beats: tuple[int, ...]) -> None:
    assert faults(staged(order(name, example(name), beats=beats))) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_scene_stands_still_for_a_second_and_a_half(name: str) -> None:
    painter = Painter(staged(order(name, example(name), beats=(60, 60, 60))))
    frames: list[Any] = []
    for time in np.arange(1.0, 11.0, 1.5):
        painter.paint(float(time))
        frames.append(painter.pixels[..., :3].astype(np.int16))
    for one, other in pairwise(frames):
        assert np.percentile(np.abs(one - other), 99.9) >= 4


@pytest.mark.parametrize(
    ("template", "changed", "reason"),
    [
        ("molecule", {"smiles": "C1CC"}, "smiles: not a structure that can be read"),
        ("molecule", {"smiles": "C" * 290}, "smiles: the structure is too large to be read in one picture"),
        (
            "molecule",
            {"highlights": [{"smarts": "[Fe]", "label": "Iron"}]},
            "highlights.0.smarts: the structure has no",
        ),
        ("molecule", {"highlights": [{"smarts": "((", "label": "?"}]}, "highlights.0.smarts: not a pattern"),
        ("title", {"title": "", "mood": 1}, "mood: Extra inputs are not permitted"),
        ("title", {"title": "Hi \ue123"}, "U+E123"),
        ("end_card", {"mark": "W" * 80}, "is too long to be read in its place"),
        ("enzyme_inhibition", {"residue": ""}, "irreversible_transfer needs residue"),
        ("pathway", {"steps": [{"label": "a"}] * 5}, "at most 4 steps"),
        ("opera", {}, "there is no template 'opera'"),
    ],
)
def test_a_shot_that_cannot_be_drawn_is_refused_with_the_reason(
    template: str, changed: dict[str, Any], reason: str
) -> None:
    known = example(template) if template in NAMES else {}
    shot = Shot(scene_id="s1", engine="manim", template=template, props={**known, **changed})
    assert any(reason in found for found in reasons_against(shot, ""))


def test_captions_are_checked_for_characters_too() -> None:
    shot = Shot(scene_id="s1", engine="manim", template="title", props=example("title"))
    assert any("U+E001" in reason for reason in reasons_against(shot, "spoken \ue001"))


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.floats(0, 1_000_000), min_size=2, max_size=7),
    stressed=st.integers(0, 6),
    callout=st.text("abW ", max_size=40),
)
def test_a_callout_finds_a_place_that_covers_no_value(
    values: list[float], stressed: int, callout: str
) -> None:
    bars = [
        {"label": "Bar", "value": value, "emphasis": place == stressed} for place, value in enumerate(values)
    ]
    stage = staged(order("bar_chart", {"title": "Bars", "bars": bars, "callout": callout}))
    assert [fault for fault in faults(stage) if "too small" not in fault] == []
