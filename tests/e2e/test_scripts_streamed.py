"""Events of a script over a real connection: each when it happens, whoever goes away."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from fakes.manuscript_model import manuscript_server
from fakes.scripts import OneModel
from fakes.served import served
from fakes.service import open_service
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import Reply
from picturelock.providers.llm.openai import OpenAIModel

STORY = "/generate-prompt-based-story"
ASKED = {"idea": "A lantern on a river", "segments": 12}
EVENTS = {"accept": "text/event-stream"}


class HeldModel:
    """A model that answers about segment 6 and later only when it is let go."""

    def __init__(self, model: OpenAIModel) -> None:
        self.go_on = asyncio.Event()
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        if "segments 6 to" in user:
            await self.go_on.wait()
        return await self._model.complete(system, user, answer=answer, max_tokens=max_tokens)


@dataclass
class Connected:
    """A client of the served app, and the model that can be held."""

    client: httpx.AsyncClient
    model: HeldModel

    async def status(self, address: str) -> dict[str, Any]:
        return (await self.client.get(address)).json()

    async def ended(self, address: str) -> dict[str, Any]:
        async with asyncio.timeout(20):
            while True:
                told = await self.status(address)
                if told["status"] not in ("planning", "writing"):
                    return told
                await asyncio.sleep(0.02)


@pytest.fixture
async def connected(tmp_path: Path) -> AsyncGenerator[Connected]:
    with manuscript_server() as server:
        model = OpenAIModel("fake", base_url=server.url, timeout=5, backoff=0.02)
        held = HeldModel(model)
        async with (
            open_service(tmp_path, models=OneModel(held)) as opened,
            served(opened.app) as address,
            httpx.AsyncClient(base_url=f"http://{address}", timeout=20) as client,
        ):
            yield Connected(client, held)
        await model.close()


@asynccontextmanager
async def events(client: httpx.AsyncClient, path: str, **asked: Any) -> AsyncGenerator["Streamed"]:
    """The events of a request, each as soon as it has come."""
    async with client.stream("POST", path, headers=EVENTS, **asked) as answer:
        yield Streamed(answer)


class Streamed:
    """An answer that is read event by event."""

    def __init__(self, answer: httpx.Response) -> None:
        self.address = answer.headers["location"]
        self._lines = answer.aiter_lines()

    async def __aiter__(self) -> AsyncIterator[tuple[str, Any]]:
        name = ""
        async for line in self._lines:
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))

    async def until(self, wanted: str) -> Any:
        """The data of the next event of a name."""
        async with asyncio.timeout(20):
            async for name, data in self:
                if name == wanted:
                    return data
        raise AssertionError(f"the stream ended without the event {wanted}")


async def test_a_set_is_told_while_the_next_one_is_being_written(connected: Connected) -> None:
    async with events(connected.client, STORY, json=ASKED) as stream:
        first = await stream.until("set")
        told = await connected.status(stream.address)
        connected.model.go_on.set()
        whole = await stream.until("complete")

    assert (first["set_number"], first["next_set_number"]) == (1, 2)
    assert (told["status"], told["segments_written"]) == ("writing", 5)
    assert whole["story"]["segments"][:5] == first["segments"]
    assert len(whole["story"]["segments"]) == 12


async def test_a_script_goes_on_when_its_client_leaves_half_way(connected: Connected) -> None:
    async with events(connected.client, STORY, json=ASKED) as stream:
        await stream.until("set")
    connected.model.go_on.set()

    assert (await connected.ended(stream.address))["status"] == "complete"


async def test_whoever_comes_back_follows_from_the_start(connected: Connected) -> None:
    async with events(connected.client, STORY, json=ASKED) as stream:
        await stream.until("set")
    async with events(connected.client, f"{stream.address}/resume") as again:
        first = await again.until("set")
        connected.model.go_on.set()
        whole = await again.until("complete")

    assert first["set_number"] == 1
    assert whole["story"]["generation_info"]["successful_sets"] == 3


async def test_a_stopped_script_ends_its_stream_and_can_be_gone_on_with(connected: Connected) -> None:
    async with events(connected.client, STORY, json=ASKED) as stream:
        await stream.until("set")
        stopped = await connected.client.post(f"{stream.address}/stop")
        error = await stream.until("error")
    connected.model.go_on.set()
    queued = await connected.client.post(f"{stream.address}/resume", headers={"prefer": "respond-async"})

    assert (stopped.json()["status"], stopped.json()["missing"][0]) == ("incomplete", 6)
    assert f"/scripts/{error['script_id']}" == stream.address
    assert (queued.status_code, queued.headers["location"]) == (202, stream.address)
    assert (await connected.ended(stream.address))["status"] == "complete"
