import asyncio
import json

import pytest

from fakes.production import ASPIRIN, OATS
from fakes.service import MP4, Opened
from fakes.watching import eventually
from picturelock.engine.event import Decision


async def test_a_film_is_answered_for_when_it_is_finished(service: Opened) -> None:
    answer = await service.client.post("/create-moa", json=ASPIRIN)
    body = answer.json()
    assert answer.status_code == 200
    assert (body["status"], body["video_type"]) == ("complete", "moa")
    assert body["video_path"].endswith("film.mp4")
    assert body["elapsed_seconds"] >= 0
    film = await service.client.get(f"/video/{body['video_id']}")
    assert film.content == MP4


async def test_product_ads_are_made_at_create(service: Opened) -> None:
    answer = await service.client.post("/create", json=OATS)
    assert answer.json()["video_type"] == "product_ad"
    assert [order.stage for order in service.production.orders].count("animations") == 1


async def test_a_client_that_does_not_want_to_wait_is_told_where_to_look(service: Opened) -> None:
    service.production.holds["scenes"] = asyncio.Event()
    answer = await service.client.post(
        "/create-moa", json=ASPIRIN, headers={"prefer": "handling=lenient, respond-async"}
    )
    body = answer.json()
    assert (answer.status_code, body["status"]) == (202, "queued")
    assert answer.headers["location"] == f"/videos/{body['video_id']}"
    assert (await service.client.get(answer.headers["location"])).json()["status"] == "running"
    service.production.holds["scenes"].set()
    await service.studio.wait(body["video_id"])
    assert (await service.client.get(answer.headers["location"])).json()["status"] == "complete"


async def test_a_failed_film_answers_with_its_cause_and_its_id(service: Opened) -> None:
    service.production.fails["tts"] = "no voice speaks tlh"
    answer = await service.client.post("/create-moa", json=ASPIRIN)
    body = answer.json()
    assert answer.status_code == 500
    assert (body["status"], body["stage"], body["error"]) == ("failed", "tts", "no voice speaks tlh")
    film = (await service.client.get(f"/videos/{body['video_id']}")).json()
    assert [stage["status"] for stage in film["stages"]] == [
        *["accepted"] * 3,
        "failed",
        "waiting",
    ]


async def test_a_film_stopped_by_somebody_says_so(service: Opened) -> None:
    service.production.holds["scenes"] = asyncio.Event()
    waiting = asyncio.create_task(service.client.post("/create-moa", json=ASPIRIN))
    await eventually(lambda: bool(service.production.orders))
    video_id = service.production.orders[0].session_id
    await service.studio.decide(video_id, Decision(action="stop", by="Ann"))
    answer = await waiting
    assert (answer.status_code, answer.json()["status"]) == (409, "stopped")


async def test_every_problem_of_a_brief_is_listed_by_field_and_nothing_starts(service: Opened) -> None:
    answer = await service.client.post(
        "/create-moa", json={"drug_name": " ", "tone": "x" * 121, "colour": "red", "region": "atlantis"}
    )
    body = answer.json()
    assert answer.status_code == 422
    assert {problem["field"] for problem in body["problems"]} == {
        "drug_name",
        "condition",
        "tone",
        "colour",
        "region",
    }
    assert all(problem["message"] in body["detail"] for problem in body["problems"])
    assert (await service.client.get("/videos")).json() == {"videos": [], "total": 0}


@pytest.mark.parametrize(
    ("body", "kind", "status", "reason"),
    [
        (b'{"drug_name": ', "application/json", 400, "not JSON"),
        (b"", "application/json", 400, "not JSON"),
        (b'{"seed": NaN}', "application/json", 400, "not JSON"),
        (b"\xff\xfe", "application/json", 400, "not JSON"),
        (b"[" * 100_000, "application/json", 400, "not JSON"),
        (b"[]", "application/json", 422, "must be a JSON object"),
        (b"hello", "text/plain", 415, "send application/json"),
        (b"hello", "multipart/form-data", 400, "form cannot be read"),
        (
            b'{"drug_name": "' + b"x" * (20 * 1024 * 1024) + b'"}',
            "application/json",
            413,
            "larger than 20 MB",
        ),
    ],
)
async def test_a_body_that_cannot_be_read_says_why(
    service: Opened, body: bytes, kind: str, status: int, reason: str
) -> None:
    answer = await service.client.post("/create-moa", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert reason in answer.json()["detail"]
    assert not service.production.orders


async def test_video_types_that_there_are_not_are_not_offered(service: Opened) -> None:
    assert (await service.client.post("/create-doctor", json=ASPIRIN)).status_code in (404, 405)
    paths = (await service.client.get("/openapi.json")).json()["paths"]
    assert "/create-moa" in paths
    assert "/create-doctor" not in paths


async def test_the_schema_shows_the_fields_of_a_brief_for_json_and_forms(service: Opened) -> None:
    schema = (await service.client.get("/openapi.json")).json()
    content = schema["paths"]["/create-moa"]["post"]["requestBody"]["content"]
    properties = content["application/json"]["schema"]["properties"]
    assert properties["target_audience"]["default"] == "healthcare professionals"
    assert "video_type" not in properties
    assert properties["reference_docs"]["items"]["properties"]["text"]["type"] == "string"
    assert {"logo", "documents"} <= set(content["multipart/form-data"]["schema"]["properties"])
    assert "$ref" not in json.dumps(content)
