import pytest

from picturelock.domain.frames import FORMATS, SHAPES, FrameFormat, of_shape
from picturelock.engine.production import InvalidPayloadError
from picturelock.pipelines.film_production import FilmProduction
from picturelock.pipelines.moa import MoaBrief
from picturelock.pipelines.social_media import SocialBrief

ASKED = {"drug_name": "Aspirin", "condition": "pain"}


def brief(shapes: object) -> MoaBrief:
    return MoaBrief.model_validate({**ASKED, "shapes": shapes})


def test_a_film_has_its_types_own_shape_unless_others_are_asked_for() -> None:
    assert MoaBrief.model_validate(ASKED).every_shape == ("16:9",)
    social = SocialBrief.model_validate({"drug_name": "Aspirin", "indication": "pain"})
    assert (social.every_shape, social.format.height) == (("9:16",), 1920)
    assert brief(["1:1", "16:9"]).format == FORMATS["1:1"]["high"]


def test_shapes_may_be_written_with_commas_as_forms_do() -> None:
    assert brief("16:9, 9:16,1:1").shapes == SHAPES


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        (["4:3", "16:9"], "4:3 is not a shape; there are 16:9, 9:16 and 1:1"),
        (["1:1", "1:1"], "names 1:1 twice; name each shape once"),
        ("16x9", "16x9 is not a shape; there are 16:9, 9:16 and 1:1"),
        (7, "must be a list of shapes: 16:9, 9:16, 1:1"),
        ([["1:1"]], "['1:1'] is not a shape; there are 16:9, 9:16 and 1:1"),
    ],
)
def test_what_is_no_shape_is_refused_by_name(shapes: object, said: str) -> None:
    production = FilmProduction(None)  # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidPayloadError) as caught:
        production.validate("moa", {**ASKED, "shapes": shapes})  # pyright: ignore[reportArgumentType]
    assert [(found.field, found.message) for found in caught.value.problems] == [("shapes", said)]


def test_every_size_is_even_and_of_its_shape() -> None:
    for shape, formats in FORMATS.items():
        for frame in formats.values():
            assert frame.width % 2 == 0 and frame.height % 2 == 0
            assert frame.shape == shape
    assert FrameFormat(width=1080, height=1350, fps=30).shape == "1:1"


def test_a_files_shape_stands_before_its_ending() -> None:
    assert of_shape("film.mp4", "9:16") == "film_9x16.mp4"
    assert of_shape("script.sdh.srt", "1:1") == "script_1x1.sdh.srt"
