"""Films in other languages than English: every phrase is there, none of it is English, and facts are ours."""

import re
import string
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from picturelock.domain.brief import Brief, ReferenceDocument
from picturelock.domain.errors import InvalidInputError
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.pipelines.compliance_video import ComplianceBrief
from picturelock.pipelines.doctor_ad import DoctorBrief
from picturelock.pipelines.moa import MoaBrief
from picturelock.pipelines.product_ad import ProductAdBrief
from picturelock.pipelines.social_media import SocialBrief
from picturelock.ports.films import Ask
from picturelock.writing.claims.supported import hold_against_documents
from picturelock.writing.knowledge.facts import shipped_facts
from picturelock.writing.knowledge.stem import stems
from picturelock.writing.phrases.phrases import phrases_of, written_languages
from picturelock.writing.phrases.spelling import spelt
from picturelock.writing.phrases.translated import MedicineInWords, look_up, translation_of
from picturelock.writing.template_writer import TemplateWriter

WriteFilm = Callable[..., Awaitable[Any]]
OTHERS = [code for code in written_languages() if code != "en"]
LATIN = {"de", "fr", "es", "it", "pt"}
# An invented product and topic without a word of English in them.
NAME, TOPIC = (
    {"ja": "ゼンタラ", "hi": "ज़ेंटारा", "ar": "زنتارا"},
    {"ja": "高血圧", "hi": "उच्च रक्तचाप", "ar": "ضغط الدم"},
)
ENGLISH = re.compile(
    r"\b(?:the|of|is|are|how|what|this|ask|your|doctor|before|and|with|from|does|cell|wall|important)\b",
    re.I,
)


def words_in(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, str) and name not in (
        "smiles",
        "sign",
        "mode",
        "kind",
        "effect",
        "coupling",
        "organ",
    ):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from words_in(entry, str(key))  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list | tuple):
        for entry in value:  # pyright: ignore[reportUnknownVariableType]
            yield from words_in(entry, name)  # pyright: ignore[reportUnknownArgumentType]


def briefs_in(code: str) -> list[Brief]:
    named, topic = NAME.get(code, "Zentara"), TOPIC.get(code, "Hypertonie")
    known = translation_of(code).names
    medicine = [known[name][0] for name in ("lisinopril", "omeprazole", "amoxicillin", "metformin")]
    return [
        *(MoaBrief(drug_name=name, condition=topic, language=code) for name in (*medicine, named)),
        *(SocialBrief(drug_name=name, indication=topic, language=code) for name in (medicine[0], named)),
        DoctorBrief(drug_name=medicine[0], indication=topic, language=code),
        ProductAdBrief(topic=topic, brand_name=named, language=code),
    ]


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_every_phrase_with_the_words_that_are_put_in(code: str) -> None:
    english, table = phrases_of("en-US").table, phrases_of(code).table
    assert table.keys() == english.keys()
    for key, ways in table.items():
        known = {"Name", "name", "Topic"} | {field for way in english[key] for field in fields_of(way)}
        told = {"hears.lay", "hears.professional", "warns.words"}
        assert key in told or {field for way in ways for field in fields_of(way)} <= known, key


def fields_of(way: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(way) if field}


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_told_of_a_medicine_stands_for_a_row_of_the_english_knowledge(code: str) -> None:
    facts, told = shipped_facts(), translation_of(code)
    medicines = {medicine.name: medicine for medicine in facts.medicines}
    by_stem = {stem.stem: stem for stem in stems()}
    for own in told.classes:
        row = by_stem.get(own.of) or medicines[own.of]
        assert bool(own.label) == bool(row.label), own.of
        assert bool(own.partner) == bool(row.partner), own.of
        if row.template == "receptor_binding":
            assert len(own.effect) <= 18, own.of
    for name, names in told.names.items():
        found = look_up(names[0], facts, phrases_of(code)).medicine
        assert isinstance(found, MedicineInWords), name
        assert found.picture.details == medicines[name].picture.details, name
        assert found.picture.template == medicines[name].picture.template, name
        assert bool(found.cautions) or not medicines[name].caution, name
        assert all(len(line) <= 200 for line in (*found.cautions, found.does, found.leads_to)), name


@pytest.mark.parametrize("code", OTHERS)
async def test_no_english_word_is_spoken_or_shown(code: str, write_film: WriteFilm) -> None:
    for brief in briefs_in(code):
        film = await write_film(brief)
        shown = [text for shot in film.board.shots for text in words_in(shot.props)]
        texts = [film.plan.title, *film.sentences, *shown, *(scene.title for scene in film.plan.scenes)]
        for text in texts:
            assert not ENGLISH.search(text), (brief.video_type, text)


@pytest.mark.parametrize("code", sorted(set(OTHERS) - LATIN))
async def test_a_sentence_ends_with_its_scripts_own_mark(code: str, write_film: WriteFilm) -> None:
    ends = {"ja": "。？", "hi": "।?:", "ar": ".؟!"}[code]
    for brief in briefs_in(code):
        for sentence in (await write_film(brief)).sentences:
            assert sentence[-1] in ends, sentence


async def test_a_language_without_phrases_is_refused_with_what_to_do() -> None:
    brief = MoaBrief(drug_name="Aspirin", condition="ból", language="pl")
    with pytest.raises(InvalidInputError, match="language: without a language model") as refused:
        await TemplateWriter().write(Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=Rework()))
    assert refused.value.problems[0].field == "language"
    assert "PICTURELOCK_MODEL" in str(refused.value)


async def test_an_english_brief_for_a_german_film_is_told_to_stay_as_it_is(write_film: WriteFilm) -> None:
    film = await write_film(MoaBrief(drug_name="Lisinopril", condition="high blood pressure", region="de"))
    assert any("looks English" in note and "high blood pressure" in note for note in film.plan.notes)
    assert "Das Enzym ACE bildet Angiotensin II, ein Hormon, das die Blutgefäße verengt." in film.sentences


async def test_what_is_not_translated_is_not_told_in_english(write_film: WriteFilm) -> None:
    film = await write_film(MoaBrief(drug_name="Vancomycin", condition="Infektionen", region="de"))
    assert any("knows nothing about “Vancomycin”" in note for note in film.plan.notes)


LEAFLET = ReferenceDocument(
    name="Gebrauchsinformation.txt",
    text="Zentara senkt den Blutdruck um 12,5 mmHg. Nehmen Sie Zentara am Morgen ein.\n\n"
    "Nehmen Sie Zentara nicht ein, wenn Sie schwanger sind. Die Zulassung gilt seit dem 3. Mai 2024.",
)


async def test_a_german_documents_warnings_are_never_left_out_and_its_film_is_supported(
    write_film: WriteFilm,
) -> None:
    brief = ComplianceBrief(brand_name="Zentara", prompt="Wirkung", region="de", reference_docs=(LEAFLET,))
    film = await write_film(brief)
    assert "Nehmen Sie Zentara nicht ein, wenn Sie schwanger sind." in " ".join(film.sentences)
    _, unsupported = hold_against_documents(film.script, brief)
    assert not unsupported


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en-GB", "the tumour, oedema and anaesthesia"), ("en-US", "the tumor, edema and anesthesia")],
)
def test_our_english_is_spelt_as_in_the_region(tag: str, said: str) -> None:
    assert spelt("the tumour, oedema and anesthesia", tag) == said
    assert spelt("Colorectal estradiol laboratory", tag) == "Colorectal estradiol laboratory"


async def test_a_persons_words_keep_their_spelling(write_film: WriteFilm) -> None:
    film = await write_film(MoaBrief(drug_name="Tamoxifen", condition="tumor of the breast", region="uk"))
    said = " ".join(film.sentences)
    assert "tumor of the breast" in said
    assert "oestrogen" in said
