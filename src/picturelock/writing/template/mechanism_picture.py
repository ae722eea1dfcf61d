"""The picture of a mechanism: the template that its kind asks for, filled with its words."""

from pydantic import JsonValue

from picturelock.domain.frozen import JsonObject
from picturelock.writing.knowledge.mechanism import SWITCHED_ON, Kind, Mechanism
from picturelock.writing.phrases.phrases import phrase
from picturelock.writing.template.body_picture import antibody_props, microbe_props
from picturelock.writing.template.cell_picture import cell_props
from picturelock.writing.template.shared import TITLE, points_props
from picturelock.writing.template.story import Picture
from picturelock.writing.template.wording import fitting

_UNDER_TITLE = 120  # the longest line under a title
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
            return _told(mechanism, heading, name, statements, filler)


STEP = 80  # the longest text of a step
_UNTOLD = frozenset({"unsettled", "antibody"})
"""Kinds of which no order of things is known, so that steps would say too much."""


def _told(
    mechanism: Mechanism, heading: str, name: str, statements: list[Statement], filler: str
) -> tuple[str, JsonObject]:
    """A mechanism in words: what comes of it as steps, where its order is known and each step is short."""
    ordered = mechanism.kind not in _UNTOLD and len(statements) > 1
    if not ordered or any(len(text) > STEP for text, _, _ in statements):
        return "key_points", points_props(heading, statements, filler)
    names = {"says": "First", "does": fitting(28, name, "The medicine")[0], "leads_to": "What follows"}
    steps: list[JsonValue] = [
        {"label": names[line], "text": text, "beat": f"@{line}"} for text, _, line in statements
    ]
    return "process_steps", {"title": heading, "steps": steps}


def large_words(kicker: str, does: str, leads_to: str) -> tuple[Picture, ...]:
    """A mechanism in words as one large statement: what comes of it, over how; none where it is too long."""
    if len(leads_to) > TITLE or len(does) > _UNDER_TITLE:
        return ()
    props: JsonObject = {"kicker": kicker, "title": leads_to, "subtitle": does}
    return (Picture(template="title", props=props),)


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


_EFFECTS: dict[Kind, str] = {"gpcr_antagonist": "blocks", "gpcr_modulator": "strengthens"}


def _receptor(mechanism: Mechanism, heading: str, drug: str) -> JsonObject:
    coupled = "no_g_protein" not in mechanism.details
    on = "activates_partly" if "in_part" in mechanism.details else "activates"
    return {
        "title": heading,
        "receptor": mechanism.label,
        "ligand": mechanism.partner,
        "drug": drug,
        "effect": _EFFECTS.get(mechanism.kind, on),
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
