"""Films for prescribers and for social media: what they say and where it comes from."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.clinical import ClinicalChart, ClinicalValue
from picturelock.domain.frames import PORTRAIT
from picturelock.domain.timing import estimate_scene
from picturelock.pipelines.doctor_ad import DoctorBrief
from picturelock.pipelines.social_media import SocialBrief
from picturelock.providers.render.manim import ManimRenderer
from picturelock.writing.knowledge.portrait import portraits

WriteFilm = Callable[..., Awaitable[Any]]
LEAFLET = ReferenceDocument(
    name="leaflet.pdf",
    text="Xyzabor is a tablet. It is taken once a day.\fDo not take Xyzabor with alcohol.\f",
)
CHART = ClinicalChart(
    title="Free of symptoms",
    values=(ClinicalValue(label="Xyzabor", value=62), ClinicalValue(label="Placebo", value=41)),
    unit="%",
    source="Study 301",
)


def shots(film: Any, template: str) -> list[Any]:
    return [shot for shot in film.board.shots if shot.template == template]


@pytest.mark.parametrize(
    "data", [CHART, "Free of symptoms: Xyzabor 62%, placebo 41%"], ids=["as a chart", "in words"]
)
async def test_clinical_data_becomes_a_chart_of_its_own_figures(
    write_film: WriteFilm, data: str | ClinicalChart
) -> None:
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever", clinical_data=data))
    (chart,) = shots(film, "bar_chart")
    assert [(bar["label"], bar["value"], bar["emphasis"]) for bar in chart.props["bars"]] == [
        ("Xyzabor", 62, True),
        ("Placebo", 41, False),
    ]
    assert chart.props["source"]


async def test_without_clinical_data_there_is_no_chart_and_the_film_says_so(write_film: WriteFilm) -> None:
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever"))
    assert shots(film, "bar_chart") == []
    assert any("no clinical_data" in note for note in film.plan.notes)


async def test_words_that_hold_no_plain_figures_are_said_as_they_are(write_film: WriteFilm) -> None:
    said = "The hazard ratio was 0.61 (95% CI 0.51-0.72)."
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever", clinical_data=said))
    assert said in film.sentences
    assert shots(film, "bar_chart") == []


async def test_a_film_for_prescribers_ends_on_the_prescribing_information(write_film: WriteFilm) -> None:
    brief = DoctorBrief(drug_name="Xyzabor", indication="hay fever", reference_docs=(LEAFLET,))
    film = await write_film(brief)
    assert "prescribing information" in film.sentences[-1]
    assert film.board.shots[-1].template == "end_card"
    assert "prescribing information" in film.board.shots[-1].props["safety"]
    assert "Do not take Xyzabor with alcohol." in film.sentences
    assert any(shot.props.get("source") == "Source: leaflet.pdf, page 2" for shot in film.board.shots)


@pytest.mark.parametrize("name", [medicine.name for medicine in portraits()] + ["Ramipril", "Xyzabor"])
async def test_a_social_film_lasts_15_to_45_seconds_and_begins_with_a_hook(
    write_film: WriteFilm, name: str
) -> None:
    film = await write_film(
        SocialBrief(
            drug_name=name, indication="hay fever", key_benefit="One tablet a day, with or without food."
        )
    )
    low = PORTRAIT["low"]
    seconds = sum(low.seconds(estimate_scene(scene, low).length) for scene in film.script.scenes)
    assert 15 <= seconds <= 45
    hook = film.board.shots[0]
    assert hook.template == "stock_caption"
    assert hook.scene_id in film.board.footage_words
    assert "pharmacist" in film.sentences[-1]


async def test_every_picture_can_be_drawn_in_the_films_shape(write_film: WriteFilm) -> None:
    briefs = (
        DoctorBrief(drug_name="Atorvastatin", indication="high cholesterol", clinical_data=CHART),
        DoctorBrief(
            drug_name="W" * 120, indication="W" * 120, moa_summary="It acts. " * 40, reference_docs=(LEAFLET,)
        ),
        SocialBrief(drug_name="Cetirizine", indication="hay fever"),
        SocialBrief(drug_name="W" * 120, indication="W" * 120, key_benefit="It helps a lot. " * 30),
    )
    renderer = ManimRenderer(lambda artifact: Path(artifact.name))
    try:
        for brief in briefs:
            film = await write_film(brief)
            checked = [await renderer.check(shot, "", brief.formats["low"]) for shot in film.board.shots]
            assert [reasons for reasons in checked if reasons] == []
    finally:
        await renderer.stop()
