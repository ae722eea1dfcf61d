"""Figures become a chart only when it is plain what each of them belongs to."""

import pytest

from picturelock.domain.clinical import figures_in


@pytest.mark.parametrize(
    ("sentence", "bars", "unit"),
    [
        (
            "At week 24, 67% of patients with Zyntara vs 21% with placebo responded.",
            {"Zyntara": 67, "Placebo": 21},
            "%",
        ),
        ("Response at week 24: Zyntara 67%, placebo 21%", {"Zyntara": 67, "Placebo": 21}, "%"),
        ("Zyntara: 67 percent; Placebo: 21 percent", {"Zyntara": 67, "Placebo": 21}, "%"),
        (
            "LDL fell by 39% with atorvastatin 10 mg and by 50,5% with atorvastatin 40 mg.",
            {"Atorvastatin 10 mg": 39, "Atorvastatin 40 mg": 50.5},
            "%",
        ),
    ],
)
def test_figures_that_stand_beside_their_names_are_found(
    sentence: str, bars: dict[str, float], unit: str
) -> None:
    values, found = figures_in(sentence)
    assert ({value.label: value.value for value in values}, found) == (bars, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "The hazard ratio was 0.61 (95% CI 0.51-0.72; p<0.001).",
        "In 4,304 patients the risk fell by 39%.",
        "67% with Zyntara versus 21% with placebo, a difference of 46%.",
        "Zyntara 67%, placebo 3 days",
        "It works well.",
    ],
)
def test_where_it_is_not_plain_there_is_no_chart(sentence: str) -> None:
    assert figures_in(sentence) == ((), "")
