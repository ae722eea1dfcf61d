"""Every mechanism of the knowledge fills its scene template, by the template's own rules, and as it is."""

from typing import Any

import pytest
from pydantic import JsonValue

from picturelock.providers.render.manim_scenes.staging import wrong_props
from picturelock.providers.render.manim_scenes.template import all_templates
from picturelock.writing.knowledge.facts import shipped_facts
from picturelock.writing.knowledge.mechanism import Mechanism
from picturelock.writing.knowledge.stem import stems
from picturelock.writing.template.mechanism_picture import picture_of

BEATS = {"@says": 0, "@does": 1, "@leads_to": 2}


def picture(mechanism: Mechanism, name: str = "Exampletine") -> tuple[str, dict[str, Any]]:
    statements = [("What it does", "check", "does"), ("What follows", "dot", "leads_to")]
    template, props = picture_of(mechanism, "How it works", name, statements, "More")
    return template, {key: _timed(part) for key, part in props.items()}


def _timed(value: JsonValue) -> Any:
    """The references to lines as the numbers of their beats."""
    if isinstance(value, dict):
        return {key: _timed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_timed(part) for part in value]
    return BEATS.get(value, value) if isinstance(value, str) else value


def of(name: str) -> Mechanism:
    medicine = shipped_facts().medicine_called(name)
    assert medicine is not None
    return medicine.picture


def test_every_mechanism_keeps_the_rules_of_its_template() -> None:
    known = [medicine.picture for medicine in shipped_facts().medicines] + list(stems())

    for mechanism in known:
        template, props = picture(mechanism)
        assert wrong_props(all_templates()[template], props) == [], (mechanism.target, template)


@pytest.mark.parametrize(
    ("name", "template", "shown"),
    [
        ("sertraline", "transporter_block", {"place": "synapse", "way": "in"}),
        ("dapagliflozin", "transporter_block", {"place": "membrane", "way": "in"}),
        ("pantoprazole", "transporter_block", {"place": "membrane", "way": "out"}),
        ("amlodipine", "ion_channel", {"effect": "blocks", "site": "beside", "ion": "Calcium"}),
        ("lidocaine", "ion_channel", {"effect": "blocks", "site": "pore_from_inside"}),
        ("gliclazide", "ion_channel", {"effect": "blocks", "site": "beside", "way": "out"}),
        ("diazepam", "ion_channel", {"effect": "strengthens", "site": "beside", "ligand": "GABA"}),
        ("memantine", "ion_channel", {"effect": "blocks", "site": "pore", "ligand": "Glutamate"}),
        ("prednisolone", "nuclear_receptor", {"effect": "silences", "waits": "cytoplasm"}),
        ("pioglitazone", "nuclear_receptor", {"effect": "activates", "waits": "nucleus"}),
        ("bicalutamide", "nuclear_receptor", {"effect": "blocks", "ligand": "Testosterone"}),
        ("gentamicin", "gene_expression", {"stopped": "misreading", "cell": "bacterium"}),
        ("doxycycline", "gene_expression", {"stopped": "ribosome", "cell": "bacterium"}),
        ("rifampicin", "gene_expression", {"stopped": "transcription", "cell": "bacterium"}),
        ("efavirenz", "enzyme_inhibition", {"mode": "allosteric"}),
        ("clavulanic acid", "enzyme_inhibition", {"mode": "irreversible"}),
        ("aspirin", "enzyme_inhibition", {"mode": "competitive"}),
        ("salbutamol", "receptor_binding", {"effect": "activates", "coupling": "g_protein"}),
    ],
)
def test_a_medicine_is_drawn_as_it_acts(name: str, template: str, shown: dict[str, str]) -> None:
    chosen, props = picture(of(name))

    assert chosen == template
    assert {key: props.get(key) for key in shown} == shown


@pytest.mark.parametrize("kind", ["channel_opening", "channel_receptor_modulator"])
def test_without_a_name_for_what_passes_no_channel_is_drawn(kind: str) -> None:
    named = {"kind": kind, "target": "A channel", "label": "Channel", "effect": "Thinner mucus"}

    assert picture(Mechanism.model_validate(named))[0] == "pathway"


@pytest.mark.parametrize(
    ("template", "changed", "reason"),
    [
        ("ion_channel", {"ligand": "", "site": "pocket"}, "ligand: the site pocket"),
        ("ion_channel", {"effect": "strengthens", "site": "pocket"}, "site: what strengthens"),
        ("nuclear_receptor", {"effect": "blocks", "ligand": ""}, "ligand: blocks needs"),
        ("receptor_binding", {"pathway": ["G protein"]}, "pathway: a g_protein needs"),
    ],
)
def test_props_that_contradict_each_other_are_refused(
    template: str, changed: dict[str, Any], reason: str
) -> None:
    scene = all_templates()[template]
    example = scene.example.model_dump(mode="json")

    assert any(reason in found for found in wrong_props(scene, {**example, **changed}))
