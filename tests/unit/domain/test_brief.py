import pytest
from pydantic import ValidationError

from picturelock.domain.frames import LANDSCAPE
from picturelock.pipelines.moa import MoaBrief


def brief(**fields: object) -> MoaBrief:
    return MoaBrief.model_validate({"drug_name": "Aspirin", "condition": "pain", **fields})


def test_defaults_are_those_of_the_contract() -> None:
    asked = brief()
    assert asked.persona == "professional medical narrator"
    assert asked.tone == "clear and educational"
    assert asked.audience == "healthcare professionals"
    assert asked.format == LANDSCAPE["high"]


def test_every_bad_field_is_named_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        MoaBrief.model_validate({"drug_name": " ", "tone": "x" * 500, "colour": "red", "region": "mars"})
    assert {error["loc"][0] for error in caught.value.errors()} == {
        "drug_name",
        "condition",
        "tone",
        "colour",
        "region",
    }


def test_the_region_sets_the_language_unless_the_brief_does() -> None:
    assert brief(region="uk").spoken_language == "en-GB"
    assert brief(region="uk", language="de-DE").spoken_language == "de-DE"
