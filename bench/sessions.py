"""How fast a gate answers, and what waiting sessions cost, with 1, 100 and 1,000 of them open in one process.

From the moment that a client sends accept to the moment that it is told of the next stage_running, over a
real socket, against a bare GET /health of the same service in the same run; the memory that the open sessions
add to the service, and the share of a core that it uses while nobody decides.

Run: .venv/bin/python bench/sessions.py [--database postgresql+psycopg://…] [--open 1 100 1000] [--gates 300]
"""

import argparse
import asyncio
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
from websockets.asyncio.client import ClientConnection, connect

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fakes.served import served
from fakes.service import open_service

IDLE_SECONDS = 10
# A service's file limit must hold its sockets; so must this program's.
_FILES = min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))


@dataclass
class Client:
    socket: ClientConnection
    stage: str = ""

    async def start(self) -> None:
        await self.socket.send(
            json.dumps({"action": "start", "video_type": "product_ad", "payload": PAYLOAD})
        )
        self.stage = (await self.until("completed"))["stage"]

    async def until(self, status: str) -> dict[str, str]:
        while True:
            message = json.loads(await self.socket.recv())
            if message["status"] == status and (status != "stage_running" or "seq" in message):
                return message
            if message["status"] == "error":
                raise SystemExit(f"the service answered: {message['error']}")

    async def gate(self) -> float:
        """Milliseconds from accept to the next stage_running."""
        if self.stage == "render":
            await self.socket.send(json.dumps({"action": "stop"}))
            await self.until("stopped")
            await self.start()
        began = time.perf_counter()
        await self.socket.send(json.dumps({"action": "accept"}))
        await self.until("stage_running")
        took = (time.perf_counter() - began) * 1000
        self.stage = (await self.until("completed"))["stage"]
        return took


# Reference documents make payloads large: what waits must not keep them all in memory.
PAYLOAD = {"topic": "breakfast " * 10, "brand_name": "Haferlicht"}


async def serve(database: str | None) -> None:
    """The service alone in a process, so that its memory and time can be told."""
    with tempfile.TemporaryDirectory() as root:
        async with open_service(Path(root), database_url=database) as opened, served(opened.app) as address:
            print(address, flush=True)
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def measure(database: str | None, counts: list[int], gates: int) -> None:
    command = [sys.executable, __file__, "--serve", *(["--database", database] if database else [])]
    service = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert service.stdout is not None
    address = (await service.stdout.readline()).decode().strip()
    process = psutil.Process(service.pid)
    print(f"{'SQLite' if database is None else 'PostgreSQL'}: a gate, accept to stage_running")
    clients: list[Client] = []
    try:
        async with httpx.AsyncClient(base_url=f"http://{address}") as http:
            health = await asked(http, gates)
            await warm(address)
            await asyncio.sleep(2)
            empty = process.memory_info().rss
            print(
                f"  GET /health p50 {health[0]:.2f} ms, p99 {health[1]:.2f} ms; empty {empty / 2**20:.0f} MB"
            )
            for count in counts:
                await open_more(address, clients, count)
                await row(process, clients, gates, empty, health[0])
    finally:
        for client in clients:
            await client.socket.close()
        if service.stdin is not None:
            service.stdin.close()
        await service.wait()


async def warm(address: str) -> None:
    """One session through all its gates, so that everything is loaded before the memory is read."""
    async with connect(f"ws://{address}/ws/creator") as socket:
        client = Client(socket)
        await client.start()
        for _ in range(10):
            await client.gate()
        await socket.send(json.dumps({"action": "stop"}))
        await client.until("stopped")


async def open_more(address: str, clients: list[Client], count: int) -> None:
    limit = asyncio.Semaphore(16)

    async def one() -> None:
        async with limit:
            client = Client(await connect(f"ws://{address}/ws/creator", ping_interval=None))
            await client.start()
            clients.append(client)

    await asyncio.gather(*(one() for _ in range(count - len(clients))))


async def row(
    process: psutil.Process, clients: list[Client], gates: int, empty: int, reference: float
) -> None:
    await asyncio.sleep(2)
    before, began = process.cpu_times(), time.perf_counter()
    await asyncio.sleep(IDLE_SECONDS)
    after, took = process.cpu_times(), time.perf_counter() - began
    idle = (after.user + after.system - before.user - before.system) / took * 100
    memory = (process.memory_info().rss - empty) / 2**20
    chosen = random.Random(1)
    times = [await chosen.choice(clients).gate() for _ in range(gates)]
    middle, high = cuts(times)
    print(
        f"  {len(clients):5d} open: p50 {middle:6.2f} ms ({middle / reference:4.1f} x /health), "
        f"p99 {high:6.2f} ms, most {max(times):6.2f} ms; "
        f"{memory:+6.1f} MB, {idle:4.1f} % of a core while all wait"
    )


async def asked(http: httpx.AsyncClient, times: int) -> tuple[float, float]:
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        (await http.get("/health")).raise_for_status()
        took.append((time.perf_counter() - began) * 1000)
    return cuts(took)


def cuts(times: list[float]) -> tuple[float, float]:
    """The median and the 99th percentile."""
    hundredths = statistics.quantiles(times, n=100)
    return hundredths[49], hundredths[98]


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--database", help="an SQLAlchemy address; a new SQLite file without it")
    said.add_argument("--open", type=int, nargs="+", default=[1, 100, 1000])
    said.add_argument("--gates", type=int, default=300)
    said.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked_for = said.parse_args()
    if asked_for.serve:
        asyncio.run(serve(asked_for.database))
    else:
        asyncio.run(measure(asked_for.database, asked_for.open, asked_for.gates))


if __name__ == "__main__":
    main()
