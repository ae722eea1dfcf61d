"""A script survives what happens to the service: a kill, a client that goes away, two services at once."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from fakes.manuscript_model import manuscript_server

IDEA = {"idea": "A lantern on a river", "total_segments": 200}


@asynccontextmanager
async def service(home: Path, model: str) -> AsyncGenerator[tuple[Process, httpx.AsyncClient]]:
    """The service in a process of its own, with the fake model."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "picturelock", "serve", "--port", str(port)),
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("OPENAI")},
            "PICTURELOCK_HOME": str(home),
            "PICTURELOCK_OUTPUT_ROOT": str(home / "files"),
            "PICTURELOCK_MODEL": "openai:fake",
            "OPENAI_BASE_URL": model,
        },
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        line = await process.stderr.readline()
        assert b"Picturelock is at" in line, line + await process.stderr.read()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            yield process, client
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def begun(client: httpx.AsyncClient) -> str:
    answer = await client.post("/generate-movie-auto", json=IDEA, headers={"prefer": "respond-async"})
    return answer.json()["script_id"]


async def written(client: httpx.AsyncClient, script_id: str, least: int) -> dict[str, Any]:
    async with asyncio.timeout(120):
        while True:
            told = (await client.get(f"/scripts/{script_id}")).json()
            if told["segments_written"] >= least:
                return told
            await asyncio.sleep(0.1)


async def test_a_killed_service_loses_no_segment_and_goes_on_where_it_ended(tmp_path: Path) -> None:
    with manuscript_server() as model:
        async with service(tmp_path, model.url) as (process, client):
            script_id = await begun(client)
            before = await written(client, script_id, 20)
            process.send_signal(signal.SIGKILL)
            await process.wait()
        async with service(tmp_path, model.url) as (_, client):
            kept = (await client.get(f"/scripts/{script_id}")).json()
            answer = await client.post(f"/scripts/{script_id}/resume")

    whole = answer.json()["movie"]
    assert kept["status"] == "incomplete"
    assert 20 <= before["segments_written"] <= kept["segments_written"] < 200
    assert [one["segment_number"] for one in whole["segments"]] == list(range(1, 201))
    assert whole["segments"][: kept["segments_written"]] == kept["segments"]
    assert whole["generation_info"]["metrics"]["repetition"] < 0.01


async def test_a_client_that_goes_away_stops_nothing(tmp_path: Path) -> None:
    with manuscript_server() as model:
        async with service(tmp_path, model.url) as (_, client):
            async with client.stream(
                "POST", "/generate-movie-auto", json=IDEA, headers={"accept": "text/event-stream"}
            ) as stream:
                script_id = stream.headers["location"].rpartition("/")[2]
                async for line in stream.aiter_lines():
                    if line == "event: set":
                        break
            told = await written(client, script_id, 200)

    assert told["status"] in ("writing", "complete")


async def test_two_services_over_one_database_write_their_scripts_side_by_side(tmp_path: Path) -> None:
    with manuscript_server() as model:
        async with (
            service(tmp_path, model.url) as (_, one),
            service(tmp_path, model.url) as (_, other),
        ):
            ids = await asyncio.gather(begun(one), begun(other), begun(one), begun(other))
            told = await asyncio.gather(*(written(one, script_id, 200) for script_id in ids))

    for script in told:
        assert [segment["segment_number"] for segment in script["segments"]] == list(range(1, 201))
