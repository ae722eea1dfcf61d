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
    "reuptake_block",
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
    "transcription_block",
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
    {"enzyme_competitive", "enzyme_irreversible", "enzyme_allosteric", "kinase_inhibition"}
)
AT_A_MEMBRANE_RECEPTOR: frozenset[Kind] = frozenset({"gpcr_agonist", "gpcr_antagonist"})
THROUGH_A_TRANSPORTER: frozenset[Kind] = frozenset({"transporter_block", "reuptake_block", "pump_block"})
THROUGH_A_CHANNEL: frozenset[Kind] = frozenset(
    {
        "channel_block",
        "channel_opening",
        "channel_receptor_agonist",
        "channel_receptor_antagonist",
        "channel_receptor_modulator",
    }
)
AT_THE_GENES: frozenset[Kind] = frozenset({"nuclear_agonist", "nuclear_antagonist"})
FROM_GENE_TO_PROTEIN: frozenset[Kind] = frozenset(
    {"gene_silencing", "transcription_block", "protein_synthesis"}
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

Detail = Literal[
    "no_g_protein",
    "in_part",
    "leaves_cell",
    "in_pore",
    "beside_pore",
    "from_cytoplasm",
    "silences_genes",
    "misreads",
    "only_occupies",
    "wakes_only",
    "single_strand",
]
"""What a kind leaves open and its picture shows: that a receptor's signal is no G protein's, or that it is
switched on only in part; that what passes leaves the cell; where at a channel the medicine sits; where a
nuclear receptor waits, and that it turns genes down; that a ribosome goes on, wrongly; that an enzyme's site
is held by other means than a bond of the medicine itself; that a T cell without its brake wakes, as at a
dendritic cell, and attacks nothing there; that what silences a gene is one strand and not two."""

Place = Literal["airways", "bladder", "brain", "gut", "heart", "kidney", "liver", "stomach", "vessel wall"]
"""Where in the body something mainly acts, as far as it can be drawn."""

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
    details: tuple[Detail, ...] = ()
    organ: Place | None = Field(
        default=None, description="where it mainly acts; left out unless that is one organ beyond doubt"
    )

    @model_validator(mode="after")
    def _picture_has_its_words(self) -> Self:
        if bool(self.label) != bool(self.effect):
            raise ValueError("label and effect go together: what is acted on, and what follows")
        if self.template == "receptor_binding" and len(self.effect) > STEP:
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
        if self.kind in AT_A_MEMBRANE_RECEPTOR or (self.kind == "gpcr_modulator" and self.partner):
            return "receptor_binding"
        if self.kind in AT_THE_GENES:
            return "nuclear_receptor"
        if self.kind in FROM_GENE_TO_PROTEIN:
            return "gene_expression"
        # Without a name for what passes or opens it, only the order of things can be shown.
        if self.kind in THROUGH_A_CHANNEL and self.partner:
            return "ion_channel"
        return "transporter_block" if self.kind in THROUGH_A_TRANSPORTER else "pathway"
