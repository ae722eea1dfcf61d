"""What is kept long enough goes; what a film uses, or somebody is at work with, stays."""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import at_gate, next_moving
from picturelock.engine.database import Database
from picturelock.engine.production import StageProgress
from picturelock.engine.studio import Studio
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.store.sweep import Sweep, Swept

KEY, LOGO, OTHER = "ab" * 16, "cd" * 16, "ef" * 16
_DAY = 86_400.0


@dataclass
class Kept:
    """A studio whose films are about the take ``KEY``, and the folders that are swept."""

    studio: Studio
    production: FakeProduction
    database: Database
    takes: FolderTakes
    root: Path
    file: Path

    async def put(self, key: str, *, days: float = 0.0) -> None:
        async def make(folder: Path) -> None:
            await asyncio.to_thread((folder / "a.txt").write_bytes, b"x" * 100)

        folder = await self.takes.take(key, make)
        moment = time.time() - days * _DAY
        os.utime(folder, (moment, moment))

    def has(self, key: str) -> bool:
        return (self.root / "takes" / key[:2] / key[2:4] / key).is_dir()

    def grow_old(self, video_id: str, days: float) -> None:
        moment = time.strftime("%Y-%m-%dT%H:%M:%S.000+00:00", time.gmtime(time.time() - days * _DAY))
        with sqlite3.connect(self.file) as connection:
            connection.execute("UPDATE sessions SET changed = ? WHERE id = ?", (moment, video_id))
        connection.close()

    async def sweep(
        self, *, films: float | None = None, takes: float = 30.0, dry: bool = False
    ) -> list[Swept]:
        one_pass = Sweep(
            self.database,
            takes=self.root / "takes",
            films=self.root / "films",
            keep_films_days=films,
            keep_takes_days=takes,
            dry=dry,
        )
        return [swept async for swept in one_pass.run()]

    async def film(self) -> str:
        video_id = await self.studio.start("moa", ASPIRIN, "automatic")
        await self.studio.wait(video_id)
        (self.root / "films" / video_id).mkdir(parents=True)
        (self.root / "films" / video_id / "film.json").write_text("{}")
        return video_id


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncGenerator[Kept]:
    file = tmp_path / "studio.sqlite3"
    production = FakeProduction(last_take={"video": {"key": KEY, "name": "film.mp4"}})
    studio = await Studio.open(production, f"sqlite:///{file}")
    database = await asyncio.to_thread(Database, f"sqlite:///{file}")
    takes = FolderTakes(tmp_path / "takes")
    try:
        yield Kept(studio, production, database, takes, tmp_path, file)
    finally:
        takes.close()
        await asyncio.to_thread(database.close)
        await studio.close()


async def test_takes_that_no_film_uses_go_after_their_days(kept: Kept) -> None:
    await kept.film()
    await kept.put(KEY, days=400)
    await kept.put(OTHER, days=31)
    await kept.put(LOGO, days=29)

    swept = await kept.sweep()

    assert [(one.size, one.what[:37]) for one in swept] == [(100, f"take {OTHER}")]
    assert (kept.has(KEY), kept.has(OTHER), kept.has(LOGO)) == (True, False, True)


async def test_a_dry_run_says_the_same_and_changes_nothing(kept: Kept) -> None:
    video_id = await kept.film()
    kept.grow_old(video_id, 10)
    await kept.put(KEY, days=8)
    await kept.put(OTHER, days=31)

    told = await kept.sweep(films=9, dry=True)

    assert (kept.has(KEY), kept.has(OTHER), (kept.root / "films" / video_id).is_dir()) == (True, True, True)
    assert (await kept.studio.session(video_id)).status == "complete"
    assert await kept.sweep(films=9) == told
    assert (kept.has(KEY), kept.has(OTHER), (kept.root / "films" / video_id).is_dir()) == (
        False,
        False,
        False,
    )
    assert (await kept.studio.sessions())[1] == 0
    assert await kept.sweep(films=9) == []


async def test_only_films_that_ended_long_enough_ago_go(kept: Kept) -> None:
    old, young = await kept.film(), await kept.film()
    waiting = await kept.studio.start("moa", ASPIRIN)
    await at_gate(kept.studio, waiting)
    for video_id in (old, waiting):
        kept.grow_old(video_id, 10)
    await kept.put(KEY, days=400)

    swept = await kept.sweep(films=9)

    assert [one.what.partition(":")[0] for one in swept] == [f"film {old}"]
    assert {one.id for one in (await kept.studio.sessions())[0]} == {young, waiting}
    assert kept.has(KEY)  # the other film is made of it too


async def test_films_are_kept_for_ever_unless_something_else_is_set(kept: Kept) -> None:
    kept.grow_old(await kept.film(), 4_000)
    assert await kept.sweep() == []


async def test_what_a_run_may_be_using_stays_though_nothing_names_it(kept: Kept) -> None:
    kept.production.reports["script"] = [StageProgress(done=0.5)]
    kept.production.holds["script"] = asyncio.Event()
    running = await kept.studio.start("moa", ASPIRIN, "automatic")
    await next_moving(kept.studio, running)
    await kept.put(OTHER, days=0)

    assert await kept.sweep(takes=0) == []
    assert kept.has(OTHER)


async def test_a_take_that_is_used_again_is_young_again(kept: Kept) -> None:
    await kept.film()
    await kept.put(OTHER, days=31)
    await kept.takes.take(OTHER, lambda folder: asyncio.sleep(0))
    assert await kept.sweep() == []


async def test_takes_below_a_database_that_never_had_a_film_are_left_alone(kept: Kept) -> None:
    await kept.put(OTHER, days=400)
    assert await kept.sweep() == []


async def test_what_ended_processes_were_making_and_unfinished_folders_go(kept: Kept) -> None:
    await kept.film()
    left = kept.root / "takes/.making/tmp-of-somebody-dead"
    left.mkdir()
    (left / "half.mp4").write_bytes(b"x" * 10)
    old, young = kept.root / "films/.new-old", kept.root / "films/.new-young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))

    swept = await kept.sweep()

    assert {(one.what, one.size) for one in swept} == {
        ("what a process that ended was making", 10),
        ("an unfinished folder", 0),
    }
    assert (left.exists(), old.exists(), young.exists()) == (False, False, True)
    # The workshop of the process that lives is there as before.
    await kept.put(OTHER)
