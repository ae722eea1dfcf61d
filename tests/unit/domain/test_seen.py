import pytest

from picturelock.domain.seen import look_every, rests_of


@pytest.mark.parametrize(
    ("unchanged", "rests"),
    [([], ()), ([3], ((2, 4),)), ([3, 4, 5, 9], ((2, 6), (8, 10)))],
)
def test_a_rest_begins_with_the_frame_that_others_repeat(
    unchanged: list[int], rests: tuple[tuple[int, int], ...]
) -> None:
    assert rests_of(unchanged) == rests


def test_texts_are_looked_at_five_times_a_second() -> None:
    assert [look_every(fps) for fps in (1, 15, 25, 30)] == [1, 3, 5, 6]
