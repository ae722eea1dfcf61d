"""Charts: the geometry behind them, and the figures that they refuse because they cannot be true."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.domain.shot import Shot
from picturelock.providers.render.manim_scenes.child import reasons_against
from picturelock.providers.render.manim_scenes.curves import spread
from picturelock.providers.render.manim_scenes.figures import figure, power_ticks, round_ticks
from picturelock.providers.render.manim_scenes.reading import too_short_to_read
from picturelock.providers.render.manim_scenes.template import all_templates
from picturelock.providers.render.manim_scenes.templates import (
    dose_response,
    forest_plot,
    icon_array,
    kaplan_meier,
    plasma_curve,
    safety_information,
    two_arms,
)

Change = Callable[[dict[str, Any]], object]


@given(low=st.floats(-1e5, 1e5), spread_=st.floats(1e-3, 1e5), most=st.integers(3, 9))
def test_round_ticks_are_even_hold_the_values_and_are_no_more_than_asked(
    low: float, spread_: float, most: int
) -> None:
    high = low + spread_
    ticks = round_ticks(low, high, most)
    step = ticks[1] - ticks[0]
    assert 2 <= len(ticks) <= most
    assert ticks[0] <= low + 1e-6 * step
    assert ticks[-1] >= high - 1e-6 * step
    assert all(math.isclose(b - a, step, rel_tol=1e-3) for a, b in pairwise(ticks))


def test_powers_of_ten_hold_the_doses() -> None:
    assert power_ticks(0.3, 250) == pytest.approx((0.1, 1, 10, 100, 1000))
    assert power_ticks(10, 10) == pytest.approx((10, 100))


def test_figures_are_written_as_people_write_them() -> None:
    assert [figure(67, "%"), figure(-3.5, "mmHg"), figure(1234.4), figure(0.5, step=0.25)] == [
        *("67%", "−3.5 mmHg", "1,234", "0.50"),
    ]


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=4))
def test_names_never_lie_on_each_other(wanted: list[float]) -> None:
    found = spread(wanted, 0.42, -2.0, 2.0)
    order = sorted(found)
    assert all(b - a >= 0.42 - 1e-9 for a, b in pairwise(order))
    assert all(-2 - 1e-9 <= one <= 2 + 1e-9 for one in found)


def test_half_of_the_full_response_is_at_the_half_way_dose() -> None:
    curve = dose_response.Curve(name="A", half_dose=12, hill=1.7)
    assert dose_response.response_to(curve, 0, 100, 12) == pytest.approx(50)
    assert dose_response.response_to(curve, 0, 100, 1e6) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("peak", [None, 0.3, 1.5, 4.2, 6.0])
def test_a_models_curve_peaks_when_it_says_and_halves_in_its_half_life(peak: float | None) -> None:
    props = plasma_curve.EXAMPLE.model_copy(update={"peak": peak})
    times, levels = zip(*plasma_curve.curve_of(props), strict=True)
    assert times[levels.index(max(levels))] == pytest.approx(peak or 0, abs=times[-1] / 100)
    found = plasma_curve.halving(props)
    assert found is not None
    assert found[0] >= (peak or 0) - times[-1] / 100


def test_the_median_is_when_half_or_fewer_are_left_for_the_first_time() -> None:
    treatment, control = kaplan_meier.EXAMPLE.arms
    assert (treatment.median, control.median) == (24, 14)
    assert treatment.model_copy(update={"steps": treatment.steps[:4]}).median is None


def test_figures_of_medians_that_lie_close_together_stand_in_rows_of_their_own() -> None:
    assert kaplan_meier.stacked([0.0, 0.5, 1.0, 5.0], 0.8) == [2, 1, 0, 0]
    # In a study in which nobody reached it there is none.
    assert kaplan_meier.stacked([], 0.8) == []


def test_shares_are_computed_exactly_or_said_to_be_about() -> None:
    assert icon_array.percent_of(25, 200) == "12.5%"
    assert icon_array.percent_of(1, 3) == "about 33.3%"
    assert two_arms.Arm(name="A", events=134, n=200).shown == 67
    arms = two_arms.Arm(name="A", value=0.3), two_arms.Arm(name="B", value=0.1)
    assert two_arms.difference_of(two_arms.Props(title="T", arms=arms)) == "Difference: 0.2"


def test_an_interval_is_written_with_as_many_places_as_its_estimate() -> None:
    assert forest_plot.said_of(forest_plot.Row(label="A", estimate=0.74, low=0.6, high=1)) == (
        "0.74 (0.60–1.00)"
    )
    below = forest_plot.Row(label="A", estimate=-3, low=-5, high=-1)
    assert forest_plot.said_of(below) == "−3 (−5 to −1)"


def _set(*way: str | int, to: Any) -> Change:
    def change(props: dict[str, Any]) -> None:
        at: Any = props
        for key in way[:-1]:
            at = at[key]
        at[way[-1]] = to

    return change


@pytest.mark.parametrize(
    ("template", "change", "reason"),
    [
        ("line_chart", _set("series", 0, "readings", 2, "at", to=2), "put them in order"),
        ("line_chart", _set("series", 0, "readings", 0, "at", to=-1), "series.0.readings.0.at"),
        ("dose_response", _set("curves", 0, "hill", to=None), "half_dose and hill belong together"),
        ("dose_response", _set("full", to=-5), "full must be above none"),
        (
            "dose_response",
            _set("curves", 0, "half_dose", to=0),
            "curves.0.half_dose: Input should be greater",
        ),
        ("plasma_curve", _set("illustrative", to=False), "set illustrative to true"),
        ("plasma_curve", _set("half_life", to=None), "give at least 3 levels"),
        ("plasma_curve", _set("peak", to=90), "peak must come no later than one half-life, 6"),
        (
            "plasma_curve",
            _set("levels", to=[{"at": k, "level": 100 - k} for k in range(9)]),
            "half_life: nowhere after their peak",
        ),
        ("kaplan_meier", _set("arms", 0, "steps", 2, "percent", to=95), "it must be 94 % or less"),
        ("kaplan_meier", _set("arms", 0, "at_risk", 2, to=181), "give 180 or fewer"),
        ("kaplan_meier", _set("risk_times", to=[0, 6]), "give one number for each time"),
        ("forest_plot", _set("rows", 0, "estimate", to=0.95), "0.95 is not from 0.52 to 0.89"),
        ("forest_plot", _set("rows", 0, "low", to=-0.5), "is above 0"),
        ("two_arms", _set("arms", 0, "events", to=210), "give 200 or fewer"),
        ("two_arms", _set("arms", 0, "events", to=100), "100 of 200 is 50.0 %, not 67 %"),
        ("icon_array", _set("count", to=120), "it must be 100 or less"),
    ],
)
def test_figures_that_cannot_be_true_are_refused_with_what_would_be_right(
    template: str, change: Change, reason: str
) -> None:
    props = all_templates()[template].example.model_dump(mode="json")
    change(props)
    if template == "plasma_curve" and props["levels"]:
        props["peak"] = None
    shot = Shot(scene_id="s1", engine="manim", template=template, props=props)
    reasons = reasons_against(shot, "")
    assert any(reason in found for found in reasons), reasons


def test_safety_information_needs_a_scene_in_which_it_can_be_read() -> None:
    text = safety_information.EXAMPLE.text
    (reason,) = too_short_to_read(text, "Read this.")
    assert f"its {len(text)} characters need a scene of at least 34 s" in reason
    # Read aloud, word for word, it lasts as long as it is spoken.
    assert too_short_to_read(text, text) == []
    assert too_short_to_read(text, "m" * 15 * 36) == []


def test_pages_hold_all_of_the_text_and_no_more_than_a_page_does() -> None:
    for text in (safety_information.EXAMPLE.text, "word " * 299 + "end.", "W" * 700, "One. " * 200):
        pages = safety_information.pages_of(text.strip(), 320)
        assert "".join("".join(pages).split()) == "".join(text.split())
        assert max(len(page) for page in pages) <= 320
