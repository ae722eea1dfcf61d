"""Webhooks as clients of the service see them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from fakes.production import ASPIRIN
from fakes.service import Opened, open_service
from fakes.watching import accept_all, act
from fakes.webhook_receiver import SECRET, receiving
from picturelock.api.doors.roles import role_for_request
from picturelock.engine.courier import Courier
from picturelock.engine.database import Database
from picturelock.providers.webhooks.configuration import read_configuration
from picturelock.providers.webhooks.reach import Reach
from picturelock.providers.webhooks.signed_post import SignedPost


@asynccontextmanager
async def told(folder: Path, port: int, *endpoints: str) -> AsyncGenerator[tuple[Opened, Courier]]:
    """The service with endpoints at a receiver, and a courier that sends when it is told to."""
    file = folder / "webhooks.toml"
    file.write_text("\n".join(endpoints))
    reach = Reach(f"127.0.0.1:{port}")
    configured = read_configuration(file, reach)
    url = f"sqlite:///{folder / 'studio.sqlite3'}"
    async with open_service(folder, database_url=url, check_webhook=configured.check) as opened:
        database, post = Database(url), SignedPost(configured.secrets, reach)
        courier = Courier(database, post, tell=opened.app.state.service.metrics.sent)
        # Opened and closed at once: registered, and sending by hand from now on.
        await courier.open(configured.endpoints)
        await courier.close()
        try:
            yield opened, courier
        finally:
            await post.close()
            database.close()


def endpoint(port: int) -> str:
    return f'[endpoints.all]\nurl = "http://127.0.0.1:{port}/"\nsecret = "{SECRET}"'


def films(port: int) -> str:
    return f'[films]\nhosts = ["127.0.0.1:{port}"]\nsecret = "{SECRET}"'


async def test_a_film_is_told_to_who_is_configured(tmp_path: Path) -> None:
    with receiving() as receiver:
        async with told(tmp_path, receiver.port, endpoint(receiver.port)) as (opened, courier):
            video_id = await opened.studio.start("moa", ASPIRIN)
            await accept_all(opened.studio, video_id)
            await courier.send_due()

            assert sorted(receiver.types) == sorted(
                ["session.started", *("stage.completed", "stage.decided") * 5, "video.completed"]
            )
            answer = (await opened.client.get(receiver.received[0].message["data"]["url"])).json()
            assert answer["video_id"] == video_id
            metrics = (await opened.client.get("/metrics")).text
    assert 'picturelock_webhook_deliveries{status="delivered"} 12.0' in metrics
    assert 'picturelock_webhook_attempts_total{endpoint="all",outcome="delivered"} 12.0' in metrics


async def test_one_that_was_given_up_is_seen_and_can_be_sent_again(tmp_path: Path) -> None:
    with receiving(answers=[410]) as receiver:
        async with told(tmp_path, receiver.port, endpoint(receiver.port)) as (opened, courier):
            video_id = await opened.studio.start("moa", ASPIRIN)
            await act(opened.studio, video_id, "stop")
            await courier.send_due()

            listed = (await opened.client.get("/webhooks/deliveries", params={"status": "dead"})).json()
            [dead] = listed["deliveries"]
            assert listed["total"] == 1
            assert (dead["video_id"], dead["endpoint"], dead["answer"]) == (video_id, "all", 410)
            assert "410" in dead["error"]
            assert "127.0.0.1" not in str(listed)

            again = await opened.client.post(f"/webhooks/deliveries/{dead['id']}/retry")
            assert (again.status_code, again.json()["status"]) == (202, "waiting")
            await courier.send_due()
            listed = (await opened.client.get("/webhooks/deliveries")).json()
            assert {one["status"] for one in listed["deliveries"]} == {"delivered"}


async def test_what_is_unknown_is_refused(tmp_path: Path) -> None:
    async with open_service(tmp_path) as opened:
        unknown = await opened.client.post("/webhooks/deliveries/msg_none/retry")
        wrong = await opened.client.get("/webhooks/deliveries", params={"status": "lost"})

    assert (unknown.status_code, wrong.status_code) == (404, 422)
    assert "msg_none" in unknown.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/webhooks/deliveries"), ("POST", "/webhooks/deliveries/msg_1/retry")]
)
def test_with_keys_only_an_admin_sees_them(method: str, path: str) -> None:
    assert role_for_request(method, path) == "admin"


async def _create(opened: Opened, webhook: object) -> httpx.Response:
    return await opened.client.post(
        "/create-moa", json={**ASPIRIN, "webhook": webhook}, headers={"prefer": "respond-async"}
    )


async def test_a_film_can_have_one_of_its_own(tmp_path: Path) -> None:
    with receiving() as receiver:
        async with told(tmp_path, receiver.port, films(receiver.port)) as (opened, courier):
            created = await _create(opened, f"{receiver.url}/own")
            assert created.status_code == 202
            video_id = created.json()["video_id"]
            await opened.studio.wait(video_id)
            await courier.send_due()
            shown = (await opened.client.get(f"/videos/{video_id}")).text

    assert "video.completed" in receiver.types
    assert receiver.url not in shown


async def test_a_webhook_that_is_not_allowed_starts_nothing(tmp_path: Path) -> None:
    with receiving() as receiver:
        async with told(tmp_path, receiver.port, films(receiver.port)) as (opened, _):
            refused = await _create(opened, "http://169.254.169.254/latest/meta-data")
            assert refused.status_code == 422
            assert [problem["field"] for problem in refused.json()["problems"]] == ["webhook"]
            assert (await opened.client.get("/videos")).json()["total"] == 0


async def test_without_configuration_a_films_own_is_refused(tmp_path: Path) -> None:
    async with open_service(tmp_path) as opened:
        refused = await _create(opened, "https://hooks.example.com")

    assert refused.status_code == 422
    assert "sends no webhooks" in refused.json()["detail"]
