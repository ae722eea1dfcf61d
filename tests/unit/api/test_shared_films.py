"""Films and previews that another machine made, served from a store that both share."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest

from contract.s3_server import BUCKET, S3Server, s3_server
from fakes.production import ASPIRIN
from fakes.service import FILM_KEY, MP4, Opened, finished_film
from picturelock.settings import Settings
from picturelock.wiring import open_takes


@pytest.fixture
async def server(
    service: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[S3Server]:
    """The bucket in which another machine laid the film; the service's own folder is a new one."""
    with s3_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        set_to = {"PICTURELOCK_STORE": f"s3://{BUCKET}/studio"}
        async with open_takes(
            Settings.model_validate({"PICTURELOCK_HOME": tmp_path / "worker", **set_to})
        ) as worker:
            await finished_film(worker)
        async with open_takes(
            Settings.model_validate({"PICTURELOCK_HOME": tmp_path / "node", **set_to})
        ) as shared:
            service.app.state.service = replace(service.app.state.service, takes=shared)
            yield server


async def test_a_film_that_another_machine_made_is_played(service: Opened, server: S3Server) -> None:
    video_id = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(video_id)
    answer = await service.client.get(f"/video/{video_id}", headers={"range": "bytes=0-9"})
    assert (answer.status_code, answer.content) == (206, MP4[:10])


async def test_a_file_that_another_machine_kept_is_served(service: Opened, server: S3Server) -> None:
    answer = await service.client.get(f"/takes/{FILM_KEY}/poster.png")
    assert (answer.status_code, answer.content) == (200, MP4)


async def test_a_file_that_nobody_kept_is_not_found(service: Opened, server: S3Server) -> None:
    for place in (f"{FILM_KEY}/other.png", f"{'0' * 32}/poster.png"):
        assert (await service.client.get(f"/takes/{place}")).status_code == 404
