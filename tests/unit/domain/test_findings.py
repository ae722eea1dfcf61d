"""What a sentence says that can be drawn is read only where its words hold every number."""

import pytest

from picturelock.domain.findings import people_in, quoted_in, ratio_in


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        (
            "The hazard ratio was 0.61 (95% CI 0.51-0.72).",
            ("Hazard ratio", 0.61, 0.51, 0.72, 95, ""),
        ),
        (
            "Overall survival: HR 0.74; 95% confidence interval, 0.62 to 0.88.",
            ("Hazard ratio", 0.74, 0.62, 0.88, 95, "Overall survival"),
        ),
        (
            "The odds ratio for the first relapse was 1.2 [90 % CI: 1.0–1.5].",
            ("Odds ratio", 1.2, 1.0, 1.5, 90, "First relapse"),
        ),
    ],
)
def test_a_ratio_is_read_with_its_interval(sentence: str, read: tuple[object, ...]) -> None:
    ratio = ratio_in(sentence)
    assert ratio is not None
    assert (ratio.name, ratio.estimate, ratio.low, ratio.high, ratio.confidence, ratio.of) == read


@pytest.mark.parametrize(
    "sentence",
    [
        "The hazard ratio was 0.61.",
        "The hazard ratio was 0.61 (95% CI 0.71-0.82).",
        "The hazard ratio was 0.61 (95% CI 0-0.82).",
        "The hazard ratios were: hazard ratio 0.6 (95% CI 0.5-0.7) and hazard ratio 0.8 (95% CI 0.7-0.9).",
        "Take it in the morning or 20 (95% CI 10-30) minutes later.",
    ],
)
def test_a_ratio_that_is_not_whole_or_cannot_be_is_not_read(sentence: str) -> None:
    assert ratio_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("12 of 100 patients had a headache.", (12, 100, "patients had a headache")),
        ("In the trial, 1 in 10 people felt sick.", (1, 10, "people felt sick")),
        ("7% of patients stopped.", (7, 100, "patients stopped")),
    ],
)
def test_one_share_of_people_is_read(sentence: str, read: tuple[int, int, str]) -> None:
    share = people_in(sentence)
    assert share is not None
    assert (share.count, share.of, share.what) == read


@pytest.mark.parametrize(
    "sentence",
    [
        "Fewer than 12 of 100 patients had a headache.",
        "Up to 12% of patients had a headache.",
        "About 12% of patients had a headache.",
        "12.5% of patients had a headache.",
        "12 of 100 patients had a headache, 4 of them twice.",
        "120 of 100 patients had a headache.",
        "31 of 4,512 patients had a headache.",
        "310 of 4512 patients had a headache.",
        "12 of 100 tablets were white.",
    ],
)
def test_bounds_guesses_and_what_no_picture_can_count_are_left_as_words(sentence: str) -> None:
    assert people_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        ('"It is one tablet a day," said Dr. Ada Lint.', "It is one tablet a day,", "Dr. Ada Lint"),
        ("Dr. Ada Lint said: “It is one tablet.”", "It is one tablet.", "Dr. Ada Lint"),
        ("“It is one tablet.” — Ada Lint", "It is one tablet.", "Ada Lint"),
    ],
)
def test_a_quotation_is_read_with_whose_it_is(sentence: str, words: str, who: str) -> None:
    quoted = quoted_in(sentence)
    assert quoted is not None
    assert (quoted.words, quoted.who) == (words.rstrip(","), who)


@pytest.mark.parametrize(
    "sentence", ["“It is one tablet a day.”", "The so-called “gold standard” is older.", "She said it helps."]
)
def test_words_that_nobody_is_named_for_are_no_quotation(sentence: str) -> None:
    assert quoted_in(sentence) is None
