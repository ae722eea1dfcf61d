"""Films about medicines: as much as is known is told, with its source, and what is not known is said."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from picturelock.domain.timing import estimate_scene
from picturelock.pipelines.moa import MoaBrief
from picturelock.writing.knowledge.facts import shipped_facts
from picturelock.writing.knowledge.portrait import portrait_of, portraits
from picturelock.writing.template.medicine_story import tell_medicine
from picturelock.writing.template.story import LONGEST_BEAT

PICTURES = {
    "antibody_binding",
    "cell_wall",
    "enzyme_inhibition",
    "receptor_binding",
    "transporter_block",
    "ion_channel",
    "nuclear_receptor",
    "gene_expression",
    "pathway",
    "process_steps",
    "key_points",
}
WriteFilm = Callable[..., Awaitable[Any]]


def brief(name: str, condition: str, audience: str = "healthcare professionals") -> MoaBrief:
    return MoaBrief(drug_name=name, condition=condition, target_audience=audience)


async def test_a_medicine_of_the_table_is_told_by_its_row(write_film: WriteFilm) -> None:
    film = await write_film(brief("Warfarin sodium 5 mg", "atrial fibrillation"))

    assert film.plan.notes == ()
    told = " ".join(film.sentences)
    assert "vitamin K antagonist" in told
    assert "Warfarin blocks the enzyme VKORC1" in told
    assert "Warfarin can cause serious bleeding" in told
    assert {shot.template for shot in film.board.shots} >= {"molecule", "pathway"}
    sources = {
        source.name for scene in film.script.scenes for beat in scene.beats for source in beat.sources
        if source.kind == "knowledge"
    }  # fmt: skip
    assert any("warfarin" in source for source in sources)


async def test_another_use_than_the_known_is_neither_claimed_nor_denied(write_film: WriteFilm) -> None:
    film = await write_film(brief("warfarin", "baldness"))

    assert any("“baldness” is not among the uses" in note for note in film.plan.notes)
    assert any("baldness" in sentence and "does not say" in sentence for sentence in film.sentences)


async def test_a_medicine_known_by_its_stem_is_told_by_its_class(write_film: WriteFilm) -> None:
    film = await write_film(brief("Bexokizumab", "psoriasis"))

    assert any("only its class by the stem -ki-" in note for note in film.plan.notes)
    assert any("“kizumab”" in sentence for sentence in film.sentences)
    assert any("does not know how strong" in text or "not know" in text for text in film.sentences)


async def test_each_part_of_a_combination_is_told_and_no_more(write_film: WriteFilm) -> None:
    film = await write_film(brief("amoxicillin/clavulanic acid", "otitis media"))

    told = " ".join(film.sentences)
    assert "Amoxicillin bonds to the enzymes" in told
    assert "Clavulanic acid bonds to beta-lactamase" in told
    assert any("not what the product does" in note for note in film.plan.notes)


@pytest.mark.parametrize("name", ["Lisinoprilol", "Xyzabor", "empagliflozin + Xyzabor", "calcium"])
async def test_a_medicine_nobody_knows_gets_a_film_of_the_briefs_words(
    write_film: WriteFilm, name: str
) -> None:
    film = await write_film(brief(name, "high blood pressure"))

    assert any("knows nothing about" in note for note in film.plan.notes)
    assert not any(
        source.kind == "knowledge"
        for scene in film.script.scenes
        for beat in scene.beats
        for source in beat.sources
    )


@pytest.mark.parametrize("medicine", shipped_facts().medicines, ids=lambda known: known.name)
@pytest.mark.parametrize("audience", ["healthcare professionals", "patients"])
def test_every_row_makes_a_film_of_whole_sentences(medicine: Any, audience: str) -> None:
    story = tell_medicine(brief(medicine.name, medicine.use.name, audience))

    assert story.notes == ()
    for line in (line for passage in story.passages for line in passage.lines):
        for way in line.ways(plain=story.plain):
            assert len(way) <= LONGEST_BEAT
            assert way[-1] in ".?"
            assert portrait_of(medicine.name) or not way.startswith(("It can", "It must")), way
    mechanism = story.passage("mechanism")
    assert mechanism is not None
    assert mechanism.template in PICTURES


@pytest.mark.parametrize(
    ("name", "classed"),
    [
        ("citalopram", "is an SSRI antidepressant"),
        ("sitagliptin", "is a DPP-4 inhibitor"),
        ("dapagliflozin", "is an SGLT2 inhibitor"),
        ("famotidine", "is an H2 receptor antagonist"),
        ("vemurafenib", "is a RAF kinase inhibitor"),
        ("ondansetron", "is a 5-HT3 receptor antagonist"),
        ("olanzapine", "is an antipsychotic"),
        ("naproxen", "is an NSAID painkiller"),
    ],
)
def test_the_class_is_said_as_one_speaks(name: str, classed: str) -> None:
    story = tell_medicine(brief(name, "its use"))
    said = [way for passage in story.passages for line in passage.lines for way in line.say]

    assert any(classed in way for way in said)


@pytest.mark.parametrize("name", [portrait.name for portrait in portraits()])
async def test_a_film_of_a_well_known_medicine_lasts_a_minute(write_film: WriteFilm, name: str) -> None:
    known = portrait_of(name)
    assert known is not None
    asked = brief(name, known.uses[0].name, "patients")
    film = await write_film(asked)
    frame = asked.formats["low"]
    frames = sum(estimate_scene(scene, frame, language="en-US").length for scene in film.script.scenes)
    assert 55 <= frames / frame.fps <= 120


async def test_where_it_acts_is_shown_only_of_medicines_whose_organ_is_known(write_film: WriteFilm) -> None:
    for name, condition, organ in (
        ("Dapagliflozin", "type 2 diabetes", "kidney"),
        ("Xyzaprazole", "reflux", "stomach"),
        ("Warfarin", "atrial fibrillation", None),
    ):
        film = await write_film(brief(name, condition))
        shown = [shot.props["organ"] for shot in film.board.shots if shot.template == "organ_closeup"]
        assert shown == ([organ] if organ else []), name


async def test_pictures_for_patients_leave_out_what_only_professionals_read(write_film: WriteFilm) -> None:
    film = await write_film(brief("Aspirin", "pain", "patients and carers"))
    shown = " ".join(str(shot.props) for shot in film.board.shots if shot.template != "molecule")
    assert not [word for word in ("Ser-529", "acetylates", "Acetylates", "precursor") if word in shown]
    professional = await write_film(brief("Aspirin", "pain"))
    assert "Ser-529" in str([shot.props for shot in professional.board.shots])
