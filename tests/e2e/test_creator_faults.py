"""Disks and databases that refuse, and people who decide at once: a clear error, nothing lost."""

import asyncio
import os
import sqlite3
import subprocess
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from fakes.production import ASPIRIN, FakeProduction
from fakes.survival.death import Death
from fakes.survival.stages import SceneStages
from fakes.watching import accept_all, act, at_gate, eventually
from picturelock.domain.errors import ProviderError
from picturelock.engine import connecting, faults
from picturelock.engine.database import Database
from picturelock.engine.errors import DatabaseError, OutOfTurnError
from picturelock.engine.event import Decision
from picturelock.engine.studio import Studio
from picturelock.providers.store.folder import FolderTakes

ROUNDS = 50


@asynccontextmanager
async def open_studio(production: FakeProduction, database_url: str, **queues: int) -> AsyncGenerator[Studio]:
    studio = await Studio.open(production, database_url, queues=queues)
    try:
        yield studio
    finally:
        await studio.close()


@pytest.fixture
def production() -> FakeProduction:
    return FakeProduction()


@pytest.fixture
async def studio(production: FakeProduction, database_url: str) -> AsyncGenerator[Studio]:
    async with open_studio(production, database_url, write=4, draw=4) as studio:
        yield studio


async def test_of_two_who_decide_at_once_at_two_nodes_one_wins_and_the_other_is_told_who(
    production: FakeProduction, database_url: str, studio: Studio
) -> None:
    winners: set[str] = set()
    async with open_studio(production, database_url) as elsewhere:
        session_id = await studio.start("moa", ASPIRIN)
        for _ in range(ROUNDS):
            gate = (await at_gate(studio, session_id)).gate
            assert gate is not None
            seen = {"stage": gate.stage, "version": gate.version}
            both = [
                (studio, Decision.model_validate({"action": "accept", "by": "Ann", "seen": seen})),
                (elsewhere, Decision.model_validate({"action": "regenerate", "by": "Ben", "seen": seen})),
            ]
            ends = await asyncio.gather(
                *(node.decide(session_id, decision) for node, decision in both), return_exceptions=True
            )
            (place,) = [place for place, end in enumerate(ends) if end is None]
            loser = ends[1 - place]
            winner = both[place][1]
            winners.add(winner.by)
            assert isinstance(loser, OutOfTurnError)
            assert f"was already decided: {winner.action} by {winner.by}" in str(loser)
            if (await studio.session(session_id)).ended:
                session_id = await studio.start("moa", ASPIRIN)
    assert winners <= {"Ann", "Ben"}


async def test_a_run_whose_beginning_was_not_confirmed_is_begun_again(
    studio: Studio, production: FakeProduction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when PostgreSQL commits, and the connection is lost before it says so."""
    write = Database.write
    lost: list[str] = []

    async def unconfirmed(database: Database, act: Callable[..., Any], *args: Any, **named: Any) -> Any:
        answer = await write(database, act, *args, **named)
        if act.__name__ == "begin_run" and answer is not None and not lost:
            lost.append(act.__name__)
            raise DatabaseError("the connection was lost", retryable=True)
        return answer

    monkeypatch.setattr(Database, "write", unconfirmed)
    session_id = await studio.start("moa", ASPIRIN)
    state = await at_gate(studio, session_id)
    assert lost
    assert (state.status, [(run.version, run.attempt) for run in state.runs]) == ("awaiting", [(1, 2)])


async def test_a_result_that_cannot_be_stored_is_an_error_at_the_gate(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Database.write

    async def refusing(database: Database, act: Callable[..., Any], *args: Any, **named: Any) -> Any:
        if act.__name__ == "finish_run":
            raise DatabaseError("the database cannot keep such a value")
        return await write(database, act, *args, **named)

    monkeypatch.setattr(Database, "write", refusing)
    state = await at_gate(studio, await studio.start("moa", ASPIRIN))
    assert (state.status, state.error) == ("failed", "the database cannot keep such a value")


async def test_a_look_that_is_as_old_as_the_try_before_ends_no_run(
    studio: Studio, production: FakeProduction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look began before another try was begun, and ended after it."""
    monkeypatch.setattr("picturelock.engine.conductor._AGAIN_AFTER", 0.0)
    conductor = studio._conductor  # pyright: ignore[reportPrivateUsage]
    write = Database.write

    async def looking(database: Database, act: Callable[..., Any], *args: Any, **named: Any) -> Any:
        answer = await write(database, act, *args, **named)
        if act.__name__ == "begin_again":
            await conductor.check()
        return answer

    monkeypatch.setattr(Database, "write", looking)
    production.fails["scenes"] = "no connection"
    state = await at_gate(studio, await studio.start("moa", ASPIRIN, limits={"scenes": {"attempts": 3}}))
    assert (state.status, state.runs[-1].attempt) == ("failed", 3)


async def test_a_locked_database_is_an_error_that_says_so_and_a_result_waits_for_it(
    tmp_path: Path, production: FakeProduction, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (connecting, faults):
        monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    file = tmp_path / "studio.sqlite3"
    async with open_studio(production, f"sqlite:///{file}", write=4, draw=4) as studio:
        waiting = await studio.start("moa", ASPIRIN)
        await at_gate(studio, waiting)
        production.holds["scenes"] = asyncio.Event()
        running = await studio.start("moa", ASPIRIN)
        await eventually(lambda: production.at_once == 1)
        with locked(file):
            production.holds["scenes"].set()
            with pytest.raises(DatabaseError, match="locked by another program for") as caught:
                await act(studio, waiting, "accept")
            assert caught.value.retryable
            assert (await studio.session(running)).status == "running"
        await act(studio, waiting, "accept")
        assert (await at_gate(studio, running)).status == "awaiting"
        assert (await at_gate(studio, waiting)).stage == "script"
    assert [(order.stage, order.version) for order in production.orders].count(("scenes", 1)) == 2


@contextmanager
def locked(file: Path) -> Generator[None]:
    other = sqlite3.connect(file, isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


@contextmanager
def small_disk(folder: Path, size: str = "4m") -> Generator[Path]:
    """A file system of its own, which only root may make."""
    folder.mkdir()
    made = os.geteuid() == 0 and mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    if not made:
        pytest.skip("a small file system of its own can be made by root alone, outside of a container")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0


async def refused(studio: Studio, session_id: str, says: str) -> None:
    with pytest.raises(DatabaseError, match=says) as caught:
        await act(studio, session_id, "regenerate")
    assert caught.value.retryable


async def test_a_full_disk_is_an_error_that_says_so_and_it_goes_on_afterwards(
    tmp_path: Path, production: FakeProduction
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        async with open_studio(production, f"sqlite:///{disk / 'studio.sqlite3'}", write=4, draw=4) as studio:
            session_id = await studio.start("moa", ASPIRIN)
            before = await at_gate(studio, session_id)
            rest = disk / "rest"
            with rest.open("wb", buffering=0) as filling, pytest.raises(OSError, match="No space left"):
                while True:
                    filling.write(bytes(4096))
            await refused(studio, session_id, "free space on its disk")
            assert await studio.state(session_id) == before
            rest.unlink()
            await accept_all(studio, session_id)


async def test_a_read_only_folder_is_an_error_that_says_so_and_it_goes_on_afterwards(
    tmp_path: Path,
) -> None:
    kept, data = tmp_path / "kept", tmp_path / "data"
    kept.mkdir()
    takes = FolderTakes(data)
    production = SceneStages(takes, kept, 0.0, Death(None))
    studio = await Studio.open(production, f"sqlite:///{kept / 'studio.sqlite3'}")
    try:
        with read_only(data):
            session_id = await studio.start("moa", ASPIRIN)
            state = await at_gate(studio, session_id)
            assert state.status == "failed"
            assert f"the folder {data} cannot be written" in str(state.error)
            with pytest.raises(ProviderError, match="make it writable"):
                FolderTakes(data)
        await act(studio, session_id, "regenerate")
        assert (await at_gate(studio, session_id)).status == "awaiting"
    finally:
        await studio.close()
        takes.close()
    with read_only(kept), pytest.raises(DatabaseError, match="make its folder writable"):
        await Studio.open(production, f"sqlite:///{kept / 'studio.sqlite3'}")


@contextmanager
def read_only(folder: Path) -> Generator[None]:
    """Whatever is opened below the folder from now on cannot be written, also by root."""
    if os.geteuid() != 0 or not mount("--bind", str(folder), str(folder)):
        pytest.skip("only root may make a folder read-only for itself, and not in every container")
    try:
        assert mount("-o", "remount,bind,ro", str(folder))
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
