from picturelock.domain.drawing import TemplateCard
from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Shot
from picturelock.writing.pictures.alike import neighbours_alike

SCHEMA: JsonObject = {
    "type": "object",
    "properties": {
        "title": {"type": "string", "maxLength": 60},
        "mode": {"type": "string", "enum": ["competitive", "allosteric"]},
        "values": {"type": "array", "items": {"type": "number"}},
        "callout_beat": {"type": "integer"},
    },
}
CARDS = tuple(
    TemplateCard(name=name, engine="manim", shows="", use_when="", props_schema=SCHEMA, example={})
    for name in ("enzyme", "chart")
)


def alike(*shots: tuple[str, JsonObject], footage: dict[str, str] | None = None) -> list[str]:
    made = tuple(
        Shot(scene_id=f"s{place}", engine="manim", template=template, props=props)
        for place, (template, props) in enumerate(shots, 1)
    )
    return [str(pair) for pair in neighbours_alike(made, CARDS, footage or {})]


def test_neighbours_of_one_template_look_alike_whatever_they_say() -> None:
    same: list[tuple[str, JsonObject]] = [("enzyme", {"title": "A"}), ("enzyme", {"title": "B"})]
    assert alike(*same) == ["s1 and s2 look alike, both are enzyme"]
    assert alike(same[0], ("chart", {"title": "C"}), same[1]) == []


def test_another_kind_or_another_clip_is_another_picture() -> None:
    assert alike(("enzyme", {"mode": "competitive"}), ("enzyme", {"mode": "allosteric"})) == []
    assert alike(("enzyme", {}), ("enzyme", {}), footage={"s1": "field", "s2": "kitchen"}) == []


def test_charts_that_each_have_figures_are_said_to() -> None:
    found = alike(("chart", {"values": [1, 2]}), ("chart", {"values": [3]}))
    assert found == ["s1 and s2 look alike, both are chart: each has figures of its own"]


def test_the_number_of_a_beat_is_no_figure() -> None:
    (found,) = alike(("chart", {"callout_beat": 1}), ("chart", {"callout_beat": 1}))
    assert "figures" not in found
