"""What the offline writer sees in a sentence, and what it leaves alone."""

import pytest

from picturelock.writing.template.sentence_forms import acts, compared, figure, halves, listing


@pytest.mark.parametrize(
    ("text", "value", "unit", "weighed"),
    [
        ("It is made from 90% recycled steel.", "90", "%", ""),
        ("It keeps 400 ml of coffee hot for six hours.", "six", "hours", ""),
        ("Sleepiness may affect up to 1 in 10 people.", "1 in 10", "people", "may affect up to"),
        ("No more than 3 tablets.", "3", "tablets", "No more than"),
        ("The recommended dose is one 10 mg tablet once a day.", "10", "mg", ""),
    ],
)
def test_the_one_figure_of_a_sentence_is_found_with_the_words_that_limit_it(
    text: str, value: str, unit: str, weighed: str
) -> None:
    found = figure(text)
    assert found is not None
    assert (found.value, found.unit, found.weighed) == (value, unit, weighed)


@pytest.mark.parametrize("text", ["Between 2 mg and 4 mg.", "It is blue.", "Model 7.", "COX-2 is an enzyme."])
def test_a_sentence_without_one_figure_has_none(text: str) -> None:
    assert figure(text) is None


def test_two_shares_of_one_thing_are_a_comparison_in_the_sentences_own_words() -> None:
    found = compared(
        "In a study of 412 adults, 62% of people taking Zyntara had fewer symptoms after two weeks, "
        "compared with 41% taking placebo."
    )
    assert found is not None
    assert (found.study, found.what) == ("In a study of 412 adults", "fewer symptoms after two weeks")
    assert found.arms == (("Zyntara", 62.0), ("placebo", 41.0))


@pytest.mark.parametrize(
    "text",
    [
        "62% of people taking Zyntara had fewer symptoms, and 41% slept better.",
        "The rate fell from 62% to 41%.",
        "62% of people taking Zyntara had fewer symptoms.",
    ],
)
def test_shares_of_two_things_are_no_comparison(text: str) -> None:
    assert compared(text) is None


def test_short_things_at_the_end_are_a_list_under_the_words_before_them() -> None:
    found = listing("Haferlicht is a drink made from oats, water and a little sea salt.")
    assert found is not None
    assert found.head == "Haferlicht is a drink made from"
    assert found.entries == ("oats", "water", "a little sea salt")


@pytest.mark.parametrize(
    "text",
    [
        "It does not contain oats, milk and soya.",
        "It contains oats and tastes good.",
        "The carton is made of paperboard and can be recycled where cartons are collected.",
    ],
)
def test_what_is_denied_or_a_second_statement_is_no_list(text: str) -> None:
    assert listing(text) is None


def test_clauses_that_say_what_to_do_become_steps_that_leave_no_word_out() -> None:
    text = "Shake it well before you pour, and keep it cool once it is open."
    first, second = acts(text)
    assert (first.label, first.detail) == ("Shake it well", "before you pour")
    assert (second.label, second.detail) == ("Keep it cool", "once it is open")
    assert f"{first.clause} {second.clause}" == text


@pytest.mark.parametrize("text", ["It can be taken with food.", "Keep " + "very " * 30 + "calm."])
def test_what_is_no_instruction_or_too_long_for_a_step_is_left_whole(text: str) -> None:
    assert acts(text) == ()


def test_a_sentence_is_cut_where_a_phrase_begins() -> None:
    cut = halves("The lid closes with a quarter turn and does not drip.", label=28, detail=40)
    assert cut == ("The lid closes", "with a quarter turn and does not drip")
