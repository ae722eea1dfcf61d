import asyncio

from picturelock.engine.ending import end


async def test_a_task_that_swallowed_its_cancellation_is_ended_all_the_same() -> None:
    async def swallows() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.Event().wait()

    task = asyncio.create_task(swallows())
    await asyncio.sleep(0)
    await end([task])
    assert task.cancelled()


async def test_a_task_that_fails_while_it_ends_does_not_keep_the_others_from_it() -> None:
    async def fails() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError("could not tidy up")

    tasks = [asyncio.create_task(fails()), asyncio.create_task(asyncio.sleep(60))]
    await asyncio.sleep(0)
    await end(tasks)
    assert isinstance(tasks[0].exception(), ValueError)
    assert tasks[1].cancelled()
