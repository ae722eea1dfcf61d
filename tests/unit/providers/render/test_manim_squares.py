"""Every template in a square: laid out like an upright frame, with nothing over another."""

from itertools import pairwise
from typing import Any

import pytest

from fakes.scenes import order
from picturelock.domain.drawing import CaptionCue
from picturelock.domain.filled_props import WORDS, fillings
from picturelock.domain.frames import PORTRAIT, SQUARE
from picturelock.providers.render.manim_scenes.lint import faults
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.staging import staged, wrong_props
from picturelock.providers.render.manim_scenes.template import all_templates

CAPTION = CaptionCue(
    start=0, end=180, lines=("Thirty-four letters is what a line", "of a square's captions has room in")
)


def longest(name: str) -> dict[str, Any]:
    template = all_templates()[name]
    ways = fillings(
        template.props.model_json_schema(), template.example.model_dump(mode="json"), "longest", WORDS
    )
    return next(dict(props) for props in ways if not wrong_props(template, props))


@pytest.mark.parametrize("name", list(all_templates()))
def test_the_longest_texts_never_overlap_and_stay_readable_in_a_square(name: str) -> None:
    assert faults(staged(order(name, longest(name), frame=SQUARE["low"], captions=(CAPTION,)))) == []


def test_a_squares_regions_lie_one_under_another_within_it() -> None:
    stage = Stage(order("title", longest("title"), frame=SQUARE["high"]))

    regions = [stage.heading, stage.body, stage.captions, stage.footnote]
    assert all(upper.bottom > lower.top for upper, lower in pairwise(regions))
    assert all(stage.safe.holds(region) for region in regions)
    assert stage.width == stage.height


def test_what_counts_from_the_middle_of_an_upright_frame_stands_as_well_in_a_square() -> None:
    square, upright = (
        Stage(order("title", longest("title"), frame=formats["high"])) for formats in (SQUARE, PORTRAIT)
    )

    assert square.portrait
    assert (square.body.bottom, square.body.top) == pytest.approx(
        (upright.body.bottom, upright.body.top), abs=0.01
    )
    assert square.column.width == pytest.approx(upright.body.width, abs=0.01)
    assert upright.column == upright.body
