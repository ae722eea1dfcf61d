"""Where the words of a shot go that does not fit its template: all of them, and only where they stay true."""

from pydantic import JsonValue

from picturelock.domain.drawing import TemplateCard
from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Shot
from picturelock.writing.pictures.closest import closest, fits_schema


def text(longest: int) -> JsonObject:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def card(name: str, fields: dict[str, JsonValue], required: list[JsonValue]) -> TemplateCard:
    schema: JsonObject = {
        "type": "object",
        "properties": fields,
        "required": required,
        "additionalProperties": False,
    }
    return TemplateCard(
        name=name, engine="manim", shows="Words.", use_when="Often.", props_schema=schema, example={}
    )


SIGN: JsonObject = {"type": "string", "enum": ["dot", "drop"]}
BEAT: JsonObject = {"type": "integer"}
POINT: JsonObject = {
    "type": "object",
    "properties": {"text": text(40), "sign": SIGN, "beat": BEAT},
    "required": ["text"],
    "additionalProperties": False,
}
POINTS: JsonObject = {"type": "array", "items": POINT, "minItems": 2, "maxItems": 4}
BAR: JsonObject = {
    "type": "object",
    "properties": {"label": text(9), "value": {"type": "number"}},
    "required": ["label", "value"],
}
KEY_POINTS = card(
    "key_points", {"title": text(30), "points": POINTS, "source": text(40)}, ["title", "points"]
)
STATEMENT = card("statement", {"text": text(60), "source": text(40)}, ["text"])
QUOTATION = card("quotation", {"text": text(500), "source": text(400)}, ["text"])
BARS = card(
    "bars",
    {
        "title": text(9),
        "bars": {"type": "array", "items": BAR, "maxItems": 3},
        "unit": text(9),
        "illustrative": {"type": "boolean"},
    },
    ["title", "bars"],
)
ALL = (BARS, KEY_POINTS, QUOTATION, STATEMENT)


async def closest_to(
    template: str, props: JsonObject, cards: tuple[TemplateCard, ...] = ALL, refused: tuple[str, ...] = ()
) -> Shot | None:
    async def objections(shot: Shot) -> tuple[str, ...]:
        known = next(card for card in cards if card.name == shot.template)
        return () if fits_schema(shot.props, known) and shot.template not in refused else ("does not fit",)

    shot = Shot(scene_id="s1", engine="manim", template=template, props=props)
    return await closest(shot, "The scene", cards, objections)


async def test_figures_become_points_with_their_units_and_an_illustration_stays_one() -> None:
    found = await closest_to(
        "bars",
        {
            "title": "A much too long title",
            "bars": [{"label": "Day 1", "value": 10.0}, {"label": "Day 9", "value": 2.5}],
            "unit": "%",
            "illustrative": True,
            "callout": "Fewer each day",
            "callout_beat": 2,
        },
    )
    assert found is not None
    assert found.template == "key_points"
    assert found.props == {
        "title": "A much too long title",
        "source": "Illustrative.",
        "points": [{"text": "Day 1: 10 %"}, {"text": "Day 9: 2.5 %"}, {"text": "Fewer each day", "beat": 2}],
    }


async def test_a_long_text_is_broken_and_never_shortened() -> None:
    words = "It can cause bleeding of the stomach, more so from the age of sixty"
    found = await closest_to("key_points", {"title": "Risks", "points": [{"text": words, "sign": "drop"}]})
    assert found is not None
    points = found.props["points"]
    assert isinstance(points, list)
    assert " ".join(str(point["text"]) for point in points if isinstance(point, dict)) == words


async def test_one_sentence_becomes_a_statement() -> None:
    found = await closest_to("key_points", {"points": [{"text": "Water is wet"}], "source": "A leaflet"})
    assert found is not None
    assert (found.template, found.props) == ("statement", {"text": "Water is wet", "source": "A leaflet"})


async def test_words_that_nobody_quoted_never_become_a_quotation() -> None:
    props: JsonObject = {"title": "Water", "points": [{"text": "It is wet. " * 30}]}
    assert await closest_to("key_points", props) is None


async def test_a_misspelled_name_finds_the_template_that_was_meant() -> None:
    props: JsonObject = {"title": "Water", "points": [{"text": "It is wet"}, {"text": "It is clear"}]}
    found = await closest_to("keypoints", props)
    assert found is not None
    assert (found.template, found.props) == ("key_points", props)


async def test_a_heading_that_is_missing_or_too_long_is_the_scenes_title() -> None:
    long = "A heading of more than thirty letters"
    found = await closest_to("opera", {"title": long, "points": [{"text": "Wet", "sign": "dot"}, "Clear"]})
    assert found is not None
    points = [{"text": long}, {"text": "Wet"}, {"text": "Clear"}]
    assert found.props == {"title": "The scene", "points": points}


async def test_what_the_renderer_refuses_is_not_the_closest() -> None:
    props: JsonObject = {"points": [{"text": "Water is wet"}, {"text": "And clear"}]}
    found = await closest_to("opera", props, refused=("key_points",))
    assert found is not None
    assert (found.template, found.props) == ("statement", {"text": "Water is wet. And clear"})


async def test_more_than_a_list_has_lines_for_share_lines_in_their_order() -> None:
    steps: list[JsonValue] = [{"label": f"Step {place} of the way"} for place in range(6)]
    found = await closest_to("opera", {"title": "The way", "steps": steps})
    assert found is not None
    assert found.props["points"] == [
        {"text": f"Step {place} of the way · Step {place + 1} of the way"} for place in (0, 2, 4)
    ]


async def test_the_figures_of_a_curve_are_not_told_in_words() -> None:
    curve: JsonObject = {"label": "Placebo", "points": [[0, 1], [4, 0.9]]}
    assert await closest_to("opera", {"title": "Survival", "curves": [curve]}) is None
