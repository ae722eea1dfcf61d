import asyncio

import pytest

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import at_gate
from picturelock.engine import conductor
from picturelock.engine.production import InvalidPayloadError
from picturelock.engine.studio import Studio


async def test_a_stage_that_takes_too_long_is_an_error_that_says_so(
    studio: Studio, production: FakeProduction
) -> None:
    production.holds["scenes"] = asyncio.Event()
    session_id = await studio.start("moa", ASPIRIN, limits={"scenes": {"timeout": 0.05}})
    state = await at_gate(studio, session_id)
    assert (state.status, state.error) == ("failed", "scenes took longer than its limit of 0.05 s")
    assert production.cancelled == ["scenes"]


async def test_a_failure_that_may_pass_is_tried_again_up_to_the_limit(
    studio: Studio, production: FakeProduction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conductor, "_AGAIN_AFTER", 0.0)
    production.fails["scenes"] = "no connection"
    session_id = await studio.start("moa", ASPIRIN, limits={"scenes": {"attempts": 3}})
    state = await at_gate(studio, session_id)
    assert (state.error, state.runs[-1].version, state.runs[-1].attempt) == ("no connection", 1, 3)
    assert len(production.orders) == 3


async def test_without_a_limit_a_failure_comes_to_the_gate_at_once(
    studio: Studio, production: FakeProduction
) -> None:
    production.fails["scenes"] = "no connection"
    await at_gate(studio, await studio.start("moa", ASPIRIN))
    assert len(production.orders) == 1


async def test_limits_that_make_no_sense_are_named_and_nothing_starts(studio: Studio) -> None:
    with pytest.raises(InvalidPayloadError) as caught:
        await studio.start(
            "moa",
            ASPIRIN,
            limits={"scenes": {"timeout": 0, "attempts": 99}, "opera": {}, "tts": 5, "script": {"speed": 1}},
        )
    assert {problem.field for problem in caught.value.problems} == {
        "limits.scenes.timeout",
        "limits.scenes.attempts",
        "limits.opera",
        "limits.tts",
        "limits.script.speed",
    }
    assert await studio.sessions() == ([], 0)
