import pytest

from picturelock.domain.brief import Brief, ReferenceDocument
from picturelock.pipelines.compliance_video import ComplianceBrief
from picturelock.pipelines.moa import MoaBrief
from picturelock.pipelines.product_ad import ProductAdBrief
from picturelock.writing.knowledge.facts import shipped_facts
from picturelock.writing.told_facts import told_facts


def told(brief: Brief) -> tuple[str, ...]:
    return told_facts(brief, shipped_facts())


def test_a_medicine_is_told_with_its_target_its_picture_and_its_sources() -> None:
    (fact,) = told(MoaBrief(drug_name="Sertraline 50 mg", condition="depression"))
    for part in ("sertraline: ", "Acts on: ", "SMILES ", "Picture: transporter_block.", "Sources: "):
        assert part in fact


def test_of_a_medicine_that_only_carries_a_stem_its_class_is_told() -> None:
    (fact,) = told(MoaBrief(drug_name="Unknownpril", condition="high blood pressure"))
    assert fact.startswith("Names with -pril: ")


def test_each_part_of_a_combination_is_told() -> None:
    assert len(told(MoaBrief(drug_name="Losartan and amlodipine", condition="high blood pressure"))) == 2


@pytest.mark.parametrize(
    "brief",
    [
        MoaBrief(drug_name="Xqzzt", condition="pain"),
        ProductAdBrief(topic="aspirin", brand_name="Aspirin"),
        ComplianceBrief(
            prompt="aspirin",
            brand_name="Aspirin",
            reference_docs=(ReferenceDocument(name="a.txt", text="Aspirin can cause bleeding."),),
        ),
    ],
    ids=["unknown", "no medicine", "only documents"],
)
def test_nothing_is_told_where_nothing_may_be(brief: Brief) -> None:
    assert told(brief) == ()
