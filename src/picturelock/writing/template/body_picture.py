"""The pictures of antibodies and of microbes, filled with a mechanism's words."""

from picturelock.domain.frozen import JsonObject
from picturelock.writing.knowledge.mechanism import Kind, Mechanism
from picturelock.writing.knowledge.stem import stem_of
from picturelock.writing.phrases.phrases import phrase

_MODES: dict[Kind, str] = {
    "ligand_trap": "catches",
    "antibody_receptor_block": "blocks_receptor",
    "antibody_checkpoint": "checkpoint",
    "antibody_marking": "marks",
    "cell_wall": "builder",
    "wall_building_blocks": "blocks",
    "membrane_damage": "membrane",
}


def antibody_props(mechanism: Mechanism, heading: str, drug: str, name: str) -> JsonObject:
    """What ``antibody_binding`` is filled with; ``name`` is the medicine's whole name."""
    mode = _MODES[mechanism.kind]
    stem = stem_of(name)
    props: JsonObject = {
        "title": heading,
        "mode": mode,
        "drug": drug,
        "target": mechanism.label,
        "effect": mechanism.effect,
        "drug_beat": "@does",
        "result_beat": "@leads_to",
    }
    match mode:
        case "checkpoint":
            if "wakes_only" in mechanism.details:
                # Where T cells are first set in motion, the other cell shows them what to look for.
                cells = {"attacked": phrase("picture.dendritic"), "attacks": False}
                woken = phrase("picture.t_cell_wakes")
                return {**props, **cells, "outcome": woken, "partner": mechanism.partner}
            return {**props, "partner": mechanism.partner, "outcome": phrase("picture.t_cell")}
        case "marks":
            cells = {"defender": phrase("picture.immune_cell"), "attacked": mechanism.partner}
            return {**props, **cells, "outcome": phrase("picture.immune_attack")}
        case _:
            # By rule of the WHO, such names are those of pieces of a receptor.
            pieces = stem is not None and stem.stem == "-cept"
            catcher = "receptor_pieces" if pieces else "antibody"
            return {**props, "partner": mechanism.partner, "catcher": catcher}


def microbe_props(mechanism: Mechanism, heading: str, drug: str) -> JsonObject:
    """What ``cell_wall`` is filled with."""
    mode = _MODES[mechanism.kind]
    ends = {"builder": "wall_breaks", "blocks": "wall_weakens", "membrane": "membrane_leaks"}
    return {
        "title": heading,
        "mode": mode,
        "drug": drug,
        "target": mechanism.label,
        "partner": mechanism.partner,
        "effect": mechanism.effect,
        "outcome": phrase(f"picture.{ends[mode]}"),
        # Of what clings to the building blocks only the weaker wall is told.
        "bursts": mode == "builder",
        "drug_beat": "@does",
        "result_beat": "@leads_to",
    }
