"""Stems of international names: each has its class and its source, and is found where it stands in a name."""

import pytest

from picturelock.writing.knowledge.facts import names_of, shipped_facts
from picturelock.writing.knowledge.mechanism import TOLD_IN_WORDS
from picturelock.writing.knowledge.stem import Stem, stem_of, stems

EVERY = pytest.mark.parametrize("stem", stems(), ids=lambda stem: stem.stem)


def test_there_are_stems_of_many_kinds_each_once() -> None:
    assert len(stems()) >= 80
    assert len({stem.stem for stem in stems()}) == len(stems())
    assert len({stem.kind for stem in stems()}) >= 20


@EVERY
def test_every_stem_names_the_list_that_it_is_in(stem: Stem) -> None:
    assert stem.source.startswith("WHO")
    assert any(year in stem.source for year in ("2017", "2018", "2022"))


@EVERY
def test_what_is_drawn_has_words_for_the_picture(stem: Stem) -> None:
    if stem.label:
        assert stem.kind not in TOLD_IN_WORDS


@EVERY
def test_names_that_only_look_like_it_would_be_taken_for_it_otherwise(stem: Stem) -> None:
    without = stem.model_copy(update={"never": ()})

    assert all(without.fits(name) and not stem.fits(name) for name in stem.never)


def test_medicines_of_the_table_that_end_in_a_stem_are_of_it() -> None:
    for medicine in shipped_facts().medicines:
        found = stem_of(medicine.name)
        assert (found.stem if found else "") == medicine.stem, medicine.name


def test_other_names_lead_to_no_other_class() -> None:
    # The American name ends in a stem that the international one has not.
    american = {"albuterol"}
    for medicine in shipped_facts().medicines:
        for name in names_of(medicine):
            found = stem_of(name)
            assert found is None or found.stem == medicine.stem or name in american, name


def test_medicines_that_carry_a_stem_act_in_its_way() -> None:
    # A prodrug of another of the class, or one with a closer way that is known.
    otherwise = {"capecitabine", "sofosbuvir", "leuprorelin"}
    for medicine in shipped_facts().medicines:
        stem = medicine.its_stem
        if stem is None or stem.kind == "antibody" or medicine.name in otherwise:
            continue
        assert medicine.kind == stem.kind, medicine.name


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ramipril", "-pril"),
        ("Candesartan cilexetil", "-sartan"),
        ("rosuvastatin", "-vastatin"),
        ("dapagliflozin", "-gliflozin"),
        ("semaglutide", "-glutide"),
        ("pantoprazole", "-prazole"),
        ("vonoprazan", "-prazan"),
        ("metoprolol", "-olol"),
        ("labetalol", "-alol"),
        ("rivaroxaban", "-xaban"),
        ("ticagrelor", "-grelor"),
        ("clopidogrel", "-grel"),
        ("cefuroxime", "cef-"),
        ("imatinib", "-tinib"),
        ("upadacitinib", "-citinib"),
        ("trametinib", "-metinib"),
        ("ibrutinib", "-brutinib"),
        ("encorafenib", "-rafenib"),
        ("Alendronic acid", "-dronic acid"),
        ("montelukast", "-lukast"),
        ("rimegepant", "-gepant"),
        ("moxifloxacin", "-oxacin"),
        ("raltegravir", "-tegravir"),
        ("rilpivirine", "-virine"),
        ("inclisiran", "-siran"),
        ("nusinersen", "-rsen"),
        ("secobarbital", "-barb-"),
        ("rocuronium", "-curium"),
        ("atracurium besilate", "-curium"),
        ("secukinumab", "-ki-"),
        ("ixekizumab", "-ki-"),
        ("nivolumab", "-li-"),
        ("evolocumab", "-ci-"),
        ("raxibacumab", "-ba-"),
        ("cetuximab", "-ta-"),
        ("erenumab", "-ne-"),
        ("nirsevimab", "-vi-"),
        ("bezlotoxumab", "-toxa-"),
        ("romosozumab", "-os-"),
        ("teprotumumab", "-mab"),
        ("tozorakimig", "-mig"),
        ("lecabatug", "-tug"),
    ],
)
def test_a_stem_is_found_in_the_name(name: str, stem: str) -> None:
    found = stem_of(name)

    assert found is not None
    assert found.stem == stem


@pytest.mark.parametrize(
    "name",
    [
        "nystatin", "aripiprazole", "stanozolol", "cholesterol", "Xyzabor", "ramipril and amlodipine", "pril",
        "domperidone", "nitrofurantoin", "fidaxomicin", "sulfasalazine", "Lisinoprilol",
    ],
)  # fmt: skip
def test_a_likeness_is_not_taken_for_a_stem(name: str) -> None:
    assert stem_of(name) is None


def test_the_letters_are_those_of_the_name() -> None:
    cytokine = stem_of("ixekizumab")

    assert cytokine is not None
    assert cytokine.letters_in("Ixekizumab") == "kizumab"
