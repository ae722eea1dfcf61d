"""The picture of a mechanism: the template that its kind asks for, filled with its words."""

from picturelock.domain.frozen import JsonObject
from picturelock.writing.knowledge.mechanism import SWITCHED_ON, Mechanism
from picturelock.writing.phrases.phrases import phrase
from picturelock.writing.template.body_picture import antibody_props, microbe_props
from picturelock.writing.template.cell_picture import cell_props
from picturelock.writing.template.shared import points_props
from picturelock.writing.template.wording import fitting

Statement = tuple[str, str, str]
"""A text, the sign beside it and the id of the line at which it comes in."""


def picture_of(
    mechanism: Mechanism, heading: str, name: str, statements: list[Statement], filler: str
) -> tuple[str, JsonObject]:
    """A template's name and its props.

    The lines that it refers to are ``does``, ``leads_to`` and, where a statement is about it,
    ``says``: how it normally is.

    Args:
        mechanism: what is shown.
        heading: at most 60 characters.
        name: the medicine's, as it is labelled in the picture.
        statements: what is shown where the mechanism is told in words.
        filler: a further statement, for when there is only one.
    """
    drug = fitting(24, name, phrase("this_medicine"))[0]
    match mechanism.template:
        case "enzyme_inhibition":
            return "enzyme_inhibition", _enzyme(mechanism, heading, drug)
        case "receptor_binding":
            return "receptor_binding", _receptor(mechanism, heading, drug)
        case "antibody_binding":
            return "antibody_binding", antibody_props(mechanism, heading, drug, name)
        case "cell_wall":
            return "cell_wall", microbe_props(mechanism, heading, drug)
        case "transporter_block" | "ion_channel" | "nuclear_receptor" | "gene_expression" as template:
            return template, cell_props(mechanism, heading, drug)
        case "pathway":
            normal_told = any(line == "says" for _, _, line in statements)
            return "pathway", _pathway(mechanism, heading, drug, normal_told=normal_told)
        case _:
            return "key_points", points_props(heading, statements, filler)


def _enzyme(mechanism: Mechanism, heading: str, drug: str) -> JsonObject:
    return {
        "title": heading,
        "enzyme": mechanism.label,
        "substrate": mechanism.partner,
        "products": [mechanism.effect],
        "drug": drug,
        "mode": _mode(mechanism),
        "drug_beat": "@does",
        "blocked_beat": "@leads_to",
    }


def _mode(mechanism: Mechanism) -> str:
    if mechanism.kind == "enzyme_allosteric":
        return "allosteric"
    bonds = mechanism.kind == "enzyme_irreversible" and "only_occupies" not in mechanism.details
    return "irreversible" if bonds else "competitive"


def _receptor(mechanism: Mechanism, heading: str, drug: str) -> JsonObject:
    coupled = "no_g_protein" not in mechanism.details
    on = "activates_partly" if "in_part" in mechanism.details else "activates"
    return {
        "title": heading,
        "receptor": mechanism.label,
        "ligand": mechanism.partner,
        "drug": drug,
        "effect": on if mechanism.kind.endswith("_agonist") else "blocks",
        "coupling": "g_protein" if coupled else "pill",
        "pathway": [phrase("picture.g_protein"), mechanism.effect] if coupled else [mechanism.effect],
        "drug_beat": "@does",
        "result_beat": "@leads_to",
    }


def _pathway(mechanism: Mechanism, heading: str, drug: str, *, normal_told: bool) -> JsonObject:
    label, partner, effect = mechanism.label, mechanism.partner, mechanism.effect
    if mechanism.kind in SWITCHED_ON:
        return {
            "title": heading,
            "steps": [
                {"label": drug, "beat": "@does"},
                {"label": label, "beat": "@does"},
                {"label": effect, "beat": "@leads_to"},
            ],
        }
    return {
        "title": heading,
        "steps": [
            {"label": step, "beat": "@says" if normal_told else "@does"} for step in (partner, label, effect)
        ],
        "blocked_step": 1,
        "blocked_by": drug,
        # The whole chain is seen before it is cut.
        "blocked_beat": "@does" if normal_told else "@leads_to",
    }
