"""A production that makes "scenes" as takes in a real store, with a child process for each stage it makes."""

import asyncio
import hashlib
import json
import os
import signal
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fakes.production import PLANS, STAGES, FakeProduction
from fakes.service import finished_film
from fakes.survival.death import BETWEEN_SCENES, WITHIN_A_SCENE, Death
from picturelock.engine.production import (
    InvalidPayloadError,
    JsonObject,
    Problem,
    StageFailedError,
    StageOrder,
    StagePlan,
    StageProgress,
    StageResult,
)
from picturelock.providers.store.folder import FolderTakes

SCENES = 3
SCENES_LOG, GROUPS_LOG = "scenes.log", "groups.log"
FAILS, KILLS = "fail, please", "kill whoever makes this"
"""Feedback that makes a run fail, or end its process."""

# Ends when its parent does, as what the product starts does: its input is closed then.
_CHILD = "sleep 600 & cat >/dev/null; kill -9 0"


@dataclass
class SceneStages:
    """Implements ``Production``: every stage makes ``SCENES`` scenes of ``seconds`` each."""

    takes: FolderTakes
    root: Path
    seconds: float
    death: Death

    def kinds(self) -> tuple[str, ...]:
        return tuple(STAGES)

    def plan(self, kind: str) -> tuple[StagePlan, ...]:
        return PLANS[kind]

    def validate(self, kind: str, payload: JsonObject) -> JsonObject:
        return FakeProduction().validate(kind, payload)

    async def run(self, order: StageOrder, report: Callable[[StageProgress], None]) -> StageResult:
        asked = order.feedback[-1] if order.feedback else ""
        async with self._child(order):
            keys: list[str] = []
            for number in range(1, SCENES + 1):
                keys.append(await self._scene(order, number))
                report(StageProgress(done=number / SCENES, scene_id=f"s{number}"))
                self.death.at(BETWEEN_SCENES)
            if asked == KILLS:
                os.kill(os.getpid(), signal.SIGKILL)
            if asked == FAILS:
                raise StageFailedError("told to fail")
        if order.stage == "render":
            film = await finished_film(self.takes)
            return StageResult(take=film.model_dump(mode="json"), data={"scenes": [*keys]})
        return StageResult(take={"scenes": [*keys]}, data={"scenes": [*keys]})

    async def complete(self, order: StageOrder, take: JsonObject) -> JsonObject:
        return {}

    async def remove(self, session_id: str) -> None:
        """Nothing is laid anywhere."""

    async def release(self, keys: Collection[str], *, before: float) -> frozenset[str]:
        return frozenset()

    async def edit(self, order: StageOrder, data: JsonObject, by: str) -> StageResult:
        if not data.get("scenes"):
            raise InvalidPayloadError((Problem(field="scenes", message="is required"),))
        return StageResult(take={"edited": data["scenes"]}, data=data)

    async def _scene(self, order: StageOrder, number: int) -> str:
        """Make one scene, unless it is there; its key is made of what it is made from."""
        made_from = [order.session_id, order.stage, order.variation, list(order.feedback), order.inputs]
        key = hashlib.sha256(json.dumps([made_from, number], sort_keys=True).encode()).hexdigest()[:32]

        async def make(folder: Path) -> None:
            await self._write(SCENES_LOG, f"begun {key}")
            await asyncio.sleep(self.seconds / 2)
            self.death.at(WITHIN_A_SCENE)
            await asyncio.to_thread((folder / "scene.txt").write_text, key)
            await asyncio.sleep(self.seconds / 2)
            made.append(key)

        made: list[str] = []
        await self.takes.take(key, make)
        if made:
            await self._write(SCENES_LOG, f"finished {key}")
        return key

    @asynccontextmanager
    async def _child(self, order: StageOrder) -> AsyncGenerator[None]:
        child = await asyncio.create_subprocess_exec(
            *("sh", "-c", _CHILD), stdin=asyncio.subprocess.PIPE, process_group=0
        )
        try:
            await self._write(GROUPS_LOG, f"{order.session_id} {order.stage} {order.version} {child.pid}")
            yield
        finally:
            os.killpg(child.pid, signal.SIGKILL)
            await child.wait()

    async def _write(self, log: str, line: str) -> None:
        await asyncio.to_thread(_append, self.root / log, line)


def _append(log: Path, line: str) -> None:
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        # One write, so that the lines of several processes don't mix.
        os.write(handle, f"{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
