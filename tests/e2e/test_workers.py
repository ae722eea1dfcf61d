"""A real film made by workers beside a service that does no work itself, one of which dies on the way."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import psutil

BRIEF = {"drug_name": "Xyzabor", "condition": "hay fever", "quality": "low"}
SECONDS = 200


@asynccontextmanager
async def running(home: Path, says: str, *command: str) -> AsyncGenerator[tuple[Process, str]]:
    """A ``picturelock`` command once it has said a line with these words; ended with the context."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "picturelock", *command),
        env={**os.environ, "PICTURELOCK_HOME": str(home), "PICTURELOCK_MODEL": "template"},
        stderr=PIPE,
    )
    try:
        assert process.stderr is not None
        line = (await process.stderr.readline()).decode()
        assert says in line, line + (await process.stderr.read()).decode()
        yield process, line
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


def scenes(home: Path) -> dict[Path, int]:
    """The drawn scenes with the time that each was kept, in nanoseconds."""
    return {
        drawn: drawn.stat().st_mtime_ns
        for drawn in home.glob("takes/??/**/scene.mp4")
        if ".making" not in drawn.parts
    }


async def test_when_a_worker_dies_another_goes_on_with_what_was_finished(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack, asyncio.timeout(SECONDS):
        serve = running(tmp_path, "Picturelock is at", "serve", "--port", "0", "--queues", "none")
        _, line = await stack.enter_async_context(serve)
        client = httpx.AsyncClient(base_url=line.split()[3])
        await stack.enter_async_context(client)
        worker = "worker", "--queues", "draw,voice,write"
        doomed, _ = await stack.enter_async_context(
            running(tmp_path, "Working on draw (1 at a time)", *worker)
        )
        queued = await client.post("/create-moa", json=BRIEF, headers={"prefer": "respond-async"})
        film = queued.headers["location"]
        while len(scenes(tmp_path)) < 2:
            assert (await client.get(film)).json()["status"] == "running"
            await asyncio.sleep(0.5)
        helpers = psutil.Process(doomed.pid).children(recursive=True)
        doomed.kill()
        finished = scenes(tmp_path)
        await stack.enter_async_context(running(tmp_path, "Working on draw", *worker))
        while (told := (await client.get(film)).json())["status"] == "running":  # noqa: ASYNC110 - a new answer each time
            await asyncio.sleep(0.5)
        assert told["status"] == "complete", told
        assert [stage["versions"][-1]["attempt"] for stage in told["stages"]] == [1, 1, 1, 1, 2]
        assert {drawn: made for drawn, made in scenes(tmp_path).items() if drawn in finished} == finished
        assert not any(helper.is_running() for helper in helpers)
        mp4 = await client.get(told["film"]["video_url"])
        assert (mp4.status_code, mp4.content[4:8]) == (200, b"ftyp")
