import pytest

from picturelock.engine.event import Event, EventType
from picturelock.engine.folding import fold
from picturelock.engine.production import JsonObject

STARTED: JsonObject = {
    "kind": "moa",
    "mode": "creator",
    "stages": ["scenes", "script"],
    "stage": "scenes",
    "by": "Ann",
}


def _event(seq: int, kind: EventType, data: JsonObject) -> Event:
    return Event(session_id="vid_1", seq=seq, ts=f"2026-01-01T00:00:0{seq}+00:00", type=kind, data=data)


def test_a_state_tells_what_each_version_was_made_after_and_what_was_decided() -> None:
    again: JsonObject = {
        "action": "regenerate",
        "by": "Ann",
        "feedback": "shorter",
        "stage": "scenes",
        "version": 1,
    }
    state = fold(
        [
            _event(1, "session_started", STARTED),
            _event(2, "stage_running", {"stage": "scenes", "version": 1}),
            _event(3, "completed", {"stage": "scenes", "version": 1, "data": {"scene_count": 5}}),
            _event(4, "stage_running", {"stage": "scenes", "version": 2, "decision": again}),
            _event(5, "error", {"stage": "scenes", "version": 2, "error": "timeout", "retryable": True}),
        ]
    )
    assert (state.kind, state.stages, state.seq) == ("moa", ("scenes", "script"), 5)
    assert (state.status, state.error) == ("failed", "timeout")
    first, second = state.versions("scenes")
    assert (first.status, first.data, first.decision) == ("rejected", {"scene_count": 5}, again)
    assert (second.status, second.asked, second.started, second.ended) == (
        "failed",
        "shorter",
        "2026-01-01T00:00:04+00:00",
        "2026-01-01T00:00:05+00:00",
    )


def test_a_run_begun_again_counts_its_attempts_and_is_no_new_version() -> None:
    state = fold(
        [
            _event(1, "session_started", STARTED),
            _event(2, "stage_running", {"stage": "scenes", "version": 1}),
            _event(3, "stage_running", {"stage": "scenes", "version": 1, "attempt": 2}),
        ]
    )
    assert [(run.version, run.attempt) for run in state.runs] == [(1, 2)]


def test_a_gap_in_the_events_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="event 3 of vid_1 follows 1"):
        fold([_event(1, "session_started", STARTED), _event(3, "stage_running", {"stage": "scenes"})])
