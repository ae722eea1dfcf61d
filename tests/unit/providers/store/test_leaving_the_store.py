"""What leaves a store that machines share, and what stays: a store in a folder, whose times can be set."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fakes.production import ASPIRIN, FakeProduction
from picturelock.engine.database import Database
from picturelock.engine.studio import Studio
from picturelock.providers.store.cache import TELL_AFTER, Cache
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.store.object_store import open_store
from picturelock.providers.store.remote_takes import RemoteTakes
from picturelock.providers.store.shared import SETTLED, SharedTakes
from picturelock.providers.store.sweep import Sweep

KEY, OTHER = "ab" * 16, "cd" * 16
_DAY = 86_400.0
_AGES_AGO = 40 * _DAY


async def write(folder: Path) -> None:
    await asyncio.to_thread((folder / "a.txt").write_text, "a take")


async def never(folder: Path) -> None:
    raise AssertionError("it is there already")


@dataclass
class Place:
    """A store in a folder, with the machines that share it."""

    root: Path

    @property
    def remote(self) -> RemoteTakes:
        address = f"file://{self.root / 'store'}"
        return RemoteTakes(open_store(address), address)

    def machine(self, name: str) -> SharedTakes:
        local = FolderTakes(self.root / name)
        return SharedTakes(local, self.remote, Cache(local, "the store", limit=1 << 30))

    def grow_old(self, key: str, seconds: float = _AGES_AGO) -> None:
        """As if the store had been told of this take's last use so long ago."""
        moment = time.time() - seconds
        for path in (self.root / "store" / "takes" / key).iterdir():
            os.utime(path, (moment, moment))

    def forget_telling(self, name: str) -> None:
        """As if a machine had told the store of its takes long ago."""
        for mark in (self.root / name).glob("??/??/*.*"):
            size = mark.read_text().partition(" ")[0]
            mark.write_text(f"{size} {time.time() - TELL_AFTER - 1:.0f}")

    def has(self, key: str) -> bool:
        return (self.root / "store" / "takes" / key / "manifest.json").is_file()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "store").mkdir()
    return Place(tmp_path)


async def test_a_take_is_removed_everywhere_when_nobody_can_have_it_in_hand(place: Place) -> None:
    one = place.machine("one")
    folder = await one.take(KEY, write)
    place.grow_old(KEY)
    assert await one.release(KEY, before=time.time() + 1)
    assert (place.has(KEY), folder.exists()) == (False, False)
    await one.take(KEY, write)
    assert place.has(KEY)


async def test_a_take_that_another_machine_may_have_in_hand_stays(place: Place) -> None:
    one = place.machine("one")
    folder = await one.take(KEY, write)
    place.grow_old(KEY, SETTLED - 60)
    assert not await one.release(KEY, before=time.time() + 1)
    assert (place.has(KEY), folder.exists()) == (True, True)


async def test_the_store_is_told_again_of_a_take_that_is_used(place: Place) -> None:
    one, two = place.machine("one"), place.machine("two")
    await one.take(KEY, write)
    place.grow_old(KEY)
    place.forget_telling("one")
    await one.take(KEY, never)
    assert not await two.release(KEY, before=time.time() + 1)
    place.grow_old(KEY)
    await one.take(KEY, never)  # told a moment ago
    assert await place.machine("three").release(KEY, before=time.time() + 1)


async def test_a_take_that_left_the_store_is_put_there_again_by_who_uses_it(place: Place) -> None:
    one, two = place.machine("one"), place.machine("two")
    await one.take(KEY, write)
    place.grow_old(KEY)
    assert await two.release(KEY, before=time.time() + 1)
    place.forget_telling("one")
    await one.take(KEY, never)
    assert place.has(KEY)
    await two.take(KEY, never)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    """A database with a complete film that uses the take ``KEY``."""
    address = f"sqlite:///{tmp_path / 'studio.sqlite3'}"
    production = FakeProduction(last_take={"video": {"key": KEY, "name": "film.mp4"}})
    studio = await Studio.open(production, address)
    await studio.wait(await studio.start("moa", ASPIRIN, "automatic"))
    opened = await asyncio.to_thread(Database, address)
    yield opened
    await asyncio.to_thread(opened.close)
    await studio.close()


async def sweep(place: Place, database: Database, *, dry: bool = False) -> list[str]:
    one_pass = Sweep(
        database,
        takes=place.root / "here",
        films=place.root / "films",
        keep_films_days=None,
        keep_takes_days=30,
        store=place.remote,
        dry=dry,
    )
    return [swept.what async for swept in one_pass.run()]


async def test_old_takes_that_no_film_uses_are_swept_out_of_the_store(
    place: Place, database: Database
) -> None:
    one = place.machine("one")
    for key in (KEY, OTHER, "ef" * 16):
        await one.take(key, write)
    place.grow_old(KEY)
    place.grow_old(OTHER)
    told = await sweep(place, database, dry=True)
    assert place.has(OTHER)
    assert await sweep(place, database) == told
    assert [what.partition(":")[0] for what in told] == [f"take {OTHER} in the store"]
    assert (place.has(KEY), place.has(OTHER), place.has("ef" * 16)) == (True, False, True)


async def test_the_rest_of_an_upload_that_was_cut_short_is_swept_too(
    place: Place, database: Database
) -> None:
    rest = place.root / "store" / "takes" / OTHER / ("0" * 64)
    rest.parent.mkdir(parents=True)
    rest.write_text("half")
    place.grow_old(OTHER)
    assert [what.partition(":")[0] for what in await sweep(place, database)] == [f"take {OTHER} in the store"]
    assert not rest.exists()


async def test_what_a_removed_film_used_leaves_the_store_when_it_may(
    place: Place, database: Database
) -> None:
    one = place.machine("one")
    await one.take(KEY, write)
    production = FakeProduction()
    studio = await Studio.open(production, database.url.render_as_string(hide_password=False))
    (film,), _ = await studio.sessions()
    await studio.remove(film.id, by="Ann")
    await studio.close()
    await sweep(place, database)
    assert place.has(KEY)
    place.grow_old(KEY)
    await sweep(place, database)
    assert not place.has(KEY)
