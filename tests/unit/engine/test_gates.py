import asyncio
from typing import Any

import pytest

from fakes.production import ASPIRIN, STAGES, FakeProduction
from fakes.stored import ask
from fakes.watching import accept_all, act, at_gate, eventually, until
from picturelock.engine.errors import OutOfTurnError, UnknownSessionError
from picturelock.engine.event import Decision, Seen
from picturelock.engine.production import InvalidPayloadError
from picturelock.engine.studio import Studio


async def test_a_session_waits_at_every_gate_and_is_complete_after_the_last_accept(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await studio.start("moa", ASPIRIN)
    await accept_all(studio, session_id)
    events = await studio.events(session_id)
    stages = STAGES["moa"]
    gates = [kind for _ in stages for kind in ("stage_running", "completed")]
    assert [event.type for event in events] == ["session_started", *gates, "pipeline_complete"]
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [order.stage for order in production.orders] == list(stages)
    film = await studio.film(session_id)
    assert film is not None and film.take == {"made": "render 1"}


async def test_each_stage_is_given_the_accepted_takes_before_it(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await studio.start("moa", ASPIRIN)
    await at_gate(studio, session_id)
    await act(studio, session_id, "regenerate", feedback="shorter")
    await at_gate(studio, session_id)
    await act(studio, session_id, "accept")
    await at_gate(studio, session_id)
    assert production.orders[-1].inputs == {"scenes": {"made": "scenes 2"}}
    assert production.orders[-1].payload["target_audience"] == "healthcare professionals"
    assert production.orders[-1].attended


async def test_regenerate_counts_the_version_up_and_keeps_all_that_was_said(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await studio.start("moa", ASPIRIN)
    for feedback in ("shorter", None, "simpler"):
        await at_gate(studio, session_id)
        await act(studio, session_id, "regenerate", feedback=feedback)
    await at_gate(studio, session_id)
    assert [order.version for order in production.orders] == [1, 2, 3, 4]
    assert production.orders[-1].feedback == ("shorter", "simpler")
    assert production.orders[-1].previous == {"made": "scenes 3"}


async def test_scenes_named_in_a_regenerate_reach_the_stage(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await studio.start("moa", ASPIRIN)
    await at_gate(studio, session_id)
    await studio.decide(session_id, Decision(action="regenerate", by="Ann", scenes=("s3",)))
    await at_gate(studio, session_id)
    assert production.orders[-1].scenes == ("s3",)


async def test_of_two_decisions_at_once_one_wins_and_the_other_is_told_who_did(studio: Studio) -> None:
    session_id = await studio.start("moa", ASPIRIN)
    await at_gate(studio, session_id)
    seen = Seen(stage="scenes", version=1)
    decisions = [
        Decision(action="accept" if place % 2 else "regenerate", by=f"person {place}", seen=seen)
        for place in range(16)
    ]
    answers: list[Any] = await asyncio.gather(
        *(studio.decide(session_id, decision) for decision in decisions), return_exceptions=True
    )
    assert answers.count(None) == 1
    winner = decisions[answers.index(None)].by
    assert all(winner in str(answer) for answer in answers if answer is not None)
    events = await studio.events(session_id)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert sum("decision" in event.data for event in events) == 1


async def test_many_sessions_at_once_each_have_contiguous_events(studio: Studio) -> None:
    ids = await asyncio.gather(*(studio.start("moa", ASPIRIN) for _ in range(8)))
    await asyncio.gather(*(accept_all(studio, session_id) for session_id in ids))
    for session_id in ids:
        seqs = [event.seq for event in await studio.events(session_id)]
        assert seqs == list(range(1, 13))


async def test_a_decision_out_of_turn_says_why_and_changes_nothing(
    studio: Studio, production: FakeProduction
) -> None:
    production.holds["scenes"] = asyncio.Event()
    session_id = await studio.start("moa", ASPIRIN)
    before = await studio.events(session_id)
    with pytest.raises(OutOfTurnError, match="scenes is still running") as caught:
        await act(studio, session_id, "accept")
    assert caught.value.stage == "scenes"
    assert await studio.events(session_id) == before
    production.holds["scenes"].set()
    await accept_all(studio, session_id)
    with pytest.raises(OutOfTurnError, match="complete"):
        await act(studio, session_id, "stop")


async def test_nobody_accepts_a_version_that_they_have_not_seen(studio: Studio) -> None:
    session_id = await studio.start("moa", ASPIRIN)
    await at_gate(studio, session_id)
    await act(studio, session_id, "regenerate", by="Ben")
    await at_gate(studio, session_id)
    with pytest.raises(OutOfTurnError, match="already decided: regenerate by Ben"):
        await studio.decide(
            session_id, Decision(action="accept", by="Ann", seen=Seen(stage="scenes", version=1))
        )


async def test_a_failed_stage_keeps_the_session_and_can_be_regenerated(
    studio: Studio, production: FakeProduction
) -> None:
    production.fails["script"] = "OpenAI API timeout"
    session_id = await studio.start("moa", ASPIRIN)
    await at_gate(studio, session_id)
    await act(studio, session_id, "accept")
    state = await at_gate(studio, session_id)
    assert (state.status, state.error) == ("failed", "OpenAI API timeout")
    assert (await studio.events(session_id))[-1].data["scenes"] == ["s2"]
    with pytest.raises(OutOfTurnError, match="nothing to accept"):
        await act(studio, session_id, "accept")
    del production.fails["script"]
    await act(studio, session_id, "regenerate")
    state = await at_gate(studio, session_id)
    assert (state.stage, state.runs[-1].version, state.status) == ("script", 2, "awaiting")


async def test_a_bug_in_a_stage_is_an_error_at_the_gate_with_its_cause(
    studio: Studio, production: FakeProduction
) -> None:
    production.breaks["scenes"] = ZeroDivisionError("division by zero")
    session_id = await studio.start("moa", ASPIRIN)
    state = await at_gate(studio, session_id)
    assert state.error == "unexpected ZeroDivisionError: division by zero"


async def test_a_stage_that_cancels_itself_does_not_hang_the_session(
    studio: Studio, production: FakeProduction
) -> None:
    production.breaks["scenes"] = asyncio.CancelledError()  # pyright: ignore[reportArgumentType]
    session_id = await studio.start("moa", ASPIRIN)
    assert (await at_gate(studio, session_id)).status == "failed"


async def test_stop_ends_the_running_stage_and_the_session(
    studio: Studio, production: FakeProduction
) -> None:
    production.holds["scenes"] = asyncio.Event()
    session_id = await studio.start("moa", ASPIRIN)
    await eventually(lambda: production.at_once == 1)
    await act(studio, session_id, "stop")
    await eventually(lambda: production.at_once == 0)
    assert production.cancelled == ["scenes"]
    state = await studio.state(session_id)
    assert (state.status, state.runs[-1].status) == ("stopped", "stopped")
    assert (await studio.wait(session_id)).status == "stopped"


async def test_automatic_mode_accepts_for_itself_and_says_so(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await studio.start(
        "product_ad", {"topic": "breakfast", "brand_name": "Haferlicht"}, "automatic"
    )
    assert (await studio.wait(session_id)).status == "complete"
    decisions: list[Any] = [
        event.data["decision"] for event in await studio.events(session_id) if "decision" in event.data
    ]
    assert {(decision["action"], decision["by"]) for decision in decisions} == {("accept", "automatic")}
    assert len(decisions) == 6
    assert not any(order.attended for order in production.orders)


async def test_heavy_stages_take_turns_and_those_who_wait_are_told(
    studio: Studio, production: FakeProduction
) -> None:
    production.holds["visuals"] = asyncio.Event()
    ids = [await studio.start("moa", ASPIRIN, "automatic") for _ in range(3)]
    expected = [
        "",
        "Waiting for the machine: 2 films are ahead",
        "Waiting for the machine: one film is ahead",
    ]
    await eventually(lambda: sorted(_said(studio, session_id) for session_id in ids) == expected)
    assert production.at_once == 1
    production.holds["visuals"].set()
    for session_id in ids:
        assert (await studio.wait(session_id)).status == "complete"


def _said(studio: Studio, session_id: str) -> str:
    moving = studio.moving(session_id)
    return moving.progress.message if moving else ""


async def test_a_bad_payload_names_every_field_and_starts_nothing(studio: Studio) -> None:
    with pytest.raises(InvalidPayloadError) as caught:
        await studio.start("moa", {"drug_name": "", "colour": "red"})
    assert {problem.field for problem in caught.value.problems} == {"drug_name", "condition", "colour"}
    with pytest.raises(InvalidPayloadError, match="opera"):
        await studio.start("opera", {})
    assert await studio.sessions() == ([], 0)


async def test_an_unknown_session_is_named(studio: Studio) -> None:
    with pytest.raises(UnknownSessionError, match="vid_nothing"):
        await act(studio, "vid_nothing", "accept")
    with pytest.raises(UnknownSessionError):
        await studio.state("vid_nothing")


async def test_the_stored_rows_are_what_the_events_fold_to(
    studio: Studio, production: FakeProduction, database_url: str
) -> None:
    production.fails["visuals"] = "no picture"
    session_id = await studio.start("moa", ASPIRIN)
    await at_gate(studio, session_id)
    await act(studio, session_id, "regenerate", feedback="shorter")
    await at_gate(studio, session_id)
    await act(studio, session_id, "accept")
    await at_gate(studio, session_id)
    await act(studio, session_id, "accept")
    await until(studio, session_id, "error")
    state, session = await studio.state(session_id), await studio.session(session_id)
    assert (state.status, state.stage, state.seq, state.stages, state.mode) == (
        session.status,
        session.stage,
        session.seq,
        session.stages,
        session.mode,
    )
    stored = ask(database_url, "SELECT stage, version, status, error FROM stage_runs ORDER BY created")
    assert [(run.stage, run.version, run.status, run.error) for run in state.runs] == stored
    assert state.runs[1].asked == "shorter"
