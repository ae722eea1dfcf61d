"""Creator Mode as a client speaks it: a real server, a real socket, every message of the contract."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosedError

from fakes.creator_client import Client, open_client
from fakes.production import OATS, STAGES
from fakes.watching import at_gate
from picturelock.engine.ledger import digest_of
from picturelock.engine.production import StageProgress


def actions_at(stage: str) -> list[str]:
    """What may be done at a stage's gate when its first take is there."""
    more = {"edit": stage in ("scenes", "script"), "skip": stage == "animations", "back": stage != "scenes"}
    return ["accept", "regenerate", "stop", "vary", *(action for action, fits in more.items() if fits)]


@pytest.fixture
async def client(tmp_path: Path, database_url: str) -> AsyncGenerator[Client]:
    async with open_client(tmp_path, database_url) as opened:
        yield opened


async def test_a_whole_session_says_what_the_contract_says(client: Client) -> None:
    stages = list(STAGES["product_ad"])
    started = await client.start("product_ad", OATS)
    video_id = started["video_id"]
    assert video_id.startswith("vid_")
    assert started == {
        "status": "session_started",
        "video_id": video_id,
        "video_type": "product_ad",
        "stage_order": stages,
        "current_stage": "scenes",
        "seq": 1,
    }
    seq = 1
    for place, stage in enumerate(stages, start=1):
        running = await client.hear()
        decision = running.pop("decision", None)
        assert (decision is None) == (stage == "scenes")
        assert running == {
            "status": "stage_running",
            "stage": stage,
            "version": 1,
            "message": f"Executing {stage}...",
            "video_id": video_id,
            "seq": seq + 1,
        }
        assert await client.hear() == {
            "status": "completed",
            "stage": stage,
            "version": 1,
            "data": {"shown": f"{stage} 1"},
            "next_actions": ["accept", "regenerate"],
            "actions": actions_at(stage),
            "chosen": 1,
            "progress": {"current": place, "total": 6},
            "video_id": video_id,
            "seq": seq + 2,
        }
        seq += 2
        await client.say(action="accept")
    complete = await client.hear()
    assert complete["decision"]["by"] == "creator"
    assert (complete["status"], complete["video_id"], complete["seq"]) == (
        "pipeline_complete",
        video_id,
        seq + 1,
    )
    assert complete["message"] == "All stages complete! Video is ready."
    assert complete["video_path"].endswith("/film.mp4")
    played = await client.opened.client.get(f"/video/{video_id}")
    assert played.status_code == 200


async def test_regenerate_makes_the_next_version_with_the_feedback(client: Client) -> None:
    await client.start()
    await client.hear_until("completed")
    await client.say(action="regenerate", feedback="Make it shorter", actor="Ann")
    running = await client.hear()
    assert (running["status"], running["version"]) == ("stage_running", 2)
    assert running["decision"] == {
        "action": "regenerate",
        "by": "Ann",
        "feedback": "Make it shorter",
        "stage": "scenes",
        "version": 1,
        "digest": digest_of({"made": "scenes 1"}),
    }
    assert (await client.hear_until("completed"))["version"] == 2
    await client.say(action="regenerate")
    assert (await client.hear_until("completed"))["version"] == 3
    orders = client.opened.production.orders
    assert [order.feedback for order in orders] == [(), ("Make it shorter",), ("Make it shorter",)]


async def test_a_failed_stage_offers_regenerate_and_stop(client: Client) -> None:
    client.opened.production.fails["script"] = "OpenAI API timeout"
    await client.start()
    await client.hear_until("completed")
    await client.say(action="accept")
    failed = await client.hear_until("error")
    assert (failed["stage"], failed["version"], failed["error"]) == ("script", 1, "OpenAI API timeout")
    assert failed["next_actions"] == ["regenerate", "stop"]
    del client.opened.production.fails["script"]
    await client.say(action="regenerate")
    completed = await client.hear_until("completed")
    assert (completed["stage"], completed["version"]) == ("script", 2)


async def test_stop_ends_the_session_and_another_can_begin(client: Client) -> None:
    client.opened.production.holds["scenes"] = asyncio.Event()
    await client.start()
    await client.hear_until("stage_running")
    await client.say(action="stop")
    stopped = await client.hear_until("stopped")
    assert stopped["message"] == "Session terminated by user"
    client.opened.production.holds.clear()
    assert (await client.start())["status"] == "session_started"


async def test_long_stages_repeat_stage_running_with_progress(client: Client) -> None:
    client.opened.production.reports["scenes"] = [StageProgress(done=0.4, scene_id="s2", message="drawing")]
    client.opened.production.holds["scenes"] = asyncio.Event()
    await client.start()
    await client.hear_until("stage_running")
    repeated = await client.hear()
    assert repeated["status"] == "stage_running"
    assert "seq" not in repeated
    assert repeated["progress"] == {
        "current": 1,
        "total": 5,
        "done": 0.4,
        "percent": 40,
        "scene": "s2",
        "seconds_left": None,
        "message": "drawing",
    }
    client.opened.production.holds["scenes"].set()
    assert (await client.hear())["status"] == "completed"


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ('{"action": "dance"}', "the unknown action 'dance'; use one of start, accept, regenerate, stop"),
        ('{"action": ["accept"]}', "unknown action"),
        ("{}", "no action"),
        ('{"action": ', "the message is not JSON"),
        ("[]", "the message must be a JSON object"),
        (b"\x00\x01", "the message is binary"),
        ('{"action": "regenerate", "feedback": 7}', "feedback: Input should be a valid string"),
        ('{"action": "accept"}', "there is no session yet; start one"),
        ('{"action": "start"}', "video_type: Field required"),
        ('{"action": "start", "video_type": "opera", "payload": {}}', "'opera' is not a video type"),
        ('{"action": "start", "video_type": "moa", "payload": []}', "payload: Input should be a valid dict"),
        ("[" * 100_000, "the message is not JSON"),
        ("x" * 1_000_000, "the message is not JSON"),
    ],
)
async def test_what_makes_no_sense_gets_an_error_and_the_socket_stays_open(
    client: Client, sent: str | bytes, reason: str
) -> None:
    await client.socket.send(sent)
    answer = await client.hear()
    assert answer["status"] == "error"
    assert reason in answer["error"]
    assert (await client.start())["status"] == "session_started"


async def test_every_problem_of_a_payload_is_named_and_nothing_starts(client: Client) -> None:
    answer = await client.start("moa", {"drug_name": "", "colour": "red"})
    assert answer["status"] == "error"
    assert {problem["field"] for problem in answer["problems"]} == {"drug_name", "condition", "colour"}
    assert (await client.opened.studio.sessions())[1] == 0


async def test_actions_out_of_turn_leave_the_session_as_it_was(client: Client) -> None:
    client.opened.production.holds["script"] = asyncio.Event()
    started = await client.start()
    await client.hear_until("completed")
    again = await client.start()
    assert "is under way on this connection" in again["error"]
    await client.say(action="accept")
    await client.hear_until("stage_running")
    before = await client.opened.studio.events(started["video_id"])
    for action in ("accept", "regenerate"):
        await client.say(action=action)
        refused = await client.hear()
        assert (refused["status"], refused["stage"]) == ("error", "script")
        assert "script is still running" in refused["error"]
    assert await client.opened.studio.events(started["video_id"]) == before
    client.opened.production.holds["script"].set()
    assert (await client.hear_until("completed"))["stage"] == "script"


async def test_nothing_can_be_decided_after_the_end(client: Client) -> None:
    await client.start()
    await client.say(action="stop")
    await client.hear_until("stopped")
    await client.say(action="accept")
    assert "the session was stopped" in (await client.hear_until("error"))["error"]


async def test_a_client_that_leaves_finds_its_session_stored(client: Client) -> None:
    started = await client.start()
    await client.hear_until("completed")
    await client.socket.close()
    film = (await client.opened.client.get(f"/videos/{started['video_id']}")).json()
    assert (film["status"], film["current_stage"]) == ("awaiting", "scenes")


async def test_a_client_that_leaves_in_the_middle_of_a_stage_does_not_stop_it(client: Client) -> None:
    client.opened.production.holds["scenes"] = asyncio.Event()
    started = await client.start()
    await client.socket.close()
    client.opened.production.holds["scenes"].set()
    assert (await at_gate(client.opened.studio, started["video_id"])).status == "awaiting"


async def test_two_clients_have_a_session_each(client: Client) -> None:
    first = await client.start()
    async with client.another() as other:
        second = await other.start("product_ad", OATS)
        assert first["video_id"] != second["video_id"]
        assert (await other.hear_until("completed"))["video_id"] == second["video_id"]
    assert (await client.hear_until("completed"))["video_id"] == first["video_id"]


async def test_a_closing_service_tells_its_clients(client: Client) -> None:
    client.opened.production.holds["scenes"] = asyncio.Event()
    await client.start()
    await client.hear_until("stage_running")
    await client.opened.studio.close()
    with pytest.raises(ConnectionClosedError) as closed:
        await client.hear_until("completed")
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1012
