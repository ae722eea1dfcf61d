"""Antibodies, microbes, vessels and organs: every mode keeps its text apart, and the geometry is right."""

import math
from typing import Any

import numpy as np
import pytest

from fakes.scenes import SMALL, order
from picturelock.domain.frames import PORTRAIT
from picturelock.providers.render.manim_scenes.lint import faults
from picturelock.providers.render.manim_scenes.microbe import Rod
from picturelock.providers.render.manim_scenes.organ import organ
from picturelock.providers.render.manim_scenes.organ_outlines import ORGANS, Organ
from picturelock.providers.render.manim_scenes.staging import staged
from picturelock.providers.render.manim_scenes.template import all_templates
from picturelock.providers.render.manim_scenes.tissue import tissue
from picturelock.providers.render.manim_scenes.vessel_bore import Bore, Stream, flat

MODES = [
    ("antibody_binding", "blocks_receptor"),
    ("antibody_binding", "catches"),
    ("antibody_binding", "marks"),
    ("cell_wall", "blocks"),
    ("cell_wall", "membrane"),
    ("vessel", "clot_stops"),
    ("vessel", "clot_dissolves"),
    ("vessel", "plaque"),
]
LONG = "Medicines that moderate in"


def longest(name: str, mode: str) -> dict[str, Any]:
    schema = all_templates()[name].props.model_json_schema()["properties"]
    texts = {
        key: LONG[: field["maxLength"]].strip()
        for key, field in schema.items()
        if field.get("type") == "string" and "enum" not in field
    }
    return {**all_templates()[name].example.model_dump(mode="json"), **texts, "mode": mode}


@pytest.mark.parametrize("upright", [False, True], ids=["wide", "upright"])
@pytest.mark.parametrize(("name", "mode"), MODES)
def test_the_longest_names_keep_apart_in_every_mode(name: str, mode: str, upright: bool) -> None:
    frame = PORTRAIT["low"] if upright else SMALL
    assert faults(staged(order(name, longest(name, mode), frame=frame))) == []


def test_a_rod_is_closed_and_its_normals_point_out() -> None:
    rod = Rod((1.0, -0.5), half=2.0, radius=1.0)
    assert rod.at(0.0) == pytest.approx(rod.at(1.0))
    for share in np.linspace(0, 1, 23).tolist():
        inner, outer = rod.at(share, -0.3), rod.at(share, 0.3)
        assert math.dist(inner, outer) == pytest.approx(0.6)
        assert math.dist(outer, rod.center) > math.dist(inner, rod.center)


def test_what_lies_on_the_floor_narrows_the_bore_only_around_its_place() -> None:
    bore = Bore(y=0.0, half=flat(1.0), wall=flat(0.4), mound=flat(0.8))
    assert bore.bed(0.0, 2.0) == pytest.approx(-0.2)
    assert bore.bed(5.0, 2.0) == pytest.approx(-1.0)


def test_blood_that_leaves_at_the_right_comes_in_at_the_left() -> None:
    stream = Stream.of(lambda _: 1.0, length=10.0, width=4.0)
    xs = [stream.x(0.0, time) for time in np.arange(0.0, 9.0, 0.1).tolist()]
    assert -2.0 <= min(xs) < max(xs) <= 2.0
    assert xs[35] < xs[10]


@pytest.mark.parametrize("kind", ORGANS)
def test_an_organ_and_its_cells_stay_in_their_places(kind: Organ) -> None:
    drawn = organ(kind, (0.0, 0.0), 3.0)
    assert drawn.width < 3.2
    assert drawn.height < 3.2
    window = tissue(kind, (0.0, 0.0), 1.5, "#ffffff")
    corners = [np.asarray(part.points, dtype=np.float64)[3::4] for part in window.get_family()]
    reach = np.hypot(*np.vstack([ends for ends in corners if len(ends)])[:, :2].T).max()
    assert reach <= 1.501
