import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import psutil
import pytest

from picturelock.domain.errors import ProviderError
from picturelock.providers.worker_process import Message, WorkerDiedError, WorkerError, WorkerProcess

WORKER = """
import json, os, sys, time
def say(**message):
    print(json.dumps(message), flush=True)
say(event="ready", pid=os.getpid())
for line in sys.stdin:
    asked = json.loads(line)
    match asked["op"]:
        case "add":
            say(id=asked["id"], event="progress", done=1)
            say(id=asked["id"], event="done", sum=asked["a"] + asked["b"])
        case "fail":
            say(id=asked["id"], event="error", message="two left feet", scene="s1")
        case "chatter":
            print("not json at all", flush=True)
            say(id=asked["id"], event="done")
        case "die":
            print("the last straw", file=sys.stderr, flush=True)
            os._exit(3)
        case "cancel":
            open(sys.argv[1], "w").write(asked["id"])
"""


async def until(true: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen within 10 s")


@pytest.fixture
async def worker(tmp_path: Path) -> AsyncGenerator[WorkerProcess, None]:
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    process = WorkerProcess("adder", [sys.executable, str(script), str(tmp_path / "cancelled")])
    yield process
    await process.stop()


async def test_a_request_is_answered_and_its_progress_told(worker: WorkerProcess) -> None:
    heard: list[Message] = []
    answer = await worker.request({"op": "add", "a": 2, "b": 3}, on_progress=heard.append)
    assert answer["sum"] == 5
    assert [message["done"] for message in heard] == [1]


async def test_requests_at_the_same_time_each_get_their_own_answer(worker: WorkerProcess) -> None:
    answers = await asyncio.gather(*(worker.request({"op": "add", "a": n, "b": n}) for n in range(20)))
    assert [answer["sum"] for answer in answers] == [2 * n for n in range(20)]


async def test_an_error_carries_the_workers_message_and_facts(worker: WorkerProcess) -> None:
    with pytest.raises(WorkerError, match="adder: two left feet") as caught:
        await worker.request({"op": "fail"})
    assert caught.value.answer["scene"] == "s1"


async def test_what_is_not_an_answer_does_no_harm(worker: WorkerProcess) -> None:
    await worker.request({"op": "chatter"})


async def test_a_dead_worker_says_its_last_words_and_the_next_request_starts_another(
    worker: WorkerProcess,
) -> None:
    first = (await worker.start())["pid"]
    with pytest.raises(WorkerDiedError, match="the last straw"):
        await worker.request({"op": "die"})
    assert (await worker.request({"op": "add", "a": 1, "b": 1}))["sum"] == 2
    assert worker.greeting["pid"] != first


async def test_a_killed_worker_comes_back(worker: WorkerProcess) -> None:
    pid = (await worker.start())["pid"]
    os.kill(pid, signal.SIGKILL)
    await until(lambda: worker.pid is None)
    assert (await worker.request({"op": "add", "a": 1, "b": 1}))["sum"] == 2


async def test_a_cancelled_request_is_cancelled_in_the_worker(worker: WorkerProcess, tmp_path: Path) -> None:
    await worker.start()
    task = asyncio.create_task(worker.request({"op": "wait"}))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until((tmp_path / "cancelled").exists)


async def test_stopping_leaves_no_process(worker: WorkerProcess) -> None:
    pid = (await worker.start())["pid"]
    await worker.stop()
    assert not psutil.pid_exists(pid)


async def test_a_program_that_is_not_there_is_named() -> None:
    worker = WorkerProcess("ghost", ["/no/such/program"])
    with pytest.raises(ProviderError, match="/no/such/program"):
        await worker.start()
    await worker.stop()


async def test_a_worker_that_never_gets_ready_is_given_up() -> None:
    worker = WorkerProcess("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"], ready_within=0.3)
    with pytest.raises(ProviderError, match="not ready within"):
        await worker.start()
    assert worker.pid is None
