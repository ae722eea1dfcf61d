"""A service that is killed before its webhooks have arrived sends them when it is back."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from fakes.production import ASPIRIN
from fakes.webhook_receiver import SECRET, Receiver, receiving

SECONDS = 120


@asynccontextmanager
async def serving(home: Path, receiver: Receiver) -> AsyncGenerator[tuple[asyncio.subprocess.Process, str]]:
    """``picturelock serve`` and its address, without anybody who draws."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "picturelock", "serve", "--port", "0", "--queues", "none"),
        env={
            **os.environ,
            "PICTURELOCK_HOME": str(home),
            "PICTURELOCK_MODEL": "template",
            "PICTURELOCK_WEBHOOKS": str(home / "webhooks.toml"),
            "PICTURELOCK_WEBHOOK_HOSTS": f"127.0.0.1:{receiver.port}",
        },
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        line = (await process.stderr.readline()).decode()
        assert "Picturelock is at" in line, line + (await process.stderr.read()).decode()
        yield process, line.split()[3]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def tried(client: httpx.AsyncClient, address: str) -> int | None:
    """What the receiver answered at the last try, as the service has stored it."""
    listed = (await client.get(f"{address}/webhooks/deliveries")).json()["deliveries"]
    return listed[0]["answer"] if listed else None


async def test_a_killed_sender_goes_on_after_its_restart(tmp_path: Path) -> None:
    with receiving(answers=[500]) as receiver:
        (tmp_path / "webhooks.toml").write_text(
            f'[endpoints.all]\nurl = "{receiver.url}"\nsecret = "{SECRET}"\nevents = ["session.started"]'
        )
        async with asyncio.timeout(SECONDS):
            async with serving(tmp_path, receiver) as (first, address), httpx.AsyncClient() as client:
                brief = {**ASPIRIN, "persona": "narrator", "tone": "clear"}
                started = await client.post(
                    f"{address}/create-moa", json=brief, headers={"prefer": "respond-async"}
                )
                assert started.status_code == 202, started.text
                while (await tried(client, address)) != 500:  # noqa: ASYNC110 - a new answer each time
                    await asyncio.sleep(0.02)
                first.kill()
                await first.wait()
            async with serving(tmp_path, receiver):
                while len(receiver.received) < 2:  # noqa: ASYNC110 - another program is waited for
                    await asyncio.sleep(0.02)

    assert [one.webhook_id for one in receiver.received] == [receiver.received[0].webhook_id] * 2
    assert receiver.received[1].message["data"]["video_id"] == started.json()["video_id"]
