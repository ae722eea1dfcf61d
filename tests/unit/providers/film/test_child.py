import asyncio
import os
from pathlib import Path

import psutil
import pytest

from picturelock.domain.cut import MusicBed
from picturelock.domain.errors import ProviderError
from picturelock.providers.film.both import both
from picturelock.providers.film.sound import RATE, LaidVoice, SoundOrder, make_sound


def running() -> set[int]:
    return {child.pid for child in psutil.Process(os.getpid()).children(recursive=True)}


async def test_a_cancelled_job_leaves_no_process(tmp_path: Path) -> None:
    before = running()
    order = SoundOrder(samples=600 * RATE, voices=(), music=MusicBed(seed=1))
    job = asyncio.create_task(make_sound(order, tmp_path / "sound.m4a"))
    while not running() - before:  # noqa: ASYNC110 - a process that starts sets no event
        await asyncio.sleep(0.02)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert not running() - before


async def test_why_a_job_was_refused_reaches_the_caller(tmp_path: Path) -> None:
    order = SoundOrder(samples=RATE, voices=(LaidVoice(file=tmp_path / "s1b1.wav", start=0),))
    with pytest.raises(ProviderError, match=r"^sound: the recording s1b1\.wav is missing$"):
        await make_sound(order, tmp_path / "sound.m4a")


async def test_a_full_disk_is_said_in_so_many_words() -> None:
    order = SoundOrder(samples=30 * RATE, voices=(), music=MusicBed(seed=1))
    with pytest.raises(ProviderError, match="the disk is full"):
        await make_sound(order, Path("/dev/full"))


async def test_of_two_things_at_once_the_error_of_one_ends_the_other() -> None:
    ended = asyncio.Event()

    async def fails() -> None:
        await asyncio.sleep(0)
        raise ProviderError("no", provider="one")

    async def waits() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    with pytest.raises(ProviderError, match="one: no"):
        await both(fails(), waits())
    assert ended.is_set()
