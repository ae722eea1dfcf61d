"""What is known of a film's medicine, told to a language model so that it need not remember, or guess."""

from picturelock.domain.brief import Brief
from picturelock.writing.knowledge.facts import Facts
from picturelock.writing.knowledge.medicine import Medicine
from picturelock.writing.knowledge.stem import Stem


def told_facts(brief: Brief, facts: Facts) -> tuple[str, ...]:
    """What the facts say of the brief's medicine, a paragraph for each part of a combination.

    Nothing for a film without a medicine, for a name that is not known, and where only the brief's documents
    may be quoted.
    """
    if "drug_name" not in type(brief).model_fields or brief.sourced:
        return ()
    return tuple(
        _of_medicine(part) if isinstance(part, Medicine) else _of_class(part)
        for part in facts.look_up(brief.subject).parts
    )


def _of_medicine(row: Medicine) -> str:
    structure = "" if row.smiles is None else f" Structure: {row.formula}, SMILES {row.smiles}."
    caution = "" if row.caution is None else f" {row.caution}"
    return (
        f"{row.name}: {row.group}. Acts on: {row.target}. {row.does} {row.leads_to} Generally used for: "
        f"{row.use.name}.{caution}{structure} Picture: {row.picture.template}. "
        f"Sources: {'; '.join(row.source)}."
    )


def _of_class(row: Stem) -> str:
    return (
        f"Names with {row.stem}: {row.group}. Act on: {row.target}. {row.says} {row.does} {row.leads_to} "
        f"Picture: {row.template}. Sources: {row.source}."
    )
