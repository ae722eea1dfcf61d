"""The example that users check a server with: it passes on ours, and notices what is broken."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fakes.served import served
from fakes.service import open_service

EXAMPLE = Path(__file__).parents[2] / "examples/test_two_step_generation.py"
Json = dict[str, Any]
Change = Callable[[Json], None]


async def run(*words: str) -> tuple[int | None, str, str]:
    """Run the example; its exit code and what it said."""
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(
        sys.executable, str(EXAMPLE), *words, stdout=pipe, stderr=pipe
    )
    try:
        said, complained = await asyncio.wait_for(running.communicate(), timeout=120)
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()
    return running.returncode, said.decode(), complained.decode()


async def test_every_promise_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_service(tmp_path) as opened, served(opened.app) as address:
        code, said, complained = await run("--url", f"http://{address}")

    assert (code, complained) == (0, "")
    assert said.splitlines()[-1] == "Every promise was kept."
    assert [line for line in said.splitlines() if not line.startswith("  ok  ")][:-1] == [
        f"{kind}: 12 segments in sets of {size}"
        for kind, size in (("movie", 10), ("story", 5), ("meme", 5), ("free content", 5))
    ]


async def test_without_a_server_it_says_how_to_start_one() -> None:
    code, _, complained = await run("--url", "http://127.0.0.1:9")

    assert code == 2
    assert "no server answers at http://127.0.0.1:9" in complained
    assert complained.endswith("Start one with: ./run serve\n")


class Breaking:
    """An app of which the answers of one endpoint are changed on their way."""

    def __init__(self, app: ASGIApp, path: str, change: Change) -> None:
        self._app = app
        self._path = path
        self._change = change

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                changed = self._changed(start, body)
                MutableHeaders(scope=start)["content-length"] = str(len(changed))
                await send(start)
                await send({"type": "http.response.body", "body": changed})

        await self._app(scope, receive, hold)

    def _changed(self, start: Message, body: bytes) -> bytes:
        if b"json" not in dict(start["headers"]).get(b"content-type", b""):
            return body
        answer = json.loads(body)
        if start["status"] == 200:
            self._change(answer)
        elif start["status"] == 422 and self._change is let_all_through:
            start["status"] = 200
        return json.dumps(answer).encode()


def let_all_through(answer: Json) -> None:
    """Bad requests are answered as good ones."""


def lose_the_last_segment(answer: Json) -> None:
    answer["segments"]["segments"].pop()


def count_every_set_from_one(answer: Json) -> None:
    for listed in (answer["segments"]["segments"], answer["segments"]["story_set"]["segments"]):
        for number, segment in enumerate(listed, 1):
            segment["segment_number"] = number


def never_end(answer: Json) -> None:
    answer["segments"]["next_set_number"] = answer["segments"]["set_number"] + 1


def let_a_stranger_speak(answer: Json) -> None:
    for listed in (answer["segments"]["segments"], answer["segments"]["story_set"]["segments"]):
        listed[0]["dialogue"].append({"character_id": "x", "character_name": "Zed", "text": "Boo."})


def write_another_each_time(answer: Json, number: list[int] = [0]) -> None:  # noqa: B006 - it has to remember
    number[0] += 1
    for listed in (answer["segments"]["segments"], answer["segments"]["story_set"]["segments"]):
        listed[0]["title"] = f"Title {number[0]}"


def forget_the_other_spelling(answer: Json) -> None:
    del answer["segments"]["batch_number"]


def change_a_given_character(answer: Json) -> None:
    for character in answer["metadata"]["characters_roster"]:
        if character["name"] == "Mara Vance":
            character["physical_appearance"]["coat"] = "blue oilskin"


def forget_a_set_in_the_summary(answer: Json) -> None:
    answer["movie"]["generation_info"]["generation_summary"].pop()


STEP_1, STEP_2, SINGLE = "/generate-movie-metadata", "/generate-movie-segments", "/generate-movie-auto"


@pytest.mark.parametrize(
    ("path", "change", "told"),
    [
        (STEP_1, change_a_given_character, "Mara Vance is as given, word for word"),
        (STEP_1, let_all_through, "no idea"),
        (STEP_2, lose_the_last_segment, "set 1 is there in both places"),
        (STEP_2, count_every_set_from_one, "the segments are 1 to 12, each once, in order"),
        (STEP_2, never_end, "set 2 says what comes next"),
        (STEP_2, let_a_stranger_speak, "only the roster's characters speak, by their own names"),
        (STEP_2, write_another_each_time, "the same set again gives the same segments"),
        (STEP_2, forget_the_other_spelling, "an answer is not shaped as promised: KeyError('batch_number')"),
        (STEP_2, let_all_through, "a set past the end"),
        (SINGLE, forget_a_set_in_the_summary, "the single call sums up every set"),
    ],
)
async def test_a_broken_promise_ends_it_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, change: Change, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_service(tmp_path) as opened:
        opened.app.add_middleware(Breaking, path=path, change=change)
        async with served(opened.app) as address:
            code, said, complained = await run("--url", f"http://{address}")

    assert code == 1
    assert complained.splitlines()[0] == f"  BROKEN  {told}"
    assert "Every promise was kept." not in said
