"""``/scripts``: what is kept, going on with it, a person's own segments, and answers that do not wait."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from fakes.manuscript_model import Behaviour, ManuscriptServer, manuscript_server
from fakes.scripts import LedgerInMemory, OneModel
from fakes.service import Opened, open_service
from picturelock.ports.models import Limits
from picturelock.providers.llm.openai import OpenAIModel

IDEA = "A lantern on a river"


@asynccontextmanager
async def model_service(
    folder: Path, behaviour: Behaviour, ledger: LedgerInMemory | None = None
) -> AsyncGenerator[tuple[Opened, ManuscriptServer]]:
    """The service over the fake model."""
    with manuscript_server(behaviour) as server:
        model = OpenAIModel("fake", base_url=server.url, timeout=5, backoff=0.02)
        models = OneModel(model, limits=Limits(requests_per_day=50), price_per_token=0.000_001)
        async with open_service(folder, models=models, ledger=ledger) as opened:
            yield opened, server
        await model.close()


async def planned(service: Opened, path: str = "/generate-movie-metadata", **told: Any) -> dict[str, Any]:
    answer = await service.client.post(path, json={"idea": IDEA, "segments": 12, **told})
    assert answer.status_code == 200, answer.text
    return answer.json()["metadata"]


def events(text: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


async def until(service: Opened, script_id: str, status: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            told = (await service.client.get(f"/scripts/{script_id}")).json()
            if told["status"] == status:
                return told
            await asyncio.sleep(0.01)


async def test_a_script_is_listed_and_told_with_what_is_missing(service: Opened) -> None:
    metadata = await planned(service)
    await service.client.post("/generate-movie-segments", json={"metadata": metadata, "set_number": 2})
    script_id = metadata["generation_info"]["script_id"]

    (line,) = (await service.client.get("/scripts")).json()["scripts"]
    told = (await service.client.get(line["url"])).json()

    assert (line["script_id"], line["segments_written"], line["status"]) == (script_id, 2, "incomplete")
    assert told["missing"] == list(range(1, 11))
    assert [segment["segment_number"] for segment in told["segments"]] == [11, 12]
    assert told["metadata"]["generation_info"]["metrics"]["completeness"] == pytest.approx(2 / 12, abs=1e-3)


async def test_resuming_writes_only_what_is_missing_and_answers_the_whole(service: Opened) -> None:
    metadata = await planned(service)
    script_id = metadata["generation_info"]["script_id"]
    body = {"metadata": metadata, "set_number": 2}
    kept = (await service.client.post("/generate-movie-segments", json=body)).json()["segments"]["segments"]

    whole = (await service.client.post(f"/scripts/{script_id}/resume")).json()["movie"]

    assert [segment["segment_number"] for segment in whole["segments"]] == list(range(1, 13))
    assert whole["segments"][10:] == kept
    assert (await service.client.get(f"/scripts/{script_id}")).json()["status"] == "complete"


async def test_a_persons_segment_stays_whatever_is_written_later(service: Opened) -> None:
    metadata = await planned(service)
    script_id = metadata["generation_info"]["script_id"]
    lead = metadata["characters_roster"][0]
    line = {"character_id": lead["id"], "character_name": lead["name"], "text": "This is mine."}
    mine = {"title": "Mine", "narration": "My own words.", "dialogue": [line]}

    edited = await service.client.put(f"/scripts/{script_id}/segments/3", json=mine)
    body = {"metadata": metadata, "set_number": 1}
    for more in ({}, {"regenerate": True}):
        answer = await service.client.post("/generate-movie-segments", json={**body, **more})
        third = answer.json()["segments"]["segments"][2]
        assert (third["narration"], third["edited"]) == ("My own words.", True)
    assert edited.json()["segments"][0]["edited"]


async def test_an_edit_that_does_not_fit_names_every_field(service: Opened) -> None:
    metadata = await planned(service, no_narration=True)
    address = f"/scripts/{metadata['generation_info']['script_id']}/segments"
    stranger = [{"character_id": "x", "character_name": "X", "text": "Hm."}]

    wrong = await service.client.put(
        f"{address}/13", json={"title": "T", "narration": "N", "dialogue": stranger}
    )
    other = await service.client.put(f"{address}/2", json={"segment_number": 3, "title": "T"})
    empty = await service.client.put(f"{address}/2", json={"title": "", "extra": 1})

    fields = [problem["field"] for problem in wrong.json()["problems"]]
    assert fields == ["segment_number", "narration", "dialogue.0.character_id"]
    assert other.json()["problems"][0]["field"] == "segment_number"
    assert [problem["field"] for problem in empty.json()["problems"]] == ["title", "extra"]


async def test_changed_metadata_is_a_new_revision_and_the_old_one_can_still_be_read(service: Opened) -> None:
    metadata = await planned(service)
    script_id = metadata["generation_info"]["script_id"]
    await service.client.post("/generate-movie-segments", json={"metadata": metadata, "set_number": 1})
    changed = {**metadata, "title": "Another title"}
    second = await service.client.post(
        "/generate-movie-segments", json={"metadata": changed, "set_number": 2}
    )
    newest = (await service.client.get(f"/scripts/{script_id}")).json()
    oldest = (await service.client.get(f"/scripts/{script_id}?revision=1")).json()

    assert second.json()["segments"]["revision"] == 2
    assert (newest["title"], newest["segments_written"]) == ("Another title", 2)
    assert (oldest["title"], oldest["segments_written"]) == (metadata["title"], 10)


async def test_the_report_measures_what_is_there(service: Opened) -> None:
    metadata = await planned(service)
    script_id = metadata["generation_info"]["script_id"]
    await service.client.post(f"/scripts/{script_id}/resume")

    told = (await service.client.get(f"/scripts/{script_id}/report")).json()

    assert told["metrics"]["numbering"]
    assert told["metrics"]["leaks"] == []
    assert told["usage"]["cost"] == 0


async def test_what_is_not_there_is_a_404(service: Opened) -> None:
    for method, path in (
        ("GET", "/scripts/scr_none"),
        ("GET", "/scripts/scr_none/report"),
        ("POST", "/scripts/scr_none/resume"),
        ("POST", "/scripts/scr_none/stop"),
        ("PUT", "/scripts/scr_none/segments/1"),
    ):
        body = {"title": "T", "narration": "N"} if method == "PUT" else {}
        answer = await service.client.request(method, path, json=body)
        assert (answer.status_code, "scr_none" in answer.json()["detail"]) == (404, True)


async def test_whoever_does_not_wait_is_told_where_to_ask(service: Opened) -> None:
    answer = await service.client.post(
        "/generate-prompt-based-story",
        json={"idea": IDEA},
        headers={"prefer": "respond-async, wait=10"},
    )
    told = answer.json()

    assert (answer.status_code, told["status"]) == (202, "queued")
    assert answer.headers["location"] == told["url"] == f"/scripts/{told['script_id']}"
    assert answer.headers["preference-applied"] == "respond-async"
    assert (await until(service, told["script_id"], "complete"))["segments_written"] == 7


async def test_a_stream_has_an_event_for_each_set_and_ends_with_the_whole(service: Opened) -> None:
    answer = await service.client.post(
        "/generate-meme-segments", json={"segments": 12}, headers={"accept": "text/event-stream"}
    )
    told = events(answer.text)
    sets = [data for name, data in told if name == "set"]

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert [name for name, _ in told if name != "progress"] == ["metadata", *["set"] * 3, "complete"]
    assert [one["batch_number"] for one in sets] == [1, 2, 3]
    assert [len(one["segments"]) for one in sets] == [5, 5, 2]
    assert sets[-1]["is_complete"]
    assert len(told[-1][1]["meme"]["segments"]) == 12


async def test_a_failed_set_is_reported_and_what_was_written_stays(tmp_path: Path) -> None:
    async with model_service(tmp_path, Behaviour(refuses=6)) as (service, server):
        answer = await service.client.post(
            "/generate-prompt-based-story", json={"idea": IDEA, "segments": 12}
        )
        story = answer.json()["story"]
        info = story["generation_info"]

        assert answer.status_code == 200
        assert [one["success"] for one in info["generation_summary"]] == [True, False, False]
        assert "refused" in info["generation_summary"][1]["error"]
        assert (info["total_segments_generated"], info["successful_sets"], info["total_sets"]) == (5, 1, 3)
        server.behaviour.refuses = None
        again = await service.client.post(f"/scripts/{info['script_id']}/resume")
        assert again.json()["story"]["generation_info"]["successful_sets"] == 3


async def test_a_model_that_cannot_be_reached_is_told_as_such_and_leaves_a_script_to_go_on_with(
    tmp_path: Path,
) -> None:
    async with model_service(tmp_path, Behaviour(failures=["401"])) as (service, _):
        answer = await service.client.post("/generate-movie-metadata", json={"idea": IDEA})
        told = answer.json()
        streamed = await service.client.post(
            f"/scripts/{told['script_id']}/resume", headers={"accept": "text/event-stream"}
        )

        assert answer.status_code == 502
        assert (told["retryable"], told["part"], told["segments_kept"]) == (False, "synopsis", 0)
        assert events(streamed.text)[-1][0] == "complete"


async def test_an_error_of_a_stream_is_its_last_event(tmp_path: Path) -> None:
    async with model_service(tmp_path, Behaviour(failures=["401"])) as (service, _):
        answer = await service.client.post(
            "/generate-movie-auto", json={"idea": IDEA}, headers={"accept": "text/event-stream"}
        )
        name, data = events(answer.text)[-1]

        assert name == "error"
        assert "refused the key" in data["detail"]


async def test_a_refusal_is_final_and_reported_as_such(tmp_path: Path) -> None:
    async with model_service(tmp_path, Behaviour(refuses=1)) as (service, server):
        metadata = await planned(service)
        before = server.requests
        answer = await service.client.post("/generate-movie-segments", json={"metadata": metadata})

        assert answer.status_code == 422
        assert answer.json()["refused"]
        assert server.requests == before + 1


async def test_a_model_that_cannot_fit_one_segment_says_by_how_much(tmp_path: Path) -> None:
    async with model_service(tmp_path, Behaviour()) as (service, server):
        metadata = await planned(service)
        server.behaviour.verbose = 30
        server.behaviour.own_ceiling = 900
        answer = await service.client.post("/generate-movie-segments", json={"metadata": metadata})
        told = answer.json()

        assert answer.status_code == 422
        assert told["needed"] > told["allowed"]
        assert "more than" in told["detail"]


async def test_a_cost_limit_stops_before_it_is_passed(tmp_path: Path) -> None:
    async with model_service(tmp_path, Behaviour()) as (service, _):
        metadata = await planned(service)
        body = {"metadata": metadata, "max_cost": 0.000_1}
        answer = await service.client.post("/generate-movie-segments", json=body)
        told = answer.json()

        assert answer.status_code == 402
        assert told["spent"] <= told["max_cost"] == 0.000_1


async def test_a_used_up_limit_says_when_to_come_back(tmp_path: Path) -> None:
    ledger = LedgerInMemory(left=1, until=7_200)
    async with model_service(tmp_path, Behaviour(), ledger) as (service, _):
        answer = await service.client.post("/generate-movie-metadata", json={"idea": IDEA})

        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "7200"
        assert "50 requests a day" in answer.json()["detail"]


async def test_stopping_keeps_what_is_written(tmp_path: Path) -> None:
    async with model_service(tmp_path, Behaviour()) as (service, server):
        metadata = await planned(service)
        script_id = metadata["generation_info"]["script_id"]
        server.behaviour.failures = ["hang"]
        await service.client.post(f"/scripts/{script_id}/resume", headers={"prefer": "respond-async"})
        await until(service, script_id, "writing")

        stopped = await service.client.post(f"/scripts/{script_id}/stop")
        again = await service.client.post(f"/scripts/{script_id}/stop")

        assert stopped.json()["status"] == "incomplete"
        assert again.status_code == 409
