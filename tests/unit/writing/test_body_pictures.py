"""Antibodies and what acts on a microbe's cover: each is drawn as it works, and no other."""

import pytest

from picturelock.writing.knowledge.facts import shipped_facts
from picturelock.writing.knowledge.mechanism import Mechanism
from picturelock.writing.knowledge.stem import stems
from picturelock.writing.template.mechanism_picture import picture_of

STATEMENTS = [("It does something.", "pill", "does"), ("Something follows.", "check", "leads_to")]


def drawn(name: str) -> dict[str, object]:
    row = next(medicine for medicine in shipped_facts().medicines if medicine.name == name)
    template, props = picture_of(row.picture, "How it acts", name, STATEMENTS, "A medicine")
    return {"template": template, **props}


@pytest.mark.parametrize(
    ("name", "template", "mode"),
    [
        ("adalimumab", "antibody_binding", "catches"),
        ("pembrolizumab", "antibody_binding", "checkpoint"),
        ("rituximab", "antibody_binding", "marks"),
        ("amoxicillin", "cell_wall", "builder"),
        ("vancomycin", "cell_wall", "blocks"),
        ("nystatin", "cell_wall", "membrane"),
    ],
)
def test_a_medicine_is_drawn_by_the_way_in_which_it_works(name: str, template: str, mode: str) -> None:
    picture = drawn(name)
    assert (picture["template"], picture["mode"]) == (template, mode)


def test_only_pieces_of_a_receptor_are_drawn_as_such() -> None:
    assert drawn("etanercept")["catcher"] == "receptor_pieces"
    assert drawn("infliximab")["catcher"] == "antibody"


def test_a_bacterium_bursts_only_where_that_is_told() -> None:
    assert drawn("meropenem")["bursts"] is True
    assert drawn("vancomycin")["bursts"] is False


def test_an_antibody_of_which_only_the_target_is_known_is_told_in_words() -> None:
    assert {stem.template for stem in stems() if stem.kind == "antibody"} == {"key_points"}


def test_the_cell_that_an_antibody_marks_has_a_name_that_fits() -> None:
    with pytest.raises(ValueError, match="partner: at most 20 characters"):
        Mechanism(
            kind="antibody_marking",
            target="CD20",
            label="CD20",
            partner="A cell with a long name",
            effect="It lives",
        )
