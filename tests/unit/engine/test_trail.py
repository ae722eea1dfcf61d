import asyncio

from picturelock.engine.trail import about, trail, turn_to


def test_what_is_inside_adds_to_what_is_around_it_and_ends_with_it() -> None:
    with about(request_id="r1"):
        with about(video_id="vid_1", stage="tts", version=2, attempt=1):
            assert trail() == {
                "request_id": "r1",
                "video_id": "vid_1",
                "stage": "tts",
                "version": 2,
                "attempt": 1,
            }
        assert trail() == {"request_id": "r1"}
    assert trail() == {}


async def test_tasks_keep_what_they_were_begun_for() -> None:
    told: list[object] = []

    async def tell() -> None:
        told.append(dict(trail()))

    with about(video_id="vid_1"):
        first = asyncio.create_task(tell())
    with about(video_id="vid_2"):
        await asyncio.gather(first, asyncio.create_task(tell()))

    assert told == [{"video_id": "vid_1"}, {"video_id": "vid_2"}]


async def test_a_task_that_turns_to_another_film_forgets_the_first_and_touches_no_other_task() -> None:
    async def follow() -> dict[str, str | int]:
        turn_to("vid_2")
        return dict(trail())

    with about(request_id="r1", video_id="vid_1", stage="script"):
        assert await asyncio.create_task(follow()) == {"request_id": "r1", "video_id": "vid_2"}
        assert trail()["video_id"] == "vid_1"
