"""A measure over time is read from a table that is whole, and from figures named by their time."""

import pytest

from picturelock.domain.clinical import ClinicalValue
from picturelock.domain.course import course_of, table_in

TABLE = """It was measured at each visit.
Systolic blood pressure (mmHg):
| Week | Zyntara | Placebo |
|------|---------|---------|
| 0 | 152 | 151 |
| 12 | 134.5 | 147 |
It was well tolerated."""


def test_a_table_over_time_is_read_and_the_words_around_it_stay() -> None:
    course, rest = table_in(TABLE)
    assert course is not None
    assert (course.time, course.times, course.unit) == ("Week", (0, 12), "mmHg")
    assert course.measure == "Systolic blood pressure"
    assert [(group.name, group.values) for group in course.groups] == [
        ("Zyntara", (152, 134.5)),
        ("Placebo", (151, 147)),
    ]
    assert rest == "It was measured at each visit.\nIt was well tolerated."
    assert course.quoted in TABLE


@pytest.mark.parametrize(
    "text",
    [
        "Weeks pass.\nPatients | were | well",
        "Week | Drug\n0 | 152",
        "Week | Drug\n12 | 152\n0 | 150",
        "Week | Drug | Drug\n0 | 1 | 2\n4 | 1 | 2",
        "Week | Drug (mmHg) | Placebo (kg)\n0 | 1 | 2\n4 | 1 | 2",
    ],
    ids=["no table", "one row", "backwards", "one name twice", "two units"],
)
def test_what_is_no_whole_table_over_time_is_left_as_it_is(text: str) -> None:
    assert table_in(text) == (None, text)


def test_figures_named_by_their_times_are_a_course() -> None:
    values = tuple(
        ClinicalValue(label=label, value=value)
        for label, value in (("Week 0", 8.4), ("week 12", 7.2), ("Week 24", 6.9))
    )
    course = course_of(values, "%", "HbA1c")
    assert course is not None
    assert (course.times, course.groups[0].values) == ((0, 12, 24), (8.4, 7.2, 6.9))
    assert course_of(values[::-1], "%", "HbA1c") is None
    assert course_of((*values, ClinicalValue(label="Placebo", value=8)), "%", "HbA1c") is None
