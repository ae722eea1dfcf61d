"""The pictures of what happens at a cell's membrane and in its nucleus, filled with a mechanism's words."""

from picturelock.domain.frozen import JsonObject
from picturelock.writing.knowledge.mechanism import Mechanism

# When the medicine comes, and when what follows is seen.
_BEATS: JsonObject = {"drug_beat": "@does", "result_beat": "@leads_to"}


def cell_props(mechanism: Mechanism, heading: str, drug: str) -> JsonObject:
    """The props of the template that the mechanism's kind asks for.

    Args:
        mechanism: what is shown; its ``template`` is one of those in a cell.
        heading: at most 60 characters.
        drug: the medicine's name, at most 24.
    """
    fill = {
        "transporter_block": _transporter,
        "ion_channel": _channel,
        "nuclear_receptor": _nuclear_receptor,
        "gene_expression": _expression,
    }[mechanism.template]
    return {"title": heading, "drug": drug, **fill(mechanism), **_BEATS}


def _transporter(mechanism: Mechanism) -> JsonObject:
    return {
        "transporter": mechanism.label,
        "cargo": mechanism.partner,
        "outcome": mechanism.effect,
        "place": "synapse" if mechanism.kind == "reuptake_block" else "membrane",
        "way": _way(mechanism),
    }


def _way(mechanism: Mechanism) -> str:
    return "out" if "leaves_cell" in mechanism.details else "in"


def _channel(mechanism: Mechanism) -> JsonObject:
    of_receptor = mechanism.kind.startswith("channel_receptor")
    named = {"ligand": mechanism.partner} if of_receptor else {"ion": mechanism.partner}
    effect, site = {
        "channel_block": ("blocks", "pore_from_inside"),
        "channel_opening": ("opens", "beside"),
        "channel_receptor_agonist": ("opens", "pocket"),
        "channel_receptor_antagonist": ("blocks", "pocket"),
        "channel_receptor_modulator": ("strengthens", "beside"),
    }[mechanism.kind]
    if "in_pore" in mechanism.details:
        site = "pore"
    if "beside_pore" in mechanism.details:
        site = "beside"
    return {
        "channel": mechanism.label,
        **named,
        "outcome": mechanism.effect,
        "effect": effect,
        "site": site,
        "way": _way(mechanism),
    }


def _nuclear_receptor(mechanism: Mechanism) -> JsonObject:
    effect = "blocks" if mechanism.kind == "nuclear_antagonist" else "activates"
    if "silences_genes" in mechanism.details:
        effect = "silences"
    return {
        "receptor": mechanism.label,
        "ligand": mechanism.partner,
        "outcome": mechanism.effect,
        "effect": effect,
        "waits": "cytoplasm" if "from_cytoplasm" in mechanism.details else "nucleus",
    }


def _expression(mechanism: Mechanism) -> JsonObject:
    match mechanism.kind:
        case "gene_silencing":
            form = "one_strand" if "single_strand" in mechanism.details else "two_strands"
            named = {"gene": mechanism.partner, "messenger": mechanism.label, "stopped": "messenger"}
            named["drug_form"] = form
        case "transcription_block":
            # Those of the knowledge are antibiotics: they stop the bacterium's own enzyme.
            named = {"reader": mechanism.label, "stopped": "transcription", "cell": "bacterium"}
        case _:
            stopped = "misreading" if "misreads" in mechanism.details else "ribosome"
            named = {"ribosome": mechanism.label, "stopped": stopped, "cell": "bacterium"}
    return {**named, "product": mechanism.effect}
