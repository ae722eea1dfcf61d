from dataclasses import dataclass

from picturelock.engine.pace import Pace
from picturelock.engine.production import StageProgress


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def test_reports_are_thinned_out_to_four_a_second() -> None:
    clock = Clock()
    pace = Pace(clock)
    passed = 0
    for step in range(100):
        clock.now += 0.025
        passed += pace.report(StageProgress(done=step / 100)) is not None
    assert passed == 10


def test_the_time_left_follows_the_rate() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 0.5
    early = pace.report(StageProgress(done=0.05))
    clock.now += 9.5
    later = pace.report(StageProgress(done=0.25, scene_id="s2"))
    assert early is not None and early.seconds_left is None
    assert later is not None and later.seconds_left == 30.0
    assert later.scene_id == "s2"


def test_the_time_left_forgets_how_fast_it_was_long_ago() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 1
    pace.report(StageProgress(done=0.5))
    last = None
    for step in range(1, 41):
        clock.now += 1
        last = pace.report(StageProgress(done=0.5 + step * 0.01))
    assert last is not None and last.seconds_left is not None
    assert 9 < last.seconds_left < 11


def test_a_stage_that_knows_its_time_left_is_believed() -> None:
    paced = Pace(Clock()).report(StageProgress(done=0.5, seconds_left=7))
    assert paced is not None and paced.seconds_left == 7
