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
    (chart,) = shots(film, "two_arms")
    assert [(arm["name"], arm["value"], arm["emphasis"]) for arm in chart.props["arms"]] == [
        ("Xyzabor", 62, True),
        ("Placebo", 41, False),
    ]
    assert chart.props["source"]
    # Nobody said the difference, so the picture does not show it.
    assert chart.props["difference"] is False


FINDINGS = """Systolic blood pressure (mmHg):
Week | Xyzabor | Placebo
0 | 152 | 151
12 | 134.5 | 147
The hazard ratio for death was 0.61 (95% CI 0.51-0.72).
Non-fatal stroke: hazard ratio 0.8 (95% CI 0.66 to 0.97).
In the trial, 12 of 100 patients had a headache."""


async def test_each_finding_is_drawn_as_what_it_is_from_the_briefs_own_numbers(write_film: WriteFilm) -> None:
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever", clinical_data=FINDINGS))
    (line,), (forest,), (people,) = (
        shots(film, template) for template in ("line_chart", "forest_plot", "icon_array")
    )
    assert [[one["value"] for one in series["readings"]] for series in line.props["series"]] == [
        [152, 134.5],
        [151, 147],
    ]
    rows = [(row["label"], row["estimate"], row["low"], row["high"]) for row in forest.props["rows"]]
    assert rows == [("Death", 0.61, 0.51, 0.72), ("Non-fatal stroke", 0.8, 0.66, 0.97)]
    assert (people.props["count"], people.props["of"]) == (12, 100)
    assert people.props["what"] == "patients had a headache"
    assert "Xyzabor: 152 mmHg at week 0, 134.5 mmHg at week 12." in " ".join(film.sentences)


async def test_a_quoted_sentence_is_shown_with_who_said_it(write_film: WriteFilm) -> None:
    said = 'Dr. Ada Lint said: "It is one tablet a day."'
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever", clinical_data=said))
    (quotation,) = shots(film, "quotation")
    assert (quotation.props["words"], quotation.props["who"]) == ("It is one tablet a day.", "Dr. Ada Lint")


async def test_without_clinical_data_there_is_no_chart_and_the_film_says_so(write_film: WriteFilm) -> None:
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever"))
    assert shots(film, "two_arms") == []
    assert any("no clinical_data" in note for note in film.plan.notes)


async def test_an_estimate_outside_its_interval_is_said_but_not_drawn(write_film: WriteFilm) -> None:
    said = "The hazard ratio was 0.61 (95% CI 0.71-0.82)."
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever", clinical_data=said))
    assert said in film.sentences
    assert shots(film, "forest_plot") == []


async def test_a_film_for_prescribers_ends_on_the_prescribing_information(write_film: WriteFilm) -> None:
    brief = DoctorBrief(drug_name="Xyzabor", indication="hay fever", reference_docs=(LEAFLET,))
    film = await write_film(brief)
    assert "prescribing information" in film.sentences[-1]
    assert film.board.shots[-1].template == "end_card"
    assert "prescribing information" in film.board.shots[-1].props["safety"]
    assert "Do not take Xyzabor with alcohol." in film.sentences
    (safety,) = shots(film, "safety_information")
    assert safety.props["text"] == "Do not take Xyzabor with alcohol."
    assert safety.props["source"] == "Source: leaflet.pdf, page 2"


@pytest.mark.parametrize("name", [portrait.name for portrait in portraits()] + ["Ramipril", "Xyzabor"])
async def test_a_social_film_lasts_15_to_45_seconds_and_begins_with_a_hook(
    write_film: WriteFilm, name: str
) -> None:
    film = await write_film(
        SocialBrief(
            drug_name=name, indication="hay fever", key_benefit="One tablet a day, with or without food."
        )
    )
    low = PORTRAIT["low"]
    seconds = sum(
        low.seconds(estimate_scene(scene, low, language="en-US").length) for scene in film.script.scenes
    )
    assert 15 <= seconds <= 45
    hook = film.board.shots[0]
    assert hook.template == "stock_caption"
    assert hook.scene_id in film.board.footage_words
    assert "pharmacist" in film.sentences[-1]


async def test_every_picture_can_be_drawn_in_the_films_shape(write_film: WriteFilm) -> None:
    briefs = (
        DoctorBrief(drug_name="Atorvastatin", indication="high cholesterol", clinical_data=CHART),
        DoctorBrief(drug_name="Xyzabor", indication="hay fever", clinical_data=FINDINGS),
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


async def test_a_publication_named_with_the_figures_is_their_source_and_not_spoken(
    write_film: WriteFilm,
) -> None:
    said = (
        "Death: 4% with Xyzabor versus 6% with placebo. Ada Lint et al., N Engl J Med 2015; 373: 2117-2128."
    )
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever", clinical_data=said))
    (arms,) = shots(film, "two_arms")
    assert arms.props["source"] == "Source: Ada Lint et al., N Engl J Med 2015; 373: 2117-2128"
    assert arms.props["title"] == "Death"
    assert not any("2117" in sentence for sentence in film.sentences)


async def test_more_than_two_figures_are_each_heard_as_their_bar_grows(write_film: WriteFilm) -> None:
    values = tuple(ClinicalValue(label=f"{dose} mg", value=dose) for dose in (10, 20, 40))
    chart = ClinicalChart(title="Dose", measure="Mean change", values=values, unit="%")
    film = await write_film(DoctorBrief(drug_name="Xyzabor", indication="hay fever", clinical_data=chart))
    (bars,) = shots(film, "bar_chart")
    assert [bar["beat"] for bar in bars.props["bars"]] == [0, 1, 2]
    assert "Mean change: 10 mg, 10%." in film.sentences


async def test_a_short_film_tells_when_warnings_leave_it_no_time(write_film: WriteFilm) -> None:
    text = "\n\n".join(
        f"Do not take it with {food} or anything that has been near to it."
        for food in ("milk", "tea", "wine", "beer", "juice", "cheese", "bread", "butter", "grapefruit")
    )
    document = ReferenceDocument(name="leaflet.txt", text=text)
    brief = SocialBrief(drug_name="Cetirizine", indication="hay fever", reference_docs=(document,))
    film = await write_film(brief)
    assert any("longer than the 45 s" in note for note in film.plan.notes)
    assert any("grapefruit" in sentence for sentence in film.sentences)


async def test_what_an_end_card_shows_of_the_risks_is_spoken(write_film: WriteFilm) -> None:
    film = await write_film(SocialBrief(drug_name="Diazepam", indication="anxiety"))
    shown = film.board.shots[-1].props["lines"]
    assert shown
    assert {f"{line}." for line in shown} <= set(film.sentences)
    assert film.sentences[0].endswith("what does diazepam do?")


async def test_risks_that_would_hold_the_end_card_have_a_scene_of_their_own(write_film: WriteFilm) -> None:
    film = await write_film(SocialBrief(drug_name="Amoxicillin", indication="infections"))
    *_, risks, card = film.board.shots
    assert card.props["lines"] == []
    points = [point["text"] for point in risks.props["points"]]
    assert any("allergic" in text for text in points)
    assert any("allergic" in sentence for sentence in film.sentences)
