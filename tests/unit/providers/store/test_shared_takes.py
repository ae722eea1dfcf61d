"""Takes that machines share over S3: what becomes of them when something goes wrong."""

import asyncio
import hashlib
import json
import os
import signal
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import obstore
import pytest
from obstore.store import ObjectStore

from contract.s3_server import BUCKET, S3Server, s3_server
from picturelock.domain.errors import ProviderError
from picturelock.domain.shot import Artifact
from picturelock.providers.store import cache as caching
from picturelock.providers.store.cache import Cache
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.store.object_store import open_store
from picturelock.providers.store.remote_takes import DamagedTakeError, RemoteTakes
from picturelock.providers.store.shared import SharedTakes

KEY = "ab" * 16
OTHER = "cd" * 16
ADDRESS = f"s3://{BUCKET}/studio"
FILE = Artifact(key=KEY, name="a.txt")
MANIFEST = f"takes/{KEY}/manifest.json"
Make = Callable[[Path], Awaitable[None]]
Machine = Callable[..., AbstractAsyncContextManager[SharedTakes]]


@pytest.fixture(scope="module")
def running() -> Generator[S3Server]:
    with s3_server() as server:
        yield server


@pytest.fixture
def server(running: S3Server, monkeypatch: pytest.MonkeyPatch) -> S3Server:
    running.empty()
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    return running


@pytest.fixture
def bucket(server: S3Server) -> ObjectStore:
    return open_store(ADDRESS)


@pytest.fixture
def machine(tmp_path: Path, server: S3Server) -> Machine:
    """Open the takes of a machine; nothing tends them but the test."""

    @asynccontextmanager
    async def opened(name: str, limit: int = 1 << 30) -> AsyncGenerator[SharedTakes]:
        local = FolderTakes(tmp_path / name)
        store = open_store(ADDRESS, patience=timedelta(milliseconds=300))
        yield SharedTakes(local, RemoteTakes(store, ADDRESS), Cache(local, ADDRESS, limit=limit))
        local.close()

    return opened


def writes(text: str, made: list[str] | None = None) -> Make:
    async def make(folder: Path) -> None:
        if made is not None:
            made.append(text)
        await asyncio.to_thread((folder / "a.txt").write_text, text)
        await asyncio.to_thread((folder / "same.txt").write_text, "the same")

    return make


async def never(folder: Path) -> None:
    raise AssertionError("it lies in the store")


def objects(bucket: ObjectStore) -> set[str]:
    listed = bucket.list(return_arrow=False)  # pyright: ignore[reportUnknownMemberType] - pyarrow's half is untyped
    return {found["path"] for found in listed.collect()}


def object_of(text: str) -> str:
    return f"takes/{KEY}/{hashlib.sha256(text.encode()).hexdigest()}"


async def test_a_take_lies_in_the_store_when_it_is_given_out(machine: Machine, bucket: ObjectStore) -> None:
    async with machine("one") as takes:
        await takes.take(KEY, writes("one"))
    assert objects(bucket) == {MANIFEST, object_of("one"), object_of("the same")}


async def test_what_one_machine_made_the_other_finds(machine: Machine) -> None:
    async with machine("one") as one, machine("two") as two:
        await one.take(KEY, writes("one"))
        with pytest.raises(KeyError):
            two.path(FILE)
        await two.bring([FILE])
        assert two.path(FILE).read_text() == "one"
        assert (await two.take(KEY, never)).is_dir()


async def test_of_two_machines_at_once_the_first_wins_and_both_end_with_its_take(
    machine: Machine, bucket: ObjectStore
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(folder: Path) -> None:
        begun.set()
        await go_on.wait()
        await writes("slow")(folder)

    async with machine("one") as one, machine("two") as two:
        slow = asyncio.create_task(one.take(KEY, slowly))
        await begun.wait()
        fast = await two.take(KEY, writes("fast"))
        go_on.set()
        assert {(folder / "a.txt").read_text() for folder in (await slow, fast)} == {"fast"}
    assert object_of("slow") not in objects(bucket)


async def test_of_many_machines_that_upload_at_once_all_end_with_one_take(
    machine: Machine, bucket: ObjectStore
) -> None:
    together = asyncio.Barrier(4)

    def at_once(text: str) -> Make:
        async def make(folder: Path) -> None:
            await writes(text)(folder)
            await together.wait()

        return make

    async def on(name: str) -> str:
        async with machine(name) as takes:
            folder = await takes.take(KEY, at_once(name))
            return await asyncio.to_thread((folder / "a.txt").read_text)

    told = set(await asyncio.gather(*(on(f"machine {number}") for number in range(4))))
    assert len(told) == 1
    assert objects(bucket) == {
        MANIFEST,
        object_of(told.pop()),
        object_of("the same"),
    }


async def test_a_store_that_is_away_is_named_and_what_was_made_is_not_made_again(
    machine: Machine, server: S3Server, bucket: ObjectStore
) -> None:
    made: list[str] = []

    async def make_and_lose_the_store(folder: Path) -> None:
        await writes("one", made)(folder)
        await asyncio.to_thread(server.stop)

    async with machine("one") as takes:
        with pytest.raises(ProviderError, match=r"PICTURELOCK_STORE: .* cannot be reached") as caught:
            await takes.take(KEY, make_and_lose_the_store)
        assert caught.value.retryable
        await takes.share_rest()  # still away: it waits
        await asyncio.to_thread(server.start)
        await takes.take(KEY, writes("two", made))
    assert made == ["one"]
    assert object_of("one") in objects(bucket)


async def test_what_lies_on_one_machine_alone_is_shared_when_the_store_is_back(
    machine: Machine, server: S3Server, bucket: ObjectStore, tmp_path: Path
) -> None:
    alone = FolderTakes(tmp_path / "one")
    await alone.take(KEY, writes("one"))
    alone.close()
    async with machine("one") as takes, machine("two") as two:
        tending = asyncio.create_task(takes.tend())
        while MANIFEST not in await asyncio.to_thread(objects, bucket):
            assert not tending.done()
        tending.cancel()
        await asyncio.wait([tending])
        await two.bring([FILE])
        assert two.path(FILE).read_text() == "one"


async def test_a_late_take_gives_way_to_the_one_that_another_machine_put_there(
    machine: Machine, tmp_path: Path
) -> None:
    alone = FolderTakes(tmp_path / "one")
    await alone.take(KEY, writes("late"))
    alone.close()
    async with machine("one") as one, machine("two") as two:
        await two.take(KEY, writes("first"))
        assert (await one.take(KEY, never) / "a.txt").read_text() == "first"


async def start(code: str, root: Path) -> asyncio.subprocess.Process:
    """A process of another machine, whose takes are cached in the folder ``root``."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, ADDRESS, str(root)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


async def test_a_process_killed_half_way_through_an_upload_leaves_no_take(
    machine: Machine, server: S3Server, bucket: ObjectStore, tmp_path: Path
) -> None:
    code = (
        "import asyncio, os, signal, sys; from pathlib import Path\n"
        "import obstore\n"
        "from picturelock.providers.store.shared import open_shared_takes\n"
        "put, count = obstore.put_async, 0\n"
        "async def put_and_die(store, path, *rest, **more):\n"
        "    await put(store, path, *rest, **more)\n"
        "    if path.startswith('takes/'): os.kill(os.getpid(), signal.SIGKILL)\n"
        "async def make(folder):\n"
        "    for name in ('a.txt', 'b.txt'): (folder / name).write_text('one of ' + name)\n"
        "async def main():\n"
        "    async with open_shared_takes(sys.argv[1], Path(sys.argv[2]), cache_bytes=1 << 30) as takes:\n"
        "        obstore.put_async = put_and_die\n"
        f"        await takes.take({KEY!r}, make)\n"
        "asyncio.run(main())\n"
    )
    child = await start(code, tmp_path / "killed")
    assert await child.wait() == -signal.SIGKILL
    left = objects(bucket)
    assert left & {object_of("one of a.txt"), object_of("one of b.txt")}
    assert MANIFEST not in left
    async with machine("two") as takes:
        await takes.bring([FILE])
        with pytest.raises(KeyError):
            takes.path(FILE)
        assert (await takes.take(KEY, writes("whole")) / "a.txt").read_text() == "whole"
    # What it had made is complete on its machine, and gives way to what is in the store now.
    async with machine("killed") as takes:
        assert (await takes.take(KEY, never) / "a.txt").read_text() == "whole"


OUTSIDE = {"key": KEY, "files": [{"name": "../../x", "size": 0, "sha256": "0" * 64}]}
DAMAGES = {
    "other content": (object_of("one"), b"two"),
    "cut short": (object_of("one"), b"o"),
    "longer": (object_of("one"), b"one" * 99),
    "missing": (object_of("one"), None),
    "broken manifest": (MANIFEST, b"{"),
    "manifest that leads elsewhere": (MANIFEST, json.dumps(OUTSIDE).encode()),
    "another's manifest": (MANIFEST, json.dumps({"key": OTHER, "files": []}).encode()),
}


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_take_is_never_used_and_mended_by_who_can_make_it(
    damage: str, machine: Machine, bucket: ObjectStore
) -> None:
    async with machine("one") as one:
        await one.take(KEY, writes("one"))
    place, content = DAMAGES[damage]
    if content is None:
        obstore.delete(bucket, place)
    else:
        obstore.put(bucket, place, content)
    async with machine("two") as two, machine("three") as three:
        with pytest.raises(DamagedTakeError, match=f"take {KEY} in {ADDRESS} is damaged"):
            await two.bring([FILE])
        with pytest.raises(KeyError):
            two.path(FILE)
        assert (await two.take(KEY, writes("mended")) / "a.txt").read_text() == "mended"
        await three.bring([FILE])
        assert three.path(FILE).read_text() == "mended"


async def test_a_take_whose_manifest_is_missing_is_made_again(machine: Machine, bucket: ObjectStore) -> None:
    async with machine("one") as one:
        await one.take(KEY, writes("one"))
    obstore.delete(bucket, MANIFEST)
    async with machine("two") as two:
        assert (await two.take(KEY, writes("two")) / "a.txt").read_text() == "two"


async def test_large_files_go_in_pieces_and_come_back_whole(machine: Machine) -> None:
    content = os.urandom(20_000_000)

    async def make(folder: Path) -> None:
        await asyncio.to_thread((folder / "a.txt").write_bytes, content)

    async with machine("one") as one, machine("two") as two:
        await one.take(KEY, make)
        await two.bring([FILE])
        assert two.path(FILE).read_bytes() == content


async def test_a_download_that_is_given_up_leaves_nothing_and_can_be_begun_again(
    machine: Machine, tmp_path: Path
) -> None:
    async def make(folder: Path) -> None:
        for number in range(20):
            await asyncio.to_thread((folder / f"{number}.bin").write_bytes, os.urandom(1_000_000))
        await writes("whole")(folder)

    async with machine("one") as one, machine("two") as two:
        await one.take(KEY, make)
        bringing = asyncio.create_task(two.bring([FILE]))
        while not list((tmp_path / "two").glob(".making/*/*/*.bin")):  # noqa: ASYNC110 - nothing announces it
            await asyncio.sleep(0)
        bringing.cancel()
        await asyncio.wait([bringing])
        assert bringing.cancelled()
        assert not list((tmp_path / "two").glob(".making/*/*/*"))
        with pytest.raises(KeyError):
            two.path(FILE)
        await two.bring([FILE])
        assert two.path(FILE).read_text() == "whole"


async def test_two_processes_that_make_the_same_take_at_once_end_with_one(
    server: S3Server, bucket: ObjectStore, tmp_path: Path
) -> None:
    code = (
        "import asyncio, os, sys; from pathlib import Path\n"
        "from picturelock.providers.store.shared import open_shared_takes\n"
        "async def make(folder):\n"
        "    print('begun', flush=True); await asyncio.to_thread(sys.stdin.readline)\n"
        "    (folder / 'a.txt').write_text(str(os.getpid()))\n"
        "async def main():\n"
        "    async with open_shared_takes(sys.argv[1], Path(sys.argv[2]), cache_bytes=1 << 30) as takes:\n"
        f"        print((await takes.take({KEY!r}, make) / 'a.txt').read_text())\n"
        "asyncio.run(main())\n"
    )

    # Two share a home, the third is another machine.
    children = [await start(code, tmp_path / home) for home in ("home", "home", "other")]
    for child in children:
        assert child.stdout is not None
        assert await child.stdout.readline() == b"begun\n"
    told = await asyncio.gather(*(child.communicate(b"go on\n") for child in children))
    assert len({output for output, _ in told}) == 1
    assert int(told[0][0]) in {child.pid for child in children}
    assert len(objects(bucket) & {MANIFEST}) == 1


def age(root: Path, key: str, *, hours: float) -> None:
    """Have a take been used last so long ago."""
    for mark in root.glob(f"??/??/{key}.*"):
        used = mark.stat().st_mtime - hours * 3600
        os.utime(mark, (used, used))


async def test_what_was_not_used_for_longest_leaves_a_full_cache_and_comes_back(
    machine: Machine, tmp_path: Path
) -> None:
    keys = [f"{number:02d}" * 16 for number in range(4)]
    async with machine("one", limit=30) as takes:
        for place, key in enumerate(keys):
            await takes.take(key, writes("twelve bytes"))  # 20 with the other file
            age(tmp_path / "one", key, hours=10 - place)
        await takes.take(keys[0], never)  # used again
        cache = Cache(FolderTakes(tmp_path / "one"), ADDRESS, limit=50)
        assert cache.prune() == 40
        kept = [key for key in keys if (tmp_path / "one" / key[:2] / key[2:4] / key).is_dir()]
        assert kept == [keys[0], keys[3]]
        assert (await takes.take(keys[1], never) / "a.txt").read_text() == "twelve bytes"


async def test_what_is_in_use_or_on_this_machine_alone_is_not_removed(
    machine: Machine, server: S3Server, tmp_path: Path
) -> None:
    async with machine("one") as takes:
        await takes.take(KEY, writes("in use"))
        age(tmp_path / "one", KEY, hours=caching.IN_USE / 3600 + 1)
        takes.path(FILE)
        local = FolderTakes(tmp_path / "one")
        await local.take(OTHER, writes("alone"))
        assert Cache(local, ADDRESS, limit=1).prune() == 0
        local.close()
        assert takes.path(FILE).is_file()
        assert takes.path(Artifact(key=OTHER, name="a.txt")).is_file()


async def test_another_store_does_not_pass_for_the_one_that_has_a_take(
    machine: Machine, tmp_path: Path
) -> None:
    async with machine("one") as takes:
        await takes.take(KEY, writes("one"))
        local = FolderTakes(tmp_path / "one")
        assert Cache(local, ADDRESS, limit=1).unmarked() == []
        assert Cache(local, "s3://elsewhere", limit=1).unmarked() == [KEY]
        local.close()
