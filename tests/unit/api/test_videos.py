import asyncio

import pytest

from fakes.production import ASPIRIN, OATS
from fakes.service import FILM_KEY, MP4, Opened
from fakes.watching import act, at_gate, next_moving
from picturelock.domain.shot import Artifact
from picturelock.engine.production import StageProgress


async def test_films_are_listed_newest_first_with_what_they_are_about(service: Opened) -> None:
    first = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(first)
    second = await service.studio.start("product_ad", OATS)
    await at_gate(service.studio, second)
    body = (await service.client.get("/videos")).json()
    assert [(film["video_id"], film["subject"], film["status"]) for film in body["videos"]] == [
        (second, "Haferlicht", "awaiting"),
        (first, "Aspirin", "complete"),
    ]
    assert (await service.client.get("/videos", params={"limit": 1, "offset": 1})).json()["videos"][0][
        "video_id"
    ] == first
    refused = await service.client.get("/videos", params={"limit": 0})
    assert (refused.status_code, refused.json()["problems"][0]["field"]) == (422, "limit")


async def test_a_film_tells_its_stages_versions_and_who_decided(service: Opened) -> None:
    video_id = await service.studio.start("moa", ASPIRIN)
    await at_gate(service.studio, video_id)
    await act(service.studio, video_id, "regenerate", feedback="shorter")
    await at_gate(service.studio, video_id)
    body = (await service.client.get(f"/videos/{video_id}")).json()
    scenes = body["stages"][0]
    assert (scenes["stage"], scenes["status"], scenes["version"]) == ("scenes", "awaiting", 2)
    assert scenes["versions"][0]["decision"]["by"] == "Ann"
    assert scenes["versions"][1]["feedback"] == "shorter"
    assert scenes["versions"][1]["data"] == {"shown": "scenes 2"}
    assert body["progress"] == {"current": 1, "total": 5}
    assert body["film"] is None


async def test_progress_of_a_running_stage_is_told(service: Opened) -> None:
    service.production.reports["scenes"] = [StageProgress(done=0.25, scene_id="s2", message="writing")]
    service.production.holds["scenes"] = asyncio.Event()
    video_id = await service.studio.start("moa", ASPIRIN)
    await next_moving(service.studio, video_id)
    progress = (await service.client.get(f"/videos/{video_id}")).json()["progress"]
    assert (progress["percent"], progress["scene"], progress["current"]) == (25, "s2", 1)


async def test_a_complete_film_tells_its_facts_and_plays(service: Opened) -> None:
    video_id = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(video_id)
    body = (await service.client.get(f"/videos/{video_id}")).json()
    assert body["film"]["video_url"] == f"/video/{video_id}"
    film = await service.client.get(body["film"]["video_url"])
    assert (film.status_code, film.headers["content-type"], film.content) == (200, "video/mp4", MP4)
    assert film.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [("bytes=0-99", 206, 0, 100), ("bytes=-50", 206, -50, None), ("bytes=10000-", 206, 10_000, None)],
)
async def test_a_part_of_a_film_can_be_asked_for(
    service: Opened, asked: str, status: int, start: int, end: int | None
) -> None:
    video_id = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(video_id)
    part = await service.client.get(f"/video/{video_id}", headers={"range": asked})
    assert (part.status_code, part.content) == (status, MP4[start:end])
    assert part.headers["content-range"].endswith(f"/{len(MP4)}")


async def test_a_part_beyond_the_end_is_refused(service: Opened) -> None:
    video_id = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(video_id)
    part = await service.client.get(f"/video/{video_id}", headers={"range": "bytes=999999-"})
    assert part.status_code == 416


async def test_players_may_ask_for_the_headers_alone(service: Opened) -> None:
    video_id = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(video_id)
    answer = await service.client.head(f"/video/{video_id}")
    assert (answer.status_code, answer.headers["content-length"]) == (200, str(len(MP4)))


@pytest.mark.parametrize(
    ("shape", "status", "said"),
    [
        ("16:9", 200, ""),
        ("9:16", 404, "there is no film in 9:16: it was made in 16:9; name the shapes in the brief's shapes"),
        ("4:3", 422, "shape"),
    ],
)
async def test_a_film_is_played_in_the_shapes_that_it_was_made_in(
    service: Opened, shape: str, status: int, said: str
) -> None:
    video_id = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(video_id)
    answer = await service.client.get(f"/video/{video_id}", params={"shape": shape})
    assert answer.status_code == status
    assert said in answer.text


async def test_a_film_that_is_not_finished_says_where_it_is(service: Opened) -> None:
    video_id = await service.studio.start("moa", ASPIRIN)
    await at_gate(service.studio, video_id)
    answer = await service.client.get(f"/video/{video_id}")
    assert answer.status_code == 409
    assert answer.json()["detail"] == "the film is not finished: scenes waits for a decision"


async def test_an_unknown_film_is_a_404_that_names_it(service: Opened) -> None:
    for path in ("/video/vid_none", "/videos/vid_none"):
        answer = await service.client.get(path)
        assert (answer.status_code, answer.json()["detail"]) == (404, "there is no video 'vid_none'")


async def test_a_film_whose_file_is_gone_says_so(service: Opened) -> None:
    video_id = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(video_id)
    service.takes.path(Artifact(key=FILM_KEY, name="film.mp4")).unlink()
    answer = await service.client.get(f"/video/{video_id}")
    assert (answer.status_code, "no longer kept" in answer.json()["detail"]) == (404, True)


async def test_kept_files_never_change_and_are_not_guessed_at(service: Opened) -> None:
    shown = await service.client.get(f"/takes/{FILM_KEY}/script.vtt")
    assert shown.headers["content-type"].startswith("text/vtt")
    assert "immutable" in shown.headers["cache-control"]
    assert shown.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("script.srt", "text/plain"),
        ("script.ass", "text/x-ssa"),
        ("transcript.txt", "text/plain"),
        ("transcript.html", "text/html"),
    ],
)
async def test_what_lies_beside_a_film_is_shown_as_what_it_is(service: Opened, name: str, kind: str) -> None:
    film = service.takes.path(Artifact(key=FILM_KEY, name="film.mp4"))
    film.with_name(name).write_text("words")
    shown = await service.client.get(f"/takes/{FILM_KEY}/{name}")
    assert shown.headers["content-type"] == f"{kind}; charset=utf-8"
    # Not even a page of ours may run anything.
    assert "default-src 'none'" in shown.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/takes/{FILM_KEY}/none.png", 404),
        (f"/takes/{'0' * 32}/film.mp4", 404),
        (f"/takes/{FILM_KEY}/..%2F..%2Fstudio.sqlite3", 404),
        (f"/takes/{FILM_KEY}/%2e%2e", 422),
        (f"/takes/..%2f..%2f{FILM_KEY}/film.mp4", 404),
        (f"/takes/{FILM_KEY}/.hidden", 422),
        ("/takes/short/film.mp4", 422),
        (f"/takes/{FILM_KEY}/film.mp4%00.png", 422),
    ],
)
async def test_nothing_but_kept_files_can_be_fetched(service: Opened, path: str, status: int) -> None:
    assert (await service.client.get(path)).status_code == status
