"""One process of a small studio: it serves the API, or works on runs, until it is ended or killed."""

import asyncio
import ctypes
import logging
import os
import random
import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

import pytest
import uvicorn

from fakes.production import BRIEFS
from fakes.readers import READERS
from fakes.scripts import OneModel
from fakes.survival.death import Death
from fakes.survival.stages import SceneStages
from picturelock.api.app import create_app
from picturelock.engine.database import Database
from picturelock.engine.studio import Studio
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.store.model_ledger import DatabaseLedger
from picturelock.providers.store.script_files import FolderScriptFiles
from picturelock.providers.store.scripts import DatabaseScripts
from picturelock.writing.room.room import WritersRoom

QUEUES = {"write": 4, "draw": 3}
Kind = Literal["api", "worker"]
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass(frozen=True)
class Part:
    """What a process is to be. ``lock_seconds`` is how long it waits for a locked database."""

    kind: Kind
    name: str
    database_url: str
    root: Path
    scene_seconds: float
    lock_seconds: int | None = None


def live(part: Part, instant: str | None, survived: int, ready: Connection) -> None:
    """The process's whole life; it says on ``ready`` at which port it is, 0 for a worker."""
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    # Forked processes would all draw the same numbers.
    random.seed()
    log = part.root / f"{part.name}.log"
    logging.basicConfig(
        filename=log, level=logging.INFO, format=f"%(asctime)s {os.getpid()} %(name)s %(message)s", force=True
    )
    with pytest.MonkeyPatch.context() as patch:
        if part.lock_seconds is not None:
            patch.setattr("picturelock.engine.connecting.LOCK_SECONDS", part.lock_seconds)
            patch.setattr("picturelock.engine.faults.LOCK_SECONDS", part.lock_seconds)
        death = Death(instant, survived)
        death.lie_in_wait(patch)
        asyncio.run(_live(part, death, ready))


async def _live(part: Part, death: Death, ready: Connection) -> None:
    ending = asyncio.Event()

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ending.set)
    takes = FolderTakes(part.root / "takes")
    production = SceneStages(takes, part.root, part.scene_seconds, death)
    queues = QUEUES if part.kind == "worker" else {}
    studio = await Studio.open(production, part.database_url, queues=queues)
    try:
        if part.kind == "worker":
            ready.send(0)
            await ending.wait()
        else:
            await _serve(part, studio, takes, ready, ending)
    finally:
        await studio.close()


async def _serve(
    part: Part, studio: Studio, takes: FolderTakes, ready: Connection, ending: asyncio.Event
) -> None:
    database = await asyncio.to_thread(Database, part.database_url)
    files = FolderScriptFiles(part.root / "files")
    room = WritersRoom(OneModel(), DatabaseScripts(database), files, DatabaseLedger(database))
    app = create_app(
        studio,
        takes,
        room,
        briefs=BRIEFS,
        readers=READERS,
    )
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        config = uvicorn.Config(
            app, log_config=None, ws="websockets-sansio", lifespan="off", timeout_graceful_shutdown=2
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        ready.send(listening.getsockname()[1])
        await ending.wait()
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """uvicorn would take the signals, and end the process before the studio is closed."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield
