"""How medicines act, as kinds that a picture can be chosen by."""

from typing import Literal, Self

from pydantic import Field, model_validator

from picturelock.domain.frozen import Frozen

Kind = Literal[
    # receptors
    "gpcr_agonist",
    "gpcr_antagonist",
    "gpcr_modulator",
    "channel_receptor_agonist",
    "channel_receptor_antagonist",
    "channel_receptor_modulator",
    "nuclear_agonist",
    "nuclear_antagonist",
    "cytokine_receptor_agonist",
    "cytokine_receptor_antagonist",
    "receptor_antagonist",
    # enzymes
    "enzyme_competitive",
    "enzyme_irreversible",
    "enzyme_allosteric",
    "enzyme_inhibition",
    "enzyme_trapping",
    "enzyme_activation",
    "kinase_inhibition",
    "false_building_block",
    # what lets things through a membrane
    "transporter_block",
    "pump_block",
    "channel_block",
    "channel_opening",
    # antibodies and their kin
    "antibody",
    "antibody_checkpoint",
    "antibody_marking",
    "antibody_receptor_block",
    "ligand_trap",
    # the rest of the cell
    "gene_silencing",
    "cell_wall",
    "wall_building_blocks",
    "membrane_damage",
    "protein_synthesis",
    "protein_interaction",
    "dna_damage",
    "microtubule",
    "messenger_supply",
    "physical",
    "unsettled",
]
"""``enzyme_inhibition`` is one by none of the closer ways; ``unsettled`` is never drawn as if known."""

# The closest of the templates that there are; a more fitting one is named here and nowhere else.
IN_THE_ACTIVE_SITE: frozenset[Kind] = frozenset(
    {"enzyme_competitive", "enzyme_irreversible", "kinase_inhibition"}
)
AT_A_MEMBRANE_RECEPTOR: frozenset[Kind] = frozenset(
    {"gpcr_agonist", "gpcr_antagonist", "channel_receptor_agonist", "channel_receptor_antagonist"}
)
SWITCHED_ON: frozenset[Kind] = frozenset(
    {
        "gpcr_modulator",
        "channel_receptor_modulator",
        "nuclear_agonist",
        "cytokine_receptor_agonist",
        "enzyme_activation",
        "channel_opening",
        "messenger_supply",
    }
)
TOLD_IN_WORDS: frozenset[Kind] = frozenset({"antibody", "dna_damage", "physical", "unsettled"})
# A checkpoint is one between a T cell and a tumour cell; of ``antibody`` alone only the target is known.
WITH_ANTIBODIES: frozenset[Kind] = frozenset(
    {"antibody_checkpoint", "antibody_marking", "antibody_receptor_block", "ligand_trap"}
)
ON_A_MICROBE: frozenset[Kind] = frozenset({"cell_wall", "wall_building_blocks", "membrane_damage"})

NAME = 24
STEP = 18
CELL = 20


class Mechanism(Frozen):
    """What is acted on, and the picture's words for it; without a ``label`` the picture is made of words.

    ``label`` names the target, ``partner`` what it normally meets (the substrate, the natural ligand, what
    passes through), ``effect`` what follows from the two.
    """

    kind: Kind
    target: str = Field(min_length=2, max_length=90)
    label: str = Field(default="", max_length=NAME)
    partner: str = Field(default="", max_length=NAME)
    effect: str = Field(default="", max_length=NAME)

    @model_validator(mode="after")
    def _picture_has_its_words(self) -> Self:
        if bool(self.label) != bool(self.effect):
            raise ValueError("label and effect go together: what is acted on, and what follows")
        if self.kind in AT_A_MEMBRANE_RECEPTOR and len(self.effect) > STEP:
            raise ValueError(f"effect: at most {STEP} characters at a receptor")
        if self.kind == "antibody_marking" and len(self.partner) > CELL:
            raise ValueError(f"partner: at most {CELL} characters for the cell that is marked")
        if self.label and not self.partner and self.kind not in SWITCHED_ON:
            raise ValueError(f"partner: what {self.label} normally meets is missing")
        return self

    @property
    def template(self) -> str:
        """The scene template that shows it."""
        if not self.label or self.kind in TOLD_IN_WORDS:
            return "key_points"
        if self.kind in WITH_ANTIBODIES:
            return "antibody_binding"
        if self.kind in ON_A_MICROBE:
            return "cell_wall"
        if self.kind in IN_THE_ACTIVE_SITE:
            return "enzyme_inhibition"
        return "receptor_binding" if self.kind in AT_A_MEMBRANE_RECEPTOR else "pathway"
