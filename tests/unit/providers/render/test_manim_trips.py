"""Molecules on their way: where they are at a time, and how large."""

import pytest

from picturelock.providers.render.manim_scenes.gated_protein import notch
from picturelock.providers.render.manim_scenes.trips import Trip

WAY = Trip(((1.0, (0.0, 0.0)), (2.0, (1.0, 2.0)), (3.0, (1.0, 2.0)), (4.0, (3.0, 2.0))))


def test_it_is_at_each_stop_at_its_time() -> None:
    for at, place in WAY.stops:
        assert WAY.place(at) == pytest.approx(place)


def test_it_rests_between_two_stops_at_one_place() -> None:
    assert WAY.place(2.5) == pytest.approx((1.0, 2.0))


def test_it_is_unseen_before_its_first_stop_and_after_its_last() -> None:
    assert [WAY.size(time) for time in (0.9, 1.0, 2.0, 4.0, 5.0)] == [0.0, 0.0, 1.0, 0.0, 0.0]


def test_the_notches_of_a_closed_channel_are_further_apart_than_those_of_an_open_one() -> None:
    closed, opened = notch((0.0, 0.0), 1, 0.0), notch((0.0, 0.0), 1, 1.0)

    assert closed[0] > opened[0]
    assert notch((0.0, 0.0), -1, 0.0) == pytest.approx((-closed[0], closed[1]))
