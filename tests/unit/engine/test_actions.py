import asyncio
from typing import Any

import pytest

from fakes.production import ASPIRIN, OATS, FakeProduction
from fakes.watching import act, at_gate, eventually, until
from picturelock.engine.errors import OutOfTurnError
from picturelock.engine.event import Decision, Seen
from picturelock.engine.production import InvalidPayloadError
from picturelock.engine.state import SessionState
from picturelock.engine.studio import Studio


async def decide(studio: Studio, session_id: str, action: Any, by: str = "Ann", **said: Any) -> SessionState:
    await studio.decide(session_id, Decision(action=action, by=by, **said))
    return await studio.state(session_id)


async def settled(studio: Studio, session_id: str, versions: int) -> SessionState:
    """The state once so many versions of the stage have ended."""
    state = await studio.state(session_id)
    async with asyncio.timeout(20):
        while sum(run.ended is not None for run in state.versions(state.stage)) < versions:
            await asyncio.sleep(0.01)
            state = await studio.state(session_id)
    return state


async def at_stage(studio: Studio, stage: str, kind: str = "moa") -> str:
    session_id = await studio.start(kind, ASPIRIN if kind == "moa" else OATS)
    while (await at_gate(studio, session_id)).stage != stage:
        await act(studio, session_id, "accept")
    return session_id


async def complete(studio: Studio, session_id: str) -> SessionState:
    while not (await studio.session(session_id)).ended:
        await at_gate(studio, session_id)
        await act(studio, session_id, "accept")
    return await studio.state(session_id)


async def test_several_takes_are_made_side_by_side_each_after_its_own_words(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await at_stage(studio, "scenes")
    await decide(studio, session_id, "vary", count=3, feedback=("bolder", "calmer", "shorter"))
    state = await settled(studio, session_id, 4)
    assert [run.version for run in state.versions("scenes")] == [1, 2, 3, 4]
    assert {run.version: run.asked for run in state.runs} == {1: None, 2: "bolder", 3: "calmer", 4: "shorter"}
    assert sorted(order.feedback for order in production.orders[1:]) == [
        ("bolder",),
        ("calmer",),
        ("shorter",),
    ]
    assert all(order.previous == {"made": "scenes 1"} for order in production.orders[1:])
    assert sorted(run.status for run in state.runs) == ["awaiting", "offered", "offered", "rejected"]


async def test_the_gate_opens_with_the_first_take_and_stays_with_it(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await at_stage(studio, "scenes")
    production.holds_version = {("scenes", 3): asyncio.Event()}
    await decide(studio, session_id, "vary", count=2, feedback="bolder")
    await until(studio, session_id, "completed")
    await eventually(lambda: any(order.version == 3 for order in production.orders))
    await decide(studio, session_id, "accept")
    await eventually(lambda: production.cancelled == ["scenes"])
    state = await studio.state(session_id)
    assert [run.status for run in state.versions("scenes")] == ["rejected", "accepted", "stopped"]


async def test_the_chosen_take_is_what_accept_takes(studio: Studio, production: FakeProduction) -> None:
    session_id = await at_stage(studio, "scenes")
    await decide(studio, session_id, "vary", count=2)
    await settled(studio, session_id, 3)
    state = await decide(studio, session_id, "choose", version=1)
    assert state.gate is not None and state.gate.version == 1
    await decide(studio, session_id, "accept", seen=Seen(stage="scenes", version=1))
    state = await at_gate(studio, session_id)
    assert [run.status for run in state.versions("scenes")] == ["accepted", "rejected", "rejected"]
    assert production.orders[-1].inputs == {"scenes": {"made": "scenes 1"}}


@pytest.mark.parametrize(
    ("version", "reason"), [(7, "no version 7; there are 1, 2"), (2, "at the gate already"), (1, "no take")]
)
async def test_only_a_finished_take_can_be_chosen(
    studio: Studio, production: FakeProduction, version: int, reason: str
) -> None:
    production.fails["scenes"] = "timeout"
    session_id = await at_stage(studio, "scenes")
    production.fails.clear()
    await act(studio, session_id, "regenerate")
    await at_gate(studio, session_id)
    before = await studio.events(session_id)
    with pytest.raises(OutOfTurnError, match=reason):
        await decide(studio, session_id, "choose", version=version)
    assert await studio.events(session_id) == before


async def test_an_earlier_take_can_be_chosen_while_another_is_made(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await at_stage(studio, "scenes")
    production.holds["scenes"] = asyncio.Event()
    await act(studio, session_id, "regenerate")
    state = await decide(studio, session_id, "choose", version=1)
    assert (state.status, [run.status for run in state.runs]) == ("awaiting", ["awaiting", "running"])
    production.holds["scenes"].set()
    state = await settled(studio, session_id, 2)
    assert [run.status for run in state.runs] == ["awaiting", "offered"]


async def test_an_edit_is_a_version_of_its_own_by_a_person(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await at_stage(studio, "script")
    state = await decide(studio, session_id, "edit", data={"text": "mine"}, reason="the label says so")
    first, own = state.versions("script")
    assert (first.status, own.status, own.by, own.version, own.after) == (
        "offered",
        "awaiting",
        "person",
        2,
        1,
    )
    assert first.decision is not None and first.decision["reason"] == "the label says so"
    await act(studio, session_id, "accept")
    await at_gate(studio, session_id)
    assert production.orders[-1].inputs["script"] == {"made": "script by Ann: {'text': 'mine'}"}


async def test_an_edit_that_is_not_valid_changes_nothing(studio: Studio) -> None:
    session_id = await at_stage(studio, "script")
    before = await studio.events(session_id)
    with pytest.raises(InvalidPayloadError, match="text: is empty"):
        await decide(studio, session_id, "edit", data={"text": ""})
    assert await studio.events(session_id) == before
    await act(studio, session_id, "accept")
    await at_gate(studio, session_id)
    with pytest.raises(OutOfTurnError, match="visuals cannot be edited"):
        await decide(studio, session_id, "edit", data={"text": "mine"})


async def test_an_edit_loses_to_whoever_decides_while_it_is_checked(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await at_stage(studio, "script")
    production.holds_edit["script"] = asyncio.Event()
    editing = asyncio.create_task(decide(studio, session_id, "edit", data={"text": "mine"}))
    await eventually(lambda: bool(production.edited))
    await act(studio, session_id, "accept", by="Ben")
    production.holds_edit["script"].set()
    with pytest.raises(OutOfTurnError, match="already decided: accept by Ben"):
        await editing


async def test_a_failed_stage_can_be_written_by_a_person(studio: Studio, production: FakeProduction) -> None:
    production.fails["script"] = "no connection"
    session_id = await at_stage(studio, "script")
    state = await decide(studio, session_id, "edit", data={"text": "mine"})
    assert (state.status, [run.status for run in state.versions("script")]) == (
        "awaiting",
        ["failed", "awaiting"],
    )


@pytest.mark.parametrize("when", ["awaiting", "running", "failed"])
async def test_an_optional_stage_is_skipped_at_any_time(
    studio: Studio, production: FakeProduction, when: str
) -> None:
    if when == "running":
        production.holds["animations"] = asyncio.Event()
    if when == "failed":
        production.fails["animations"] = "no motion"
    session_id = await at_stage(studio, "visuals", "product_ad")
    await act(studio, session_id, "accept")
    if when != "running":
        await at_gate(studio, session_id)
    await decide(studio, session_id, "skip")
    state = await complete(studio, session_id)
    assert (state.status, state.skipped) == ("complete", ("animations",))
    assert set(production.orders[-1].inputs) == {"scenes", "script", "visuals", "tts"}
    render = state.accepted("render")
    assert render is not None and set(render.made_from) == {"scenes", "visuals", "tts"}


async def test_a_stage_that_is_needed_cannot_be_skipped(studio: Studio) -> None:
    session_id = await at_stage(studio, "script", "product_ad")
    with pytest.raises(OutOfTurnError, match="script cannot be skipped; only animations can be"):
        await decide(studio, session_id, "skip")


async def test_a_skipped_stage_can_be_gone_back_to(studio: Studio, production: FakeProduction) -> None:
    session_id = await at_stage(studio, "animations", "product_ad")
    await decide(studio, session_id, "skip")
    await complete(studio, session_id)
    await decide(studio, session_id, "back", stage="animations")
    state = await at_gate(studio, session_id)
    assert (state.stage, state.skipped) == ("animations", ())
    made = len(production.orders)
    await act(studio, session_id, "accept")
    state = await at_gate(studio, session_id)
    # Recording needs no pictures, so it is kept; the film is drawn again with the motion.
    assert [order.stage for order in production.orders[made:]] == ["render"]


async def test_going_back_and_forth_without_a_change_makes_nothing_again(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await at_stage(studio, "tts")
    made = len(production.orders)
    state = await decide(studio, session_id, "back", stage="script", by="Ben", reason="a typo")
    assert (state.stage, state.status, state.gate and state.gate.version) == ("script", "awaiting", 1)
    state = await decide(studio, session_id, "accept")
    assert (state.stage, state.status) == ("tts", "awaiting")
    assert [event.type for event in await studio.events(session_id)][-2:] == ["kept", "reopened"]
    assert len(production.orders) == made


async def test_only_what_was_made_from_a_changed_take_is_stale_and_made_again(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await at_stage(studio, "render")
    await complete(studio, session_id)
    await decide(studio, session_id, "back", stage="visuals")
    await act(studio, session_id, "regenerate", feedback="lighter")
    await at_gate(studio, session_id)
    production.holds["render"] = asyncio.Event()
    state = await decide(studio, session_id, "accept")
    assert [run.status for run in state.versions("tts")] == ["accepted"]
    assert [run.status for run in state.versions("render")] == ["stale", "running"]
    production.holds["render"].set()
    state = await at_gate(studio, session_id)
    assert [event.type for event in await studio.events(session_id)][-3:] == [
        "kept",
        "stage_running",
        "completed",
    ]
    assert production.orders[-1].previous == {"made": "render 1"}
    assert production.orders[-1].before["visuals"] == {"made": "visuals 1"}
    assert production.orders[-1].variation == 1
    await act(studio, session_id, "accept")
    film = await studio.film(session_id)
    assert film is not None and film.take == {"made": "render 2"}


async def test_taking_a_change_back_makes_what_was_stale_good_again(
    studio: Studio, production: FakeProduction
) -> None:
    session_id = await at_stage(studio, "tts")
    await decide(studio, session_id, "back", stage="script")
    await act(studio, session_id, "regenerate")
    await at_gate(studio, session_id)
    await act(studio, session_id, "accept")
    await at_gate(studio, session_id)
    await decide(studio, session_id, "back", stage="script")
    await decide(studio, session_id, "choose", version=1)
    made = len(production.orders)
    state = await decide(studio, session_id, "accept")
    assert (state.stage, state.status) == ("tts", "awaiting")
    assert state.accepted("visuals") == state.run("visuals", 1)
    assert len(production.orders) == made


async def test_a_take_made_from_what_is_gone_cannot_be_chosen(studio: Studio) -> None:
    session_id = await at_stage(studio, "script")
    await decide(studio, session_id, "back", stage="scenes")
    await act(studio, session_id, "regenerate")
    await at_gate(studio, session_id)
    await act(studio, session_id, "accept")
    await at_gate(studio, session_id)
    with pytest.raises(OutOfTurnError, match="made from takes that are accepted no longer"):
        await decide(studio, session_id, "choose", version=1)


@pytest.mark.parametrize(
    ("stage", "reason"), [("tts", "does not come before"), ("opera", "no stage 'opera'")]
)
async def test_one_can_only_go_back(studio: Studio, stage: str, reason: str) -> None:
    session_id = await at_stage(studio, "script")
    with pytest.raises(OutOfTurnError, match=reason):
        await decide(studio, session_id, "back", stage=stage)


@pytest.mark.parametrize("action", ["back", "stop"])
async def test_a_decision_that_makes_a_running_stage_pointless_ends_it(
    studio: Studio, production: FakeProduction, action: str
) -> None:
    session_id = await at_stage(studio, "scenes")
    production.holds["script"] = asyncio.Event()
    await act(studio, session_id, "accept")
    await eventually(lambda: production.at_once == 1)
    await decide(studio, session_id, action, stage="scenes" if action == "back" else None)
    await eventually(lambda: production.cancelled == ["script"])


async def test_a_running_take_is_replaced_only_when_it_is_named(
    studio: Studio, production: FakeProduction
) -> None:
    production.holds["scenes"] = asyncio.Event()
    session_id = await studio.start("moa", ASPIRIN)
    await eventually(lambda: production.at_once == 1)
    with pytest.raises(OutOfTurnError, match=r"still running.* name its version"):
        await act(studio, session_id, "regenerate")
    await decide(studio, session_id, "regenerate", seen=Seen(stage="scenes", version=1), feedback="shorter")
    await eventually(lambda: production.cancelled == ["scenes"])
    production.holds["scenes"].set()
    state = await at_gate(studio, session_id)
    assert [run.status for run in state.runs] == ["stopped", "awaiting"]


async def test_nothing_is_decided_after_somebody_else_has(studio: Studio) -> None:
    session_id = await at_stage(studio, "scenes")
    seq = (await studio.session(session_id)).seq
    await act(studio, session_id, "regenerate", by="Ben")
    await at_gate(studio, session_id)
    for action in ("accept", "stop"):
        with pytest.raises(OutOfTurnError, match=r"after event 3: regenerate by Ben"):
            await decide(studio, session_id, action, expect_seq=seq)
    with pytest.raises(OutOfTurnError, match="come to event 5, not yet to 99"):
        await decide(studio, session_id, "accept", expect_seq=99)
    await decide(studio, session_id, "accept", expect_seq=5)


async def test_whoever_comes_after_a_stop_is_told_who_stopped(studio: Studio) -> None:
    session_id = await at_stage(studio, "scenes")
    await act(studio, session_id, "stop", by="Ben")
    with pytest.raises(OutOfTurnError, match="the session was stopped by Ben"):
        await act(studio, session_id, "accept")


async def test_a_failed_session_can_be_stopped(studio: Studio, production: FakeProduction) -> None:
    production.fails["scenes"] = "no connection"
    session_id = await at_stage(studio, "scenes")
    assert (await decide(studio, session_id, "stop")).status == "stopped"


async def test_whoever_steers_an_automatic_film_takes_it_over(studio: Studio) -> None:
    session_id = await studio.start("moa", ASPIRIN, "automatic")
    await studio.wait(session_id)
    state = await decide(studio, session_id, "back", stage="script")
    assert state.mode == "creator"
    await act(studio, session_id, "regenerate")
    assert (await at_gate(studio, session_id)).stage == "script"
    await act(studio, session_id, "accept")
    assert (await at_gate(studio, session_id)).stage == "visuals"
