"""How fast the service answers GET /health while a film renders, against the same service at rest.

Run: .venv/bin/python bench/health.py [BRIEF.json]
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

QUESTIONS_A_SECOND = 50


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(client: httpx.Client) -> float:
    started = time.perf_counter()
    client.get("/health").raise_for_status()
    return (time.perf_counter() - started) * 1000


def at_rest(client: httpx.Client, seconds: float) -> list[float]:
    answers: list[float] = []
    while len(answers) < seconds * QUESTIONS_A_SECOND:
        answers.append(ask(client))
        time.sleep(1 / QUESTIONS_A_SECOND)
    return answers


def while_rendering(client: httpx.Client, brief: Path) -> list[float]:
    asked = json.loads(brief.read_text())
    path = {"moa": "/create-moa", "product_ad": "/create"}[asked["video_type"]]
    queued = client.post(path, json=asked["payload"], headers={"Prefer": "respond-async"}).raise_for_status()
    address = queued.headers["location"]
    answers: list[float] = []
    while True:
        answers.append(ask(client))
        time.sleep(1 / QUESTIONS_A_SECOND)
        if len(answers) % QUESTIONS_A_SECOND == 0:
            state = client.get(address).json()["status"]
            if state not in ("queued", "running"):
                print(f"the film is {state}")
                return answers


def report(label: str, answers: list[float]) -> None:
    cuts = statistics.quantiles(answers, n=100)
    times = f"p50 {cuts[49]:6.2f} ms   p99 {cuts[98]:6.2f} ms   max {max(answers):6.2f} ms"
    print(f"{label:16} {len(answers):6d} answers   {times}")


def main(brief: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        command = [sys.executable, "-m", "picturelock", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env={**os.environ, "PICTURELOCK_HOME": home})
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
                for _ in range(200):
                    try:
                        client.get("/health")
                        break
                    except httpx.ConnectError:
                        time.sleep(0.1)
                report("at rest", at_rest(client, 5))
                report("while rendering", while_rendering(client, brief))
        finally:
            server.terminate()
            server.wait(timeout=30)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("examples/briefs/aspirin_moa.json"))
