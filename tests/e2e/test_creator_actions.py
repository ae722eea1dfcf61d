"""What the original socket could not do: resume, vary, choose, edit, skip, back, limits, several people."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# jsonschema is partly untyped.

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from fakes.creator_client import Client, Message, open_client
from fakes.production import OATS
from fakes.watching import eventually
from picturelock.api.creator_actions import ACTIONS
from picturelock.engine.production import StageProgress


@pytest.fixture
async def client(tmp_path: Path, database_url: str) -> AsyncGenerator[Client]:
    async with open_client(tmp_path, database_url) as opened:
        yield opened


ROUNDS = 12


async def heard_until_seq(client: Client, seq: int) -> list[Message]:
    heard: list[Message] = []
    while not heard or heard[-1].get("seq", 0) < seq:
        heard.append(await client.hear())
    return [message for message in heard if "seq" in message]


async def next_gate(client: Client) -> tuple[Message, list[str]]:
    """The next gate, and what was refused since the last one."""
    gate: Message = {}
    refused: list[str] = []
    # Messages are answered in their order: after this answer no other one is to come.
    await client.say(action="are these all?")
    answered = False
    while not (gate and answered):
        message = await client.hear()
        if message["status"] == "completed":
            gate = message
        elif message["status"] == "error":
            answered = "are these all?" in message["error"]
            refused += [] if answered else [message["error"]]
    return gate, refused


@pytest.mark.parametrize("after_seq", [0, 2, 5, 7])
async def test_a_client_that_resumes_hears_what_it_missed_and_goes_on(client: Client, after_seq: int) -> None:
    last = await client.to("visuals")
    video_id = last["video_id"]
    await client.socket.close()
    async with client.another() as again:
        await again.say(action="resume", video_id=video_id, after_seq=after_seq)
        resumed = await again.hear()
        assert (resumed["status"], resumed["after_seq"], resumed["last_seq"]) == ("resumed", after_seq, 7)
        assert (resumed["current_stage"], resumed["session_status"]) == ("visuals", "awaiting")
        missed = await heard_until_seq(again, 7) if after_seq < 7 else []
        assert [message["seq"] for message in missed] == list(range(after_seq + 1, 8))
        await again.say(action="accept")
        following = await again.hear()
        assert (following["seq"], following["status"], following["stage"]) == (8, "stage_running", "tts")


@pytest.mark.parametrize("ending", ["complete", "stopped", "failed"])
async def test_a_session_is_resumed_wherever_it_is(client: Client, ending: str) -> None:
    if ending == "failed":
        client.opened.production.fails["scenes"] = "no connection"
    video_id = (await client.start())["video_id"]
    if ending == "failed":
        last = await client.hear_until("error")
    elif ending == "stopped":
        await client.say(action="stop")
        last = await client.hear_until("stopped")
    else:
        while (last := await client.hear_until("completed", "pipeline_complete"))["status"] == "completed":
            await client.say(action="accept")
    async with client.another() as again:
        await again.say(action="resume", video_id=video_id)
        assert (await again.hear())["session_status"] == ending
        assert (await heard_until_seq(again, last["seq"]))[-1] == last


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"video_id": "vid_nothing"}, "there is no video 'vid_nothing'"),
        ({}, "video_id: Field required"),
        ({"after_seq": -1}, "greater than or equal to 0"),
        ({"after_seq": "5"}, "valid integer"),
        ({"after_seq": 99}, "has come to event 3; after_seq cannot be 99"),
    ],
)
async def test_what_cannot_be_resumed_is_said_and_the_session_goes_on(
    client: Client, said: dict[str, Any], reason: str
) -> None:
    video_id = (await client.to("scenes"))["video_id"]
    await client.say(action="resume", **({"video_id": video_id} | said if said else {}))
    assert reason in (await client.hear())["error"]
    await client.say(action="accept")
    assert (await client.hear())["status"] == "stage_running"


async def test_takes_arrive_side_by_side_and_one_is_chosen(client: Client) -> None:
    await client.to("scenes")
    await client.say(action="vary", count=3, feedback=["bolder", "calmer", "shorter"], by="Ann")
    running = [await client.hear() for _ in range(3)]
    assert [(message["version"], message.get("feedback")) for message in running] == [
        (2, "bolder"),
        (3, "calmer"),
        (4, "shorter"),
    ]
    assert [("decision" in message) for message in running] == [True, False, False]
    arrived = [await client.hear() for _ in range(3)]
    assert sorted(message["version"] for message in arrived) == [2, 3, 4]
    assert {message["chosen"] for message in arrived} == {arrived[0]["version"]}
    assert "choose" in arrived[-1]["actions"]
    other = arrived[-1]["version"]
    await client.say(action="choose", version=other)
    chosen = await client.hear()
    assert (chosen["status"], chosen["version"], chosen["because"]) == ("completed", other, "chosen")
    assert (chosen["data"], chosen["next_actions"]) == (
        {"shown": f"scenes {other}"},
        ["accept", "regenerate"],
    )
    await client.say(action="accept")
    assert (await client.hear())["decision"]["version"] == other


async def test_an_edit_is_checked_and_shown_as_a_version_by_a_person(client: Client) -> None:
    await client.to("script")
    await client.say(action="edit", data={"script": []})
    refused = await client.hear()
    assert refused["problems"] == [{"field": "script", "message": "is empty"}]
    await client.say(
        action="edit", data={"script": [{"scene_id": "s1", "script": "Mine."}]}, by="Ann", reason="MLR"
    )
    own = await client.hear()
    assert (own["status"], own["version"], own["by"]) == ("completed", 2, "person")
    assert own["data"] == {"script": [{"scene_id": "s1", "script": "Mine."}]}
    assert (own["decision"]["by"], own["decision"]["reason"]) == ("Ann", "MLR")


async def test_an_optional_stage_is_skipped(client: Client) -> None:
    completed = await client.to("animations", "product_ad", OATS)
    assert "skip" in completed["actions"]
    await client.say(action="skip")
    skipped = await client.hear()
    assert (skipped["status"], skipped["stage"]) == ("skipped", "animations")
    assert (await client.hear())["stage"] == "tts"


async def test_the_way_back_and_forward_tells_what_is_kept(client: Client) -> None:
    await client.to("tts")
    await client.say(action="back", stage="script")
    reopened = await client.hear()
    assert (reopened["status"], reopened["stage"], reopened["because"]) == ("completed", "script", "reopened")
    assert reopened["data"] == {"shown": "script 1"}
    await client.say(action="accept")
    kept, waiting = await client.hear(), await client.hear()
    assert (kept["status"], kept["stage"], kept["version"]) == ("kept", "visuals", 1)
    assert (waiting["status"], waiting["stage"], waiting["because"]) == ("completed", "tts", "reopened")


async def test_a_finished_film_can_be_opened_again(client: Client) -> None:
    await client.start()
    while (await client.hear_until("completed", "pipeline_complete"))["status"] == "completed":
        await client.say(action="accept")
    await client.say(action="accept")
    assert "the video is complete" in (await client.hear())["error"]
    await client.say(action="back", stage="tts")
    assert (await client.hear())["stage"] == "tts"
    await client.say(action="accept")
    assert (await client.hear())["status"] == "kept"
    assert (await client.hear())["video_path"].endswith("film.mp4")


async def test_two_people_decide_and_the_second_is_told_who_was_first(client: Client) -> None:
    completed = await client.to("scenes")
    async with client.another() as other:
        await other.say(action="resume", video_id=completed["video_id"], by="Ben")
        await heard_until_seq(other, 3)
        await other.say(action="regenerate")
        await other.hear_until("completed")
        await client.say(action="accept", by="Ann", expect_seq=completed["seq"])
        while (answer := await client.hear())["status"] != "error":
            assert answer["seq"] > completed["seq"]
        assert "regenerate by Ben" in answer["error"]


async def test_of_two_who_decide_at_once_at_two_services_one_wins_and_the_other_is_told(
    client: Client, tmp_path: Path, database_url: str
) -> None:
    async with open_client(tmp_path / "elsewhere", database_url) as other:
        last = await client.to("scenes")
        await other.resume(last["video_id"], after_seq=last["seq"])
        for nth in range(ROUNDS):
            seq = last["seq"]
            accept = client.say(action="accept", by="Ann", expect_seq=seq)
            regenerate = other.say(action="regenerate", by="Ben", expect_seq=seq)
            await asyncio.gather(*((accept, regenerate) if nth % 2 else (regenerate, accept)))
            (last, of_ann), (gate, of_ben) = await asyncio.gather(next_gate(client), next_gate(other))
            assert gate == last
            winner = "regenerate by Ben" if of_ann else "accept by Ann"
            assert [winner in refusal for refusal in (*of_ann, *of_ben)] == [True]
            if last["stage"] == "render":
                await client.say(action="back", stage="scenes")
                (last, _), _ = await asyncio.gather(next_gate(client), next_gate(other))
        events = await client.opened.studio.events(last["video_id"])
        assert [event.seq for event in events] == list(range(1, last["seq"] + 1))


async def test_who_set_a_stage_going_is_told_to_those_who_decide_too_early(client: Client) -> None:
    await client.to("scenes")
    client.opened.production.holds["scenes"] = asyncio.Event()
    await client.say(action="regenerate", by="Ben")
    await client.hear_until("stage_running")
    await client.say(action="accept", by="Ann")
    refused = await client.hear_until("error")
    assert refused["error"] == (
        "cannot accept now: scenes is still running (regenerate by Ben); wait for its result, or stop"
    )


async def test_a_running_take_is_cancelled_by_a_regenerate_that_names_it(client: Client) -> None:
    client.opened.production.holds["scenes"] = asyncio.Event()
    await client.start()
    await client.hear_until("stage_running")
    await client.say(action="regenerate")
    assert "still running" in (await client.hear())["error"]
    await eventually(lambda: client.opened.production.at_once == 1)
    await client.say(action="regenerate", version=1, feedback="shorter")
    assert (await client.hear())["version"] == 2
    await eventually(lambda: client.opened.production.cancelled == ["scenes"])


async def test_limits_of_a_start_are_checked_and_kept(client: Client) -> None:
    refused = await client.start(limits={"scenes": {"timeout": -1}})
    assert refused["problems"][0]["field"] == "limits.scenes.timeout"
    client.opened.production.holds["scenes"] = asyncio.Event()
    await client.start(limits={"scenes": {"timeout": 0.05}})
    failed = await client.hear_until("error")
    assert failed["error"] == "scenes took longer than its limit of 0.05 s"


async def test_a_film_that_waits_says_its_place_in_line(client: Client) -> None:
    production = client.opened.production
    production.holds["visuals"] = asyncio.Event()
    production.reports["visuals"] = [StageProgress(done=0.5)]
    async with client.another() as other:
        for person in (client, other):
            await person.start()
            for _ in range(2):
                await person.hear_until("completed")
                await person.say(action="accept")
            while (heard := await person.hear_until("stage_running")).get("progress") is None:
                pass
        assert heard["progress"]["place_in_line"] == 1


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"action": "vary"}, "count: Field required"),
        ({"action": "vary", "count": 9}, "less than or equal to 4"),
        ({"action": "vary", "count": 3, "feedback": ["a", "b"]}, "feedback has 2 entries; send one, or 3"),
        ({"action": "choose"}, "version: Field required"),
        ({"action": "choose", "version": 9}, "scenes has no version 9; there are 1"),
        ({"action": "choose", "version": 1}, "at the gate already"),
        ({"action": "edit"}, "data: Field required"),
        ({"action": "edit", "data": []}, "valid dictionary"),
        ({"action": "skip"}, "scenes cannot be skipped"),
        ({"action": "back"}, "stage: Field required"),
        ({"action": "back", "stage": "opera"}, "no stage 'opera'"),
        ({"action": "back", "stage": "render"}, "does not come before scenes"),
        ({"action": "accept", "version": 4}, "at its gate with version 1, not with version 4"),
        ({"action": "accept", "by": ""}, "by: String should have at least 1 character"),
        ({"action": "accept", "expect_seq": 77}, "come to event 3, not yet to 77"),
    ],
)
async def test_what_does_not_fit_is_refused_with_the_reason(
    client: Client, sent: dict[str, Any], reason: str
) -> None:
    await client.to("scenes")
    await client.say(**sent)
    assert reason in (await client.hear())["error"]
    await client.say(action="accept")
    assert (await client.hear())["seq"] == 4


async def test_the_schema_is_served_and_knows_every_action(client: Client) -> None:
    async with httpx.AsyncClient() as web:
        schema = (await web.get(f"http://{client.address}/ws/creator/schema.json")).json()
    Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]["ClientMessage"]["discriminator"]["mapping"]) == set(ACTIONS)
    valid = Draft202012Validator(schema)
    kept = {"status": "kept", "stage": "tts", "version": 1, "message": "", "video_id": "vid_1", "seq": 9}
    assert valid.is_valid({"action": "vary", "count": 3, "feedback": "bolder"})
    assert not valid.is_valid({"action": "vary", "count": "many"})
    assert valid.is_valid({**kept, "progress": {"current": 1, "total": 5}})
    assert not valid.is_valid(kept)
