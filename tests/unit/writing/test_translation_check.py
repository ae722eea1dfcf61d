import pytest

from picturelock.writing.translation_check import numbers_in, translation_problems


def problems(original: str, translated: str, target: str = "de") -> list[str]:
    return translation_problems(original, translated, source="en", target=target, names=("Forxiga",))


@pytest.mark.parametrize(
    ("original", "translated", "target"),
    [
        ("Take 0.5 mg once a day.", "Nehmen Sie 0,5 mg einmal am Tag.", "de"),
        ("Of 1,234 adults, 12.5% had it.", "Von 1.234 Erwachsenen hatten es 12,5 %.", "de"),
        ("Forxiga blocks SGLT2.", "Forxiga blockiert SGLT2.", "de"),
        ("Take 10 mg a day.", "يؤخذ ١٠ ملغ في اليوم.", "ar"),
        ("It lowers HbA1c by 0.7%.", "HbA1cを0.7%下げます。", "ja"),
        ("Take 5 mg once a day.", "1日1回5ミリグラムを飲みます。", "ja"),
        ("Take 10 mg a day.", "प्रतिदिन १० मिग्रा लें।", "hi"),
        ("Take 10 mg a day.", "Принимайте 10 мг в день.", "ru"),
    ],
)
def test_what_stayed_the_same_is_let_through(original: str, translated: str, target: str) -> None:
    assert problems(original, translated, target) == []


@pytest.mark.parametrize(
    ("original", "translated", "reason"),
    [
        ("Take 0.5 mg.", "Nehmen Sie 5 mg.", "numbers"),
        ("Take 5 mg.", "Nehmen Sie 5 µg.", "mg is missing"),
        ("Forxiga works.", "Dapagliflozin wirkt.", "Forxiga must stay"),
        ("It blocks SGLT2.", "Es blockiert SGLT1.", "SGLT2 must stay"),
        ("This is a sentence of words.", "This is a sentence of words.", "not translated"),
        ("Take it.", "  ", "empty"),
    ],
)
def test_what_changed_is_found(original: str, translated: str, reason: str) -> None:
    assert any(reason in problem for problem in problems(original, translated))


def test_thousands_and_decimals_are_told_apart() -> None:
    assert numbers_in("1,234 and 0.125 and 3.5 and 1 000 000".replace(" 000", "\u202f000")) == numbers_in(
        "1.234 und 0,125 und 3,50 und 1.000.000"
    )
