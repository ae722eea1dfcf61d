"""Requests in the log: named, with their film, and without what they carry."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from fakes.creator_client import open_client
from fakes.production import ASPIRIN, FakeProduction
from fakes.service import Opened, open_service
from fakes.watching import at_gate
from picturelock.cli.log import logged

SECRET = "77fd0b-key-of-a-caller"
PAYLOAD_WORD = "Unutterable"


def lines_of(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def _asked(opened: Opened, path: str, **more: Any) -> tuple[Any, dict[str, Any]]:
    stream = io.StringIO()
    with logged("json", stream=stream):
        answer = await opened.client.get(path, **more)
    [line] = [line for line in lines_of(stream) if line["logger"] == "picturelock.api.exchanges"]
    return answer, line


async def test_a_request_is_one_line_with_its_film_its_answer_and_its_number(tmp_path: Path) -> None:
    async with open_service(tmp_path) as opened:
        answer, line = await _asked(opened, "/videos/vid_0123456789abcdef")

    assert (line["event"], line["status"]) == ("GET /videos/vid_0123456789abcdef", 404)
    assert line["video_id"] == "vid_0123456789abcdef"
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["seconds"] >= 0


async def test_a_number_that_the_client_gives_is_kept_when_it_is_one(tmp_path: Path) -> None:
    async with open_service(tmp_path) as opened:
        answer, line = await _asked(opened, "/videos", headers={"x-request-id": "from-the.gateway:1"})
        bad, _ = await _asked(opened, "/videos", headers={"x-request-id": "two words\t" + "x" * 200})

    assert answer.headers["x-request-id"] == line["request_id"] == "from-the.gateway:1"
    assert len(bad.headers["x-request-id"]) == 16


async def test_nothing_that_a_request_carries_is_logged(tmp_path: Path) -> None:
    stream = io.StringIO()
    async with open_service(tmp_path) as opened:
        with logged("json", stream=stream):
            for payload in ({**ASPIRIN, "drug_name": PAYLOAD_WORD}, {"drug_name": [PAYLOAD_WORD]}):
                await opened.client.post(
                    f"/create-moa?key={SECRET}",
                    json=payload,
                    headers={
                        "authorization": f"Bearer {SECRET}",
                        "x-api-key": SECRET,
                        "prefer": "respond-async",
                    },
                )
            await opened.client.post("/create-moa", content=PAYLOAD_WORD)

    assert [line["status"] for line in lines_of(stream) if "status" in line] == [202, 422, 400]
    assert SECRET not in stream.getvalue()
    assert PAYLOAD_WORD not in stream.getvalue()


async def test_an_unexpected_error_is_logged_under_the_request_that_it_spoiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_said: Any, **_more: Any) -> Any:
        raise RuntimeError("on purpose")

    async with open_service(tmp_path) as opened:
        monkeypatch.setattr(opened.studio, "sessions", broken)
        stream = io.StringIO()
        with logged("json", stream=stream):
            answer = await opened.client.get("/videos")

    assert answer.status_code == 500
    errors = [line for line in lines_of(stream) if line["level"] == "error"]
    assert {line["request_id"] for line in errors} == {answer.headers["x-request-id"]}
    assert errors[0]["exception"][0]["exc_value"] == "on purpose"


async def test_a_run_that_fails_is_logged_with_its_film_stage_version_and_attempt(tmp_path: Path) -> None:
    stream = io.StringIO()
    production = FakeProduction(breaks={"scenes": RuntimeError("on purpose")})
    async with open_service(tmp_path, production) as opened:
        with logged("json", stream=stream):
            video_id = await opened.studio.start("moa", ASPIRIN)
            await at_gate(opened.studio, video_id)

    [line] = [line for line in lines_of(stream) if line["level"] == "error"]
    about = {name: line[name] for name in ("video_id", "stage", "version", "attempt")}
    assert about == {"video_id": video_id, "stage": "scenes", "version": 1, "attempt": 1}
    assert line["exception"][0]["exc_type"] == "RuntimeError"


async def test_each_stage_says_when_it_is_begun_and_how_long_it_took(tmp_path: Path) -> None:
    stream = io.StringIO()
    async with open_service(tmp_path) as opened:
        with logged("json", stream=stream):
            video_id = await opened.studio.start("moa", ASPIRIN)
            await at_gate(opened.studio, video_id)

    begun, made = [line for line in lines_of(stream) if line["logger"] == "picturelock.engine.observed"]
    assert (begun["event"], made["event"]) == ("scenes is begun", "scenes is made")
    assert begun["video_id"] == made["video_id"] == video_id
    assert made["seconds"] >= 0 and "seconds" not in begun


async def test_what_a_socket_asks_is_logged_under_the_film_that_it_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    async with open_client(tmp_path) as client:
        started = await client.start()
        await client.hear_until("completed")

        async def broken(*_said: Any, **_more: Any) -> Any:
            raise RuntimeError("on purpose")

        monkeypatch.setattr(client.opened.studio, "decide", broken)
        with logged("json", stream=stream):
            await client.say(action="accept")
            await client.socket.wait_closed()

    errors = [line for line in lines_of(stream) if line["level"] == "error"]
    assert errors[0]["video_id"] == started["video_id"]
    assert errors[0]["request_id"]
