"""The doors of the Creator Mode socket, over a real server."""

import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from fakes.creator_client import Client, Message, open_client
from fakes.doors import KeyedDoors, keyed_doors
from fakes.production import ASPIRIN
from picturelock.api.creator_actions import ACTIONS
from picturelock.api.doors import socket_door
from picturelock.api.doors.doors import Doors
from picturelock.api.doors.roles import ACTION_ROLES, ROLES, Role
from picturelock.domain.door_limits import DoorLimits

HOLDERS: dict[str, Role] = {"office": "reviewer", "studio": "editor", "wall": "viewer"}


@pytest.fixture
def keyed(tmp_path: Path) -> KeyedDoors:
    return keyed_doors(tmp_path, HOLDERS)


@pytest.fixture
async def editor(tmp_path: Path, keyed: KeyedDoors) -> AsyncGenerator[Client]:
    async with open_client(tmp_path, doors=keyed.doors, headers=keyed.bearer("studio")) as client:
        yield client


async def test_a_key_comes_in_a_header_a_cookie_a_subprotocol_or_as_the_first_message(
    editor: Client, keyed: KeyedDoors
) -> None:
    video_id = (await editor.start())["video_id"]
    key = keyed.keys["wall"]
    ways: list[dict[str, Any]] = [
        {"additional_headers": {"x-api-key": key}},
        {"additional_headers": {"cookie": f"other=1; picturelock_key={key}"}},
        {"subprotocols": ["picturelock.v1", f"key.{key}"]},
    ]
    for how in ways:
        async with editor.another(**how) as viewer:
            await viewer.say(action="resume", video_id=video_id)
            assert (await viewer.hear())["status"] == "resumed"
            # A key that came in the list is not sent back: what the server chooses is logged everywhere.
            assert viewer.socket.subprotocol == ("picturelock.v1" if "subprotocols" in how else None)
    async with editor.another() as viewer:
        await viewer.say(action="authenticate", key=key)
        assert await viewer.hear() == {"status": "authenticated", "name": "wall", "role": "viewer"}
        await viewer.say(action="resume", video_id=video_id)
        assert (await viewer.hear())["status"] == "resumed"


async def _locked_out(client: Client) -> str:
    message = await client.hear()
    with pytest.raises(ConnectionClosedError) as closed:
        await client.hear()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008
    return message["error"]


async def test_without_a_known_key_the_connection_says_what_to_do_and_closes(editor: Client) -> None:
    async with editor.another() as nobody:
        await nobody.say(action="start", video_type="moa", payload=ASPIRIN)
        assert '{"action": "authenticate", "key": "…"}' in await _locked_out(nobody)
    async with editor.another(subprotocols=["picturelock.v1", "key.pl_wrong"]) as nobody:
        assert "not known" in await _locked_out(nobody)
    async with editor.another() as nobody:
        await nobody.say(action="authenticate", key="pl_wrong")
        assert "not known" in await _locked_out(nobody)
    assert (await editor.opened.studio.sessions())[1] == 0


async def test_a_connection_that_names_no_key_in_time_is_closed(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_door, "PATIENCE", 0.05)
    async with editor.another() as nobody:
        assert "no API key came" in await _locked_out(nobody)


async def test_each_action_needs_its_role(editor: Client, keyed: KeyedDoors) -> None:
    started = await editor.start()
    more: dict[str, Message] = {
        "resume": {"video_id": started["video_id"]},
        "start": {"video_type": "moa"},
        "vary": {"count": 2},
        "choose": {"version": 9},
        "edit": {"data": {}},
        "back": {"stage": "script"},
    }
    assert set(ACTION_ROLES) == set(ACTIONS) - {"authenticate"}
    for name, role in HOLDERS.items():
        async with editor.another(additional_headers=keyed.bearer(name)) as client:
            for action, least in ACTION_ROLES.items():
                if ROLES.index(role) >= ROLES.index(least):
                    continue
                await client.say(action=action, **more.get(action, {}))
                refused = await client.hear()
                assert refused["error"] == f"cannot {action}: it needs the role {least}; {name} is {role}"
    assert (await editor.opened.studio.sessions())[1] == 1


async def test_what_is_decided_is_stored_under_the_keys_name(editor: Client, keyed: KeyedDoors) -> None:
    started = await editor.start(by="office")
    await editor.hear_until("completed")
    async with editor.another(additional_headers=keyed.bearer("office")) as office:
        await office.say(action="resume", video_id=started["video_id"])
        await office.hear_until("completed")
        await office.say(action="accept", by="x" * 199)
        assert "use at most 192 characters" in (await office.hear())["error"]
        await office.say(action="accept", by="Ann: studio")
        running = await office.hear_until("stage_running")
        assert running["decision"]["by"] == "office: Ann: studio"
    session = await editor.opened.studio.session(started["video_id"])
    assert session.by == "studio: office"


async def test_a_key_that_is_taken_away_is_locked_out_of_its_open_connections(
    editor: Client, keyed: KeyedDoors
) -> None:
    started = await editor.start()
    await editor.hear_until("completed")
    async with editor.another(additional_headers=keyed.bearer("office")) as office:
        await office.say(action="resume", video_id=started["video_id"])
        await office.hear_until("completed")
        lines = keyed.path.read_text().split("[[keys]]\n")
        keyed.path.write_text("[[keys]]\n".join(line for line in lines if '"office"' not in line))
        await editor.say(action="accept")
        assert "no longer valid" in await _locked_out(office)
    assert (await editor.hear_until("completed"))["stage"] == "script"


async def test_more_open_sessions_than_a_key_may_have_are_refused_by_name(tmp_path: Path) -> None:
    keyed = keyed_doors(tmp_path, {"studio": "editor"}, open_sessions=1)
    async with open_client(tmp_path, doors=keyed.doors, headers=keyed.bearer("studio")) as first:
        started = await first.start()
        await first.hear_until("completed")
        async with first.another(additional_headers=keyed.bearer("studio")) as second:
            refused = await second.start()
            assert f"finish or stop one of {started['video_id']} (awaiting)" in refused["error"]
            await first.say(action="stop")
            await first.hear_until("stopped")
            assert (await second.start())["status"] == "session_started"


async def test_without_keys_everybody_may_and_authenticating_says_so(tmp_path: Path) -> None:
    async with open_client(tmp_path) as client:
        await client.say(action="authenticate", key="pl_whatever")
        assert await client.hear() == {"status": "authenticated", "name": None, "role": "admin"}
        assert (await client.start())["status"] == "session_started"


async def test_a_page_of_another_site_cannot_connect(tmp_path: Path) -> None:
    async with open_client(tmp_path) as client:
        for origin in ("https://evil.example", "null"):
            with pytest.raises(InvalidStatus) as refused:
                async with connect(f"ws://{client.address}/ws/creator", origin=origin):  # pyright: ignore[reportArgumentType] - any text
                    pass
            assert refused.value.response.status_code == 403
            assert b"PICTURELOCK_ORIGINS" in (refused.value.response.body or b"")
        async with client.another(origin=f"http://{client.address}") as own:
            assert (await own.start())["status"] == "session_started"


async def test_a_message_of_ten_megabytes_is_refused_and_the_session_stays(tmp_path: Path) -> None:
    async with open_client(tmp_path) as client:
        await client.start()
        before = await client.hear_until("completed")
        await client.say(action="regenerate", feedback="x" * 10_000_000)
        refused = await client.hear()
        assert refused["error"].startswith("the message has 10,000,")
        assert refused["error"].endswith("at most 1,048,576 are taken")
        # Counted in bytes, not in letters.
        await client.socket.send(json.dumps({"action": "é" * 600_000}, ensure_ascii=False))
        assert "at most 1,048,576 are taken" in (await client.hear())["error"]
        await client.socket.send(b"x" * 2_000_000)
        assert "the message has 2,000,000 bytes" in (await client.hear())["error"]
        state = await client.opened.studio.state(before["video_id"])
        assert state.seq == before["seq"]
        await client.say(action="accept")
        assert (await client.hear_until("completed"))["stage"] == "script"


async def test_more_messages_than_a_second_has_are_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    limits = DoorLimits(messages_per_second=2)
    async with open_client(tmp_path, doors=Doors(limits=limits)) as client:
        for _ in range(10):
            await client.say(action="nonsense")
        errors = [(await client.hear())["error"] for _ in range(10)]
        assert sum("unknown action" in error for error in errors) >= 2
        assert any("2 a second are taken" in error for error in errors)
