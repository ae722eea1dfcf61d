"""A scene's time and the values that change over it."""

from itertools import pairwise

import pytest
from manim import Circle

from fakes.scenes import order
from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.clock import Clock
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import LINEAR, Track


def clock(*beats: int) -> Clock:
    made = order("title", {}, beats=beats)
    return Clock(made.frame, made.length, made.beats)


def test_beats_start_exactly_at_their_frame() -> None:
    beats = clock(37, 41, 52).beats
    assert [round(beat.start * 15) for beat in beats] == [0, 37, 78]
    assert all(beat.start * 15 == pytest.approx(round(beat.start * 15), abs=1e-9) for beat in beats)


def test_a_scene_without_beats_is_one_beat_long() -> None:
    made = order("title", {}, beats=(30,)).model_copy(update={"beats": ()})
    assert [(beat.start, beat.end) for beat in Clock(made.frame, made.length, made.beats).beats] == [(0, 2)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_phases_cover_the_scene_in_order_for_any_number_of_beats(count: int) -> None:
    phases = clock(*[45] * count).phases(0, 1, 2, 3)
    assert phases[0].start == 0
    assert phases[-1].end == pytest.approx(3 * count)
    assert all(one.end == other.start for one, other in pairwise(phases))
    assert all(phase.length > 0 for phase in phases)


def test_phases_start_with_the_beats_they_are_wished_for() -> None:
    assert [phase.start for phase in clock(30, 30, 30, 30).phases(0, 2, 3)] == [0, 4, 6]


def test_the_first_phase_gives_way_early_to_what_is_said_with_the_first_words() -> None:
    assert [phase.start for phase in clock(60, 60).phases(0, 0, 1)] == [0, 0.8, 4]


def test_phases_of_one_beat_share_it_evenly() -> None:
    assert [phase.start for phase in clock(30, 60).phases(0, 1, 1)] == [0, 2, 4]


def test_a_phase_never_starts_before_the_one_ahead_of_it() -> None:
    assert [phase.start for phase in clock(30, 30, 30).phases(0, 2, 1)] == [0, 4, 5]


def test_things_of_one_beat_come_in_one_after_another_and_within_it() -> None:
    cues = clock(30, 30).cues([0, 0, 1, 1, 9])
    assert cues[0] == 0 < cues[1] < 2
    assert cues[2] == 2 < cues[3] < cues[4] < 4


def test_a_track_holds_its_value_between_its_changes() -> None:
    track = Track(1.0)
    track.to(3.0, at=2.0, length=1.0, ease=LINEAR)
    assert [track.number(time) for time in (0, 2, 2.5, 3, 9)] == [1, 1, 2, 3, 3]


def test_a_later_change_starts_from_where_the_earlier_one_is() -> None:
    track = Track(0.0)
    track.to(10.0, at=0.0, length=2.0, ease=LINEAR)
    track.to(0.0, at=1.0, length=1.0, ease=LINEAR)
    assert [track.number(time) for time in (0.5, 1, 1.5, 2)] == [2.5, 5, 2.5, 0]


def test_a_bent_way_has_its_middle_beside_the_straight_line() -> None:
    track = Track(0j)
    track.to(4 + 0j, at=0, length=1, ease=LINEAR, bend=1j)
    assert track.at(0.5) == pytest.approx(2 + 1j)
    assert track.at(1.0) == pytest.approx(4)


def test_an_actor_that_follows_keeps_its_offset() -> None:
    leader, other = Actor(Circle()), Actor(Circle())
    leader.goes((3.0, 1.0), at=0, length=1)
    other.follows(leader, offset=(0.0, 0.5))
    assert other.place(2.0) == pytest.approx((3.0, 1.5))


def test_a_pose_depends_on_the_time_alone() -> None:
    actor = Actor(Circle()).appears(1.0).floats(0.3).turns(lambda time: 0.1 * time)
    later = actor.pose(2.0)
    actor.pose(0.5)
    assert actor.pose(2.0) == later


def seen(time: float, *, opens: bool = False) -> float:
    """How much of a four-second scene is seen over the bare ground."""
    return Stage(order("title", {}, beats=(60,)).model_copy(update={"opens": opens})).curtain(time)


def test_no_frame_at_a_scenes_ends_is_bare() -> None:
    assert seen(0.0) > 0.2
    assert seen(4.0 - 1 / 15) > 0.2
    assert seen(2.0) == 1.0


def test_a_films_first_scene_stands_from_its_first_frame_on() -> None:
    assert seen(0.0, opens=True) == 1.0
