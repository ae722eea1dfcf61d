"""Two API processes and two workers over one database, which are killed, and started again."""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from fakes.survival.node import Part, live
from fakes.watching import eventually

APIS, WORKERS = ("api-1", "api-2"), ("worker-1", "worker-2")
_READY_SECONDS = 60


@dataclass
class Node:
    """A process, as it is now. ``planned`` is the instant at which it will end itself."""

    part: Part
    process: ForkServerProcess
    address: str | None = None
    planned: str | None = None

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    @property
    def alive(self) -> bool:
        return self.process.is_alive()

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it is still there."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)


class Nodes:
    """The processes by name. Clients ask ``addresses`` where they may go."""

    def __init__(self, database_url: str, root: Path, *, scene_seconds: float = 0.1) -> None:
        self.database_url = database_url
        self.root = root
        self.nodes: dict[str, Node] = {}
        self._scene_seconds = scene_seconds
        self._context = multiprocessing.get_context("forkserver")
        # What takes seconds to import is imported once.
        self._context.set_forkserver_preload(["fakes.survival.node"])
        with pytest.MonkeyPatch.context() as patch:
            # The server that forks does not look for modules where this process does.
            patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
            forkserver.ensure_running()

    @property
    def addresses(self) -> list[str]:
        """Where an API process answers, as far as one knows."""
        return [node.address for node in self.nodes.values() if node.alive and node.address]

    async def start(
        self, name: str, *, instant: str | None = None, survived: int = 0, lock_seconds: int | None = None
    ) -> Node:
        """Start a process, and wait until it is at work; one that dies before that is started once more.

        Args:
            name: one of ``APIS`` or ``WORKERS``.
            instant: when it is to end itself.
            survived: how often it survives that.
            lock_seconds: how long it waits for a locked database.
        """
        kind = "api" if name in APIS else "worker"
        part = Part(kind, name, self.database_url, self.root, self._scene_seconds, lock_seconds)
        for plan in (instant, None):
            ours, its = self._context.Pipe(duplex=False)
            process = self._context.Process(target=live, args=(part, plan, survived, its), name=name)
            # Its start waits for a server process to fork it.
            await asyncio.to_thread(process.start)
            its.close()
            node = Node(part, process, planned=plan)
            self.nodes[name] = node
            try:
                port = await asyncio.to_thread(partial(_port, ours))
            except EOFError:
                await self.ended(name)
                continue
            finally:
                ours.close()
            node.address = f"127.0.0.1:{port}" if port else None
            return node
        raise AssertionError(f"{name} does not start; see {self.root / name}.log")

    async def kill(self, name: str) -> None:
        """End a process without a word."""
        self.nodes[name].signal(signal.SIGKILL)
        await self.ended(name)

    async def ended(self, name: str) -> None:
        """Wait until a process has ended, by itself or by a signal."""
        await eventually(lambda: not self.nodes[name].alive)

    async def start_all(self) -> None:
        """Start all four."""
        await asyncio.gather(*(self.start(name) for name in (*APIS, *WORKERS)))

    async def close(self) -> None:
        """End all processes in order, and those that don't within a moment at once."""
        for node in self.nodes.values():
            node.signal(signal.SIGCONT)
            node.signal(signal.SIGTERM)
        for node in self.nodes.values():
            await asyncio.to_thread(node.process.join, 15)
            if node.alive:
                node.signal(signal.SIGKILL)
                await asyncio.to_thread(node.process.join)

    def log(self, name: str) -> str:
        """What a process said."""
        file = self.root / f"{name}.log"
        return file.read_text() if file.exists() else ""


@asynccontextmanager
async def open_nodes(database_url: str, root: Path, *, scene_seconds: float = 0.1) -> AsyncGenerator[Nodes]:
    """All four processes, for as long as one wants them."""
    nodes = Nodes(database_url, root, scene_seconds=scene_seconds)
    try:
        await nodes.start_all()
        yield nodes
    finally:
        await nodes.close()


def _port(ready: Connection) -> int:
    if not ready.poll(_READY_SECONDS):
        raise AssertionError("a process did not come up in time")
    return ready.recv()
