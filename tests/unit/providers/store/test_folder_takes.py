import asyncio
import errno
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Generator
from pathlib import Path

import pytest

from picturelock.domain.errors import ProviderError
from picturelock.domain.shot import Artifact
from picturelock.providers.store.folder import FolderTakes

KEY = "ab" * 16
OTHER = "cd" * 16
Make = Callable[[Path], Awaitable[None]]


def writes(text: str, made: list[Path] | None = None) -> Make:
    async def make(folder: Path) -> None:
        if made is not None:
            made.append(folder)
        await asyncio.sleep(0.01)
        await asyncio.to_thread((folder / "a.txt").write_text, text)

    return make


def raises(error: BaseException) -> Make:
    async def make(folder: Path) -> None:
        await asyncio.to_thread((folder / "half.txt").write_text, "half")
        raise error

    return make


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "takes"


@pytest.fixture
def takes(root: Path) -> Generator[FolderTakes]:
    store = FolderTakes(root)
    yield store
    store.close()


def in_work(root: Path) -> list[str]:
    """What lies in the workshops, besides their locks."""
    return [path.name for path in (root / ".making").glob("*/*") if path.name != ".lock"]


async def test_a_take_lies_in_two_folders_by_its_key_and_is_found_again(
    takes: FolderTakes, root: Path
) -> None:
    made: list[Path] = []
    first = await takes.take(KEY, writes("one", made))
    second = await takes.take(KEY, writes("two", made))
    assert first == second == root / "ab" / "ab" / KEY
    assert (first / "a.txt").read_text() == "one"
    assert len(made) == 1
    assert in_work(root) == []


async def test_a_take_asked_for_many_times_at_once_is_made_once(takes: FolderTakes) -> None:
    made: list[Path] = []
    places = await asyncio.gather(*(takes.take(KEY, writes("one", made)) for _ in range(20)))
    assert len(set(places)) == 1
    assert len(made) == 1


async def test_nothing_of_a_failed_take_is_left_and_it_can_be_made_again(
    takes: FolderTakes, root: Path
) -> None:
    failing = [takes.take(KEY, raises(ValueError("no picture"))) for _ in range(2)]
    outcomes = await asyncio.gather(*failing, return_exceptions=True)
    assert [str(outcome) for outcome in outcomes] == ["no picture"] * 2
    assert in_work(root) == []
    assert not (root / "ab").exists()
    assert (await takes.take(KEY, writes("one"))).is_dir()


async def test_a_cancelled_take_ends_its_making_and_leaves_nothing(takes: FolderTakes, root: Path) -> None:
    ended = asyncio.Event()
    begun = asyncio.Event()

    async def make(folder: Path) -> None:
        begun.set()
        try:
            await asyncio.sleep(600)
        finally:
            ended.set()

    task = asyncio.create_task(takes.take(KEY, make))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()
    assert in_work(root) == []


async def test_a_take_is_made_to_its_end_while_anybody_still_waits_for_it(takes: FolderTakes) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def make(folder: Path) -> None:
        begun.set()
        await go_on.wait()

    first = asyncio.create_task(takes.take(KEY, make))
    await begun.wait()
    second = asyncio.create_task(takes.take(KEY, make))
    await asyncio.sleep(0.01)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    go_on.set()
    assert (await second).is_dir()


async def test_of_two_processes_the_first_wins_and_the_second_uses_its_take(root: Path) -> None:
    one, two = FolderTakes(root), FolderTakes(root)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(folder: Path) -> None:
        await asyncio.to_thread((folder / "a.txt").write_text, "slow")
        begun.set()
        await go_on.wait()

    slow = asyncio.create_task(one.take(KEY, slowly))
    await begun.wait()
    fast = await two.take(KEY, writes("fast"))
    go_on.set()
    assert await slow == fast
    assert (fast / "a.txt").read_text() == "fast"
    assert in_work(root) == []
    one.close()
    two.close()


async def test_what_a_killed_process_left_is_swept_and_a_living_one_is_left_alone(root: Path) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path\n"
        "from picturelock.providers.store.folder import FolderTakes\n"
        "async def make(folder):\n"
        "    (folder / 'half.mp4').write_text('half'); print('begun', flush=True); await asyncio.sleep(600)\n"
        f"asyncio.run(FolderTakes(Path(sys.argv[1])).take({KEY!r}, make))\n"
    )
    child = await asyncio.create_subprocess_exec(
        *[sys.executable, "-c", code, str(root)],
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"begun\n"
    living = FolderTakes(root)
    assert len(in_work(root)) == 1
    child.send_signal(signal.SIGKILL)
    await child.wait()
    later = FolderTakes(root)
    assert in_work(root) == []
    assert len([path for path in (root / ".making").iterdir() if path.is_dir()]) == 2
    living.close()
    later.close()


async def test_a_full_disk_is_named_and_says_what_to_do(takes: FolderTakes, root: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(ProviderError, match=r"the disk is full: .*; free space and try again") as caught:
        await takes.take(KEY, raises(full))
    assert caught.value.retryable
    assert in_work(root) == []


async def test_a_folder_that_cannot_be_written_is_named(takes: FolderTakes, root: Path) -> None:
    refused = PermissionError(errno.EROFS, "Read-only file system", str(root / "ab"))
    with pytest.raises(ProviderError, match=r"cannot be written \(Read-only file system\); make it writable"):
        await takes.take(KEY, raises(refused))


async def test_a_refusal_elsewhere_is_not_blamed_on_the_store(takes: FolderTakes) -> None:
    with pytest.raises(PermissionError):
        await takes.take(KEY, raises(PermissionError(errno.EACCES, "Permission denied", "/usr/bin/none")))


def test_a_store_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProviderError, match=r"cannot be written \(Not a directory\)"):
        FolderTakes(tmp_path / "file" / "takes")


async def test_kept_files_are_found_and_others_are_not(takes: FolderTakes, root: Path) -> None:
    folder = await takes.take(KEY, writes("one"))
    assert takes.path(Artifact(key=KEY, name="a.txt")) == folder / "a.txt"
    (root / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(root / "secret.txt")
    for key, name in (
        (KEY, "none.txt"),
        (OTHER, "a.txt"),
        (KEY, "link.txt"),
        (KEY, "../../../secret.txt"),
        (KEY, ".."),
        ("..", "secret.txt"),
        ("", "a.txt"),
        ("../" * 4 + "x", "a.txt"),
    ):
        with pytest.raises(KeyError):
            takes.path(Artifact.model_construct(key=key, name=name))
